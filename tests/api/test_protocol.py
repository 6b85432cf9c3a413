"""What `serve` sends over a socket is what uvicorn's own protocol sends, byte for byte, in the same order."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import uvicorn
from fastapi import FastAPI
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from graph_service.api.app import create_app
from graph_service.api.protocol import LaneProtocol
from graph_service.settings import Settings
from tests import one_loop
from tests.api.test_lane import Counter

NETWORK = "/v1/places/jiangsu/network"
DATE = (b"date", b"Sat, 21 Nov 2026 00:00:00 GMT")


class Line:
    """A connection to a server, and how many requests it has made a task for."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, tasks: Counter) -> None:
        self.reader, self.writer, self.tasks = reader, writer, tasks

    async def ask(self, *requests: str, bodies: bool = True) -> list[bytes]:
        """Everything that is answered to requests sent in one go."""
        self.writer.write("".join(requests).encode())
        return [await self._answer(bodies) for _ in requests]

    async def _answer(self, has_body: bool) -> bytes:
        head = await self.reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", head)
        return head + await self.reader.readexactly(int(length[1]) if length and has_body else 0)


@asynccontextmanager
async def served(store: str, protocol: type[HttpToolsProtocol]) -> AsyncIterator[Line]:
    """A connection to the service behind a protocol."""
    lane = create_app(Settings(store=store))
    tasks = Counter(lane)
    config = uvicorn.Config(tasks, lifespan="off", access_log=False, log_config=None)
    state = ServerState()
    state.default_headers = [DATE]
    assert isinstance(lane.app, FastAPI)
    async with lane.app.router.lifespan_context(lane.app):
        server = await asyncio.get_running_loop().create_server(lambda: protocol(config, state, {}), "127.0.0.1", 0)
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        try:
            yield Line(reader, writer, tasks)
        finally:
            writer.close()
            await writer.wait_closed()
            server.close()
            await asyncio.gather(*state.tasks)


def get(path: str = NETWORK, *headers: str, method: str = "GET", version: str = "1.1") -> str:
    """A request as it goes over the line."""
    return "\r\n".join((f"{method} {path} HTTP/{version}", "Host: localhost", *headers, "", ""))


async def _told(store: str, protocol: type[HttpToolsProtocol], *requests: str, bodies: bool = True) -> list[bytes]:
    async with served(store, protocol) as line:
        await line.ask(get())
        return await line.ask(*requests, bodies=bodies)


@pytest.mark.parametrize(
    "requests",
    [
        [get()],
        [get(NETWORK, "Accept-Encoding: gzip")],
        [get(NETWORK, "If-None-Match: *")],
        [get(NETWORK, "Connection: close")],
        [get(version="1.0")],
        [get(NETWORK, "Content-Length: 3") + "abc"],
        [get(NETWORK + "?dept=2")],
        [get(), get("/v1/places/vaud"), get(), get()],
        [get("/v1/places/vaud"), get(), get(NETWORK, "If-None-Match: *"), get("/v1/nowhere"), get()],
    ],
    ids=lambda requests: " + ".join(request.replace("\r\n", " ") for request in requests),
)
def test_the_bytes_are_those_of_uvicorn(drawn_store: str, requests: list[str]) -> None:
    expected = one_loop.run(_told(drawn_store, HttpToolsProtocol, *requests))
    assert one_loop.run(_told(drawn_store, LaneProtocol, *requests)) == expected


def test_a_head_has_no_body(drawn_store: str) -> None:
    heads = [get(method="HEAD"), get(method="HEAD")]
    expected = one_loop.run(_told(drawn_store, HttpToolsProtocol, *heads, bodies=False))
    assert one_loop.run(_told(drawn_store, LaneProtocol, *heads, bodies=False)) == expected


@pytest.mark.parametrize("request_", ["GET /v1/places?q=南京 HTTP/1.1\r\nHost: x\r\n\r\n", "what\r\n\r\n"])
def test_what_is_no_http_is_told_to_encode_its_letters_by_a_problem_document(drawn_store: str, request_: str) -> None:
    async def told() -> tuple[bytes, bytes]:
        async with served(drawn_store, LaneProtocol) as line:
            (answer,) = await line.ask(request_)
            return answer, await line.reader.read()

    answer, more = one_loop.run(told())
    head, _, body = answer.partition(b"\r\n\r\n")
    status, *headers = head.split(b"\r\n")
    assert status == b"HTTP/1.1 400 Bad Request"
    assert {b"date: " + DATE[1], b"content-type: application/problem+json", b"x-content-type-options: nosniff"} < set(headers)
    document = json.loads(body)
    assert (document["type"], document["status"]) == ("/problems/not-http", 400)
    assert "%E5%8D%97%E4%BA%AC" in document["detail"]
    assert more == b""


def test_a_ready_answer_needs_no_task(drawn_store: str) -> None:
    async def told() -> tuple[int, int]:
        async with served(drawn_store, LaneProtocol) as line:
            await line.ask(get())
            before = line.tasks.requests
            await line.ask(get(), get(NETWORK, "If-None-Match: *"))
            ready = line.tasks.requests
            await line.ask(get("/v1/places/vaud"))
            return ready - before, line.tasks.requests - ready

    assert one_loop.run(told()) == (0, 1)


def test_thousands_of_requests_in_one_go_are_answered_in_turn(drawn_store: str) -> None:
    async def told() -> tuple[list[bytes], list[bytes]]:
        async with served(drawn_store, LaneProtocol) as line:
            return await line.ask(get()), await line.ask(get("/v1/places/vaud"), *[get()] * 2000)

    (expected,), (_, *found) = one_loop.run(told())
    assert set(found) == {expected}
