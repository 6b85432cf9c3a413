"""An answer as every door gives it: its document, its table in any format, what a file of it is called."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from msgspec import Struct

from graph_service.answers.pages import cut
from graph_service.formats.tables import MARK, Table, TableFormat
from graph_service.formats.written import written
from graph_service.questions.parameters import Strict
from graph_service.questions.question import AnyQuestion, View

_UNFIT = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Answered:
    """A question and the document that answers it."""

    question: AnyQuestion
    document: Struct

    @property
    def table(self) -> Table:
        """All columns."""
        return self.question.table(self.document)

    @property
    def cut(self) -> str | None:
        """How much of its list it holds, such as `100 of 217`; None where it holds all or is no list."""
        items, total = getattr(self.document, "items", ()), getattr(self.document, "total", None)
        return None if total is None else cut(len(items), total)

    def json(self) -> bytes:
        """The document."""
        return msgspec.json.encode(self.document)

    def pretty(self) -> bytes:
        """The document for people who look at it: indented, with a line break at its end."""
        return msgspec.json.format(self.json()) + b"\n"

    def text(self, form: TableFormat) -> bytes:
        """The table as the bytes of a file, without a byte-order mark."""
        return written(self.table, form, self._about())

    def file(self, form: TableFormat) -> bytes:
        """The table as a file; a CSV file begins with a byte-order mark, by which Excel reads Chinese."""
        return (MARK if form == "csv" else b"") + self.text(form)

    def file_name(self, form: TableFormat) -> str:
        """What a file of it is called: question, home, day, and how much it holds where that is not all."""
        parts = [self.question.name, getattr(getattr(self.document, "home", None), "id", None)]
        parts += [getattr(self.document, "as_of", None), self.cut]
        return "-".join(_UNFIT.sub("-", part) for part in parts if part) + f".{form}"

    def _about(self) -> Mapping[str, str]:
        document: dict[str, Any] = msgspec.structs.asdict(self.document)
        plain = {name: value for name, value in document.items() if isinstance(value, str) and name != "next"}
        home = document.get("home")
        named = {"home": f"{home.id} {home.names.zh or ''} {home.names.en or ''}"} if home else {}
        kinds = {"kinds": ",".join(document["kinds"])} if "kinds" in document else {}
        held = {"rows": self.cut} if self.cut else {}
        title = self.question.title
        return {"question": f"{title.zh} {title.en}", **named, **plain, **kinds, **held}


def answered(question: AnyQuestion, view: View, ask: Strict) -> Answered:
    """The answer to a question; errors as its `find`."""
    return Answered(question, question.find(view, ask))
