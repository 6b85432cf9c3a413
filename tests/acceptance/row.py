"""A row of the acceptance table: what a document describes, how to ask for it, and what the answers must hold."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

Grade = Literal["M", "S", "X"]
Check = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Row:
    """`asks` are addresses, or commands that begin with `graph-service`; `check` gets their decoded answers in order.
    `tests` are node ids of tests elsewhere that look closer. `lacks` says what is not there yet, `reason` why the row is
    out of scope; a row that has neither asks nor a reason is open."""

    id: str
    grade: Grade
    zh: str
    en: str
    asks: tuple[str, ...] = ()
    check: Check | None = None
    tests: tuple[str, ...] = ()
    lacks: str | None = None
    reason: str | None = None


class Rows(list[Row]):
    """The rows of one document, in the order of their ids."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.document = document

    def row(
        self, row_id: str, grade: Grade, zh: str, en: str, *asks: str, tests: tuple[str, ...] = (), lacks: str | None = None
    ) -> Callable[[Check], Check]:
        """Enter a row that the decorated function checks."""

        def enter(check: Check) -> Check:
            self.append(Row(row_id, grade, zh, en, asks, check, tests, lacks))
            return check

        return enter

    def open(self, row_id: str, grade: Grade, zh: str, en: str, lacks: str) -> None:
        """Enter a row that nothing answers yet."""
        self.append(Row(row_id, grade, zh, en, lacks=lacks))

    def leave_out(self, row_id: str, zh: str, en: str, reason: str) -> None:
        """Enter a row that is out of scope."""
        self.append(Row(row_id, "X", zh, en, reason=reason))


def ids(answer: dict[str, Any]) -> set[str]:
    """The ids of the items of a list."""
    return {item["id"] for item in answer["items"]}


def by_id(answer: dict[str, Any]) -> dict[str, Any]:
    """The items of a list by their ids."""
    return {item["id"]: item for item in answer["items"]}


def values(answer: dict[str, Any]) -> dict[str, tuple[float, str]]:
    """The claims of a list by id, each with its value and qualifier."""
    return {item["id"].removeprefix("claim:"): (item["value"], item.get("qualifier", "exact")) for item in answer["items"]}


def quotes(record: dict[str, Any], *words: str) -> bool:
    """Whether the record quotes all these words from its sources."""
    text = " ".join(source.get("quote") or "" for source in record["sources"])
    return all(word in text for word in words)
