"""The answer about the gaps of a home."""

from dataclasses import dataclass

from msgspec import Struct

from graph_service.answers.common import Echo, PlaceReference, echo, reference
from graph_service.answers.denominator import DenominatorAnswer, denominator_answer
from graph_service.answers.pages import page_of
from graph_service.domain.base import Names
from graph_service.metrics.denominator import frame_named
from graph_service.metrics.knowledge import HomeKnowledge, knowledge_of
from graph_service.metrics.selection import Selection
from graph_service.metrics.vine import vine_of
from graph_service.planning.caveats import Caveat
from graph_service.planning.gaps.find import find_gaps
from graph_service.planning.gaps.gap import Action, Gap, GapType, Priority
from graph_service.planning.gaps.priority import key_of
from graph_service.planning.rules import DEFAULTS, PlanningRules
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual


class UnitReference(Struct, frozen=True):
    """A place by id and names."""

    id: str
    names: Names


class CountryReference(Struct, frozen=True):
    """A country or area by ISO 3166-1 code and names."""

    code: str
    names: Names


class GapItem(Struct, frozen=True, kw_only=True):
    """One line of the worklist. `place` is the partner side, `unit` the home side that should act. `established` says
    whether what is missing is known to be missing; else it is only not on record, as the reason says. `rank` counts from 1
    over the whole worklist."""

    type: GapType
    home: str
    unit: UnitReference
    place: UnitReference | None
    country: CountryReference | None
    tier: int | None
    reason: Bilingual
    established: bool
    warnings: tuple[Caveat, ...]
    action: Action
    evidence: tuple[str, ...]
    priority: Priority
    rank: int


class GapsAnswer(Echo, frozen=True, kw_only=True):
    """The worklist of a home: gaps of all types by falling priority, what is known of the lists they rest on, and in which
    countries the lack of any agreement counts as a gap."""

    home: PlaceReference
    frame: str | None
    denominator: DenominatorAnswer
    knowledge: HomeKnowledge
    total: int
    items: tuple[GapItem, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class GapFilter:
    """Which gaps to list; None asks nothing."""

    type: GapType | None = None
    frame: str | None = None
    tier: int | None = None
    action: Action | None = None
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
    frame, whole = frame_named(snapshot, wanted.frame)
    types = {wanted.type} if wanted.type else set()
    gaps = find_gaps(vine, types, frame, {wanted.tier} if wanted.tier is not None else set(), rules, whole=whole)
    within = snapshot.place(wanted.unit).id if wanted.unit else vine.home.place.id
    asked = (gap for gap in gaps if wanted.action in (None, gap.action) and snapshot.lies_in(gap.unit, within))
    page = page_of(asked, _key, limit, cursor)
    return GapsAnswer(
        **echo(snapshot, selection),
        home=reference(vine.home.place),
        frame=wanted.frame,
        denominator=denominator_answer(vine, frame, whole=whole),
        knowledge=knowledge_of(vine),
        total=page.total,
        items=tuple(gap_item(snapshot, gap) for gap in page.items),
        next=page.next,
    )


def gap_item(snapshot: Snapshot, gap: Gap) -> GapItem:
    """A gap with the names of what it mentions."""
    country = snapshot.country(gap.country) if gap.country else None
    place = snapshot.places[gap.place] if gap.place else None
    return GapItem(
        type=gap.type,
        home=gap.home,
        unit=UnitReference(gap.unit, snapshot.places[gap.unit].names),
        place=UnitReference(place.id, place.names) if place else None,
        country=CountryReference(country.country, country.names) if country else None,
        tier=gap.tier,
        reason=gap.reason,
        established=gap.established,
        warnings=gap.warnings,
        action=gap.action,
        evidence=gap.evidence,
        priority=gap.priority,
        rank=gap.rank,
    )


def _key(gap: Gap) -> str:
    return "|".join(map(str, key_of(gap)))
