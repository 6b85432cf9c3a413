"""The service as a server meets it: FastAPI, and around it what must see every answer, kept ones included."""

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from graph_service.api.ready import ReadyAnswers
from graph_service.publisher import Publisher
from graph_service.settings import Settings

# What pages of other origins may send, and what of an answer they may read beside its body.
_METHODS = ("GET", "HEAD", "POST")
_SENT = ("Authorization", "Content-Type", "If-Match", "If-None-Match")
_READ = ("ETag", "Link", "X-Truncated", "Content-Disposition")


class Service:
    """An app behind its ready answers, and these behind what lets pages of other origins read them, if the settings name any."""

    def __init__(self, app: FastAPI, publisher: Publisher, settings: Settings) -> None:
        self.app = app
        self.publisher = publisher
        self.ready = ReadyAnswers(app, publisher, settings)
        self._outermost = _shared(self.ready, settings.origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        await self._outermost(scope, receive, send)


def _shared(app: ASGIApp, origins: tuple[str, ...]) -> ASGIApp:
    if not origins:
        return app
    return CORSMiddleware(app, allow_origins=origins, allow_methods=_METHODS, allow_headers=_SENT, expose_headers=_READ)
