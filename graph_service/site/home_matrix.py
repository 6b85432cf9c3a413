"""The units of a home against the countries: a mark for every agreement; where there is none, the way to who could be one."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from graph_service.answers.common import PlaceReference
from graph_service.metrics.homonyms import told_apart
from graph_service.metrics.vine import Vine
from graph_service.questions.answered import Answered
from graph_service.questions.called import Called
from graph_service.questions.candidates import CANDIDATES
from graph_service.questions.gaps import GAPS
from graph_service.questions.matrix import MatrixAnswer, MatrixCell, MatrixColumn, MatrixItem
from graph_service.site.cells import Linked, count
from graph_service.site.listing import render_listing
from graph_service.site.templating import Frame
from graph_service.site.to_lists import counted_page, question_page
from graph_service.snapshot import Snapshot
from graph_service.words.agreements import KINDS
from graph_service.words.bilingual import ENUMERATED, Bilingual
from graph_service.words.headings import NOT_KNOWN
from graph_service.words.tiers import tier_names

# What stands for an agreement: a shape for its kind, and a number where there are several.
SHAPES: Mapping[str, str] = {"formal": "●", "unclassified": "◆", "exchange": "○", "intent": "△"}
ELSEWHERE = Bilingual("其他", "elsewhere")  # the last column: agreements with countries that have none of their own
_SEVERAL, _FREE, _UNKNOWN = "■", "＋", "?"
_UNLISTED = Bilingual(
    "在册的只是有协议的单位，其余单位没有名单", "only units that have agreements are on record, the others are not listed"
)


class Head(NamedTuple):
    """What stands over a column: a country, and where its cluster is."""

    name: str
    href: str


class Unit(NamedTuple):
    """A row: a unit, its tier, all its agreements, its cells; `empty` leads to the gap of one that has no agreement."""

    name: Called
    tier: int
    total: Linked
    empty: str
    cells: Sequence[Linked]
    elsewhere: Linked


class Grid(NamedTuple):
    """The matrix as it is drawn, and in words what its shapes mean and how much of it stands here."""

    heads: Sequence[Head]
    units: Sequence[Unit]
    legend: Sequence[tuple[str, str]]
    cut: str
    said: str
    empty: Sequence[tuple[str, Linked]]
    elsewhere: str


def grid_of(frame: Frame, snapshot: Snapshot, answer: MatrixAnswer, countries: int | None = None) -> Grid:
    """The matrix, cut to so many of its countries."""
    columns, items = answer.countries[:countries], answer.items
    legend = [(shape, frame.say(KINDS[kind])) for kind, shape in SHAPES.items()]
    several = frame.say(Bilingual("几对（附对数）", "several, with their number"))
    free = frame.say(Bilingual("在册没有：看候选", "none on record: who could be one"))
    cut = (
        ""
        if len(columns) == len(answer.countries) and len(items) == answer.total
        else frame.say(
            Bilingual(
                f"这里是{answer.total:,}个单位中的{len(items)}个、{len(answer.countries)}个国家和地区中的{len(columns)}个",
                f"{len(items)} of {answer.total} units, {len(columns)} of {len(answer.countries)} countries and areas stand here",
            )
        )
    )
    said = Bilingual(
        "列是有主茎或至少两对协议的国家和地区。", "Columns are countries and areas with a stem or at least two agreements."
    )
    return Grid(
        heads=[_head(frame, answer.home, column) for column in columns],
        units=[_unit(frame, snapshot, answer.home, item, columns) for item in items],
        legend=[*legend, (_SEVERAL, several), (_FREE, free)],
        cut=cut,
        said=frame.say(said),
        empty=list(_empty(frame, answer)),
        elsewhere=frame.say(ELSEWHERE),
    )


def render_matrix(frame: Frame, snapshot: Snapshot, found: Answered, asked: Mapping[str, str], vine: Vine | None = None) -> str:
    """The page of the whole matrix, some units at a time."""
    answer: MatrixAnswer = found.document  # type: ignore[assignment]  # what MATRIX answers with
    grid = grid_of(frame, snapshot, answer)
    return render_listing(frame, snapshot, found, asked, vine, template="matrix.html", styles=("home.css",), grid=grid)


def _empty(frame: Frame, answer: MatrixAnswer) -> Iterator[tuple[str, Linked]]:
    """How many units of each tier have nobody, each leading to these gaps."""
    for tier, number in answer.empty.items():
        href = question_page(frame, GAPS, home=answer.home.id, type="empty_unit", tier=tier, state="all")
        called = frame.say(tier_names(int(tier), len(answer.knowledge.tiers)))
        yield called, Linked(frame.say(NOT_KNOWN), title=frame.say(_UNLISTED)) if number is None else count(number, href)


def _head(frame: Frame, home: PlaceReference, column: MatrixColumn) -> Head:
    page = Called("", "cluster", home.id, column.country).page
    return Head(column.names.best(frame.language, column.code), f"{frame.root}views/{page}{frame.tail}")


def _unit(frame: Frame, snapshot: Snapshot, home: PlaceReference, item: MatrixItem, columns: Sequence[MatrixColumn]) -> Unit:
    name = Called(frame.say(told_apart(snapshot, snapshot.places[item.unit.id])), "place", item.unit.id)
    own = counted_page(frame, home, place=item.unit.id)
    shown = {column.code for column in columns}
    beyond = {code: len(cells) for code, cells in item.cells.items() if code not in shown}  # of columns that are cut off
    others = urlencode({"country": ",".join([*beyond, *item.countries_elsewhere])})
    gap = question_page(frame, GAPS, home=home.id, type="empty_unit", tier=item.tier, unit=item.unit.id, state="all")
    return Unit(
        name=name,
        tier=item.tier,
        total=Linked(str(item.total), own if item.total else ""),
        empty="" if item.total or item.tier == 1 else gap,
        cells=list(_cells(frame, snapshot, home, item, columns, own)),
        elsewhere=count(item.elsewhere + sum(beyond.values()), f"{own}&{others}"),
    )


def _cells(
    frame: Frame, snapshot: Snapshot, home: PlaceReference, item: MatrixItem, columns: Sequence[MatrixColumn], own: str
) -> Iterator[Linked]:
    agreements = {agreement.id: agreement for agreement in snapshot.agreements_of(item.unit.id)}
    free = question_page(frame, CANDIDATES, home=home.id, unit=item.unit.id)
    for column in columns:
        cells = item.cells.get(column.code, ())
        named = (told_apart(snapshot, snapshot.places[agreements[cell.agreement].other(item.unit.id)]) for cell in cells)
        partners = frame.say(ENUMERATED).join(map(frame.say, named))
        if len(cells) == 1:
            page = Called("", "agreement", cells[0].agreement).page
            yield Linked(_shape(cells[0]), f"{frame.root}views/{page}{frame.tail}", title=partners)
        elif cells:
            yield Linked(f"{_SEVERAL}{len(cells)}", f"{own}&country={column.code}", title=partners)
        else:
            yield Linked(_FREE, f"{free}&country={column.code}")


def _shape(cell: MatrixCell) -> str:
    return SHAPES.get(cell.kind or "", _UNKNOWN)
