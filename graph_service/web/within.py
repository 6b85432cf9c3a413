"""The service asked from within its own process: the same answer as over a port, which nobody has to open."""

import httpx2 as httpx

from graph_service.errors import BadRequest, NotGiven, ServiceError
from graph_service.settings import Settings
from graph_service.store.base import Stored
from graph_service.web.app import create_app
from graph_service.web.problems import PROBLEMS

_WRONG = (400, 409, 422)  # what the question itself is at fault for


class Refused(ServiceError):
    """The service answers with a problem that is not the fault of the question's words."""


async def asked_within(settings: Settings, stored: Stored, address: str) -> tuple[str, bytes]:
    """What the service on a store that holds this answers to a GET of this address: its media type, and its bytes.

    Raises:
        BadRequest: the words of the question are not understood.
        Refused: there is no answer for another reason.
    """
    app = create_app(settings, stored).app
    transport = httpx.ASGITransport(app=app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://localhost", follow_redirects=True) as client,
    ):
        answer = await client.get(address, headers={"Accept": "application/json"})  # a problem is told as a document then
    if answer.is_success:
        return answer.headers["content-type"], answer.content
    problem = answer.json()
    if answer.status_code in _WRONG:
        fault = (problem.get("errors") or [{"parameter": "names", "detail": problem["detail"]}])[0]
        raise BadRequest(fault["parameter"], fault["detail"])
    if problem["type"].endswith(f"/{PROBLEMS[NotGiven].slug}"):
        raise BadRequest("output", problem["detail"])
    raise Refused(problem["detail"])
