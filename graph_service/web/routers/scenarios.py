"""What would be if some agreements were signed and others ended."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from graph_service.answers.scenarios import read_scenario
from graph_service.planning.scenario import Scenario
from graph_service.questions.answered import JSON, answered, formats_of
from graph_service.questions.parameters import Strict
from graph_service.questions.question import View
from graph_service.questions.scenario import SCENARIO, Supposing
from graph_service.web.answering import gives, takes
from graph_service.web.aside import aside
from graph_service.web.dependencies import BodyDep, PublisherDep, SettingsDep
from graph_service.web.routers.questions import file_headers

router = APIRouter(prefix="/v1", tags=[SCENARIO.tag])
_FORMATS = formats_of(SCENARIO)


class ScenarioQuery(Strict):
    """In which form."""

    format: Literal["json", "csv", "ndjson", "xlsx"] = Field(
        "json", description="json is the document; csv, ndjson, xlsx are files with a row for each figure before and after"
    )


@router.post("/scenarios", **gives(SCENARIO.answer, files=_FORMATS.values()), **takes(Scenario))
@aside
def try_scenario(
    _: Request, publisher: PublisherDep, settings: SettingsDep, body: BodyDep, query: Annotated[ScenarioQuery, Query()]
) -> Response:
    """Coverage, clusters, strength and gaps of a home before and after a list of agreements; nothing is written."""
    ask = Supposing(document=read_scenario(body))
    found = answered(SCENARIO, View(publisher.current, settings.standards), ask)
    language = settings.language or "zh"
    more = {} if query.format == JSON else file_headers(found, query.format, language)
    content = found.file(query.format, language)
    return Response(content, media_type=_FORMATS[query.format], headers={"Cache-Control": "no-store", **more})
