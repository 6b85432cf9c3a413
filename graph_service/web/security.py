"""Headers that every answer carries, so that browsers take it for what it is and nobody shows it inside a page of their own."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

EVERY = ((b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"strict-origin-when-cross-origin"))
_POLICY = b"content-security-policy"
_OF_OTHERS = b"default-src 'none'; frame-ancestors 'none'"  # our own pages bring a policy that lets them work


class Secured:
    """Adds the headers to whatever the app behind answers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""

        async def secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [*message["headers"], *EVERY]
                names = dict(headers)
                if names.get(b"content-type", b"").startswith(b"text/html") and _POLICY not in names:
                    headers.append((_POLICY, _OF_OTHERS))
                message = {**message, "headers": headers}
            await send(message)

        await self.app(scope, receive, secured)
