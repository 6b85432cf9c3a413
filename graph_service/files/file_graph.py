"""What a graph file gives, whatever its format, and how one is refused."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from graph_service.errors import DataRefused, Fault


class FileGraph(NamedTuple):
    """The nodes and links of a file as they stand there.

    `names` gives every node, by id in the order in which the file first names it, its label, or the id where it has none.
    `links` are pairs of these ids; links of a node with itself and doubled links are still among them. `notices` say,
    a line each, what of the file is left out, or how it was understood.
    """

    names: Mapping[str, str]
    links: Sequence[tuple[str, str]]
    notices: Sequence[str]


def refusal(file: str, line: int | None, field: str | None, problem: str, remedy: str) -> DataRefused:
    """The error for a graph file with this fault. Reading ends at the first, for one wrong separator makes thousands."""
    return DataRefused([Fault(file, line, field, problem, remedy)])
