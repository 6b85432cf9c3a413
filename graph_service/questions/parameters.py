"""The parameters that questions share, each with its words and checks. A misspelt or unknown one is refused by name."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Annotated, ClassVar, Self, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from graph_service.answers.pages import DEFAULT_LIMIT, EVERYTHING, MAX_LIMIT
from graph_service.domain.vocabulary import AgreementKind
from graph_service.metrics.selection import ALL_LAYERS

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Strict(BaseModel):
    """Base of all questions: frozen, and closed to unknown names."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


def day_of(text: str) -> date:
    """The day that a text names; pydantic and typer would take moments and seconds as well.

    Raises:
        ValueError: it names none.
    """
    if not _DAY.fullmatch(text):
        raise ValueError(f"{text!r} is not a day; give it as YYYY-MM-DD, such as 2026-11-28")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is not in the calendar") from None


def _is_a_day(value: object) -> object:
    return day_of(value) if isinstance(value, str) else value


def _parts(value: object) -> object:
    """What a list holds, given by commas, by repeating the parameter, or both."""
    given: list[object] = list(value) if isinstance(value, list | tuple) else [value]
    return [part for text in given if isinstance(text, str) for part in text.split(",")] if value is not None else None


def worded(words: Iterable[str]) -> WithJsonSchema:
    """The mark of a parameter that is one of these words where what is asked refuses the others: the description of the
    interface lists them."""
    return WithJsonSchema({"type": "string", "enum": list(words)})


Day = Annotated[date, BeforeValidator(_is_a_day)]
_Kind = Annotated[str, worded(get_args(AgreementKind))]
Listed = Annotated[list[str], BeforeValidator(_parts)]
Kinds = Annotated[list[_Kind], BeforeValidator(_parts)]


HOME = "a province-level place"
LAYER = "a layer of the data (home, china, world) or all"
KINDS = "kinds that count, by commas or by repeating it; formal,unclassified if left out"


class OnDay(BaseModel):
    """When, wherever that is asked."""

    as_of: Day | None = Field(None, description="the day the answer is about; today if left out")


class InLayer(OnDay):
    """When, and by which part of the data."""

    layer: str = Field(ALL_LAYERS, description=LAYER)


class Chosen(InLayer):
    """Which agreements count, wherever that is asked."""

    kinds: Kinds | None = Field(None, description=KINDS)


class Selected(Chosen, Strict):
    """Which agreements count."""


class OfHome(Selected):
    """Whose agreements."""

    home: str = Field(description=HOME)


class Limited(Strict):
    """What is cut where no limit is given: JSON over HTTP holds `page` items, a table in a terminal `in_table`, a file over
    HTTP `in_file`. `limit` is a field of those that extend it."""

    page: ClassVar[int] = DEFAULT_LIMIT
    in_table: ClassVar[int] = EVERYTHING
    in_file: ClassVar[int] = EVERYTHING

    limit: int | None = Field(
        None, ge=1, le=MAX_LIMIT, description="items at most; if left out 100 in json over HTTP, and all everywhere else"
    )

    @property
    def most(self) -> int:
        """How many items to give."""
        return self.limit or EVERYTHING

    def at_most(self, most: int) -> Self:
        """The same question for as many items at most, where no limit is given."""
        return self if self.limit is not None else self.model_copy(update={"limit": most})


class Paged(Limited):
    """A list in pages."""

    cursor: str | None = Field(None, description="`next` of the page before")


class InPages(Paged):
    """A list in pages, in the order and with the fields that are asked for."""

    sort: Listed | None = Field(
        None,
        description="fields of an item to sort by, the first first; `-` before one turns its order, what is unknown comes last. "
        "A field inside a field is named with a point, such as `names.en`",
    )
    select: Listed | None = Field(
        None, description="fields of an item to give, in json; columns of the table to give, in other formats"
    )
    group_by: Listed | None = Field(
        None, description="fields of an item to count by: items are then groups, the largest first, each with its `count`"
    )
