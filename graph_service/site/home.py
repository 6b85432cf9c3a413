"""The page of a home: what is known of its lists, what to do first, its clusters by country, the anniversaries ahead, and the
way to every other question about it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import quote, urlencode

from msgspec.structs import replace

from graph_service.answers.clusters import ClusterRow
from graph_service.answers.queries import queries_answer
from graph_service.pages.known import known_of_home
from graph_service.planning.gaps.gap import GapType
from graph_service.questions.anniversaries import ANNIVERSARIES, Anniversaries
from graph_service.questions.answered import Answered, answered
from graph_service.questions.called import Called
from graph_service.questions.clusters import CLUSTERS, Clusters, clusters
from graph_service.questions.gaps import GAPS, Gaps, gaps
from graph_service.questions.parameters import Chosen, OfHome
from graph_service.questions.query import QUERY
from graph_service.questions.question import AnyQuestion, View
from graph_service.questions.report import REPORT
from graph_service.questions.shown import name_of
from graph_service.questions.table import QUESTIONS
from graph_service.records.place import Place
from graph_service.site.listing import shown_on_a_page
from graph_service.site.templating import Frame, render
from graph_service.site.ways import ways_of_home
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual, both
from graph_service.words.headings import heads
from graph_service.words.planning import GAPS as GAPS_CALLED

_FIRST = 10
_TO_DO = Bilingual("先做什么", "What to do first")
_AHEAD = Bilingual("未来一年的周年", "Anniversaries ahead")
_DOORS: Sequence[GapType] = ("uncovered_country", "bare_stem", "missing_stem")


class Door(NamedTuple):
    """A way to a list: how much stands in it, what it is, and where."""

    number: str
    words: str
    href: str


class Section(NamedTuple):
    """A part of the page: the first rows of a list, and the way to all of it."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[object]]
    href: str
    all: str


def of_homes() -> Iterator[AnyQuestion]:
    """The questions that are asked of one home and of nothing else."""
    for question in QUESTIONS:
        needed = {field.alias or name for name, field in question.ask.model_fields.items() if field.is_required()}
        if needed == {"home"} and not question.in_path:
            yield question


def render_home(frame: Frame, view: View, home: Place, chosen: Chosen) -> str:
    """The page of a home, for the agreements that are asked about."""
    words = chosen.model_dump(include=set(Chosen.model_fields))
    vine = view.vine(OfHome(home=home.id, **words))
    found = gaps(view, Gaps(home=home.id, **words))
    first = Answered(GAPS, replace(found, items=found.items[:_FIRST]))
    ahead = answered(ANNIVERSARIES, view, Anniversaries(home=home.id, limit=_FIRST, **words))
    types = Counter(gap.type for gap in found.items)
    per_country = Counter(gap.country.code for gap in found.items if gap.country)
    rows = clusters(view, Clusters(home=home.id, **words)).items
    return render(
        "home.html",
        frame,
        frame.say(both(home)),
        home=home,
        lines=[frame.say(line) for line in known_of_home(vine)],
        doors=list(_doors(frame, home, types, ahead)),
        sections=[
            _section(frame, view.snapshot, home, first, _TO_DO, Bilingual("全部缺口", "all gaps")),
            _clusters(frame, home, rows, per_country),
            _section(frame, view.snapshot, home, ahead, _AHEAD, Bilingual("全部周年", "all anniversaries")),
        ],
        more=[*ways_of_home(frame, home), *_more(frame, view, home)],
        day=vine.selection.as_of,
    )


def _doors(frame: Frame, home: Place, types: Mapping[GapType, int], ahead: Answered) -> Iterator[Door]:
    for code in _DOORS:
        yield Door(f"{types[code]:,}", frame.say(GAPS_CALLED[code]), list_page(frame, home, GAPS, type=code))
    total = ahead.held[1] if ahead.held else 0
    yield Door(f"{total:,}", frame.say(_AHEAD), list_page(frame, home, ANNIVERSARIES))


def _section(frame: Frame, snapshot: Snapshot, home: Place, found: Answered, title: Bilingual, whole: Bilingual) -> Section:
    shown, total = shown_on_a_page(found, snapshot, frame.language), found.held[1] if found.held else 0
    rows = [tuple(row) for row in shown.rows]
    href = list_page(frame, home, found.question)
    return Section(frame.say(title), shown.columns, rows, href, f"{frame.say(whole)} ({total:,})")


def _clusters(frame: Frame, home: Place, rows: Sequence[ClusterRow], missing: Mapping[str, int]) -> Section:
    columns = heads(frame.language, "country", "strength", "stem_since", "stems", "classes", "tiers", "exchange", "gap")
    countries = [row for row in rows if row.grain == "country"]
    lines = [
        (
            Called(name_of(row.partner), "cluster", home.id, row.partner.id),
            round(row.strength.score, 1),
            row.stems[0].since if row.stems else None,
            len(row.stems),
            "/".join(map(str, row.classes.values())),
            "".join(map(str, row.tiers)),
            row.exchange,
            missing.get(row.partner.country, 0),
        )
        for row in countries
    ]
    title = Bilingual("按国家和地区", "By country and area")
    whole = Bilingual("连同省州的全表", "the whole table with regions")
    return Section(frame.say(title), columns, lines, list_page(frame, home, CLUSTERS), frame.say(whole))


def _more(frame: Frame, view: View, home: Place) -> Iterator[tuple[str, str]]:
    """The ways to every other question about the home, and to the named ones that need nothing else."""
    yield from ((frame.say(question.title), list_page(frame, home, question)) for question in (*of_homes(), REPORT))
    for named in queries_answer(view.snapshot).items:
        if named.needs == ("home",):
            query = urlencode({"lang": frame.language, "name": named.name, "home": home.id})
            yield frame.say(named.title), f"{frame.root}views/list/{QUERY.name}?{query}"


def list_page(frame: Frame, home: Place, question: AnyQuestion, **words: str) -> str:
    """The address of a question about a home, for the agreements that this page is about."""
    kept = {name: value for name, value in frame.query if name in Chosen.model_fields}
    query = urlencode({"lang": frame.language, **kept, **words})
    return f"{frame.root}views/home/{quote(home.id, safe='')}/{question.name}?{query}"
