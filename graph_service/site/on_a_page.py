"""What a page shows of an answer: its short table in the words of its reader, countries and records by name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias, TypeGuard, get_args
from urllib.parse import unquote

from graph_service.answers.queries import QueryAnswer
from graph_service.formats.tables import Table
from graph_service.metrics.homonyms import lies_apart
from graph_service.questions.answered import Answered
from graph_service.questions.called import Called
from graph_service.questions.column_words import in_words
from graph_service.questions.counted import Counted, Parted, Recorded, Words, counted
from graph_service.questions.question import Shown
from graph_service.questions.table import QUESTIONS
from graph_service.questions.weighed import Weighed
from graph_service.records.claim import Claim
from graph_service.records.registry import PLURAL_OF
from graph_service.site.cells import filled
from graph_service.site.named import SPOKEN, record_called, records_in, shown_in_words, stem_of
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import SEMICOLON, Bilingual, Language, both
from graph_service.words.headings import ABSENT, COLUMNS
from graph_service.words.records import LEVELS

Rows: TypeAlias = Sequence[Sequence[object]]

_LISTS = {question.name: question for question in QUESTIONS}
_AND = " + "  # between numbers of records of several types
_SEVERAL = Bilingual(
    "带“+”的数分属几类记录，每类各有名单。", "A number with + is of several types of record, each with its own list."
)
_FOR_PROGRAMS = {"statistics": ("figure",), "queries": ("name",)}  # columns of words that only programs ask by


def shown_on_a_page(found: Answered, snapshot: Snapshot, language: Language) -> Shown:
    """What a page shows of an answer: the short table, countries by name; of a named question its rows in words; where a row is
    one cell, for want of columns that fit a terminal, all columns."""
    shown = found.shown(language)
    if isinstance(found.document, QueryAnswer) and found.select is None:
        return shown_in_words(found.document, snapshot, language)
    if len(shown.columns) == 1:
        table = in_words(found.question.answer, _in_one_language(found.table, language), language)
        return replace(shown, columns=table.columns, rows=table.rows)
    left_out = {getattr(COLUMNS[code], language) for code in _FOR_PROGRAMS.get(found.question.name, ())}
    whole = list(shown.rows)
    kept = [place for place in filled(shown.columns, whole) if shown.columns[place] not in left_out]
    told = [_TOLD.get(_word_of(shown.columns[place], language), _records) for place in kept]
    alone = not _COUNTRIES & {shown.columns[place] for place in kept}
    columns = [shown.columns[place] for place in kept]
    rows = [tuple(tell(snapshot, row[place], language) for tell, place in zip(told, kept, strict=True)) for row in whole]
    several = any(isinstance(cell, Parted) and cell.joint == _AND for row in rows for cell in row)
    return replace(
        shown,
        columns=columns,
        rows=said_absent(columns, names_apart(snapshot, rows, language, alone=alone), language),
        remarks=[*shown.remarks, *([getattr(_SEVERAL, language)] if several else [])],
    )


def said_absent(columns: Sequence[str], rows: Rows, language: Language) -> Rows:
    """The rows with words in the cells in which nothing stands, where their column has a word for that."""
    words = {getattr(COLUMNS[code], language): getattr(word, language) for code, word in ABSENT.items()}
    said = [words.get(column) for column in columns]
    return [tuple(word if cell in (None, "") else cell for cell, word in zip(row, said, strict=True)) for row in rows]


def _in_one_language(table: Table, language: Language) -> Table:
    """The table with a text in two languages as one column, and no ids of what is named beside them."""
    order = SPOKEN if language == "zh" else SPOKEN[::-1]
    stems = dict.fromkeys(map(stem_of, table.columns))
    columns = [stem for stem in stems if stem != "id" or "name" not in stems]

    def value(row: Mapping[str, object], stem: str) -> object:
        told = [row[spelt] for end in order if (spelt := f"{stem}{end}") in row and row[spelt]]
        return told[0] if told else row.get("id" if stem == "name" else stem)

    return Table(tuple(columns), tuple(tuple(value(row, stem) for stem in columns) for row in table.by_column()))


def names_apart(snapshot: Snapshot, rows: Rows, language: Language, *, alone: bool) -> Rows:
    """The rows with names as a page has them. Names of one column that read the same are told apart by what they lie in, what
    they are, or their ids; where they stand `alone`, without a country in their row, so is each place whose name others on
    record have."""
    by_column = [_alike(set(filter(_is_called, column))) for column in zip(*rows, strict=True)]
    return [
        tuple(_apart(snapshot, cell, alike, language, alone=alone) for cell, alike in zip(row, by_column, strict=True))
        for row in rows
    ]


def _alike(cells: Iterable[Called]) -> Mapping[str, Sequence[Called]]:
    """The names that several have, with who has them."""
    having: dict[str, list[Called]] = {}
    for cell in cells:
        having.setdefault(cell.on_page, []).append(cell)
    return {name: those for name, those in having.items() if len(those) > 1}


def _apart(snapshot: Snapshot, cell: object, alike: Mapping[str, Sequence[Called]], language: Language, *, alone: bool) -> object:
    if isinstance(cell, Counted):
        return cell.as_on_page()
    if not isinstance(cell, Called):
        return cell
    if cell.on_page not in alike:
        return cell.as_on_page(beside=_within(snapshot, cell, language) if alone else "")
    for beside in (_within, _level):
        told = [beside(snapshot, other, language) for other in alike[cell.on_page]]
        if (mine := beside(snapshot, cell, language)) and told.count(mine) == 1:
            return cell.as_on_page(beside=mine)
    return cell.as_on_page(alike=True)


def _within(snapshot: Snapshot, cell: Called, language: Language) -> str:
    """What tells a place from others of its name; empty where none has it, and for what is no place."""
    place = snapshot.places.get(unquote(cell.page.rpartition("/")[2]))
    return getattr(lies_apart(snapshot, place), language) if place else ""


def _level(snapshot: Snapshot, cell: Called, language: Language) -> str:
    place = snapshot.places.get(unquote(cell.page.rpartition("/")[2]))
    return getattr(LEVELS[place.level], language) if place else ""


def _is_called(cell: object) -> TypeGuard[Called]:
    return isinstance(cell, Called)


def _word_of(column: str, language: Language) -> str:
    """The word of the column with this head, of those whose cells are told in words."""
    return next((word for word in _TOLD if getattr(COLUMNS[word], language) == column), "")


def _listed(snapshot: Snapshot, cell: Recorded) -> object:
    """The number of records with the list of them, or where they are of several types with that of each."""
    by_type: dict[str, list[str]] = {}
    for one in cell.ids:
        if (record := snapshot.network.find(one)) is not None:
            by_type.setdefault(PLURAL_OF[type(record)], []).append(one)
    words: dict[str, Words] = {name: {"id": ",".join(ids)} for name, ids in by_type.items()}
    words |= {"agreements": cell.agreements} if cell.agreements and "agreements" in words else {}
    parts = [counted(len(ids), _LISTS[name], **words[name]) for name, ids in by_type.items()]
    return parts[0] if len(parts) == 1 else Parted(cell, parts, _AND)


def _records(snapshot: Snapshot, cell: object, language: Language) -> object:
    """The names of records that stand as their ids, of one with the way to its page; claims by what they are about, if it is
    there."""
    if isinstance(cell, Recorded):
        return _listed(snapshot, cell)
    of_ids = isinstance(cell, str) and not isinstance(cell, Called | Counted | Parted | Weighed)
    records = records_in(snapshot, str(cell)) if of_ids else {}
    if not records:
        return cell
    told = [one for one, record in records.items() if not isinstance(record, Claim) or record.subject not in records]
    called = dict.fromkeys(record_called(snapshot, one, language) for one in told)
    return next(iter(called)) if len(called) == 1 else getattr(SEMICOLON, language).join(called)


def _countries(snapshot: Snapshot, cell: object, language: Language) -> object:
    """The names of countries that stand as their codes."""
    if not isinstance(cell, str) or isinstance(cell, Called):
        return cell
    return " – ".join(_country(snapshot, code, language) for code in cell.split(" – "))


def _counted(snapshot: Snapshot, cell: object, language: Language) -> object:
    """Countries that stand as their codes, each with its number after it, such as `US 190 IT 111`, by name."""
    words = str(cell).split()
    pairs = zip(words[::2], words[1::2], strict=False)
    return getattr(SEMICOLON, language).join(f"{_country(snapshot, code, language)} {number}" for code, number in pairs)


def _country(snapshot: Snapshot, code: str, language: Language) -> str:
    found = snapshot.country(code)
    return code if found is None else getattr(both(found), language)


def _needs(_: Snapshot, cell: object, language: Language) -> object:
    return getattr(ASKED[cell], language) if isinstance(cell, str) and cell in ASKED else cell


_COUNTRIES = frozenset(getattr(COLUMNS["country"], language) for language in get_args(Language))
ASKED = {"home": Bilingual("一个省（州）", "a home"), "place": Bilingual("一个地方", "a place")}
_TOLD = {"country": _countries, "most_in": _counted, "needs": _needs}
