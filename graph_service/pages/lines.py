"""From an agreement, as it stands, to the line that shows it."""

import re
from collections.abc import Sequence

from graph_service.pages.picture import Line, Point
from graph_service.records.agreement import Agreement, Stage
from graph_service.records.life import Standing


def kind_of(standing: Standing) -> str:
    """The kind an agreement is drawn as: planned, or what it was signed as."""
    return "planned" if standing.status == "planned" else standing.kind or "intent"


def is_drawn_beside(standing: Standing) -> bool:
    """Whether an agreement that stands beside the count is drawn: what is planned, or in effect as exchange or intent. What has
    ended, or only may be in effect, is told in the tables."""
    return standing.beside_as in ("exchange", "intent", "planned")


def signs_of(*, inferred: bool, also: Sequence[str]) -> str:
    """What stands behind a year: * where it is inferred, ? where sources give other dates as well.

    >>> signs_of(inferred=True, also=()), signs_of(inferred=False, also=("1988",))
    ('*', '?')
    """
    return ("*" if inferred else "") + ("?" if also else "")


def dated_of(line: Line) -> str:
    """The years of a line with their signs, such as 1992–1994*; empty where no date is known."""
    years = re.sub(r"-\d\d", "", line.since or "").replace("/", "–")
    return years + signs_of(inferred=line.inferred, also=line.also)


def line_of(
    agreement: Agreement,
    standing: Standing,
    source: str,
    target: str,
    *,
    stem: bool = False,
    role: str | None = None,
    via: tuple[Point, ...] = (),
    also: tuple[str, ...] = (),
) -> Line:
    """The line between two dots; its date is that of the signing, or of the plan where nothing is signed."""
    stage = standing.since or _plan(agreement)
    date = stage.date if stage else None
    inferred = date is not None and stage is not None and stage.basis == "inferred"
    return Line(source, target, kind_of(standing), standing.status, date, inferred, also, stem, role, via)


def _plan(agreement: Agreement) -> Stage | None:
    return next((stage for stage in reversed(agreement.stages) if stage.kind == "planned"), None)
