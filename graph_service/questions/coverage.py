"""The share of a frame, a continent or a tier that a home reaches."""

from collections.abc import Iterable, Iterator
from typing import Annotated, get_args

from msgspec import UNSET, Struct, UnsetType
from pydantic import Field, WithJsonSchema

from graph_service.answers.common import Echo, PlaceReference, echo, reference
from graph_service.answers.denominator import DenominatorAnswer, denominator_answer
from graph_service.answers.paging import page_of
from graph_service.errors import BadRequest
from graph_service.metrics.coverage import Coverage as Measured
from graph_service.metrics.coverage_rows import NOWHERE, Axis, CoverageRow, Having, axes_of, coverage_rows
from graph_service.metrics.denominator import frame_named
from graph_service.metrics.frames import is_party
from graph_service.metrics.knowledge import HomeKnowledge, knowledge_of
from graph_service.metrics.vine import Vine
from graph_service.planning.listing import listing_of
from graph_service.questions.called import Called
from graph_service.questions.counted import Counted, counted
from graph_service.questions.parameters import InPages, Listed, OfHome
from graph_service.questions.question import Question, Shown, View
from graph_service.questions.shown import KNOWN, both_names, headline, titled
from graph_service.records.base import Names
from graph_service.records.frame import Frame
from graph_service.records.vocabulary import FrameKind
from graph_service.words.bilingual import COLON, ENUMERATED, Bilingual, Language
from graph_service.words.headings import heads
from graph_service.words.network import CUTS


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
    its list ends with 等. `party`: whether the home's state is, or may be, a member of the frame."""

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
    party: bool | None = None


class CoverageAnswer(Echo, frozen=True, kw_only=True):
    """The coverage of a frame, or of every country, by the axes of `by`."""

    home: PlaceReference
    frame: FrameReference | None
    continent: str | None
    denominator: DenominatorAnswer
    knowledge: HomeKnowledge
    by: tuple[Axis, ...]
    tier: int | None
    total: int
    items: tuple[CoverageItem, ...]
    next: str | None


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
        party=_is_party(vine, row.labels["frame"].key) if "frame" in row.labels else None,
    )


def _is_party(vine: Vine, frame_id: str) -> bool | None:
    frame = vine.snapshot.network.table(Frame).get(frame_id)
    state = vine.snapshot.state(vine.home.place.country)
    return is_party(vine.snapshot, frame, state, vine.selection.as_of) if frame else None


def _names(parts: Iterable[Names]) -> Names:
    """The names of a part: of its one label as they are, of two joined."""
    first, *rest = parts
    if not rest:
        return first
    joined = (" · ".join(filter(None, (getattr(names, lang) for names in (first, *rest)))) for lang in ("zh", "en"))
    zh, en = joined
    return Names(zh=zh or None, en=en or None)


def _rate(found: Measured, *, told: bool) -> CoverageRate:
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


_ONE_OR_TWO = {"type": "array", "items": {"enum": list(get_args(Axis))}, "minItems": 1, "maxItems": 2, "uniqueItems": True}
Axes = Annotated[Listed, WithJsonSchema(_ONE_OR_TWO)]


class Coverage(InPages, OfHome):
    """Whose coverage of what."""

    frame: str | None = Field(
        None, description="id or name of a frame; the states that count by default if left out, all for every country"
    )
    by: Axes = Field(["frame"], description="one or two of these, by commas or by repeating it")
    continent: str | None = Field(
        None, description=f"id of a frame that is a continent; {NOWHERE} for what lies in none, every one if left out"
    )
    tier: int | None = Field(None, ge=1, le=3, description="agreements of one tier; of any if left out")
    having: Having | None = Field(
        None, description="only parts of which a country is covered, missing, planned or possible; every part if left out"
    )


def coverage(view: View, ask: Coverage) -> CoverageAnswer:
    """The share of each part that a home covers; an interval where a frame claims more members than it names."""
    vine, axes = view.vine(ask), axes_of(",".join(ask.by))
    frame, whole = frame_named(view.snapshot, ask.frame)
    known = knowledge_of(vine)
    every = coverage_rows(vine, axes, frame, ask.tier, continent=_continent(view, ask), whole=whole)
    asked = (row for row in every if ask.having is None or getattr(row.coverage, ask.having))
    page = page_of(asked, _key, ask.most, ask.cursor)
    return CoverageAnswer(
        **echo(view.snapshot, vine.selection),
        home=reference(vine.home.place),
        frame=_frame(frame) if frame else None,
        continent=ask.continent,
        by=axes,
        tier=ask.tier,
        total=page.total,
        denominator=denominator_answer(vine, frame, whole=whole or (frame is None and "frame" in axes)),
        knowledge=known,
        items=tuple(_item(row, vine, known) for row in page.items),
        next=page.next,
    )


def _continent(view: View, ask: Coverage) -> str | None:
    if ask.continent in (None, NOWHERE):
        return ask.continent
    frame, _ = frame_named(view.snapshot, ask.continent)
    if frame is None or frame.kind != "continent":
        raise BadRequest("continent", f"{ask.continent} is no continent; ask for it as frame")
    return frame.id


def rows(answer: CoverageAnswer) -> Iterator[tuple[object, ...]]:
    """One row per part."""
    for item in answer.items:
        low, high = _bounds(item.coverage)
        counts = (item.coverage.numerator, item.coverage.denominator, low, high, len(item.covered) + len(item.missing))
        lists = (item.covered, item.missing, item.planned, item.possible, item.possible_members)
        known = (item.established, item.lists.zh, item.lists.en)
        yield (item.key, *both_names(item.names), *counts, item.open, *lists, *known)


def shown(answer: CoverageAnswer, lang: Language) -> Shown:
    """One row per part."""
    lines = ((*_numbers(item, answer), _part(item, answer, lang)) for item in answer.items)
    by = "、" if lang == "zh" else ", "
    by = by.join(getattr(CUTS[axis], lang) for axis in answer.by)
    frame = answer.frame.names.best(lang, answer.frame.id) if answer.frame else ""
    zh, en = f"{frame}覆盖率（按{by}）", f"coverage{f' of {frame}' if frame else ''} by {by}"
    columns = heads(lang, "on_record", "share", "plan", "possible", "part")
    others = [item.names.best(lang, item.key) for item in answer.items if item.party is False and len(item.keys) == 1]
    told = Bilingual("本国不参加的国家范围", "Frames that the home's own state is no member of")
    remarks = [f"{getattr(told, lang)}{getattr(COLON, lang)}{getattr(ENUMERATED, lang).join(others)}"] if others else []
    return Shown(titled(headline(answer.home, lang, zh, en), answer.knowledge, lang), columns, lines, remarks)


def _bounds(rate: CoverageRate) -> tuple[float | None, float | None]:
    """The share twice, or the two ends of the interval; nothing where they are not known."""
    if isinstance(rate.low, float) and isinstance(rate.high, float):
        return rate.low, rate.high
    return (rate.share, rate.share) if isinstance(rate.share, float) else (None, None)


def _numbers(item: CoverageItem, answer: CoverageAnswer) -> tuple[object, ...]:
    """How many countries, the share, and how many are planned and possible; each number leads to these countries, but for that
    of a country itself."""
    told = f"{item.coverage.numerator}/{item.coverage.denominator}"
    planned, possible = len(item.planned), len(item.possible)
    if "country" in item.keys:
        return (told, _share(item), planned, possible)
    named, asked = len(item.covered) + len(item.missing), _countries_of(item, answer)
    return (
        Counted(told, COVERAGE, asked) if named else told,
        _share(item),
        counted(planned, COVERAGE, **asked, having="planned"),
        counted(possible, COVERAGE, **asked, having="possible"),
    )


def _share(item: CoverageItem) -> str:
    low, high = _bounds(item.coverage)
    if low is None or high is None:
        return ""
    return f"{low:.2f}" if low == high else f"{low:.2f}–{high:.2f}"


def _countries_of(item: CoverageItem, answer: CoverageAnswer) -> dict[str, str | int | None]:
    """The words that list the countries of a part one by one."""
    return {
        "home": answer.home.id,
        "by": "country",
        "frame": item.keys.get("frame", answer.frame.id if answer.frame else None),
        "continent": item.keys.get("continent", answer.continent),
        "tier": item.keys.get("tier", answer.tier),
    }


def _part(item: CoverageItem, answer: CoverageAnswer, lang: Language) -> str:
    """Its names and id, and where its frame claims more members than it names, that there are others. A country leads to what
    the home has there, another part to its countries."""
    others = (" 等" if lang == "zh" else " and others") if item.open else ""
    told = f"{item.names.zh or ''} {item.names.en or ''} ({item.key}){others}".strip()
    name = f"{item.names.best(lang, item.key)}{others}"
    if country := item.keys.get("country"):
        return Called(told, "cluster", answer.home.id, country, on_page=name)
    return Counted(told, COVERAGE, _countries_of(item, answer), name)


COVERAGE = Question(
    name="coverage",
    title=Bilingual("覆盖率", "Coverage"),
    ask=Coverage,
    answer=CoverageAnswer,
    find=coverage,
    columns=(
        *("key", "zh", "en", "numerator", "denominator", "low", "high", "named", "open"),
        *("covered", "missing", "planned", "possible", "possible_members", *KNOWN),
    ),
    rows=rows,
    shown=shown,
    sorts={"on_record": "coverage.numerator", "part": "names.en"},
)
