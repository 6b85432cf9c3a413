"""The answer about the gaps of a home."""

from dataclasses import dataclass

from graph_service.answers.common import Echo, PlaceReference, echo, reference
from graph_service.answers.pages import page_of
from graph_service.domain.frame import Frame
from graph_service.metrics.clusters import vine_of
from graph_service.metrics.selection import Selection
from graph_service.planning.gaps.find import find_gaps
from graph_service.planning.gaps.gap import Gap
from graph_service.planning.rules import DEFAULTS, PlanningRules
from graph_service.snapshot import Snapshot


class GapsAnswer(Echo, frozen=True, kw_only=True):
    """The gaps of a home, grouped by type and ranked within it."""

    home: PlaceReference
    frame: str | None
    total: int
    items: tuple[Gap, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class GapFilter:
    """Which gaps to list; None asks nothing."""

    type: str | None = None
    frame: str | None = None
    tier: int | None = None
    action: str | None = None
    unit: str | None = None


def gaps_answer(
    snapshot: Snapshot,
    home_id: str,
    selection: Selection,
    wanted: GapFilter,
    limit: int,
    cursor: str | None = None,
    rules: PlanningRules = DEFAULTS,
) -> GapsAnswer:
    """The answer of `/gaps`: one page of the gaps of a home.

    Raises:
        NotFound, Moved, WrongKind: the home, the frame or the unit.
        BadRequest: the cursor, or a frame for a type that knows no countries.
    """
    vine = vine_of(snapshot, home_id, selection)
    frame = snapshot.record(Frame, wanted.frame) if wanted.frame else None
    types = {wanted.type} if wanted.type else set()
    gaps = find_gaps(vine, types, frame, {wanted.tier} if wanted.tier else set(), rules)
    within = snapshot.place(wanted.unit).id if wanted.unit else vine.home.place.id
    asked = (gap for gap in gaps if wanted.action in (None, gap.action) and snapshot.lies_in(gap.unit, within))
    page = page_of(asked, _key, limit, cursor)
    return GapsAnswer(
        **echo(snapshot, selection),
        home=reference(vine.home.place),
        frame=wanted.frame,
        total=page.total,
        items=page.items,
        next=page.next,
    )


def _key(gap: Gap) -> str:
    return f"{gap.type}:{gap.rank}"
