"""The text form of stages in one cell: `intent 2001; formal 2004-05; renewal 2014 inferred (30th in 2044)`.

One stage is `KIND [DATE] [inferred] [#ORDER] [aim=KIND] [by=PARTY] [(NOTE)]`; stages are separated by `;`.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from graph_service.records.agreement import Stage

_STAGE = re.compile(
    r"\s*(?P<kind>[a-z]+)(?:\s+(?P<date>\d[\d/-]*))?(?:\s+(?P<basis>inferred))?(?:\s+#(?P<order>\d+))?"
    r"(?:\s+aim=(?P<aim>[a-z]+))?(?:\s+by=(?P<by>[^\s;]+))?(?:\s+\((?P<note>[^()]*)\))?\s*(?:;|$)"
)


@lru_cache(maxsize=4_096)  # most agreements of the world share their cell with others
def parse_stages(cell: str) -> tuple[dict[str, Any], ...]:
    """The stages written in a cell, ready for conversion to `Stage`.

    Raises:
        ValueError: the cell does not follow the form; the message shows where it stops.
    """
    stages, position = [], 0
    while position < len(cell):
        found = _STAGE.match(cell, position)
        if found is None:
            expected = "KIND [DATE] [inferred] [#ORDER] [aim=KIND] [by=PARTY] [(NOTE)]; …"
            raise ValueError(f"stages: cannot read them from {cell[position : position + 40]!r} on; expected {expected}")
        stage: dict[str, Any] = {key: value for key, value in found.groupdict().items() if value is not None}
        if "order" in stage:
            stage["order"] = int(stage["order"])
        stages.append(stage)
        position = found.end()
    return tuple(stages)


def format_stages(stages: Iterable[Stage]) -> str:
    """The cell that `parse_stages` reads back. Parentheses of notes become full-width ones."""
    return "; ".join(map(_format, stages))


def _format(stage: Stage) -> str:
    note = (stage.note or "").translate({ord("("): "（", ord(")"): "）"})
    parts = (
        stage.kind,
        stage.date,
        "inferred" if stage.basis == "inferred" else None,
        f"#{stage.order}" if stage.order is not None else None,
        f"aim={stage.aim}" if stage.aim else None,
        f"by={stage.by}" if stage.by else None,
        f"({note})" if note else None,
    )
    return " ".join(part for part in parts if part)
