"""Whose page asks for a change: browsers say it, and no other page may have its readers change what is kept here."""

from urllib.parse import urlsplit

from fastapi import Request

from graph_service.errors import ForeignOrigin

_OWN = frozenset(("same-origin", "none"))  # of this service, or of nobody: a person who opened it by hand


async def own_origin(request: Request) -> None:
    """Pass what no browser sent, and what a page of this service did.

    Raises:
        ForeignOrigin: a page of another origin sent it, or one that does not say where it is from.
    """
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None:
        if site not in _OWN:
            raise ForeignOrigin(origin or site)
    elif origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise ForeignOrigin(origin)
