"""Places: suggestions, one place, and the network around it."""

from fastapi import APIRouter, Request, Response

from graph_service.answers.network import NetworkAnswer, cut_of, network_answer
from graph_service.answers.network_formats import FORMATS
from graph_service.answers.places import PlaceAnswer, SuggestAnswer, place_answer, suggest_answer
from graph_service.api.answering import answer, cut_short, encoded, gives
from graph_service.api.aside import aside
from graph_service.api.dependencies import SnapshotDep
from graph_service.api.named import id_of
from graph_service.api.parameters import NetworkParameters, NoParameters, SuggestParameters
from graph_service.metrics.neighbourhood import neighbourhood
from graph_service.metrics.selection import select

router = APIRouter(prefix="/v1/places", tags=["places"])


@router.get("/suggest", **gives(SuggestAnswer))
async def suggest_places(request: Request, snapshot: SnapshotDep, query: SuggestParameters) -> Response:
    """Places to offer while somebody types, in Chinese, English or any spelling on record."""
    return answer(request, suggest_answer(snapshot, query.q, query.limit))


@router.get("/{place_id}", **gives(PlaceAnswer))
async def read_place(request: Request, snapshot: SnapshotDep, place_id: str, _: NoParameters) -> Response:
    """One place with everything on record about it; a merged id redirects."""
    return answer(request, place_answer(snapshot, snapshot.place(id_of(snapshot, "place", place_id))))


@router.get("/{place_id}/network", **gives(NetworkAnswer, files=(form.media_type for form in FORMATS.values())))
@aside
def read_network(request: Request, snapshot: SnapshotDep, place_id: str, query: NetworkParameters) -> Response:
    """The places within a few agreements of one place, and the agreements among them."""
    selection = select(snapshot, query.as_of, query.kinds, query.layer)
    found = neighbourhood(snapshot, place_id, query.depth, selection, query.most)
    form, told = FORMATS[query.format], network_answer(snapshot, found, query.depth, selection)
    more = cut_short(cut_of(told), "network" if query.format == "csv" else None)
    return encoded(request, form.write(told), form.media_type, more)
