"""Query parameters. A misspelt or unknown one is refused by name, never ignored."""

from typing import Annotated, Literal

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from graph_service.answers.pages import MAX_LIMIT
from graph_service.metrics.neighbourhood import MAX_DEPTH
from graph_service.questions.parameters import Selected, Strict

MAX_PLACES = 10_000  # in one network


class Lenient(BaseModel):
    """Base of what pages are asked: messengers add parameters of their own to addresses, which are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Paged(Strict):
    """A list in pages."""

    limit: int = Field(100, ge=1, le=MAX_LIMIT, description="items per page")
    cursor: str | None = Field(None, description="`next` of the page before")


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


SuggestParameters = Annotated[SuggestQuery, Query()]
NetworkParameters = Annotated[NetworkQuery, Query()]
NoParameters = Annotated[Strict, Query()]
