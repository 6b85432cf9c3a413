"""Handlers that are called in the renderer, not on the event loop: once for all clients that ask the same meanwhile, and not
at all for a client that has gone before its turn."""

import asyncio
import inspect
from collections.abc import Awaitable, Callable, Coroutine, Hashable
from copy import copy
from functools import partial, update_wrapper
from gzip import compress
from typing import Any, TypeVar

from fastapi import Request, Response

from graph_service.snapshot import Snapshot
from graph_service.web.conditional import prefers_chinese, takes_gzip
from graph_service.web.framed import CHOSEN
from graph_service.web.named import arguments_with_ids
from graph_service.web.problems import ClientGone
from graph_service.web.renderer import Renderer

T = TypeVar("T")
COMPRESSED_FROM = 1024  # bytes of a body that is compressed where the client takes it
COMPRESSION = 5  # of pages 1 to 2 % more bytes than 6, in two thirds of the time


def aside(handler: Callable[..., Response]) -> Callable[..., Coroutine[Any, Any, Response]]:
    """A route's handler that is called in the renderer, with ids for what the request names. It must take the request, by
    whatever name; errors as `rendered` and `named.with_ids`."""
    signature = inspect.signature(handler)
    name = next(parameter.name for parameter in signature.parameters.values() if parameter.annotation is Request)

    async def call(**given: Any) -> Response:
        snapshot = next((value for value in given.values() if isinstance(value, Snapshot)), None)
        return await rendered(given[name], lambda: handler(**arguments_with_ids(given)), snapshot)

    update_wrapper(call, handler, updated=())
    del call.__wrapped__  # type: ignore[attr-defined]  # FastAPI would look at it and find that it must not be awaited
    call.__signature__ = signature  # type: ignore[attr-defined]
    return call


async def rendered(request: Request, work: Callable[[], Response], snapshot: Snapshot | None) -> Response:
    """What this work answers to the request, from the renderer; errors as the work itself.

    A GET that asks the same of the same snapshot as another is answered with that one's answer.

    Raises:
        Busy: too much waits for the renderer already.
        ClientGone: nobody waits for the answer.
    """
    renderer = renderer_of(request)
    compressed = takes_gzip(request.headers.get("accept-encoding"))
    begin = partial(_rendered, renderer, work, compressed)
    shared = request.method == "GET" and snapshot is not None
    found = renderer.once((snapshot, compressed, *_asked(request)), begin) if shared else begin()
    return _own(await unless_gone(request, found))


def renderer_of(request: Request) -> Renderer:
    """The renderer of the app."""
    renderer: Renderer = request.app.state.renderer
    return renderer


async def unless_gone(request: Request, work: Awaitable[T]) -> T:
    """The result of this work, which is cancelled when the client hangs up; errors as the work itself.

    Raises:
        ClientGone: it did.
    """
    doing, gone = asyncio.ensure_future(work), asyncio.create_task(_gone(request))
    try:
        await asyncio.wait((doing, gone), return_when=asyncio.FIRST_COMPLETED)
        if doing.done():
            return doing.result()
        raise ClientGone
    finally:
        doing.cancel()
        gone.cancel()


async def _gone(request: Request) -> None:
    """Return when the client has hung up. What it sent has been read before."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _asked(request: Request) -> tuple[Hashable, ...]:
    """All that handlers look at in a request, and what an answer varies by."""
    headers = request.headers
    known = ",".join(headers.getlist("if-none-match"))
    chinese, chosen = prefers_chinese(headers.get("accept-language")), request.cookies.get(CHOSEN)
    return request.scope["path"], request.scope["query_string"], known, chinese, chosen


async def _rendered(renderer: Renderer, work: Callable[[], Response], compressed: bool) -> Response:
    """The answer, compressed in a thread of its own: that needs no turn of the interpreter, so the renderer may go on."""
    answer = await renderer.do(work)
    if compressed and len(answer.body) >= COMPRESSED_FROM and "content-encoding" not in answer.headers:
        answer.body = await asyncio.to_thread(compress, bytes(answer.body), COMPRESSION, mtime=0)
        answer.headers["Content-Encoding"] = "gzip"
        answer.headers["Content-Length"] = str(len(answer.body))
        answer.headers.add_vary_header("Accept-Encoding")
    return answer


def _own(shared: Response) -> Response:
    """A copy for one client, for what sends an answer adds to its headers."""
    answer = copy(shared)
    answer.raw_headers = list(shared.raw_headers)
    return answer
