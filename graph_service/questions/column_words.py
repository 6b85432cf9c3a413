"""What the columns of an answer's table mean and what the codes in them are called, found by the types of the answer's fields."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple, get_args

import msgspec
from msgspec import Struct

from graph_service.formats.tables import Table
from graph_service.questions.fields import structs_in
from graph_service.records.base import Record
from graph_service.records.vocabulary import closed_words
from graph_service.words.agreements import CLASSES
from graph_service.words.bilingual import NOTHING, Bilingual, Language
from graph_service.words.claims import CLAIMED, UNIT_NAMES
from graph_service.words.columns import BEFORE, BEHIND, COLUMN_NAMES
from graph_service.words.fields import meaning_of
from graph_service.words.headings import COLUMNS, UNDATED
from graph_service.words.layers import LAYERS
from graph_service.words.lists import labels_of
from graph_service.words.made_columns import MADE
from graph_service.words.network import CHANNEL_NAMES
from graph_service.words.planning import CANDIDATE_TERMS
from graph_service.words.record_fields import RECORD_FIELDS

_HEAD = ("column 列", "code 代码", "中文", "English")
# Columns called by a code.
_CODES: Mapping[str, Bilingual] = {**CLASSES, **CHANNEL_NAMES, **CANDIDATE_TERMS}
# Headings of terminals that stand over something else than the field of that name.
_OTHERS = frozenset(("fields", "left", "needs", "of", "series", "source", "target"))
# Columns of words that are no closed list: those that have a label are told by it.
_OPEN: Mapping[str, Mapping[str, Bilingual]] = {"layer": LAYERS, "measure": CLAIMED, "unit": UNIT_NAMES}
_SPOKEN = ("zh", "en", "local")

_SIDES = ("a", "b", "source", "target")  # of an agreement: a column tells what the party on one side has


class _Found(NamedTuple):
    """A field of an answer: the record it is of, its name and its type."""

    record: type[Struct]
    name: str
    kind: Any


def words_sheet(answer: type[Struct], table: Table) -> Table:
    """A row per column, its name in Chinese and what it means; below it one per code that occurs in it, with its labels."""
    return Table(_HEAD, tuple(row for place, column in enumerate(table.columns) for row in _told(answer, table, place, column)))


def in_words(answer: type[Struct], table: Table, language: Language) -> Table:
    """The table with headings for people and with labels in the place of codes, as far as there are any."""
    labels = [labels_of_column(answer, column) for column in table.columns]
    rows = (tuple(_said(value, known, language) for value, known in zip(row, labels, strict=True)) for row in table.rows)
    return Table(tuple(heading_of(answer, column, language) for column in table.columns), tuple(rows))


def in_a_cell(value: object, labels: Mapping[str, Bilingual], language: Language) -> object:
    """A value as a cell of a workbook has it: codes by their labels, several as one text."""
    if not labels:
        return getattr(UNDATED, language) if value == "undated" else value
    said = _said(value, labels, language)
    return ("、" if language == "zh" else "; ").join(map(str, said)) if isinstance(said, tuple) else said


@cache
def labels_of_column(answer: type[Struct], column: str) -> Mapping[str, Bilingual]:
    """The labels of the closed list whose codes a column holds, the path of a field or its name; none where it holds others."""
    found = _field(answer, column)
    if found and column in _OPEN and _is_text(found.kind):
        return _OPEN[column]
    return {**MADE.get(column, {}), **(labels_of(_words(found.kind)) if found else {})}


def _is_text(kind: Any) -> bool:
    return kind is str or str in get_args(kind)


def _words(kind: Any) -> tuple[str, ...]:
    """The closed words of a field; of one that holds a record, those of the only field of it that has any."""
    if words := _plain_words(kind):
        return words
    inside = [
        words for record in structs_in(kind) for field in msgspec.structs.fields(record) if (words := _plain_words(field.type))
    ]
    return inside[0] if len(inside) == 1 else ()


def _plain_words(kind: Any) -> tuple[str, ...]:
    for part in get_args(kind) or (kind,):  # one that may be missing too
        if isinstance(part, type) and issubclass(part, StrEnum):
            return tuple(part)
    return closed_words(kind)


def _told(answer: type[Struct], table: Table, place: int, column: str) -> Iterator[tuple[str | None, ...]]:
    label = _label_in(answer, column)
    yield column, None, label.zh or None, _meaning(answer, column) or label.en or None
    if labels := labels_of_column(answer, column):
        occurring = {code for row in table.rows for code in _each(row[place])}
        yield from ((column, code, said.zh, said.en) for code, said in labels.items() if code in occurring)


def _meaning(answer: type[Struct], column: str) -> str | None:
    """The sentence of the data dictionary; for a name or a text in one language, that of what is named, and the language."""
    if found := _field(answer, column):
        return meaning_of(found.record.__name__, found.name)
    if (meaning := meaning_of(answer.__name__, column)) is not None:
        return meaning
    stem, _, language = column.rpartition("_")
    meaning = _meaning(answer, stem) if stem and language in _SPOKEN else None
    return None if meaning is None else f"{BEHIND[language].en}: {meaning}"


def _label(column: str) -> Bilingual:
    name = column.rpartition(".")[2]
    if name in COLUMNS and name not in _OTHERS:
        return COLUMNS[name]
    if (known := _CODES.get(name) or COLUMN_NAMES.get(name)) is not None:
        return known
    stem, _, behind = name.rpartition("_")
    if stem and behind in BEHIND and (of := BEFORE.get(stem) or _label(stem)) is not NOTHING:
        more = BEHIND[behind]
        return Bilingual(f"{of.zh}（{more.zh}）", f"{of.en} ({more.en})")
    before, _, rest = name.partition("_")
    if before in BEFORE and rest and (of := _label(rest)) is not NOTHING:
        return Bilingual(f"{BEFORE[before].zh}：{of.zh}", f"{BEFORE[before].en}: {of.en}")
    return NOTHING


def _label_in(answer: type[Struct], column: str) -> Bilingual:
    """The label of a column of this answer: the unit of a figure is no home unit."""
    found = _field(answer, column) if column == "unit" else None
    return RECORD_FIELDS[column] if found and _is_text(found.kind) and issubclass(found.record, Record) else _label(column)


def heading_of(answer: type[Struct], column: str, language: Language) -> str:
    """What stands over a column that is a field by itself; a path says more than its last name."""
    if "." in column:
        return getattr(COLUMN_NAMES[column], language) if column in COLUMN_NAMES else column
    return getattr(_label_in(answer, column), language) or column


def _said(value: object, labels: Mapping[str, Bilingual], language: Language) -> object:
    if not labels or value is None:
        return value
    said = [getattr(labels[str(code)], language) if str(code) in labels else code for code in _each(value)]
    return tuple(said) if isinstance(value, tuple | list) else said[0]


def _each(value: object) -> Iterable[object]:
    return value if isinstance(value, tuple | list) else (value,)


def _field(answer: type[Struct], path: str) -> _Found | None:
    """The field that a column is called by: of an item, else of what an item holds, the nearest first, else of the answer."""
    items = next((field.type for field in msgspec.structs.fields(answer) if field.name == "items"), answer)
    side, _, rest = path.partition("_")
    found = _below(structs_in(items), path) or (_below(structs_in(items), rest) if side in _SIDES and rest else None)
    return found or next(
        (_Found(answer, path, field.type) for field in msgspec.structs.fields(answer) if field.name == path), None
    )


def _below(roots: Iterable[type[Struct]], path: str) -> _Found | None:
    name, _, rest = path.partition(".")
    waiting, seen = deque(roots), set[type[Struct]]()
    while waiting:
        record = waiting.popleft()
        seen.add(record)
        for field in msgspec.structs.fields(record):
            if field.encode_name == name:
                return _below(structs_in(field.type), rest) if rest else _Found(record, name, field.type)
            waiting.extend(below for below in structs_in(field.type) if below not in seen)
    return None
