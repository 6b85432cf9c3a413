"""Query parameters. A misspelt or unknown one is refused by name, never ignored."""

from typing import Annotated

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from graph_service.questions.parameters import Strict


class Lenient(BaseModel):
    """Base of what pages are asked: messengers add parameters of their own to addresses, which are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class SuggestQuery(Strict):
    """What was typed so far."""

    q: str = Field(min_length=1, max_length=100, description="what was typed, in any language")
    limit: int = Field(10, ge=1, le=50, description="suggestions at most")


SuggestParameters = Annotated[SuggestQuery, Query()]
NoParameters = Annotated[Strict, Query()]
