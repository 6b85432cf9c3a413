"""Places: suggestions, one place."""

import asyncio

from fastapi import APIRouter, Request, Response

from graph_service.answers.places import PlaceAnswer, SuggestAnswer, place_answer, suggest_answer
from graph_service.search.index import search_index
from graph_service.web.answering import answer, gives
from graph_service.web.dependencies import SnapshotDep
from graph_service.web.named import id_of
from graph_service.web.parameters import NoParameters, SuggestParameters

router = APIRouter(prefix="/v1/places", tags=["places"])


@router.get("/suggest", **gives(SuggestAnswer))
async def suggest_places(request: Request, snapshot: SnapshotDep, query: SuggestParameters) -> Response:
    """Places to offer while somebody types, by any name on record in any language; best match first."""
    await asyncio.to_thread(snapshot.once, search_index)  # made by now, unless the snapshot is a moment old
    return answer(request, suggest_answer(snapshot, query.q, query.limit))


@router.get("/{place_id}", **gives(PlaceAnswer))
async def read_place(request: Request, snapshot: SnapshotDep, place_id: str, _: NoParameters) -> Response:
    """One place with everything on record about it; a merged id redirects."""
    return answer(request, place_answer(snapshot, snapshot.place(id_of(snapshot, "place", place_id))))
