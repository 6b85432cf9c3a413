"""Which columns of a list of links name its two ends, and whether its first line names the columns."""

from collections.abc import Sequence
from typing import NamedTuple

from graph_service.files.file_graph import refusal

# What columns of ends are called; a and b are the parties in a table of agreements.
_ENDS = (
    ("source", "target"),
    ("from", "to"),
    ("a", "b"),
    ("fromnodeid", "tonodeid"),
    ("node1", "node2"),
    ("src", "dst"),
    ("甲方", "乙方"),
    ("起点", "终点"),
)
_WEIGHTS = ("weight", "权重")
_OTHERS = ("id", "label", "name", "type", "kind", "stages", "time", "timestamp")
_WORDS = {*(word for pair in _ENDS for word in pair), *_WEIGHTS, *_OTHERS} - {"a", "b"}
_CALL = "call the columns of the two ends source and target"


class Columns(NamedTuple):
    """Positions of the ends and of the weight; `names` of all columns, empty where the list has no header."""

    source: int = 0
    target: int = 1
    weight: int | None = 2
    names: tuple[str, ...] = ()


def columns_of(file: str, line: int, cells: Sequence[str]) -> Columns | None:
    """The columns if the cells are a header, else None: a line of names that no header has may be a link of two nodes.

    Raises:
        DataRefused: it is a header, but no two columns name the ends of a link.
    """
    names = tuple(cell.strip().casefold() for cell in cells)
    pair = next(((a, b) for a, b in _ENDS if a in names and b in names), None)
    if any(map(is_number, cells)) or not (_WORDS & set(names) or (pair and len(cells) > 2)):
        return None
    if pair is None:
        known = next((word for pair in _ENDS for word in pair if word in names), None)
        problem = f"beside {known} no column names the other end" if known else "no column names the ends of a link"
        raise refusal(file, line, None, problem, _CALL)
    if repeated := next((name for name in names if name and names.count(name) > 1), None):
        raise refusal(file, line, repeated, "the column stands there twice", "keep one of them")
    weight = next((names.index(name) for name in _WEIGHTS if name in names), None)
    return Columns(names.index(pair[0]), names.index(pair[1]), weight, names)


def is_number(cell: str) -> bool:
    """Whether the cell can be read as a number, as weights, times and most ids can."""
    try:
        float(cell)
    except ValueError:
        return False
    return True


def is_unknown_header(first: tuple[str, str], others: Sequence[tuple[str, str]]) -> bool:
    """Whether the first line of two names is no link: below it all is numbers, or it says a, b and no node is a letter."""
    if not others or any(map(is_number, first)):
        return False
    ends = (end for link in others for end in link)
    if tuple(map(str.casefold, first)) == ("a", "b"):
        return not any(len(end) == 1 and end.isalpha() for end in ends)
    return all(map(is_number, ends))
