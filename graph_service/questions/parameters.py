"""The parameters that questions share, each with its words and checks. A misspelt or unknown one is refused by name."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, ClassVar, Self, TypeVar, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from graph_service.answers.paging import DEFAULT_LIMIT, EVERYTHING, MAX_LIMIT
from graph_service.metrics.selection import ALL_LAYERS
from graph_service.records.dates import span
from graph_service.records.vocabulary import AgreementKind

_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Strict(BaseModel):
    """Base of all questions: frozen, and closed to unknown names. `naming` tells which types of records, by their plurals, a
    parameter may name where that is not places alone."""

    naming: ClassVar[Mapping[str, tuple[str, ...]]] = {}

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
    if value is None:
        return None
    given: list[object] = list(value) if isinstance(value, list | tuple) else [value]
    return [part for text in given for part in (text.split(",") if isinstance(text, str) else [text])]


def _in_a_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _is_a_date(text: str) -> str:
    if not _DATE.fullmatch(text):
        raise ValueError(f"{text!r} is not a date; give it as YYYY, YYYY-MM or YYYY-MM-DD, such as 2026-11")
    span(text)
    return text


def worded(words: Iterable[str]) -> WithJsonSchema:
    """The mark of a parameter that is one of these words where what is asked refuses the others: the description of the
    interface lists them."""
    return WithJsonSchema({"type": "string", "enum": list(words)})


Day = Annotated[date, BeforeValidator(_is_a_day)]
_Kind = Annotated[str, worded(get_args(AgreementKind))]
Date = Annotated[str, AfterValidator(_is_a_date), WithJsonSchema({"type": "string", "pattern": f"^{_DATE.pattern}$"})]
Listed = Annotated[list[str], BeforeValidator(_parts)]
# Names of records, of which some have a comma: what is several is told by who knows the names, see `resolver.ids_named`.
Named = Annotated[list[str], BeforeValidator(_in_a_list)]
T = TypeVar("T")
Several = Annotated[list[T], BeforeValidator(_parts)]
ANY_OF = "; any of several, by commas or by repeating it"
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

    @property
    def words(self) -> dict[str, object]:
        """The parameters that say it, as any question takes them."""
        return self.model_dump(include=set(Chosen.model_fields))


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


class AsAWhole(InPages):
    """A list that is read as a whole, and comes in pages where a limit is given."""

    page: ClassVar[int] = EVERYTHING

    limit: int | None = Field(None, ge=1, le=MAX_LIMIT, description="items at most; all if left out")


class OfRecords(InPages):
    """A list of records. A terminal shows the first of thousands."""

    in_table: ClassVar[int] = DEFAULT_LIMIT

    id: Listed | None = Field(
        None, description=f"id of a record, a former one for the record it was merged into{ANY_OF}; all must be on record"
    )
