"""The page of a home: what is known of its lists, what to do first, how it stands with each country, which units have nobody,
where and when its agreements were made, what lies ahead, and the way to every other question about it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup
from msgspec.structs import replace

from graph_service.answers.queries import queries_answer
from graph_service.pages.known import known_of_home
from graph_service.pages.plain import headed
from graph_service.pages.printed import Drawing
from graph_service.planning.gaps.find import find_gaps
from graph_service.planning.gaps.gap import GapType
from graph_service.questions.anniversaries import ANNIVERSARIES, Anniversaries
from graph_service.questions.answered import Answered, answered
from graph_service.questions.arranged import arranged
from graph_service.questions.associations import ASSOCIATIONS, Associations, associations, told
from graph_service.questions.countries import COUNTRIES, Countries, countries_with
from graph_service.questions.gaps import GAPS, Gaps, gaps_among
from graph_service.questions.growth import GROWTH, Growth, growth
from graph_service.questions.matrix import MATRIX, Matrix, matrix
from graph_service.questions.parameters import Chosen, OfHome
from graph_service.questions.query import QUERY
from graph_service.questions.question import AnyQuestion, View
from graph_service.questions.report import REPORT
from graph_service.questions.table import QUESTIONS
from graph_service.records.place import Place
from graph_service.site.anniversaries import OF_PAGES, others_called
from graph_service.site.home_countries import countries_table
from graph_service.site.home_drawn import growth_drawing, matrix_drawing
from graph_service.site.home_growth import growth_chart
from graph_service.site.home_map import home_map
from graph_service.site.home_matrix import grid_of
from graph_service.site.on_a_page import shown_on_a_page
from graph_service.site.sections import Section, dismissed_called, section_of
from graph_service.site.taken import Taken, picture_files
from graph_service.site.templating import Frame, render
from graph_service.site.to_lists import list_page, question_page, rows_of
from graph_service.site.ways import ways_of_home
from graph_service.words.bilingual import Bilingual, both, noun
from graph_service.words.planning import GAPS as GAPS_CALLED

_FIRST = 10
_UNITS, _COUNTRIES = 24, 26  # of the matrix, on this page
_TO_DO = Bilingual("先做什么", "What to do first")
_AHEAD = Bilingual("未来一年的周年", "Anniversaries ahead")
_DOORS: Sequence[GapType] = ("uncovered_country", "bare_stem", "missing_stem")


class Door(NamedTuple):
    """A way to a list: how much stands in it, what it is, and where."""

    number: str
    words: str
    href: str


class Bodies(NamedTuple):
    """The associations of districts: how many have one, the first of those, and the way to all."""

    said: str
    columns: Sequence[str]
    rows: Sequence[Sequence[object]]
    href: str


def of_homes() -> Iterator[AnyQuestion]:
    """The questions that are asked of one home and of nothing else."""
    for question in QUESTIONS:
        needed = {field.alias or name for name, field in question.ask.model_fields.items() if field.is_required()}
        if needed == {"home"} and not question.in_path:
            yield question


def render_home(frame: Frame, view: View, home: Place, chosen: Chosen, table: Mapping[str, object] | None = None) -> str:
    """The page of a home, for the agreements that are asked about; `table` says which countries its table holds, in which order.
    Errors as those of its questions."""
    words = chosen.model_dump(include=set(Chosen.model_fields))
    vine = view.vine(OfHome(home=home.id, **words))
    found = find_gaps(vine, rules=view.standards.rules)  # those dismissed too: no mark changes a count
    ahead = answered(ANNIVERSARIES, view, Anniversaries(home=home.id, limit=_FIRST, of=OF_PAGES, **words))
    types = Counter(gap.type for gap in found)
    per_country = Counter(gap.country for gap in found if gap.country)
    asked = Countries(home=home.id, **words, **(table or {}))
    rows = Answered(COUNTRIES, arranged(lambda ask: countries_with(view, ask, per_country), asked))
    todo = Answered(GAPS, worklist := gaps_among(view, Gaps(home=home.id, limit=_FIRST, **words), found))
    dismissed = dismissed_called(frame, worklist.dismissed, list_page(frame, home, GAPS, state="dismissed"))
    drawn, chart = home_map(frame, vine), growth_chart(frame, home, growth(view, Growth(home=home.id, **words)))
    return render(
        "home.html",
        frame,
        frame.say(both(home)),
        styles=("home.css", "bars.css"),
        home=home,
        lines=[frame.say(line) for line in known_of_home(vine)],
        doors=list(_doors(frame, home, types, ahead)),
        first=_section(frame, view, home, todo, _TO_DO, Bilingual("全部缺口", "all gaps"))._replace(also=dismissed),
        table=countries_table(frame, vine, rows),
        grid=grid_of(frame, view.snapshot, matrix(view, Matrix(home=home.id, limit=_UNITS, **words)), _COUNTRIES),
        whole_grid=list_page(frame, home, MATRIX),
        map=drawn._replace(svg=Markup(drawn.svg)),  # noqa: S704  # markup of our own, its names escaped
        chart=chart,
        bars=chart and Markup(growth_drawing(frame, chart).svg),  # noqa: S704  # as the map
        pictures={name: picture_files(frame, name) for name in ("map", "matrix", "growth")},
        whole_growth=list_page(frame, home, GROWTH),
        ahead=_section(frame, view, home, ahead, _AHEAD, Bilingual("全部周年", "all anniversaries"))._replace(
            href=list_page(frame, home, ANNIVERSARIES, of=OF_PAGES),
            also=others_called(frame, ahead.document, list_page(frame, home, ANNIVERSARIES, of="all")),
        ),
        associations=_bodies(frame, view, home, Associations(home=home.id, **words)),
        more=[*ways_of_home(frame, home), *_more(frame, view, home)],
        day=vine.selection.as_of,
    )


def home_taken(frame: Frame, view: View, home: Place, chosen: Chosen) -> Taken:
    """What may be taken from the page of a home: its map, its matrix and its bars by year. Each table has files of its own."""
    words = chosen.model_dump(include=set(Chosen.model_fields))
    vine, name = view.vine(OfHome(home=home.id, **words)), frame.say(both(home))
    of_map = frame.say(Bilingual("友城分布", "partners on the map"))
    of_matrix = frame.say(Bilingual("单位与国家和地区", "units by country and area"))
    lines = [frame.say(line) for line in known_of_home(vine)]
    chart = growth_chart(frame, home, growth(view, Growth(home=home.id, **words)))

    def of_the_map() -> Drawing:
        shown = home_map(frame, vine)
        return headed(Drawing(f"{name} {of_map}", "", frame.language, shown.svg), filter(None, (shown.missing, *lines)))

    def of_the_matrix() -> Drawing:
        grid = grid_of(frame, view.snapshot, matrix(view, Matrix(home=home.id, limit=_UNITS, **words)), _COUNTRIES)
        return headed(matrix_drawing(frame, grid, f"{name} {of_matrix}"), lines)

    pictures = {"map": of_the_map, "matrix": of_the_matrix}
    if chart is not None:
        pictures["growth"] = lambda: headed(growth_drawing(frame, chart, name), (chart.said, *lines))
    return Taken(name, lines, pictures)


def _doors(frame: Frame, home: Place, types: Mapping[GapType, int], ahead: Answered) -> Iterator[Door]:
    for code in _DOORS:
        yield Door(f"{types[code]:,}", frame.say(GAPS_CALLED[code]), list_page(frame, home, GAPS, type=code, state="all"))
    total = ahead.held[1] if ahead.held else 0
    words = Bilingual(_AHEAD.zh, f"{noun(total, 'anniversary', 'anniversaries')} ahead")
    yield Door(f"{total:,}", frame.say(words), list_page(frame, home, ANNIVERSARIES, of=OF_PAGES))


def _section(frame: Frame, view: View, home: Place, found: Answered, title: Bilingual, whole: Bilingual) -> Section:
    total = found.held[1] if found.held else 0
    counted = Bilingual(f"{whole.zh}（{total:,}）", f"{whole.en} ({total:,})")
    return section_of(frame, view, found, title, list_page(frame, home, found.question), counted)


def _bodies(frame: Frame, view: View, home: Place, ask: Associations) -> Bodies:
    answer = associations(view, ask)
    having = replace(answer, items=tuple(item for item in answer.items if item.associations)[:_FIRST])
    shown = shown_on_a_page(Answered(ASSOCIATIONS, having), view.snapshot, frame.language)
    return Bodies(frame.say(told(answer)), shown.columns, rows_of(frame, shown), list_page(frame, home, ASSOCIATIONS))


def _more(frame: Frame, view: View, home: Place) -> Iterator[tuple[str, str]]:
    """The ways to every other question about the home, and to the named ones that need nothing else."""
    yield from ((frame.say(question.title), list_page(frame, home, question)) for question in (*of_homes(), REPORT))
    for named in queries_answer(view.snapshot).items:
        if named.needs == ("home",):
            yield frame.say(named.title), question_page(frame, QUERY, name=named.name, home=home.id)
