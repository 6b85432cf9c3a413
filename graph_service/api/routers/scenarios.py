"""What would be if some agreements were signed and others ended."""

import msgspec
from fastapi import APIRouter, Request, Response

from graph_service.answers.scenarios import ScenarioAnswer, read_scenario, scenario_answer
from graph_service.api.answering import gives, takes
from graph_service.api.aside import aside
from graph_service.api.dependencies import BodyDep, PublisherDep, SettingsDep
from graph_service.planning.scenario import Scenario

router = APIRouter(prefix="/v1", tags=["planning"])


@router.post("/scenarios", **gives(ScenarioAnswer), **takes(Scenario))
@aside
def try_scenario(_: Request, publisher: PublisherDep, settings: SettingsDep, body: BodyDep) -> Response:
    """Coverage, clusters, strength and gaps of a home before and after a list of agreements; nothing is written."""
    scenario = read_scenario(body)
    found = scenario_answer(publisher.current, scenario, settings.rules)
    return Response(msgspec.json.encode(found), media_type="application/json", headers={"Cache-Control": "no-store"})
