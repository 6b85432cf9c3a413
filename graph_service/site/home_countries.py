"""The table of a home by country: strength with its terms, stem and grapes as a mark, and the lists behind each number."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from graph_service.metrics.vine import Vine
from graph_service.questions.answered import Answered
from graph_service.questions.called import Called
from graph_service.questions.cluster import CLUSTER
from graph_service.questions.countries import COUNTRIES, CountriesAnswer, CountryItem, asked_about
from graph_service.questions.gaps import GAPS
from graph_service.records.place import Place
from graph_service.site.cells import Linked, count
from graph_service.site.fields import Field, fields_of, narrowed_to
from graph_service.site.home_mark import Mark, mark_of
from graph_service.site.listing import files_of
from graph_service.site.templating import Frame
from graph_service.site.to_lists import counted_page, list_page, question_page
from graph_service.site.ways import ways_of_country
from graph_service.words.agreements import CLASSES, ROLES
from graph_service.words.bilingual import Bilingual
from graph_service.words.days import written
from graph_service.words.headings import heads
from graph_service.words.home import STEM_STATES
from graph_service.words.network import STRENGTH_TERMS

ASKED = ("continent", "frame", "tier", "kind", "status")  # what the table is narrowed by
_ORDERS = (
    ("", Bilingual("强度", "strength")),
    ("-gaps", Bilingual("缺口数", "gaps")),
    ("-last_activity.date", Bilingual("最近活动", "last activity")),
    ("-exchange", Bilingual("交流", "exchange")),
)


class Segment(NamedTuple):
    """A part of the bar of a strength: which term, from where, how long, in points."""

    term: str
    start: float
    points: float


class Row(NamedTuple):
    """A country as the table shows it. `terms` are the parts of its strength in words."""

    country: Called
    score: str
    terms: Sequence[tuple[str, str, str]]
    bar: Sequence[Segment]
    mark: Mark
    behind: str
    tiers: str
    agreements: Linked
    exchange: Linked
    planned: Linked
    last: Linked
    gaps: Linked
    ways: Sequence[tuple[str, str]]


class Lists(NamedTuple):
    """The addresses of what the numbers of a home count, each of a country once `&country=` and its code stand behind it."""

    agreements: str
    exchange: str
    planned: str


class Table(NamedTuple):
    """The table with what it may be narrowed and sorted by, what stands in the place of its marks, and the same as files."""

    columns: Sequence[str]
    rows: Sequence[Row]
    held: str
    fields: Sequence[Field]
    kept: Sequence[tuple[str, str]]
    narrowed: bool
    only: Sequence[str]
    href: str
    files: Sequence[tuple[str, str]]
    stems: Mapping[str, str]
    grapes: Mapping[str, str]


def countries_table(frame: Frame, vine: Vine, found: Answered) -> Table:
    """The table of an answer about the countries of a home."""
    home, snapshot = vine.home.place, vine.snapshot
    answer: CountriesAnswer = found.document  # type: ignore[assignment]  # what COUNTRIES answers with
    given = {name: value for name, value in frame.query if name in (*ASKED, "sort")}
    columns = heads(
        frame.language, "country", "strength", "grapes", "tiers", "agreements", "exchange", "plan", "last_activity", "gaps"
    )
    offered = [field for field in fields_of(COUNTRIES, frame, snapshot, frozenset(), vine.home) if field.name in ASKED]
    orders = [(code, frame.say(words)) for code, words in _ORDERS[1:]]
    by = frame.say(Bilingual("排序（默认按强度）", "order (strength by default)"))
    names = [field.name for field in offered]
    lists = Lists(
        agreements=counted_page(frame, home, **asked_about(answer)),
        exchange=counted_page(frame, home, kind="exchange"),
        planned=counted_page(frame, home, kind=None, status="planned"),
    )
    return Table(
        columns=(*columns, frame.say(Bilingual("去往", "ways"))),
        rows=[_row(frame, home, item, lists) for item in answer.items],
        held=frame.say(Bilingual(f"{answer.total:,}个国家和地区", f"{answer.total:,} countries and areas")),
        fields=[*offered, Field("sort", by, "text", orders, given.get("sort", ""))],
        kept=[(name, value) for name, value in frame.query if name not in (*names, "sort", "lang", "format", "cursor")],
        narrowed=bool(given),
        only=list(narrowed_to(frame, snapshot, offered)),
        href=f"{list_page(frame, home, COUNTRIES)}{'&' if given else ''}{urlencode(given)}",
        files=list(files_of(frame, COUNTRIES, {"home": home.id})),
        stems={state: frame.say(words) for state, words in STEM_STATES.items()},
        grapes={code: frame.say(words) for code, words in {**CLASSES, "trunk": ROLES["trunk"]}.items()},
    )


def _row(frame: Frame, home: Place, item: CountryItem, lists: Lists) -> Row:
    name, within = item.partner.names.best(frame.language, item.partner.id), f"&country={item.partner.country}"
    cluster = question_page(frame, CLUSTER, home=home.id, partner=item.partner.id)
    return Row(
        country=Called(name, "cluster", home.id, item.partner.id),
        score=f"{item.strength.score:.1f}",
        terms=[(term.name, frame.say(STRENGTH_TERMS[term.name]), f"{term.points:.1f}") for term in item.strength.terms],
        bar=list(_bar(item)),
        mark=mark_of(item, frame.language),
        behind=cluster,
        tiers=" ".join(map(str, item.tiers)),
        agreements=count(len(item.agreements), lists.agreements + within),
        exchange=count(item.exchange, lists.exchange + within),
        planned=count(item.planned, lists.planned + within),
        last=_last(frame, item),
        gaps=count(item.gaps, list_page(frame, home, GAPS, country=item.partner.country, state="all")),
        ways=list(ways_of_country(frame, home, item.partner.id)),
    )


def _bar(item: CountryItem) -> Iterator[Segment]:
    start = 0.0
    for term in item.strength.terms:
        if term.points:
            yield Segment(term.name, round(start, 1), round(term.points, 1))
            start += term.points


def _last(frame: Frame, item: CountryItem) -> Linked:
    if item.last_activity is None:
        return Linked("—")
    page = Called("", "agreement", item.last_activity.agreement).page
    return Linked(
        written(item.last_activity.date, frame.language),
        f"{frame.root}views/{page}{frame.tail}",
        item.last_activity.date,
    )
