"""What would be if some agreements were signed and others ended."""

import asyncio

import msgspec
from fastapi import APIRouter, Response

from graph_service.answers.scenarios import ScenarioAnswer, read_scenario, scenario_answer
from graph_service.api.answering import gives, takes
from graph_service.api.dependencies import BodyDep, PublisherDep, SettingsDep
from graph_service.planning.scenario import Scenario

router = APIRouter(prefix="/v1", tags=["planning"])


@router.post("/scenarios", **gives(ScenarioAnswer), **takes(Scenario))
async def try_scenario(publisher: PublisherDep, settings: SettingsDep, body: BodyDep) -> Response:
    """Coverage, clusters, strength and gaps of a home before and after a list of agreements; nothing is written."""
    scenario = read_scenario(body)
    # Both networks are classified in full: long enough to let other requests pass meanwhile.
    found = await asyncio.to_thread(scenario_answer, publisher.current, scenario, settings.weights, settings.rules)
    return Response(msgspec.json.encode(found), media_type="application/json", headers={"Cache-Control": "no-store"})
