"""Everything on record that a home could use in a country."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from graph_service.answers.resources import ResourcesAnswer, resources_answer
from graph_service.api.answering import answer, gives
from graph_service.api.aside import aside
from graph_service.api.dependencies import SnapshotDep
from graph_service.metrics.selection import select
from graph_service.questions.parameters import Selected

router = APIRouter(prefix="/v1", tags=["planning"])


class ResourcesQuery(Selected):
    """Whose resources, for which country."""

    home: str = Field(description="a province-level place by id, code or name")
    country: str = Field(description="country or area by code, id or name")


@router.get("/resources", **gives(ResourcesAnswer))
@aside
def read_resources(request: Request, snapshot: SnapshotDep, query: Annotated[ResourcesQuery, Query()]) -> Response:
    """All resources for one country: agreements, missions, organisations, chambers, parks, projects, routes and more."""
    selection = select(snapshot, query.as_of, query.kinds, query.layer)
    return answer(request, resources_answer(snapshot, query.home, query.country, selection))
