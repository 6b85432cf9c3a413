"""What the opening comment of a list of links says of all of it: KONECT's and Matrix Market's."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import NamedTuple

from graph_service.files.file_graph import refusal


class Head(NamedTuple):
    """What holds for every line of the list.

    `columns` are separated by any white space. Where the list is `bipartite`, both columns number their nodes from 1,
    so that 1 on the left is another node than 1 on the right. `declared` are the numbers of links, of nodes on the left
    and on the right; `sizes_first` tells that the first line of data repeats them.
    """

    directed: bool
    bipartite: bool
    declared: tuple[int, ...] = ()
    sizes_first: bool = False


def head_of(name: str, lines: Iterable[str]) -> Head | None:
    """What the first lines declare; None where the list has no such head.

    Raises:
        DataRefused: it is a matrix written out in full.
    """
    first, second = islice(chain(lines, ("", "")), 2)
    if first.lower().startswith("%%matrixmarket"):
        return _matrix_market(name, lines)
    konect = re.match(r"%\s*(sym|asym|bip)\b", first)
    if konect is None:
        return None
    sizes = re.fullmatch(r"%((?:\s+\d+)+)\s*", second)
    return Head(konect[1] == "asym", konect[1] == "bip", tuple(map(int, sizes[1].split())) if sizes else ())


def _matrix_market(name: str, lines: Iterable[str]) -> Head:
    words = next(iter(lines)).lower().split()
    if "coordinate" not in words:
        raise refusal(name, 1, None, "a matrix written out in full", "write it as coordinates, or as a list of links")
    sizes = next((line.split() for line in lines if line.strip() and not line.startswith("%")), [])
    if len(sizes) != 3 or not all(size.isdecimal() for size in sizes):
        raise refusal(name, None, None, "the line of sizes is missing", "write rows, columns and entries before the first entry")
    rows, columns, entries = map(int, sizes)
    return Head("general" in words and rows == columns, rows != columns, (entries, rows, columns), sizes_first=True)


def unlike(head: Head, links: int, left: int, right: int) -> Iterator[str]:
    """Notices where the list holds less or more than it declares; of a list that is not bipartite, left and right are all."""
    found = (links, left, right)
    for what, declared, counted in zip(("links", "nodes", "nodes on the right"), head.declared, found, strict=False):
        if declared != counted and (head.bipartite or what != "nodes on the right"):
            yield f"the file declares {declared} {what} and names {counted}; what it does not name is not counted"
