"""The table of a workbook as an office opens it: names first, then level, country, dates and what is so; ids and codes last."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from msgspec import Struct

from graph_service.answers.common import country_names, names_of
from graph_service.formats.tables import Table
from graph_service.questions.column_words import heading_of, in_a_cell, labels_of_column
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import ENUMERATED, Bilingual, Language

# What an id or the code of a country is called in a language; None for what is neither.
NamedBy: TypeAlias = Callable[[str, Language], str | None]

_ID = re.compile(r"Q\d+|[a-z][\w.-]*:(?!//)\S+|\S+~\S+")
_COUNTRY = re.compile(r"[A-Z]{2}")
_ID_HEAD = Bilingual("{}（编号）", "{} (id)")
_SAYS_ID = re.compile(r"编号|标识| ids?\b|\bkey\b")
_BY_NAME = Bilingual("名单", "s by name")  # in the place of the word for ids, over their names
_IDS_WORD = re.compile(r"编号$| ids?$")
# Whom or what a column may name; one that holds no ids may be called so too and be of something else: the unit of a figure.
_FIRST = frozenset(("name", "unit", "partner", "place", "home"))
_NAMED = _FIRST | {"a", "b", "source", "target", "region", "member", "of", "city"}
# What columns are of, in the order in which people read them.
_ORDER: Sequence[frozenset[str]] = (
    frozenset(("rank",)),
    frozenset(("zh", "en", "local", "name")),
    frozenset(),  # others that are named
    frozenset(("level", "levels", "tier", "tiers")),
    frozenset(("country", "countries")),
    frozenset(("date", "since", "when", "year", "period", "also", "precision", "basis")),
    frozenset(("status", "kind", "type", "class", "role")),
)
_NAMES, _OTHERS, _REST = 1, 2, len(_ORDER)
_OTHER_LANGUAGE, _IDS = _REST + 1, _REST + 2


class _Column(NamedTuple):
    """A column: where it stands, what is over it, and its cells."""

    order: int
    head: str
    cells: Sequence[object]


def nobody(_: str, __: Language) -> str | None:
    """Names nothing."""
    return None


def named_in(snapshot: Snapshot, one: str, language: Language) -> str | None:
    """What the record with an id, or the country with a code, is called; None where there is none."""
    if _COUNTRY.fullmatch(one):
        country = country_names(snapshot, one)
        return country.best(language, one) if country else None
    if snapshot.network.find(one) is None:
        return None
    return names_of(snapshot, one).best(language, "") or None


def of_a_workbook(
    answer: type[Struct], table: Table, language: Language, named: NamedBy = nobody, *, chosen: bool = False
) -> Table:
    """The table with headings for people, each once, and labels in the place of codes, as the page has them; the sheet of words
    tells the code of each. What is known by its id alone is named, columns in which nothing stands are left out, ids come last;
    columns that were `chosen` stay as they are."""
    columns = list(_columns(answer, table, language, named, plain=chosen))
    kept = columns if chosen else sorted((one for one in columns if _holds(one, table)), key=lambda one: one.order)
    return Table(tuple(one.head for one in kept), tuple(zip(*(one.cells for one in kept), strict=True)))


def _holds(column: _Column, table: Table) -> bool:
    return not table.rows or any(cell not in (None, "", ()) for cell in column.cells)


def _columns(answer: type[Struct], table: Table, language: Language, named: NamedBy, *, plain: bool) -> Iterator[_Column]:
    heads = _heads(answer, table.columns, language, named)
    values = list(zip(*table.rows, strict=True)) or [()] * len(table.columns)
    named_already = {name.rpartition("_")[0] for name in table.columns if name.endswith(("_zh", "_en"))}
    own: set[Sequence[object]] = {column for name, column in zip(table.columns, values, strict=True) if name in ("zh", "en")}
    for name, head, cells in zip(table.columns, heads, values, strict=True):
        labels = labels_of_column(answer, name)
        if plain or not _are_ids(cells):
            yield _Column(_order(name, language), head, tuple(in_a_cell(value, labels, language) for value in cells))
            continue
        beside = () if name == "id" or name in named_already else tuple(_names(value, language, named) for value in cells)
        told = _SAYS_ID.search(head)
        if any(beside) and beside not in own:
            order = _named_order(name) if name in _NAMED else _order(name, language)
            yield _Column(order, _IDS_WORD.sub(getattr(_BY_NAME, language), head), beside)
        yield _Column(_IDS, head if told else getattr(_ID_HEAD, language).format(head), cells)


def _heads(answer: type[Struct], columns: Sequence[str], language: Language, named: NamedBy) -> Sequence[str]:
    heads = [
        (named(column, language) if _COUNTRY.fullmatch(column) else None) or heading_of(answer, column, language)
        for column in columns
    ]
    often: Mapping[str, int] = Counter(heads)
    return [f"{head} ({column})" if often[head] > 1 else head for head, column in zip(heads, columns, strict=True)]


def _are_ids(cells: Sequence[object]) -> bool:
    """Whether ids or codes of countries stand in a column, and nothing else."""
    ids = [one for cell in cells for one in _each(cell)]
    return bool(ids) and all(isinstance(one, str) and (_ID.fullmatch(one) or _COUNTRY.fullmatch(one)) for one in ids)


def _each(cell: object) -> Sequence[object]:
    if isinstance(cell, tuple | list):
        return cell
    return () if cell in (None, "") else (cell,)


def _names(cell: object, language: Language, named: NamedBy) -> str | None:
    """What the ids in a cell are called; None where none of them has a name."""
    told = {str(one): named(str(one), language) for one in _each(cell)}
    return (
        getattr(ENUMERATED, language).join(dict.fromkeys(name or one for one, name in told.items()))
        if any(told.values())
        else None
    )


def _named_order(name: str) -> int:
    return _NAMES if name in _FIRST else _OTHERS


def _order(column: str, language: Language) -> int:
    """Where a column stands among the groups; a text in the other language stands behind all that is not an id."""
    stem, _, last = column.rpartition("_")
    if stem and last in ("zh", "en", "local"):
        if stem in _NAMED:
            return _named_order(stem)
        return _OTHER_LANGUAGE if last in {"zh", "en"} - {language} else _order(stem, language)
    of = last if stem in {*_NAMED, "since", "date"} else column
    return next((order for order, words in enumerate(_ORDER) if of in words), _REST)
