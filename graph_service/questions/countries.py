"""How a home stands with each country: strength with its terms, stems and grapes, what happened last, and what is missing."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Annotated

import msgspec
from msgspec import Struct
from pydantic import Field

from graph_service.answers.clusters import ClusterRow, cluster_row
from graph_service.answers.common import Echo, PlaceReference, echo, reference
from graph_service.answers.paging import page_of
from graph_service.errors import BadRequest
from graph_service.metrics.activities import activities_by_agreement, happened_on
from graph_service.metrics.clusters import Cluster, cluster_in
from graph_service.metrics.coverage import frame_scope
from graph_service.metrics.denominator import frame_named
from graph_service.metrics.knowledge import HomeKnowledge, knowledge_of
from graph_service.metrics.strength import StrengthTerm
from graph_service.metrics.ties import Tie, ties_of
from graph_service.metrics.vine import Vine, country_row
from graph_service.planning.gaps.find import find_gaps
from graph_service.planning.listing import lists_of
from graph_service.questions.agreements import AGREEMENTS
from graph_service.questions.counted import Words, by_class, counted, counted_words
from graph_service.questions.gaps import GAPS
from graph_service.questions.parameters import ANY_OF, AsAWhole, OfHome, Several
from graph_service.questions.question import Question, Shown, View
from graph_service.questions.shown import KNOWN, both_names, headline, titled, with_id
from graph_service.records.life import KINDS
from graph_service.records.vocabulary import AgreementKind, Status
from graph_service.snapshot import Snapshot
from graph_service.words.agreements import CLASSES_TOLD
from graph_service.words.bilingual import NONE_RECORDED, Bilingual, Language
from graph_service.words.headings import heads

_EFFECTIVE: tuple[Status, ...] = ("active", "dormant")
_TERMS: tuple[StrengthTerm, ...] = ("stem", "grapes", "tiers", "units")


class LastActivity(Struct, frozen=True):
    """What happened last under the agreements with a country: when, as exactly as it is known, what, and under which."""

    date: str
    activity: str
    agreement: str


class CountryItem(ClusterRow, frozen=True, kw_only=True):
    """The cluster of a home in a country; its `agreements` that are asked about, what happened last under them, and how many
    gaps of the worklist name the country."""

    agreements: tuple[str, ...]
    last_activity: LastActivity | None
    gaps: int


class CountriesAnswer(Echo, frozen=True, kw_only=True):
    """How a home stands with each country, the strongest first."""

    home: PlaceReference
    knowledge: HomeKnowledge
    continent: str | None
    frame: str | None
    tier: int | None
    kind: tuple[AgreementKind, ...] | None
    status: tuple[Status, ...] | None
    total: int
    items: tuple[CountryItem, ...]
    next: str | None = None


class Countries(AsAWhole, OfHome):
    """Which countries, by the agreements of whom."""

    continent: str | None = Field(None, description="id of a frame that is a continent; every one if left out")
    frame: str | None = Field(None, description="id of a frame that the countries are in; every country if left out, or for all")
    tier: Annotated[int | None, Field(ge=1, le=3, description="countries with an agreement at one tier; at any if left out")] = (
        None
    )
    kind: Several[AgreementKind] | None = Field(
        None, description=f"countries with an agreement of this kind on the day; of those that count if left out{ANY_OF}"
    )
    status: Several[Status] | None = Field(
        None, description=f"countries with an agreement of this status on the day; active or dormant if left out{ANY_OF}"
    )

    @property
    def narrowed(self) -> bool:
        """Whether it asks about some of the agreements alone."""
        return not (self.tier is None and self.kind is None and self.status is None)


def countries(view: View, ask: Countries) -> CountriesAnswer:
    """How a home stands with each country: strength with its terms, stems, grapes, last activity and gaps."""
    found = find_gaps(view.vine(ask), rules=view.standards.rules)
    return countries_with(view, ask, Counter(gap.country for gap in found if gap.country))


def countries_with(view: View, ask: Countries, gaps: Mapping[str, int]) -> CountriesAnswer:
    """The same where the gaps of the home are found already: how many there are in each country, by its code."""
    vine = view.vine(ask)
    chosen, asked_about = _chosen(vine, ask), _asked_about(vine, ask)
    codes = (code for code in _codes(vine, asked_about, ask) if chosen is None or code in chosen)
    clusters = [cluster_in(vine, country_row(vine.snapshot, code), view.standards.rules) for code in codes]
    items = [_item(vine, cluster, asked_about.get(cluster.partner.country, ()), gaps) for cluster in clusters]
    items.sort(key=lambda item: (-item.strength.score, item.partner.id))
    page = page_of(items, lambda item: item.partner.id, ask.most, ask.cursor)
    return CountriesAnswer(
        **echo(vine.snapshot, vine.selection),
        home=reference(vine.home.place),
        knowledge=knowledge_of(vine),
        continent=ask.continent,
        frame=ask.frame,
        tier=ask.tier,
        kind=None if ask.kind is None else tuple(ask.kind),
        status=None if ask.status is None else tuple(ask.status),
        total=page.total,
        items=page.items,
        next=page.next,
    )


def _chosen(vine: Vine, ask: Countries) -> frozenset[str] | None:
    """The codes of the countries of the continent and the frame that are asked for; None for every one."""
    found: frozenset[str] | None = None
    for name in ("continent", "frame"):
        frame, _ = frame_named(vine.snapshot, getattr(ask, name))
        if frame is None:
            continue
        if name == "continent" and frame.kind != "continent":
            raise BadRequest(name, f"{frame.id} is no continent; ask for it as frame")
        members = frozenset(place.country for place in frame_scope(vine, frame).named)
        found = members if found is None else found & members
    return found


def _asked_about(vine: Vine, ask: Countries) -> Mapping[str, tuple[Tie, ...]]:
    """The agreements that are asked about, by the country of the partner."""
    pool = _of_every_kind(vine) if ask.kind or ask.status else vine.ties.effective
    found: dict[str, dict[str, Tie]] = {}
    for tie in pool:
        if _fits(tie, ask):
            found.setdefault(tie.partner.country, {})[tie.agreement.id] = tie
    return {code: tuple(rows.values()) for code, rows in found.items()}


def _of_every_kind(vine: Vine) -> Iterable[Tie]:
    """The agreements abroad whatever their kind, intents too, and whatever their status."""
    ties = ties_of(vine.snapshot, vine.home, replace(vine.selection, kinds=KINDS))
    return (*ties.effective, *ties.planned, *ties.ended, *ties.possible)


def _fits(tie: Tie, ask: Countries) -> bool:
    if ask.tier is not None and tie.tier != ask.tier:
        return False
    if not (ask.kind or ask.status):
        return True
    return tie.standing.status in (ask.status or _EFFECTIVE) and (ask.kind is None or tie.standing.kind in ask.kind)


def _codes(vine: Vine, asked_about: Collection[str], ask: Countries) -> Iterable[str]:
    """The countries of the rows: those of the agreements that are asked about; if all are, also those with no more than a plan,
    an exchange or a possible agreement."""
    if ask.narrowed:
        return asked_about
    beside = (tie.partner.country for ties in (vine.ties.exchange, vine.ties.planned, vine.ties.possible) for tie in ties)
    return dict.fromkeys((*asked_about, *beside))


def _item(vine: Vine, cluster: Cluster, ties: Collection[Tie], gaps: Mapping[str, int]) -> CountryItem:
    row = msgspec.structs.asdict(cluster_row(vine.snapshot, cluster))
    under = (*cluster.ties, *cluster.exchange)
    return CountryItem(
        **row,
        agreements=tuple(tie.agreement.id for tie in ties),
        last_activity=_last(vine.snapshot, under, vine),
        gaps=gaps.get(cluster.partner.country, 0),
    )


def _last(snapshot: Snapshot, ties: Iterable[Tie], vine: Vine) -> LastActivity | None:
    """The last dated activity under these agreements that has surely happened."""
    by_agreement = snapshot.once(activities_by_agreement)
    found = (
        (when, activity.id, activity.date, tie.agreement.id)
        for tie in ties
        for activity in by_agreement.get(tie.agreement.id, ())
        if activity.date is not None and (when := happened_on(activity, vine.selection.as_of)) is not None
    )
    _, activity, day, agreement = max(found, default=(None, "", "", ""))
    return LastActivity(day, activity, agreement) if activity else None


def rows(answer: CountriesAnswer) -> Iterator[tuple[object, ...]]:
    """One row per country, each with the lists that would hold what is missing in it."""
    lists, tiers = lists_of(answer.knowledge), map(int, answer.knowledge.tiers)
    known = (answer.knowledge.establishes(tiers), lists.zh, lists.en)
    for item in answer.items:
        points = {term.name: term.points for term in item.strength.terms}
        yield (
            *(item.partner.id, *both_names(item.partner.names), len(item.agreements), item.strength.score),
            *(points.get(name) for name in _TERMS),
            *(len(item.stems), sum(stem.bare is True for stem in item.stems), item.roles["trunk"], *item.classes.values()),
            *(item.exchange, item.planned, item.possible, item.tiers, item.depth),
            *(item.last_activity.date if item.last_activity else None, item.gaps, item.agreements, *known),
        )


def shown(answer: CountriesAnswer, lang: Language) -> Shown:
    """One row per country."""
    lines = (
        (
            *(f"{item.strength.score:.1f}", *_counts(item, answer)),
            *("\u00a0".join(map(str, item.tiers)), _latest(item, lang)),
            counted(item.gaps, GAPS, home=answer.home.id, country=item.partner.country, state="all"),
            with_id(item.partner, lang, "cluster", answer.home.id, item.partner.id),
        )
        for item in answer.items
    )
    title = headline(answer.home, lang, f"国家和地区{answer.total:,}个", f"{answer.total:,} countries and areas")
    columns = heads(lang, "strength", "agreements", "stems", "classes", "tiers", "last_activity", "gaps", "country")
    return Shown(titled(title, answer.knowledge, lang), columns, lines, (getattr(CLASSES_TOLD, lang),))


def _counts(item: CountryItem, answer: CountriesAnswer) -> tuple[object, ...]:
    """How many agreements, stems and grapes of each class, each leading to these."""
    words = counted_words(answer.home.id, answer.kinds, country=item.partner.country)
    return (
        counted(len(item.agreements), AGREEMENTS, **{**words, **asked_about(answer)}),
        counted(len(item.stems), AGREEMENTS, **words, role="stem"),
        by_class(item.classes, AGREEMENTS, words),
    )


def asked_about(answer: CountriesAnswer) -> Words:
    """The words that list the agreements which a narrowed answer counts: of a status that is asked for those of any kind."""
    given = {name: getattr(answer, name) for name in ("tier", "kind", "status")}
    told = {name: ",".join(map(str, value if isinstance(value, tuple) else (value,))) for name, value in given.items() if value}
    return {"kind": None, **told} if answer.status else told


def _latest(item: CountryItem, lang: Language) -> str:
    return item.last_activity.date if item.last_activity else getattr(NONE_RECORDED, lang)


COUNTRIES = Question(
    name="countries",
    title=Bilingual("按国家和地区", "By country and area"),
    ask=Countries,
    answer=CountriesAnswer,
    find=countries,
    columns=(
        *("country", "zh", "en", "agreements", "strength", *(f"strength_{name}" for name in _TERMS)),
        *("stems", "bare_stems", "trunks", "A", "B", "C", "D", "U", "exchange", "planned", "possible", "tiers", "depth"),
        *("last_activity", "gaps", "agreement_ids", *KNOWN),
    ),
    rows=rows,
    shown=shown,
)
