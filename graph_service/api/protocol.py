"""The protocol of `serve`: uvicorn's own, except that a ready answer goes out at once, without a task of its own.

Per request uvicorn spends half of its time on the task, the event and the checks of headers that an app may need. What the
lane has ready needs none of them. Everything else, and whatever is unusual about a connection, goes uvicorn's way.
"""

from typing import Any

from uvicorn._types import ASGI3Application
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

from graph_service.api.lane import Lane
from graph_service.api.problems import not_http
from graph_service.api.shelf import Ready


class LaneProtocol(HttpToolsProtocol):
    """HTTP/1.1 in front of a `Lane`."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._lane = _lane_of(self.app)

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        if self._may_answer_at_once(cycle) and (ready := self._lane.ready(cycle.scope)):  # type: ignore[arg-type]  # one dict, typed twice
            self.transport.write(self._head(ready))
            if body := ready.body["body"]:
                self.transport.write(body)
            cycle.response_complete = True
            cycle.on_response = _nothing  # else each would keep the other alive
            self.on_response_complete()
        else:
            super()._start_asgi_task(cycle, app)

    def _may_answer_at_once(self, cycle: RequestResponseCycle) -> bool:
        """Only what needs no waiting: a client that takes what it is sent, stays, and has sent nothing more behind this."""
        return cycle.scope["method"] == "GET" and cycle.keep_alive and not self.pipeline and not self.flow.write_paused

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002  # uvicorn has one for whatever cannot be read
        """Refuse by a problem document what cannot be read, and hang up."""
        refused = not_http()
        headers = (*self.server_state.default_headers, *refused.raw_headers, (b"connection", b"close"))
        lines = [part for name, value in headers for part in (name, b": ", value, b"\r\n")]
        self.transport.write(b"".join((STATUS_LINE[refused.status_code], *lines, b"\r\n", refused.body)))
        self.transport.close()

    def _head(self, ready: Ready) -> bytes:
        lines = [STATUS_LINE[ready.start["status"]]]
        for name, value in self.server_state.default_headers:
            lines += (name, b": ", value, b"\r\n")
        return b"".join((*lines, ready.lines, b"\r\n"))


def _nothing() -> None:
    pass


def _lane_of(app: object) -> Lane:
    """The lane inside what uvicorn puts around every app."""
    while not isinstance(app, Lane):
        app = getattr(app, "app")  # noqa: B009
    return app
