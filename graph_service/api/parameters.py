"""Query parameters. A misspelt or unknown one is refused by name, never ignored."""

from typing import Annotated, Any, Literal, get_origin, get_type_hints

import msgspec
from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field, create_model

from graph_service.answers.pages import MAX_LIMIT
from graph_service.answers.places import PlaceFilter
from graph_service.domain.base import Record
from graph_service.domain.registry import RecordType
from graph_service.domain.vocabulary import Level, closed_words
from graph_service.metrics.neighbourhood import MAX_DEPTH
from graph_service.questions.parameters import Selected, Strict
from graph_service.words.fields import meaning_of

MAX_PLACES = 10_000  # in one network


class Lenient(BaseModel):
    """Base of what pages are asked: messengers add parameters of their own to addresses, which are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Paged(Strict):
    """A list in pages."""

    limit: int = Field(100, ge=1, le=MAX_LIMIT, description="items per page")
    cursor: str | None = Field(None, description="`next` of the page before")


class PlacesQuery(Paged):
    """Which places."""

    q: str | None = Field(None, min_length=1, max_length=100, description="part of a name in any language")
    country: str | None = Field(None, description="country or area by code, id or name")
    level: Level | None = None
    within: str | None = Field(None, description="a place that they lie in, by id, code or name")
    has_agreements: bool | None = Field(None, description="only places with, or only without, an agreement on record")

    @property
    def wanted(self) -> PlaceFilter:
        """The filter these parameters make."""
        return PlaceFilter(self.q, self.country, self.level, self.within, self.has_agreements)


class SuggestQuery(Strict):
    """What was typed so far."""

    q: str = Field(min_length=1, max_length=100, description="what was typed, in any language")
    limit: int = Field(10, ge=1, le=50, description="suggestions at most")


class NetworkQuery(Selected):
    """How far around the place."""

    depth: int = Field(1, ge=1, le=MAX_DEPTH, description="agreements from the centre")
    limit: int | None = Field(
        None,
        ge=1,
        le=MAX_PLACES,
        description=f"places at most, nearest first; if left out 1000 in json, and all, {MAX_PLACES} at most, in files",
    )
    format: Literal["json", "csv", "geojson", "graphml", "gexf", "cytoscape"] = Field(
        "json", description="json is the document; the others are files for other programs"
    )

    @property
    def most(self) -> int:
        """How many places to tell."""
        return self.limit or (1000 if self.format == "json" else MAX_PLACES)


PlacesParameters = Annotated[PlacesQuery, Query()]
SuggestParameters = Annotated[SuggestQuery, Query()]
NetworkParameters = Annotated[NetworkQuery, Query()]
NoParameters = Annotated[Strict, Query()]


def record_parameters(kind: RecordType) -> object:
    """The query of a record type's list: paging and one filter per plain text or reference field of the record. A closed word
    that is none is refused by name."""
    asked = {name: (_asked(kind.cls, name), Field(None, description=_told(kind.cls, name))) for name in _filterable(kind.cls)}
    model = create_model(f"{kind.cls.__name__}Query", __base__=Paged, **asked)  # type: ignore[call-overload]
    return Annotated[model, Query()]


def _asked(cls: type[Record], field: str) -> Any:
    """What a field is asked for by: a word of its list, else any text."""
    kind = get_type_hints(cls)[field]
    return kind | None if closed_words(kind) else str | None


def _told(cls: type[Record], field: str) -> str:
    where = "in" if get_origin(get_type_hints(cls)[field]) is tuple else "as"
    meaning, _, _ = str(meaning_of(cls.__name__, field)).partition(";")
    return f"only records with this {where} `{field}`: {meaning}"


def _filterable(cls: type[Record]) -> list[str]:
    listed = {reference.field for reference in cls.REFERENCES}
    words = ("kind", "status", "layer", "measure", "grade", "channel", "country")
    return [field.name for field in msgspec.structs.fields(cls) if field.name in listed or field.name in words]
