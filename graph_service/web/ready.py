"""Ready answers: what FastAPI has answered once is answered again from the same bytes, in front of it, as ASGI middleware.

Whatever carries the ETag of the current snapshot is a function of that tag, the address, the language and the coding
asked for (`api.conditional`). Each such 200 is kept with the snapshot, so a new one begins with nothing kept. Nothing is
computed or compressed here, whoever says who they are is answered by FastAPI, and so is whatever else is asked.
"""

from collections.abc import Collection, Mapping
from functools import lru_cache
from itertools import product

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph_service.publisher import Publisher
from graph_service.settings import Settings
from graph_service.snapshot import Snapshot
from graph_service.web.conditional import etag_of, has_it, prefers_chinese, takes_gzip, unchanged
from graph_service.web.framed import CHOSEN
from graph_service.web.kept import Address, Header, Kept, Ready
from graph_service.web.security import EVERY

_READS = frozenset(("GET", "HEAD"))
_COMPRESSED, _CHINESE = 2, 1
_CHOSEN = {f"{CHOSEN}={language}".encode(): language.encode() for language in ("zh", "en")}  # the cookie, and its language
_NOTHING: Message = {"type": "http.response.body", "body": b""}


class ReadyAnswers:
    """Ready answers first, all else from the app behind. HEAD is GET without a body."""

    def __init__(self, app: ASGIApp, publisher: Publisher, settings: Settings) -> None:
        self.app = app
        self._settings = settings
        self._kept: Kept | None = None
        publisher.when_published(self._begin)

    def _begin(self, snapshot: Snapshot) -> None:
        room = self._settings.ready_bytes
        tags = [etag_of(snapshot, self._settings, language) for language in (None, "zh", "en")]
        self._kept = Kept(tags, room) if room else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif scope["method"] not in _READS:
            await self.app(_without_refused_gzip(scope), receive, send)
        elif ready := self._ready(scope):
            await send(ready.start)
            await send(_NOTHING if scope["method"] == "HEAD" else ready.body)
        else:
            await self._pass(_without_refused_gzip(scope), receive, send)

    def _ready(self, scope: Scope) -> Ready | None:
        """The answer to a GET or HEAD, if it is ready."""
        headers, kept = dict(scope["headers"]), self._kept
        if kept is None or (asked := self._asked(scope, headers)) is None or (found := kept.take(*asked)) is None:
            return None
        given = headers.get(b"if-none-match")
        return found.unchanged if given is not None and has_it(given.decode("latin-1"), found.tag) else found

    def _asked(self, scope: Scope, headers: Mapping[bytes, bytes]) -> tuple[Address, int] | None:
        """Which variant of which address; None if the app must look: at who asks, or which of repeated headers counts. A reader
        who chose a language reads what one reads whose browser asks for it, unless the service is set to one language."""
        chosen = _CHOSEN.get(headers[b"cookie"]) if b"cookie" in headers else b""
        if chosen is None or (chosen and self._settings.language):
            return None
        if b"authorization" in headers or len(headers) != len(scope["headers"]):
            return None
        variant = _variant(chosen or headers.get(b"accept-language"), headers.get(b"accept-encoding"))
        return (scope["path"], scope["query_string"]), variant

    async def _pass(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Have the app answer a GET or HEAD, and keep what may be kept."""
        kept, asked = self._kept, self._asked(scope, dict(scope["headers"]))
        listener = _Listener(send, scope["method"], kept.tags if kept and asked else frozenset())
        await self.app({**scope, "method": "GET"} if scope["method"] == "HEAD" else scope, receive, listener)
        if kept and asked and listener.complete:
            address, variant = asked
            kept.put(address, listener.variants(variant), listener.ready())


@lru_cache(1024)  # browsers say these two in a few hundred ways
def _variant(language: bytes | None, coding: bytes | None) -> int:
    chinese = prefers_chinese(None if language is None else language.decode("latin-1"))
    compressed = coding is not None and takes_gzip(coding.decode("latin-1"))
    return _CHINESE * chinese | _COMPRESSED * compressed


def _without_refused_gzip(scope: Scope) -> Scope:
    """The request without a word of gzip where the client says that it takes none: what compresses only looks for the word."""
    coding = next((value for name, value in scope["headers"] if name == b"accept-encoding"), b"")
    if b"gzip" not in coding or takes_gzip(coding.decode("latin-1")):
        return scope
    return {**scope, "headers": [header for header in scope["headers"] if header[0] != b"accept-encoding"]}


class _Listener:
    """Passes an answer on, without its body to a HEAD, and remembers it if it is a 200 with one of the tags."""

    def __init__(self, send: Send, method: str, tags: Collection[bytes]) -> None:
        self.complete = False
        self._send = send
        self._is_head = method == "HEAD"
        self._tags = tags
        self._headers: list[Header] = []
        self._parts: list[bytes] = []

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == 200:
            if dict(message["headers"]).get(b"etag") in self._tags:
                self._headers = list(message["headers"])
        elif message["type"] == "http.response.body":
            if self._headers:
                self._parts.append(message.get("body", b""))
                self.complete = not message.get("more_body", False)
            if self._is_head:
                message = {**message, "body": b""}
        await self._send(message)

    def ready(self) -> Ready:
        """What was heard, and the 304 for those who have it."""
        tag = dict(self._headers)[b"etag"].decode("latin-1")
        instead = unchanged(tag, by_language=self._varies_by(b"accept-language"))
        names = [(name.lower().encode(), value.encode()) for name, value in instead.items()]
        return Ready.of(200, self._headers, b"".join(self._parts), Ready.of(304, (*names, *EVERY)), tag)

    def variants(self, asked: int) -> list[int]:
        """The variants that what was heard answers: the one asked for, and those that it does not vary by."""
        codings = (asked & _COMPRESSED,) if self._varies_by(b"accept-encoding") else (0, _COMPRESSED)
        languages = (asked & _CHINESE,) if self._varies_by(b"accept-language") else (0, _CHINESE)
        return [coding | language for coding, language in product(codings, languages)]

    def _varies_by(self, name: bytes) -> bool:
        return name in dict(self._headers).get(b"vary", b"").lower()
