"""Where a home's network has holes: the worklist."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, get_args

from msgspec import Struct
from msgspec.structs import replace
from pydantic import Field

from graph_service.answers.common import Echo, PlaceReference, echo, reference
from graph_service.answers.denominator import DenominatorAnswer, denominator_answer
from graph_service.answers.paging import page_of
from graph_service.metrics.denominator import frame_named
from graph_service.metrics.knowledge import HomeKnowledge, knowledge_of
from graph_service.planning.caveats import Caveat
from graph_service.planning.gaps.empty_unit import empty_units
from graph_service.planning.gaps.find import find_gaps, question_of
from graph_service.planning.gaps.gap import Action, Gap, GapType, Priority, PriorityName
from graph_service.planning.gaps.marks import gone_marks, mark_id, mark_on, marks_of
from graph_service.planning.gaps.priority import key_of
from graph_service.questions.called import Called
from graph_service.questions.gaps_below import BELOW, UNITS, left_below
from graph_service.questions.parameters import ANY_OF, InPages, OfHome, Several
from graph_service.questions.question import Question, Shown, View
from graph_service.questions.shown import both_names, headline
from graph_service.questions.weighed import Weighed
from graph_service.records.base import Names
from graph_service.records.mark import Mark
from graph_service.records.vocabulary import MarkState
from graph_service.snapshot import Snapshot
from graph_service.words import planning
from graph_service.words.bilingual import Bilingual, Language, called, plural
from graph_service.words.columns import OF_PRIORITY
from graph_service.words.days import written
from graph_service.words.headings import heads
from graph_service.words.records import MARK_STATES

GapState = Literal["open", "taken", "done", "dismissed", "all"]


class UnitReference(Struct, frozen=True):
    """A place by id and names."""

    id: str
    names: Names


class CountryReference(Struct, frozen=True):
    """A country or area by ISO 3166-1 code and names."""

    code: str
    names: Names


class GapMark(Struct, frozen=True, kw_only=True):
    """What is done about a gap, who said so, when and why."""

    state: MarkState
    who: str
    day: str | None
    reason: str


class GapItem(Struct, frozen=True, kw_only=True):
    """One line of the worklist. `place` is the partner side, `unit` the home side that should act. `established` says
    whether what is missing is known to be missing; else it is only not on record, as the reason says. `rank` counts from 1
    over the whole worklist. `key` stays from day to day, and a mark finds the gap by it."""

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
    key: str
    mark: GapMark | None


class GapsAnswer(Echo, frozen=True, kw_only=True):
    """The worklist of a home: gaps of all types by falling priority, what is known of the lists they rest on, and in which
    countries the lack of any agreement counts as a gap. Of those asked about, `dismissed` counts what is left out, and
    `empty_below` the units of tier 3 without a partner, which only stand in a list of that type or tier; `gone` are the marks
    whose gaps are there no more."""

    home: PlaceReference
    frame: str | None
    denominator: DenominatorAnswer
    knowledge: HomeKnowledge
    total: int
    dismissed: int
    empty_below: int
    items: tuple[GapItem, ...]
    gone: tuple[Mark, ...]
    next: str | None


def gap_item(snapshot: Snapshot, gap: Gap) -> GapItem:
    """A gap with the names of what it mentions."""
    country = snapshot.country(gap.country) if gap.country else None
    place = snapshot.places[gap.place] if gap.place else None
    mark = mark_on(snapshot.network.table(Mark), gap)
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
        key=mark_id(gap),
        mark=GapMark(state=mark.state, who=mark.who, day=mark.day, reason=mark.reason) if mark else None,
    )


def _key(gap: Gap) -> str:
    return "|".join(map(str, key_of(gap)))


class Gaps(InPages, OfHome):
    """Which gaps of whom."""

    type: Several[GapType] | None = Field(None, description=f"types of gap; all if left out{ANY_OF}")
    frame: str | None = Field(
        None,
        description="id or name of a frame; the states that count if left out, all for every country; not for "
        "association_missing",
    )
    tier: int | None = Field(None, ge=1, le=3, description="gaps at one tier; at any if left out")
    action: Several[Action] | None = Field(None, description=f"suggested actions; all if left out{ANY_OF}")
    state: GapState | None = Field(
        None,
        description="gaps that are marked so, open also for those never marked; all but those dismissed if left out",
    )
    unit: str | None = Field(None, description="a unit of the home: it or one inside it should act")
    country: str | None = Field(None, description="gaps that name this country or area; any if left out")


def gaps(view: View, ask: Gaps) -> GapsAnswer:
    """Where a home's network has holes, each with its reason, evidence and suggested action."""
    frame, whole = frame_named(view.snapshot, ask.frame)
    types, tiers = set(ask.type or ()), ({ask.tier} if ask.tier else set())
    every_tier = UNITS in types  # who asks for units without a partner means all of them
    found = find_gaps(view.vine(ask), types, frame, tiers, view.standards.rules, whole=whole, every_tier=every_tier)
    return gaps_among(view, ask, found)


def gaps_among(view: View, ask: Gaps, every: Sequence[Gap]) -> GapsAnswer:
    """The same where every gap of these types, of the frame and at the tier is found already."""
    unit, country = view.named(ask, "unit", "country")
    vine, snapshot = view.vine(ask), view.snapshot
    frame, whole = frame_named(snapshot, ask.frame)
    marks = marks_of(snapshot, vine.home.place.id)
    found = _dismissed_last(every, marks)
    within = unit or vine.home.place.id
    there = found if country is None else [gap for gap in found if gap.country == country]
    asked = [gap for gap in there if (ask.action is None or gap.action in ask.action) and snapshot.lies_in(gap.unit, within)]
    wanted = [gap for gap in asked if _is_wanted(ask.state, mark_on(marks, gap))] if marks or ask.state else asked
    page = page_of(wanted, _key, ask.most, ask.cursor)
    return GapsAnswer(
        **echo(snapshot, vine.selection),
        home=reference(vine.home.place),
        frame=ask.frame,
        denominator=denominator_answer(vine, frame, whole=whole),
        knowledge=knowledge_of(vine),
        total=page.total,
        dismissed=len(asked) - len(wanted) if ask.state is None else 0,
        empty_below=_empty_below(view, ask, within),
        items=tuple(gap_item(snapshot, gap) for gap in page.items),
        gone=gone_marks(snapshot, vine.home.place, found, view.standards.rules),
        next=page.next,
    )


def _empty_below(view: View, ask: Gaps, within: str) -> int:
    """The units that a list of all types leaves out; none where the list is narrowed to what they are not."""
    vine = view.vine(ask)
    narrowed = ask.type or ask.tier or ask.country or ask.state not in (None, "open", "all")
    if narrowed or "open" not in (ask.action or ("open",)) or vine.home.tmax < BELOW:
        return 0
    frame, _ = frame_named(view.snapshot, ask.frame)
    empty = empty_units(question_of(vine, frame, {BELOW}, view.standards.rules))
    return sum(view.snapshot.lies_in(unit.id, within) for unit in empty)


def _dismissed_last(found: Sequence[Gap], marks: Mapping[str, Mark]) -> Sequence[Gap]:
    """The worklist in its order, what was dismissed behind all else, and numbered so: who reads it begins with the first."""
    if not marks:
        return found
    behind = [(mark := mark_on(marks, gap)) is not None and mark.state == "dismissed" for gap in found]
    ordered = [gap for last in (False, True) for gap, dismissed in zip(found, behind, strict=True) if dismissed is last]
    return [replace(gap, rank=rank) for rank, gap in enumerate(ordered, start=1)]


def _is_wanted(state: GapState | None, mark: Mark | None) -> bool:
    is_marked = "open" if mark is None else mark.state
    return state == "all" or (is_marked != "dismissed" if state is None else is_marked == state)


_TERMS = get_args(PriorityName)  # each a column of its points


def rows(answer: GapsAnswer) -> Iterator[tuple[object, ...]]:
    """One row per gap."""
    for gap in answer.items:
        place = (gap.place.id, *both_names(gap.place.names)) if gap.place else (None, None, None)
        yield (
            *(gap.rank, gap.priority.score, gap.type, gap.established, gap.unit.id, *both_names(gap.unit.names), *place),
            *(_code(gap), gap.tier, gap.action, gap.reason.zh, gap.reason.en),
            *(_warned(gap, "zh"), _warned(gap, "en"), gap.evidence),
            *map(_points(gap).get, _TERMS),
            *(gap.key, *((mark.state, mark.who, mark.day, mark.reason) if (mark := gap.mark) else (None,) * 4)),
        )


def _points(gap: GapItem) -> Mapping[str, float]:
    """What each term adds to the priority, as its bar shows it."""
    return {term.name: term.weight * term.value for term in gap.priority.terms}


def shown(answer: GapsAnswer, lang: Language) -> Shown:
    """One row per gap, its reason in one language."""
    marked = any(gap.mark for gap in answer.items)
    lines = (
        (
            *(gap.rank, Weighed(f"{gap.priority.score:.0f}", gap.priority.terms), _leading(gap, lang), _code(gap)),
            *(getattr(planning.action_called(gap.type, gap.action), lang), _warned_reason(gap, lang)),
            *([mark_said(gap.mark, lang)] if marked else []),
        )
        for gap in answer.items
    )
    title = headline(answer.home, lang, f"缺口{answer.total:,}个", plural(answer.total, "gap"))
    heading = ("rank", "priority", "gap", "country", "action", "reason", *(["mark"] if marked else []))
    left = Bilingual(f"另有{answer.dismissed}个已不再考虑", f"{answer.dismissed} more are dismissed")
    notes = [*([left] if answer.dismissed else []), *([left_below(answer.empty_below)] if answer.empty_below else [])]
    return Shown(title, heads(lang, *heading), lines, [getattr(note, lang) for note in notes])


def _warned_reason(gap: GapItem, lang: Language) -> str:
    """The reason, and before it what is to be known of the country before acting."""
    reason: str = getattr(gap.reason, lang)
    if not gap.warnings:
        return reason
    return f"注意：{_warned(gap, lang)}；{reason}" if lang == "zh" else f"note: {_warned(gap, lang)}; {reason}"


def mark_said(mark: GapMark | None, lang: Language) -> str | None:
    """What is done about a gap, who said so, when and why; None where nobody did."""
    if mark is None:
        return None
    return " · ".join(
        filter(None, (called(MARK_STATES, mark.state, lang), mark.who, mark.day and written(mark.day, lang), mark.reason))
    )


def _leading(gap: GapItem, lang: Language) -> Called:
    """What a gap is called, leading to where it is seen best: the cluster with the place, else the unit that should act."""
    name = getattr(planning.GAPS[gap.type], lang)
    return Called(name, "cluster", gap.home, gap.place.id) if gap.place else Called(name, "place", gap.unit.id)


def _code(gap: GapItem) -> str | None:
    return gap.country.code if gap.country else None


def _warned(gap: GapItem, lang: Language) -> str:
    return "; ".join(getattr(warning.text, lang) for warning in gap.warnings)


GAPS = Question(
    name="gaps",
    title=Bilingual("缺口", "Gaps"),
    ask=Gaps,
    answer=GapsAnswer,
    find=gaps,
    columns=(
        *("rank", "priority", "type", "established", "unit", "unit_zh", "unit_en", "place", "place_zh", "place_en", "country"),
        *("tier", "action", "reason_zh", "reason_en", "warnings_zh", "warnings_en", "evidence"),
        *(f"{OF_PRIORITY}{name}" for name in _TERMS),
        *("key", "mark.state", "mark.who", "mark.day", "mark.reason"),
    ),
    rows=rows,
    shown=shown,
    sorts={"priority": "priority.score", "gap": "type", "country": "country.code"},
)
