"""The chart and the matrix of a home as drawings: bars by year, and the units against the countries."""

from collections.abc import Iterator, Mapping, Sequence

from graph_service.maps.elements import shape_svg
from graph_service.pages.lettering import width_of
from graph_service.pages.marks import INK, LEAF
from graph_service.pages.plain import HATCH, LINE, SOFT, element, hatching, said, words_at
from graph_service.pages.printed import Drawing
from graph_service.site.cells import Linked
from graph_service.site.home_growth import Chart
from graph_service.site.home_matrix import ELSEWHERE, SHAPES, STATES, Grid
from graph_service.site.templating import Frame
from graph_service.words.bilingual import Bilingual

_CELL, _ROW = 26, 24  # pixels: how wide a country is, how high a unit
_KINDS: Mapping[str, str] = {shape: kind for kind, shape in SHAPES.items()} | {STATES["planned"]: "planned"}
_OVER = STATES["terminated"]


def growth_drawing(frame: Frame, chart: Chart, name: str = "") -> Drawing:
    """The bars of a chart with their axes; titled with the `name` of its home where it stands alone."""
    title = f"{name} {chart.title}".strip()
    svg = element(chart.width, chart.height, title, chart.said, frame.language, _growth(chart))
    return Drawing(title, chart.said, frame.language, svg)


def _growth(chart: Chart) -> Iterator[str]:
    for level in chart.levels:
        yield f'<path d="M{chart.left} {level.at}H{chart.width}" stroke="{LINE}"/>'
        yield words_at(chart.left - 6, level.at, level.words, anchor="end", size=12, fill=SOFT)
    for bar in chart.bars:
        place = f'x="{bar.x}" y="{bar.y}" width="{bar.width}" height="{bar.height}"'
        yield f'<rect class="year" {place} fill="{LEAF}"><title>{said(bar.words)}</title></rect>'
    yield f'<path d="M{chart.left} {chart.bottom}H{chart.width}" stroke="{SOFT}"/>'
    for year in chart.years:
        yield words_at(year.at, chart.bottom + 11, year.words, anchor="middle", size=12, fill=SOFT)


def matrix_drawing(frame: Frame, grid: Grid, title: str) -> Drawing:
    """The matrix: a row for each unit, a column for each country, a mark of its kind for each agreement, and hatched the units
    that have none on record."""
    names = [f"{unit.name}  {unit.total.text}" for unit in grid.units]
    left = 24 + max((width_of(name, 13) for name in names), default=0)
    heads = [*(head.name for head in grid.heads), frame.say(ELSEWHERE)]
    top = 18 + max(width_of(head, 12) for head in heads)
    wide, foot = left + _CELL * (len(grid.heads) + 1) + 12, top + _ROW * len(grid.units)
    told = list(_legend(frame, grid))
    wide = max(wide, 24 + max(width_of(words, 13) + 26 for _, words in told))
    words = " ".join(filter(None, (grid.said, grid.cut)))
    rows = [
        words_at(12, foot + 22 + 20 * at, text, size=12, fill=SOFT) if not shape else _told(shape, text, foot + 22 + 20 * at)
        for at, (shape, text) in enumerate(told)
    ]
    parts = [hatching(), *_heads(heads, left, top, _ROW * len(grid.units)), *_units(grid, left, top), *rows]
    svg = element(wide, foot + 22 + 20 * len(told), title, words, frame.language, parts)
    return Drawing(title, words, frame.language, svg)


def _legend(frame: Frame, grid: Grid) -> Iterator[tuple[str, str]]:
    yield from ((shape, words) for shape, words in grid.legend if shape in (*_KINDS, _OVER, "( )"))
    yield "■", next(words for shape, words in grid.legend if shape == "■")
    yield "/", frame.say(Bilingual("在册没有友城的单位", "a unit without a partner on record"))
    yield "", frame.say(Bilingual("空格：在册没有；不等于没有。", "An empty cell: none on record, which need not mean none."))
    if grid.cut:
        yield "", grid.cut


def _told(shape: str, words: str, y: float) -> str:
    mark = (
        f'<path d="M12 {y - 7:g}h16v14h-16z" fill="url(#{HATCH})" stroke="{LINE}"/>'
        if shape == "/"
        else _mark(Linked(shape), 20, y)
    )
    return mark + words_at(34, y, words, size=13)


def _heads(heads: Sequence[str], left: float, top: float, high: float) -> Iterator[str]:
    for at, head in enumerate(heads):
        x = left + _CELL * (at + 0.5)
        yield (
            f'<text transform="translate({x + 4:.1f} {top - 8:.1f}) rotate(-90)" font-size="12">{said(head)}</text>'
            f'<path d="M{x - _CELL / 2:.1f} {top:.1f}V{top + high:.1f}" stroke="{LINE}"/>'
        )


def _units(grid: Grid, left: float, top: float) -> Iterator[str]:
    wide = _CELL * (len(grid.heads) + 1)
    for at, unit in enumerate(grid.units):
        y = top + _ROW * (at + 0.5)
        if unit.empty:
            yield f'<path d="M{left:.1f} {y - _ROW / 2 + 3:.1f}h{wide}v{_ROW - 6}h-{wide}z" fill="url(#{HATCH})" opacity="0.35"/>'
        yield f'<path d="M0 {y - _ROW / 2:.1f}H{left + wide:.1f}" stroke="{LINE}"/>'
        yield words_at(12 if unit.tier < 3 else 24, y, unit.name, bold=unit.tier == 1)
        yield words_at(left - 6, y, unit.none if unit.empty else unit.total.text, anchor="end", size=12, fill=SOFT)
        for column, cell in enumerate(unit.cells):
            yield _marks(cell, left + _CELL * (column + 0.5), y)
        yield words_at(
            left + wide - _CELL / 2,
            y,
            f"{unit.elsewhere.text} {unit.apart.text}" if unit.apart else unit.elsewhere.text,
            anchor="middle",
            size=12,
        )


def _marks(cell: Linked, x: float, y: float) -> str:
    """The marks of a cell: what counts, and in brackets what stands beside the count."""
    counts, _, beside = cell.text.rstrip(")").partition("(")
    if not beside:
        return _mark(cell, x, y)
    at = x + 6 if counts else x
    brackets = "".join(words_at(at + side, y, bracket, anchor="middle", size=12) for side, bracket in ((-7, "("), (7, ")")))
    mark = _mark(cell._replace(text=counts), x - 7, y, 4) if counts else ""
    return mark + brackets + _mark(cell._replace(text=beside), at, y, 4)


def _mark(cell: Linked, x: float, y: float, size: float = 6) -> str:
    """A mark: a shape of the kind, a square with the number of several, nothing where there is none."""
    told = f"<title>{said(cell.title)}</title>" if cell.title else ""
    if cell.text in _KINDS:
        return f"<g>{told}{shape_svg(f'dot-{_KINDS[cell.text]}', x, y, size)}</g>"
    if cell.text in (_OVER, "( )"):
        return f"<g>{told}{words_at(x, y, cell.text, anchor='middle', size=11)}</g>"
    if cell.text.startswith("■"):
        half = size * 1.5
        box = f'<path d="M{x - half:.1f} {y - half:.1f}h{2 * half:g}v{2 * half:g}h-{2 * half:g}z" fill="{INK}"/>'
        return f"<g>{told}{box}{words_at(x, y, cell.text[1:], anchor='middle', size=2 * size, fill='#ffffff', bold=True)}</g>"
    return words_at(x, y, "?", anchor="middle") if cell.text == "?" else ""
