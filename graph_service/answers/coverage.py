"""The answer about coverage: the share of a frame, a continent or a tier that a home reaches."""

from collections.abc import Iterable

from msgspec import UNSET, Struct, UnsetType

from graph_service.answers.common import Echo, PlaceReference, echo, reference
from graph_service.answers.denominator import DenominatorAnswer, denominator_answer
from graph_service.answers.pages import page_of
from graph_service.domain.base import Names
from graph_service.domain.frame import Frame
from graph_service.domain.vocabulary import FrameKind
from graph_service.metrics.coverage import Coverage
from graph_service.metrics.coverage_rows import Axis, CoverageRow, axes_of, coverage_rows
from graph_service.metrics.denominator import frame_named
from graph_service.metrics.knowledge import HomeKnowledge, knowledge_of
from graph_service.metrics.selection import Selection
from graph_service.metrics.vine import Vine, vine_of
from graph_service.planning.listing import listing_of
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual


class FrameReference(Struct, frozen=True):
    """Enough of a frame to show it; `declared` is the size its source claims, `open` that the list ends with 等."""

    id: str
    names: Names
    kind: FrameKind
    declared: int | None
    open: bool


class CoverageRate(Struct, frozen=True, kw_only=True):
    """A share, None where there is nothing to cover or nothing is known: no agreement of the tiers asked is on record, and
    nobody says that the list is whole. Or, where only `named` of the `declared` members are known by name, the interval from
    `low` to `high`: none or all of the unnamed ones covered; likewise None. The denominator is then `declared`."""

    numerator: int
    denominator: int
    share: float | UnsetType | None = UNSET
    low: float | UnsetType | None = UNSET
    high: float | UnsetType | None = UNSET
    named: int | UnsetType = UNSET
    declared: int | UnsetType = UNSET


class CoverageItem(Struct, frozen=True, kw_only=True):
    """One part: `keys` by axis, joined in `key`. `established`: the lists of its tiers are complete, so that the missing are
    known to be missing; `lists` names them and says how far they are known. `covered` and `missing` share out the named
    members; `planned` have a planned agreement, covered or not; `possible` are those of the missing that an agreement of
    uncertain date may cover; `possible_members` those that may belong to the part at the date and are not counted. `open`:
    its list ends with 等."""

    key: str
    keys: dict[Axis, str]
    names: Names
    coverage: CoverageRate
    open: bool
    established: bool
    lists: Bilingual
    covered: tuple[str, ...]
    missing: tuple[str, ...]
    planned: tuple[str, ...]
    possible: tuple[str, ...]
    possible_members: tuple[str, ...]


class CoverageAnswer(Echo, frozen=True, kw_only=True):
    """The coverage of a frame, or of every country, by the axes of `by`."""

    home: PlaceReference
    frame: FrameReference | None
    denominator: DenominatorAnswer
    knowledge: HomeKnowledge
    by: tuple[Axis, ...]
    tier: int | None
    total: int
    items: tuple[CoverageItem, ...]
    next: str | None


class CoverageFilter(Struct, frozen=True):
    """Of what and by what: a frame or every country, the axes as text, one tier or any."""

    frame: str | None = None
    by: str = "frame"
    tier: int | None = None


def coverage_answer(
    snapshot: Snapshot, home_id: str, selection: Selection, wanted: CoverageFilter, limit: int, cursor: str | None = None
) -> CoverageAnswer:
    """The answer of `/coverage`.

    Raises:
        NotFound, Moved, WrongKind: the home or the frame.
        BadRequest: the axes, the tier or the cursor.
    """
    axes = axes_of(wanted.by)
    vine = vine_of(snapshot, home_id, selection)
    frame, whole = frame_named(snapshot, wanted.frame)
    known = knowledge_of(vine)
    page = page_of(coverage_rows(vine, axes, frame, wanted.tier, whole=whole), _key, limit, cursor)
    return CoverageAnswer(
        **echo(snapshot, selection),
        home=reference(vine.home.place),
        frame=_frame(frame) if frame else None,
        by=axes,
        tier=wanted.tier,
        total=page.total,
        denominator=denominator_answer(vine, frame, whole=whole or (frame is None and "frame" in axes)),
        knowledge=known,
        items=tuple(_item(row, vine, known) for row in page.items),
        next=page.next,
    )


def _key(row: CoverageRow) -> str:
    return ",".join(label.key for label in row.labels.values())


def _frame(frame: Frame) -> FrameReference:
    return FrameReference(frame.id, frame.names, frame.kind, frame.declared, frame.open)


def _item(row: CoverageRow, vine: Vine, known: HomeKnowledge) -> CoverageItem:
    found, listing = row.coverage, listing_of(known, row.tiers)
    told = listing.established or any(tie.tier in row.tiers for tie in vine.ties.effective)
    return CoverageItem(
        key=_key(row),
        keys={axis: label.key for axis, label in row.labels.items()},
        names=_names([label.names for label in row.labels.values()]),
        coverage=_rate(found, told=told),
        open=found.scope.open,
        established=listing.established,
        lists=listing.words,
        covered=found.covered,
        missing=found.missing,
        planned=found.planned,
        possible=found.possible,
        possible_members=tuple(place.id for place in found.scope.perhaps),
    )


def _names(parts: Iterable[Names]) -> Names:
    """The names of a part: of its one label as they are, of two joined."""
    first, *rest = parts
    if not rest:
        return first
    joined = (" · ".join(filter(None, (getattr(names, lang) for names in (first, *rest)))) for lang in ("zh", "en"))
    zh, en = joined
    return Names(zh=zh or None, en=en or None)


def _rate(found: Coverage, *, told: bool) -> CoverageRate:
    numerator = len(found.covered)
    if found.low is None or found.high is None or not found.scope.unnamed:
        return CoverageRate(numerator=numerator, denominator=found.named, share=found.low if told else None)
    return CoverageRate(
        numerator=numerator,
        denominator=found.declared,
        low=found.low if told else None,
        high=found.high if told else None,
        named=found.named,
        declared=found.declared,
    )
