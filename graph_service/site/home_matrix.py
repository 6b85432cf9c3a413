"""The units of a home against the countries: a mark for every agreement; where there is none, the way to who could be one."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from graph_service.answers.common import PlaceReference
from graph_service.metrics.homonyms import told_apart
from graph_service.metrics.vine import Vine
from graph_service.questions.agreements import AGREEMENTS
from graph_service.questions.answered import Answered
from graph_service.questions.called import Called
from graph_service.questions.candidates import CANDIDATES
from graph_service.questions.gaps import GAPS
from graph_service.questions.matrix_answer import MatrixAnswer, MatrixCell, MatrixColumn, MatrixItem
from graph_service.records.agreement import Agreement
from graph_service.site.cells import Linked, count
from graph_service.site.listing import render_listing
from graph_service.site.templating import Frame
from graph_service.site.to_lists import beside_the_count, counted_page, question_page
from graph_service.snapshot import Snapshot
from graph_service.words.agreements import BESIDE, KINDS, STATUSES
from graph_service.words.bilingual import ENUMERATED, Bilingual
from graph_service.words.headings import NOT_KNOWN
from graph_service.words.tiers import tier_names, units_unlisted

# What stands for an agreement: a shape for its kind, and a number where there are several.
SHAPES: Mapping[str, str] = {"formal": "●", "unclassified": "◆", "exchange": "○", "intent": "△"}
ELSEWHERE = Bilingual("其他", "elsewhere")  # the last column: agreements with countries that have none of their own
# The same in brackets where it stands beside the count, of whatever kind; and shapes for what is no more, or not yet.
STATES: Mapping[str, str] = {"planned": "□", "suspended": "✕", "terminated": "✕"}
_SEVERAL, _FREE, _UNKNOWN = "■", "＋", "?"
_OVER = Bilingual(f"{STATUSES['suspended'].zh}或{STATUSES['terminated'].zh}", "suspended or terminated")
_NOT_COUNTED = Bilingual("括号内：另计", "in brackets: beside the count")
_NONE = Bilingual("在册无", "none")
_ASIDE_ONLY = Bilingual("只有另计", "beside the count only")
_UNLISTED = Bilingual(
    "在册的只是有协议的单位，其余单位没有名单", "only units that have agreements are on record, the others are not listed"
)


class Head(NamedTuple):
    """What stands over a column: a country, and where its cluster is."""

    name: str
    href: str


class Unit(NamedTuple):
    """A row: a unit, its tier, all its agreements, its cells; `empty` leads to the gap of one that has no agreement that counts,
    and `none` says so. `apart` are those beside the count with countries that have no column."""

    name: Called
    tier: int
    total: Linked
    empty: str
    none: str
    cells: Sequence[Linked]
    elsewhere: Linked
    apart: Linked | None


class Grid(NamedTuple):
    """The matrix as it is drawn, and in words what its shapes mean and how much of it stands here."""

    heads: Sequence[Head]
    units: Sequence[Unit]
    legend: Sequence[tuple[str, str]]
    cut: str
    said: str
    empty: Sequence[tuple[str, Linked]]
    unlisted: str
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
        legend=[
            *legend,
            (STATES["planned"], frame.say(STATUSES["planned"])),
            (STATES["terminated"], frame.say(_OVER)),
            ("( )", frame.say(_NOT_COUNTED)),
            (_SEVERAL, several),
            (_FREE, free),
        ],
        cut=cut,
        said=frame.say(said),
        empty=list(_empty(frame, answer)),
        unlisted=frame.say(units_unlisted(answer.unlisted, len(answer.knowledge.tiers))),
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
    aside = {code: len(cells) for code, cells in item.beside.items() if code not in shown}
    unit = {"home": home.id, "place": item.unit.id}
    gap = question_page(frame, GAPS, home=home.id, type="empty_unit", tier=item.tier, unit=item.unit.id, state="all")
    return Unit(
        name=name,
        tier=item.tier,
        total=Linked(str(item.total), own if item.total else ""),
        empty="" if item.total or item.tier == 1 else gap,
        none=frame.say(_ASIDE_ONLY if item.beside else _NONE),
        cells=list(_cells(frame, snapshot, home, item, columns, own)),
        elsewhere=count(item.elsewhere + sum(beyond.values()), f"{own}&{others}"),
        apart=Linked(
            f"({sum(aside.values())})",
            question_page(frame, AGREEMENTS, **unit, country=",".join(aside), **beside_the_count(frame)),
            title=frame.say(BESIDE),
        )
        if aside
        else None,
    )


def _cells(
    frame: Frame, snapshot: Snapshot, home: PlaceReference, item: MatrixItem, columns: Sequence[MatrixColumn], own: str
) -> Iterator[Linked]:
    free = question_page(frame, CANDIDATES, home=home.id, unit=item.unit.id)
    every = question_page(frame, AGREEMENTS, home=home.id, place=item.unit.id)
    for column in columns:
        cells, beside = item.cells.get(column.code, ()), item.beside.get(column.code, ())
        text = _shapes(cells, _shape) + (f"({_shapes(beside, _shape_beside)})" if beside else "")
        told = frame.say(ENUMERATED).join(_told(frame, snapshot, item, cell) for cell in (*cells, *beside))
        if not told:
            yield Linked(_FREE, f"{free}&country={column.code}")
        elif len(cells) + len(beside) == 1:
            page = Called("", "agreement", (*cells, *beside)[0].agreement).page
            yield Linked(text, f"{frame.root}views/{page}{frame.tail}", title=told)
        else:
            yield Linked(text, f"{every if beside else own}&country={column.code}", title=told)


def _told(frame: Frame, snapshot: Snapshot, item: MatrixItem, cell: MatrixCell) -> str:
    """The partner, and what stands with it where that is not in effect."""
    partner = snapshot.record(Agreement, cell.agreement).other(item.unit.id)
    name = told_apart(snapshot, snapshot.places[partner])
    state = STATUSES[cell.status] if cell.status is not None and cell.status in STATES else None
    return frame.say(name if state is None else Bilingual(f"{name.zh}（{state.zh}）", f"{name.en} ({state.en})"))


def _shapes(cells: Sequence[MatrixCell], shape: Callable[[MatrixCell], str]) -> str:
    return f"{_SEVERAL}{len(cells)}" if len(cells) > 1 else "".join(map(shape, cells))


def _shape(cell: MatrixCell) -> str:
    return SHAPES.get(cell.kind or "", _UNKNOWN)


def _shape_beside(cell: MatrixCell) -> str:
    return STATES.get(cell.status or "") or _shape(cell)
