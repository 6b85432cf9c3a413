"""Through which of the five external channels a home is linked with whom."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from graph_service.answers.channels import ChannelsAnswer, channels_answer
from graph_service.api.answering import answer, gives
from graph_service.api.aside import aside
from graph_service.api.dependencies import SnapshotDep
from graph_service.api.parameters import Paged, Selected
from graph_service.metrics.channels import ChannelAxis
from graph_service.metrics.selection import select
from graph_service.metrics.vine import vine_of

router = APIRouter(prefix="/v1", tags=["planning"])


class ChannelsQuery(Selected, Paged):
    """Whose channels, to what."""

    home: str = Field(description="id of a province-level place")
    by: ChannelAxis = Field("country", description="one row per country or per partner")


@router.get("/channels", **gives(ChannelsAnswer))
@aside
def list_channels(request: Request, snapshot: SnapshotDep, query: Annotated[ChannelsQuery, Query()]) -> Response:
    """Foreign affairs, investment, co-operation abroad, trade and publicity: what is on record with each partner."""
    vine = vine_of(snapshot, query.home, select(snapshot, query.as_of, query.kinds, query.layer))
    return answer(request, channels_answer(vine, query.by, query.limit, query.cursor))
