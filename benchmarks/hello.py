"""The yardstick of HTTP: the least that an ASGI app can do."""

from starlette.types import Receive, Scope, Send

HEADERS = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", b"5")]


async def app(scope: Scope, _: Receive, send: Send) -> None:
    """Say hello to every request; the server is told that there is no lifespan."""
    assert scope["type"] == "http"
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    await send({"type": "http.response.body", "body": b"hello"})
