"""The units of a home against the countries: who is with whom, and which units are with nobody."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from pydantic import Field

from graph_service.answers.common import echo, reference
from graph_service.answers.paging import page_of
from graph_service.metrics.home import tiers_listed
from graph_service.metrics.knowledge import knowledge_of
from graph_service.metrics.ties import Tie
from graph_service.metrics.vine import Vine, country_row
from graph_service.questions.matrix_answer import MatrixAnswer, MatrixCell, MatrixColumn, MatrixItem
from graph_service.questions.parameters import InPages, OfHome
from graph_service.questions.question import Question, Shown, View
from graph_service.questions.shown import both_names, headline, titled, way_to
from graph_service.records.place import Place
from graph_service.words.bilingual import Bilingual, Language, plural
from graph_service.words.headings import NOT_KNOWN, heads
from graph_service.words.tiers import tier_names, units_unlisted

_SEVERAL = 2  # agreements in a country by which it has a column though no agreement of it is a stem


class Matrix(InPages, OfHome):
    """Whose units."""

    tier: int | None = Field(None, ge=1, le=3, description="units of one tier; of every tier if left out")


def matrix(view: View, ask: Matrix) -> MatrixAnswer:
    """Which units of a home are with which countries, and which are with none."""
    vine = view.vine(ask)
    columns = _columns(vine)
    by_unit, beside = _by_unit(vine.ties.effective), _by_unit(vine.ties.uncounted)
    codes = frozenset(column.code for column in columns)
    units = sorted(
        _units(vine, ask.tier, by_unit), key=lambda unit: (vine.home.tiers[unit.id], -len(by_unit.get(unit.id, ())), unit.id)
    )
    listed = tiers_listed(vine.snapshot, vine.home, vine.selection.as_of)
    page = page_of(units, lambda unit: unit.id, ask.most, ask.cursor)
    return MatrixAnswer(
        **echo(view.snapshot, vine.selection),
        home=reference(vine.home.place),
        knowledge=knowledge_of(vine),
        countries=columns,
        empty=_empty(vine, ask.tier, units, by_unit, listed),
        unlisted=tuple(tier for tier in range(2, vine.home.tmax + 1) if tier not in listed and ask.tier in (None, tier)),
        total=page.total,
        items=tuple(_item(vine, unit, by_unit.get(unit.id, ()), beside.get(unit.id, ()), codes) for unit in page.items),
        next=page.next,
    )


def _by_unit(ties: Iterable[Tie]) -> dict[str, list[Tie]]:
    found: dict[str, list[Tie]] = {}
    for tie in ties:
        found.setdefault(tie.unit, []).append(tie)
    return found


def _columns(vine: Vine) -> tuple[MatrixColumn, ...]:
    counts = Counter(tie.partner.country for tie in vine.ties.effective)
    stems = {stem.region.country for stem in vine.stems}
    kept = sorted((code for code in counts if code in stems or counts[code] >= _SEVERAL), key=lambda code: (-counts[code], code))
    rows = [(code, country_row(vine.snapshot, code)) for code in kept]
    return tuple(MatrixColumn(code=code, country=row.id, names=row.names, agreements=counts[code]) for code, row in rows)


def _units(vine: Vine, tier: int | None, busy: Mapping[str, object]) -> Iterator[Place]:
    """The units that exist, and those that are no more or have no name but have an agreement that counts."""
    for unit_id, found in vine.home.tiers.items():
        unit = vine.snapshot.places[unit_id]
        known = unit.exists(vine.selection.as_of) and not unit.placeholder
        if (tier is None or tier == found) and (known or unit_id in busy):
            yield unit


def _empty(
    vine: Vine, asked: int | None, units: Iterable[Place], busy: Mapping[str, object], listed: Container[int]
) -> dict[str, int | None]:
    counts = Counter(vine.home.tiers[unit.id] for unit in units if unit.id not in busy)
    tiers = (tier for tier in range(2, vine.home.tmax + 1) if asked in (None, tier))
    return {str(tier): counts[tier] or (0 if tier in listed else None) for tier in tiers}


def _item(vine: Vine, unit: Place, ties: Sequence[Tie], beside: Sequence[Tie], codes: frozenset[str]) -> MatrixItem:
    others = [tie.partner.country for tie in ties if tie.partner.country not in codes]
    return MatrixItem(
        unit=reference(unit),
        tier=vine.home.tiers[unit.id],
        total=len(ties),
        cells=_cells(ties, codes),
        beside=_cells(beside),
        elsewhere=len(others),
        countries_elsewhere=tuple(sorted(set(others))),
    )


def _cells(ties: Iterable[Tie], codes: Container[str] | None = None) -> dict[str, tuple[MatrixCell, ...]]:
    """The agreements by the code of the country: in all of them, or in those that have a column."""
    cells: dict[str, tuple[MatrixCell, ...]] = {}
    for tie in ties:
        if codes is None or tie.partner.country in codes:
            cells[tie.partner.country] = (*cells.get(tie.partner.country, ()), _cell(tie))
    return cells


def _cell(tie: Tie) -> MatrixCell:
    return MatrixCell(
        agreement=tie.agreement.id,
        partner=tie.partner.names,
        kind=tie.standing.kind,
        status=tie.standing.status,
        role=tie.role,
    )


def columns(answer: MatrixAnswer) -> tuple[str, ...]:
    """Those of the units, and one per country by its code."""
    return (*("unit", "zh", "en", "tier", "agreements", "elsewhere", "beside"), *(column.code for column in answer.countries))


def rows(answer: MatrixAnswer) -> Iterator[tuple[object, ...]]:
    """One row per unit; in the column of a country the agreements there, by id, and those beside the count in one."""
    for item in answer.items:
        cells = [item.cells.get(column.code, ()) for column in answer.countries]
        yield (
            *(item.unit.id, *both_names(item.unit.names), item.tier, item.total, item.elsewhere),
            tuple(cell.agreement for cells_of in item.beside.values() for cell in cells_of),
            *(tuple(cell.agreement for cell in cell_list) for cell_list in cells),
        )


def shown(answer: MatrixAnswer, lang: Language) -> Shown:
    """One row per unit, the countries with how many agreements in each."""
    lines = ((item.tier, item.total, item.elsewhere, _counts(item), way_to(item.unit, lang)) for item in answer.items)
    told = f"在册单位{answer.total:,}个", f"{plural(answer.total, 'unit')} on record"
    title = headline(answer.home, lang, *map("".join, zip(told, _told_empty(answer), strict=True)))
    columns = heads(lang, "tier", "agreements", "elsewhere", "countries_with", "unit")
    unlisted = units_unlisted(answer.unlisted, len(answer.knowledge.tiers))
    return Shown(titled(title, answer.knowledge, lang), columns, lines, [getattr(unlisted, lang)] if answer.unlisted else [])


def _told_empty(answer: MatrixAnswer) -> tuple[str, str]:
    """How many units of each tier have no partner on record, in Chinese and English; nothing of the home itself."""
    named = [(tier_names(int(tier), len(answer.knowledge.tiers)), number) for tier, number in answer.empty.items()]
    if not named:
        return "", ""
    zh = "、".join(f"{name.zh}{NOT_KNOWN.zh if number is None else f'{number:,}个'}" for name, number in named)
    en = ", ".join(f"{name.en} {NOT_KNOWN.en if number is None else f'{number:,}'}" for name, number in named)
    return f"，其中在册无友城的：{zh}", f"; without a partner on record: {en}"


def _counts(item: MatrixItem) -> str:
    return " ".join(code if len(cells) == 1 else f"{code}×{len(cells)}" for code, cells in item.cells.items())


MATRIX = Question(
    name="matrix",
    title=Bilingual("单位与国家和地区", "Units by country and area"),
    ask=Matrix,
    answer=MatrixAnswer,
    find=matrix,
    columns=columns,
    rows=rows,
    shown=shown,
)
