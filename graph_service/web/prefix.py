"""The prefix behind a proxy: whatever the service answers stays inside it, whether the proxy takes it off or passes it on."""

from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from graph_service.addresses import prefix_of

_HEADER = b"x-forwarded-prefix"


class Prefixed:
    """Tells the app behind which prefix it is asked: that of the settings, or what a trusted proxy says. Believes such a proxy
    about the client and the scheme as well, as uvicorn would, which must not do so before: then nobody knows who the proxy is."""

    def __init__(self, app: ASGIApp, prefix: str, trusted: str) -> None:
        self._prefix = prefix
        self._proxied = ProxyHeadersMiddleware(app, trusted)  # type: ignore[arg-type]  # the same interface, typed twice

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "http" and (prefix := self._prefix_of(scope)):
            path = scope["path"]
            passed_on = path == prefix or path.startswith(f"{prefix}/")
            scope = {**scope, "root_path": prefix, "path": path if passed_on else prefix + path}
            send = _inside(send)
        await self._proxied(scope, receive, send)  # type: ignore[arg-type]

    def _prefix_of(self, scope: Scope) -> str:
        """The prefix of a request; what a proxy says comes first, but not if it is no prefix, which a client may have sent."""
        said = next((value for name, value in scope["headers"] if name == _HEADER), None)
        if said is None or (scope.get("client") or ("",))[0] not in self._proxied.trusted_hosts:
            return self._prefix
        try:
            return prefix_of(said.decode("latin-1"))
        except ValueError:
            return self._prefix


def _inside(send: Send) -> Send:
    """Redirects without scheme and host: those that the framework puts there are of the connection from the proxy."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = [(name, _path_of(value) if name == b"location" else value) for name, value in message["headers"]]
            message = {**message, "headers": headers}
        await send(message)

    return sent


def _path_of(location: bytes) -> bytes:
    parts = urlsplit(location)
    return parts._replace(scheme=b"", netloc=b"").geturl()
