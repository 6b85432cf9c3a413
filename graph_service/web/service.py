"""The service as a server meets it: FastAPI, and around it what must see every answer, kept ones included."""

import os

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from graph_service.publisher import Publisher
from graph_service.settings import Settings
from graph_service.web.prefix import Prefixed
from graph_service.web.ready import ReadyAnswers

# What pages of other origins may send, and what of an answer they may read beside its body.
_METHODS = ("GET", "HEAD", "POST")
_SENT = ("Authorization", "Content-Type", "If-Match", "If-None-Match")
_READ = ("ETag", "Link", "X-Truncated", "Content-Disposition")


class Service:
    """An app behind its ready answers; these behind what lets pages of other origins read them, if the settings name any; and
    all behind what knows the prefix of a proxy."""

    def __init__(self, app: FastAPI, publisher: Publisher, settings: Settings) -> None:
        self.app = app
        self.publisher = publisher
        self.ready = ReadyAnswers(app, publisher, settings)
        self._outermost = Prefixed(_shared(self.ready, settings.origins), settings.root_path or "", _trusted())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        await self._outermost(scope, receive, send)


def _shared(app: ASGIApp, origins: tuple[str, ...]) -> ASGIApp:
    if not origins:
        return app
    return CORSMiddleware(app, allow_origins=origins, allow_methods=_METHODS, allow_headers=_SENT, expose_headers=_READ)


def _trusted() -> str:
    """The proxies that uvicorn would trust, by its own name for them."""
    return os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")
