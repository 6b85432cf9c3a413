"""The page of a question: its short table with links, what is known of the lists behind it, and the same as files."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeGuard
from urllib.parse import quote, urlencode

from graph_service.answers.queries import QueryAnswer
from graph_service.formats.tables import Table
from graph_service.metrics.vine import Vine
from graph_service.pages.known import ONLY_RECORDED, known_of_home
from graph_service.questions.answered import Answered, formats_of
from graph_service.questions.called import Called
from graph_service.questions.column_words import in_words
from graph_service.questions.question import AnyQuestion, Shown
from graph_service.site.fields import TIERS, fields_of
from graph_service.site.named import record_called, shown_in_words
from graph_service.site.templating import Frame, render
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual, Language, both
from graph_service.words.headings import COLUMNS

_SPOKEN = ("_zh", "_en")
_OF_PAGES = ("lang", "format")  # words that ask a page, not the question
_NOT_KEPT = ("cursor", *_OF_PAGES)


def render_listing(
    frame: Frame,
    snapshot: Snapshot,
    found: Answered,
    asked: Mapping[str, str],
    vine: Vine | None = None,
    *,
    template: str = "list.html",
    styles: tuple[str, ...] = (),
    **more: object,
) -> str:
    """The page of an answered question, about a home if it has a vine. `asked` are the parameters that stand in the address of
    the page, with their ids. A `template` that extends that of lists is given `more` words."""
    question, shown = found.question, shown_on_a_page(found, snapshot, frame.language)
    title, *lines = shown.title.splitlines()
    following = getattr(found.document, "next", None)
    tmax = vine.home.tmax if vine else TIERS
    fields = list(fields_of(question, frame, snapshot, frozenset(asked), tmax))
    taken = {field.name for field in fields}
    return render(
        template,
        frame,
        title,
        styles=styles,
        home=vine and Called(frame.say(both(vine.home.place)), vine.home.place.id),
        lines=lines or [frame.say(line) for line in _known(question, vine)],
        columns=shown.columns,
        rows=[tuple(row) for row in shown.rows],
        remarks=shown.remarks,
        held=_held(frame, found),
        next=following and frame.again(cursor=following),
        fields=fields,
        kept=[(name, value) for name, value in frame.query if name not in taken and name not in _NOT_KEPT],
        files=list(files_of(frame, question, asked)),
        day=getattr(found.document, "as_of", ""),
        **more,  # type: ignore[arg-type]  # none of them is a file of style
    )


def _known(question: AnyQuestion, vine: Vine | None) -> Iterator[Bilingual]:
    """How far what is listed is known: the lists of the home, or that records of a type are no whole."""
    if vine is not None:
        yield from known_of_home(vine)
    elif question.tag in ("records", "places"):
        yield ONLY_RECORDED


def shown_on_a_page(found: Answered, snapshot: Snapshot, language: Language) -> Shown:
    """What a page shows of an answer: the short table, countries by name; of a named question its rows in words; where a row is
    one cell, for want of columns that fit a terminal, all columns."""
    shown = found.shown(language)
    if isinstance(found.document, QueryAnswer) and found.select is None:
        return shown_in_words(found.document, snapshot, language)
    if len(shown.columns) == 1:
        table = in_words(found.question.answer, _in_one_language(found.table, language), language)
        return replace(shown, columns=table.columns, rows=table.rows)
    coded = [column == getattr(COLUMNS["country"], language) for column in shown.columns]
    rows = [
        tuple((_countries if code else _record)(snapshot, cell, language) for cell, code in zip(row, coded, strict=True))
        for row in shown.rows
    ]
    return replace(shown, rows=_told_apart(rows))


def _in_one_language(table: Table, language: Language) -> Table:
    """The table with a text in two languages as one column, and no ids of what is named beside them."""
    order = _SPOKEN if language == "zh" else _SPOKEN[::-1]
    stems = dict.fromkeys(_stem(column) for column in table.columns)
    columns = [stem for stem in stems if stem != "id" or "name" not in stems]

    def value(row: Mapping[str, object], stem: str) -> object:
        told = [row[spelt] for end in order if (spelt := f"{stem}{end}") in row and row[spelt]]
        return told[0] if told else row.get("id" if stem == "name" else stem)

    return Table(tuple(columns), tuple(tuple(value(row, stem) for stem in columns) for row in table.by_column()))


def _stem(column: str) -> str:
    return column[: -len(_SPOKEN[0])] if column.endswith(_SPOKEN) else column


def _told_apart(rows: Sequence[Sequence[object]]) -> Sequence[Sequence[object]]:
    """The rows with names as a page has them; those of one column that read the same and are not have their ids."""
    by_column = [Counter(called.on_page for called in set(filter(_is_called, column))) for column in zip(*rows, strict=True)]
    return [
        tuple(
            cell.as_on_page(alike=known[cell.on_page] > 1) if isinstance(cell, Called) else cell
            for cell, known in zip(row, by_column, strict=True)
        )
        for row in rows
    ]


def _is_called(cell: object) -> TypeGuard[Called]:
    return isinstance(cell, Called)


def _record(snapshot: Snapshot, cell: object, language: Language) -> object:
    """The name of a record that stands as its id, with the way to its page."""
    if not isinstance(cell, str) or isinstance(cell, Called) or snapshot.network.find(cell) is None:
        return cell
    return record_called(snapshot, cell, language)


def _countries(snapshot: Snapshot, cell: object, language: Language) -> object:
    """The names of countries that stand as their codes."""
    if not isinstance(cell, str) or isinstance(cell, Called):
        return cell
    countries = [snapshot.country(code) or code for code in cell.split(" – ")]
    return " – ".join(found if isinstance(found, str) else getattr(both(found), language) for found in countries)


def _held(frame: Frame, found: Answered) -> str:
    if found.held is None:
        return ""
    held, total = found.held
    return frame.say(Bilingual(f"共{total:,}项，本页{held:,}项", f"{held:,} of {total:,}"))


def files_of(frame: Frame, question: AnyQuestion, asked: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The formats of the answer, each with the address that gives exactly what the page shows."""
    taken = {field.alias or name for name, field in question.ask.model_fields.items()} | set(question.in_path)
    asking = {**asked, **{name: value for name, value in frame.query if name in taken}}
    address = question.address.format_map({name: quote(value, safe="") for name, value in asking.items()})
    query = [(name, value) for name, value in asking.items() if name not in question.in_path]
    if "limit" not in asking and hasattr(question.ask, "page") and question.ask.page < _WHOLE:
        query.append(("limit", str(question.ask.page)))
    for form in _sorted(formats_of(question)):
        if form != "html":
            yield (
                form.upper() if len(form) <= _SHORT else form,
                f"{frame.root}v1/{address}?{urlencode([*query, ('lang', frame.language), ('format', form)])}",
            )


_SHORT = 4  # letters of a format that is written large
_WHOLE = 10_000  # above this a list is given whole, and so are its files
_FIRST = ("xlsx", "csv", "ics", "docx", "md")


def _sorted(formats: Mapping[str, str]) -> Sequence[str]:
    return sorted(formats, key=lambda form: (_FIRST.index(form) if form in _FIRST else len(_FIRST), form))
