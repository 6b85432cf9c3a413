"""A handler that is called directly answers as one that FastAPI calls, and whatever FastAPI would refuse is refused by it."""

import asyncio
from collections.abc import Iterator
from typing import Annotated, Any

import pytest
from fastapi import APIRouter, Depends, FastAPI, Header, Query, Request, Response
from fastapi.testclient import TestClient
from starlette.types import Receive, Scope, Send

from graph_service.api.app import create_app
from graph_service.api.direct import Direct
from graph_service.api.parameters import Strict
from graph_service.settings import Settings
from tests.api.test_lane import KEPT, NETWORK, NOT_KEPT

REFUSED = [
    f"{NETWORK}?depth=1&depth=2",
    f"{NETWORK}?depth=",
    f"{NETWORK}?depth=two&limit=0&dept=1",
    f"{NETWORK}?layer=",
    f"{NETWORK}?as_of=2020-02-30",
    f"{NETWORK}?kinds=formal,nonsense",
    "/v1/places/jiangsu?x=1",
    "/v1/places/suggest?q=",
    "/v1/places?country=C%4E&level=city",
    "/v1/places?q=%E6%B1%9F+%2B&limit=2",
    "/v1/places?cursor=nowhere",
    "/v1/agreements?signed_from=1999-13",
    "/v1/agreements/nothing",
    "/v1/places/jiang%2Fsu",
    "/v1//places",
    "/v1/places/old_vaud",
]


@pytest.fixture(scope="module")
def general(drawn_store: str) -> Iterator[TestClient]:
    """The app without the direct way."""
    app = create_app(Settings(store=drawn_store, ready_bytes=0)).app
    assert isinstance(app, FastAPI)
    assert app.user_middleware.pop().cls is Direct
    with TestClient(app, follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="module")
def direct(drawn_store: str) -> Iterator[TestClient]:
    """The app with it, and nothing ready."""
    with TestClient(create_app(Settings(store=drawn_store, ready_bytes=0)), follow_redirects=False) as client:
        yield client


@pytest.mark.parametrize("path", [*KEPT, *NOT_KEPT, *REFUSED])
@pytest.mark.parametrize(
    "headers", [{}, {"If-None-Match": "*"}, {"Accept-Encoding": "identity", "Accept-Language": "en"}], ids=str
)
def test_the_answer_is_that_of_fastapi(direct: TestClient, general: TestClient, path: str, headers: dict[str, str]) -> None:
    expected, found = (client.get(path, headers=headers) for client in (general, direct))
    assert (found.status_code, found.headers.raw, found.content) == (expected.status_code, expected.headers.raw, expected.content)


@pytest.mark.parametrize("method", ["POST", "DELETE"])
def test_other_methods_are_for_fastapi(direct: TestClient, general: TestClient, method: str) -> None:
    expected, found = (client.request(method, NETWORK) for client in (general, direct))
    assert (found.status_code, found.headers.raw, found.content) == (expected.status_code, expected.headers.raw, expected.content)


class OneNumber(Strict):
    """A query of one number."""

    number: int = 1


async def _given(request: Request) -> str:
    return request.method


router = APIRouter()


@router.get("/own")
async def _own(request: Request, given: Annotated[str, Depends(_given)], query: Annotated[OneNumber, Query()]) -> Response:
    return Response(f"{request.url.path} {given} {query.number}")


@router.get("/{name}/header")
async def _header(name: str, query: Annotated[OneNumber, Query()], word: Annotated[str, Header()] = "") -> Response:
    return Response(name + word)


@router.get("/{number}/number")
async def _number(number: int, query: Annotated[OneNumber, Query()]) -> Response:
    return Response(str(number + query.number))


@router.get("/plain")
def _plain(query: Annotated[OneNumber, Query()]) -> Response:
    return Response(str(query.number))


@router.get("/document")
async def _document(query: Annotated[OneNumber, Query()]) -> dict[str, int]:
    return {"number": query.number}


@router.get("/{anything}")
async def _anything(anything: str, query: Annotated[OneNumber, Query()]) -> Response:
    return Response(anything + str(query.number))


@pytest.mark.parametrize(
    ("path", "passed"),
    [
        ("/own", False),
        ("/own?number=2", False),
        ("/else?number=2", False),
        ("/own?number=two", True),
        ("/own?number=1&number=2", True),
        ("/own?name=1", True),
        ("/a/header", True),
        ("/7/number", True),
        ("/plain", True),
        ("/document", True),
        ("/no/such", True),
    ],
)
def test_only_what_handlers_of_ours_ask_for_is_found_directly(path: str, passed: bool) -> None:
    async def told() -> bool:
        reached = []

        async def behind(_: Scope, __: Receive, ___: Send) -> None:
            reached.append(True)

        async def receive() -> Any:
            return {"type": "http.request"}

        async def send(_: Any) -> None:
            pass

        where, _, query = path.partition("?")
        scope = {"type": "http", "method": "GET", "path": where, "query_string": query.encode(), "headers": [], "root_path": ""}
        await Direct(behind, router.routes)(scope, receive, send)
        return bool(reached)

    assert asyncio.run(told()) == passed
