"""An answer in Python: a document, and the table of it."""

from collections.abc import Iterator, Mapping
from html import escape
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from graph_service.errors import BadRequest
from graph_service.formats.tables import cell_of
from graph_service.questions.answered import Answered, form_of_ending
from graph_service.words.bilingual import Language

if TYPE_CHECKING:
    import pandas as pd

_SHOWN = 20  # rows of a table that shows itself


class Answer:
    """The answer to a question. It shows itself as a table; `document` is what HTTP gives as JSON."""

    def __init__(self, answered: Answered) -> None:
        self._answered = answered

    @property
    def document(self) -> Struct:
        """The answer as a struct: fields by name, as HTTP's JSON has them."""
        return self._answered.document

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, as CSV and XLSX have them."""
        return self._answered.table.columns

    def to_dict(self) -> dict[str, Any]:
        """The document as HTTP gives it."""
        found: dict[str, Any] = msgspec.json.decode(self._answered.json())
        return found

    def to_dicts(self) -> list[dict[str, Any]]:
        """The items of the document, or the one document where it is no list."""
        whole = self.to_dict()
        items: list[dict[str, Any]] = whole.get("items", [whole])
        return items

    def to_rows(self) -> list[dict[str, object]]:
        """The rows of the table by column."""
        return list(self._answered.table.by_column())

    def to_pandas(self) -> "pd.DataFrame":
        """The table as a frame; needs pandas (`pip install sister-city-graph[notebook]`)."""
        import pandas as pd  # noqa: PLC0415  # an extra, which the service does without

        table = self._answered.table
        return pd.DataFrame(list(table.rows), columns=list(table.columns))

    def to_csv(self, path: str | Path) -> Path:
        """Write the table as CSV with a byte-order mark; the path."""
        return self._write(path, self._answered.file("csv", "en"))

    def to_xlsx(self, path: str | Path, lang: Language = "zh") -> Path:
        """Write the table as an Excel workbook with headings in a language; the path."""
        return self._write(path, self._answered.file("xlsx", lang))

    def to_ndjson(self, path: str | Path) -> Path:
        """Write the table as one JSON object per row; the path."""
        return self._write(path, self._answered.file("ndjson", "en"))

    def save(self, path: str | Path, lang: Language = "zh") -> Path:
        """Write the answer in the format that the ending of the path names, as `.csv` or `.gexf`; the path.

        Raises:
            BadRequest: this answer has no such format.
        """
        ending = Path(path).suffix.removeprefix(".").lower()
        return self._write(path, self._answered.file(form_of_ending(self._answered.question, ending) or ending, lang))

    def _write(self, path: str | Path, data: bytes) -> Path:
        try:
            Path(path).write_bytes(data)
        except OSError as error:
            raise BadRequest("path", f"{path} cannot be written ({error.strerror}); choose another file") from error
        return Path(path)

    def __len__(self) -> int:
        """How many rows the table has."""
        return len(self._answered.table.rows)

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        """The items, as `to_dicts` has them."""
        return iter(self.to_dicts())

    def __repr__(self) -> str:
        shown = self._answered.shown("en")
        rows = [" | ".join(cell_of(value) for value in row) for row in islice(shown.rows, _SHOWN)]
        return "\n".join([shown.title, " | ".join(shown.columns), *rows, *(["…"] if len(self) > _SHOWN else [])])

    def _repr_html_(self) -> str:
        shown = self._answered.shown("en")
        head = "".join(f"<th>{escape(name)}</th>" for name in shown.columns)
        rows = ("".join(f"<td>{escape(cell_of(value))}</td>" for value in row) for row in islice(shown.rows, _SHOWN))
        body = "".join(f"<tr>{cells}</tr>" for cells in rows)
        more = f"<p>{_SHOWN} of {len(self)} rows; .to_pandas() has all</p>" if len(self) > _SHOWN else ""
        title = escape(shown.title).replace("\n", "<br>")
        return f"<p>{title}</p><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"
