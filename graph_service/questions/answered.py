"""An answer as every door gives it: its document, its table in any format, what a file of it is called."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, cast, get_args

import msgspec
from msgspec import Struct

from graph_service.answers.common import PlaceReference
from graph_service.answers.paging import cut
from graph_service.errors import BadRequest
from graph_service.formats.tables import MARK, Table, TableFormat
from graph_service.formats.written import MEDIA_TYPES, written
from graph_service.questions.arranged import GroupsAnswer, arranged
from graph_service.questions.column_words import in_words, words_sheet
from graph_service.questions.fields import cut_out, field_of, item_of, tree_of
from graph_service.questions.known_lists import home_asked, known_of
from graph_service.questions.named import with_ids
from graph_service.questions.parameters import InPages, Strict
from graph_service.questions.question import AnyQuestion, Shown, View, items_held
from graph_service.questions.told_about import asked_of, told_about
from graph_service.questions.workbook_columns import NamedBy, named_in, nobody, of_a_workbook
from graph_service.records.characters import without_accents
from graph_service.words.bilingual import Bilingual, Language

_UNFIT = re.compile(r"[^\w.（）-]+")
_NAMED = ("home", "centre", "place", "unit", "partner", "country", "other")  # whom an answer is about, in the name of its file
JSON = "json"
ENDINGS: Mapping[str, str] = {"cytoscape": "cyjs"}  # of files that programs know by another ending than their format


@dataclass(frozen=True, slots=True)
class Answered:
    """A question and the document that answers it. `select` names the fields of its items, or the columns of its table, that
    were asked for; None is all. `asked` tells what the question was narrowed to, `named` what ids are called, and `known` how far
    its lists are known, to who opens a file of it."""

    question: AnyQuestion
    document: Struct
    select: tuple[str, ...] | None = None
    asked: Callable[[], Mapping[str, tuple[object, ...]]] = dict
    named: NamedBy = nobody
    known: Callable[[], Sequence[Bilingual]] = tuple

    @property
    def table(self) -> Table:
        """The columns that were asked for.

        Raises:
            BadRequest: one of them is none of this table.
        """
        whole = self.document.table if isinstance(self.document, GroupsAnswer) else self.question.table(self.document)
        return whole if self.select is None else whole.only(self.select)

    @property
    def held(self) -> tuple[int, int] | None:
        """How much of its list it holds, and how much there is; None where it is no list."""
        return (items_held if isinstance(self.document, GroupsAnswer) else self.question.held)(self.document)

    @property
    def cut(self) -> str | None:
        """How much of its list it holds, such as `100 of 217`; None where it holds all or is no list."""
        return cut(*self.held) if self.held else None

    def shown(self, language: Language) -> Shown:
        """What a terminal shows of it; errors as `table`."""
        if self.select is None and not isinstance(self.document, GroupsAnswer):
            return self.question.shown(self.document, language)
        table = in_words(self.question.answer, self.table, language)
        return Shown(getattr(self.question.title, language), table.columns, table.rows)

    def json(self) -> bytes:
        """The document.

        Raises:
            BadRequest: a field that was asked for is none of its items.
        """
        if self.select is None:
            return msgspec.json.encode(self.document)
        item = item_of(type(self.document))
        tree = tree_of(tuple(field_of(item, path, "select").path for path in self.select))
        document: Any = self.document
        told = msgspec.to_builtins(msgspec.structs.replace(document, items=()))
        return msgspec.json.encode({**told, "items": cut_out(msgspec.to_builtins(document.items), tree)})

    def pretty(self) -> bytes:
        """The document for people who look at it: indented, with a line break at its end; errors as `json`."""
        return msgspec.json.format(self.json()) + b"\n"

    def text(self, form: str, language: Language) -> bytes:
        """The answer in a format, as a pipe takes it: CSV without a byte-order mark; errors as `json` and `table`.

        Raises:
            BadRequest: it has no such format, or one of its own that holds whole items alone.
        """
        if form == JSON:
            return self.json()
        if (own := self.question.forms.get(form)) is not None:
            if self.select is not None or isinstance(self.document, GroupsAnswer):
                raise BadRequest("format", f"{form} holds whole items; leave out select and group_by, or name another format")
            found = own.write(self.document, language)
            return found if isinstance(found, bytes) else found.encode()
        if form not in get_args(TableFormat):
            raise BadRequest("format", f"{form!r} is none of {', '.join(formats_of(self.question))}")
        table = self.table
        return written(
            self._sheet(table, language) if form == "xlsx" else table,
            cast("TableFormat", form),
            lambda: told_about(self.question, self.document, self.asked(), self.known(), self.cut, language),
            lambda: words_sheet(self.question.answer, table),
        )

    def _sheet(self, table: Table, language: Language) -> Table:
        return of_a_workbook(self.question.answer, table, language, self.named, chosen=self.select is not None)

    def file(self, form: str, language: Language) -> bytes:
        """The answer as a file; one of CSV begins with a byte-order mark, by which Excel reads Chinese; errors as `text`."""
        return (MARK if form == "csv" else b"") + self.text(form, language)

    def file_name(self, form: str, language: Language = "en", *, plain: bool = False) -> str:
        """What a file of it is called, as a clerk looks for it: home or place, with whom, question, day, and how much it holds
        where that is not all, such as 江苏省-德国-葡萄串（集群）-2026-11-29.xlsx. One that is `plain` has the id of what has no
        name in Latin letters."""
        about = (getattr(self.document, name, None) for name in _NAMED)
        names = [_called(found, language, plain=plain) for found in about if isinstance(found, PlaceReference)]
        titled = self.question.title.zh.removeprefix("一个") if language == "zh" else self.question.name
        parts = [*dict.fromkeys(names), titled, getattr(self.document, "as_of", None), self.cut]
        return "-".join(_UNFIT.sub("-", part).strip("-") for part in parts if part) + f".{ENDINGS.get(form, form)}"


def _called(found: PlaceReference, language: Language, *, plain: bool) -> str:
    name = found.names.best(language, found.id)
    return name if not plain or without_accents(name).isascii() else found.id


def form_of_ending(question: AnyQuestion, ending: str) -> str | None:
    """The format of files with this ending, if it is one of the question's."""
    return next((name for name in formats_of(question) if ending in (name, ENDINGS.get(name))), None)


def formats_of(question: AnyQuestion) -> Mapping[str, str]:
    """The formats of its answers and their media types."""
    own = {name: form.media_type for name, form in question.forms.items()}
    tables = {str(name): media_type for name, media_type in MEDIA_TYPES.items()}
    return {JSON: "application/json", **tables, **own}


def answered(question: AnyQuestion, view: View, ask: Strict) -> Answered:
    """The answer to a question; errors as `with_ids`, its `find` and `arranged`."""
    ask = with_ids(view.snapshot, ask, ask.naming, question.in_path)

    def known() -> Sequence[Bilingual]:
        return known_of(question, home_asked(view, ask))

    told = partial(asked_of, view.snapshot, ask), partial(named_in, view.snapshot), known
    if not isinstance(ask, InPages):
        return Answered(question, question.find(view, ask), None, *told)
    found, select = arranged(lambda asked: question.find(view, asked), ask), tuple(dict.fromkeys(ask.select or ()))
    return Answered(question, found, select or None, *told)
