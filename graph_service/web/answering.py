"""Answers on the wire: encoded once, straight from their types, and described to OpenAPI from the same types."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Literal
from urllib.parse import quote, urlencode

import msgspec
from fastapi import Request, Response
from msgspec import Struct

from graph_service.pages.page import policy_of, title_of
from graph_service.questions.arranged import GroupsAnswer
from graph_service.records.characters import without_accents
from graph_service.web.conditional import has_it, unchanged
from graph_service.web.framed import remembered, wants_file
from graph_service.web.problems import NotModified
from graph_service.web.schemas import TEMPLATE

TRUNCATED = "X-Truncated"
_CUT: dict[str, Any] = {
    "headers": {
        TRUNCATED: {
            "description": "how much of its list the answer holds, such as `1000 of 1170`; not there where it holds all",
            "schema": {"type": "string"},
        }
    }
}
_NO_NAME = re.compile(r'[\x00-\x1f\x7f"*/:<>?\\|]')  # what the systems of our readers refuse in the name of a file
_FILE = {"type": "string", "format": "binary"}
GIVEN: set[type[Struct]] = set()  # what routes answer with
SENT: set[type[Struct]] = set()  # what they are sent


class SelectedAnswer(Struct, frozen=True, kw_only=True):
    """A list whose items have the fields that `select` names, and no others; around them it is as ever."""

    snapshot: str
    total: int
    items: tuple[dict[str, Any], ...]
    next: str | None


def answer(request: Request, document: Struct) -> Response:
    """A JSON response of a document, with the headers that let the client ask for changes only, and the way to the next page."""
    more = next_page(request, getattr(document, "next", None))
    return encoded(request, msgspec.json.encode(document), "application/json", more)


def next_page(request: Request, cursor: str | None) -> dict[str, str]:
    """`Link: rel="next"` (RFC 8288) where a list goes on at this cursor, relative to the address that was asked for: it holds
    behind any proxy."""
    if cursor is None:
        return {}
    words = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
    return {"Link": f'<?{urlencode([*words, ("cursor", cursor)])}>; rel="next"'}


def encoded(request: Request, body: bytes | str, media_type: str, more: Mapping[str, str] | None = None) -> Response:
    """A response of ready bytes, with the headers that let the client ask for changes only, and more.

    Raises:
        NotModified: the client has it, by its If-None-Match.
    """
    headers = request.state.headers
    if (tag := headers.get("ETag")) and has_it(request.headers.get("if-none-match"), tag):
        raise NotModified(unchanged(tag, by_language="Vary" in headers))
    return Response(body, headers=headers | (more or {}), media_type=media_type)


def page(request: Request, html: str) -> Response:
    """A response of one of our pages, with its own policy as a header, to be saved under its title where a file is asked for;
    errors as `encoded`."""
    more = {"Content-Security-Policy": policy_of(html)} | remembered(request)
    if wants_file(request):
        more |= attached(f"{title_of(html)}.html", plain=by_address(request, "html"))
    return encoded(request, html, "text/html; charset=utf-8", more)


def for_now(response: Response) -> Response:
    """A response that lacks what could not be read this time: nobody keeps it."""
    del response.headers["ETag"]
    response.headers["Cache-Control"] = "no-store"
    return response


def attached(name: str, how: Literal["attachment", "inline"] = "attachment", *, plain: str) -> dict[str, str]:
    """The header of a file to be saved under this name (RFC 6266), whatever characters it has; one that is `inline` is shown.
    `plain` is what it is called for who reads ASCII alone, where the name itself is not so but for its accents."""
    name, plain = (_NO_NAME.sub("_", text) for text in (name, plain))
    own = without_accents(name)
    ours = own if own.isascii() else without_accents(plain).encode("ascii", "replace").decode().replace("?", "_")
    return {"Content-Disposition": f"{how}; filename=\"{ours}\"; filename*=UTF-8''{quote(name, safe='')}"}


def by_address(request: Request, ending: str) -> str:
    """What a file of a page is called by the address of the page, which has ids and no names: `home-Q16963.html`."""
    path = request.url.path.rpartition("/views/")[2]
    asked = (value for name, value in request.query_params.multi_items() if name not in _HOW)
    words = _PLAIN.findall(" ".join([path, *asked]))
    return f"{'-'.join(words)[:_LONGEST] or 'start'}.{ending}"


_HOW = ("lang", "download", "format", "found", "cursor")  # words of a query that do not say what is asked about
_PLAIN = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]*")
_LONGEST = 100  # letters


def gives(document: type[Struct], *, files: Iterable[str] = (), arranged: bool = False) -> dict[str, Any]:
    """The keyword arguments of a route that answers with this document: its OpenAPI description. `files` are the media types
    of files it may be besides, with the headers of a file that is cut, `arranged` tells that it is a list of which a part of the
    fields, or groups, may be asked for."""
    given: list[type[Struct]] = [document, *((GroupsAnswer, SelectedAnswer) if arranged else ())]
    GIVEN.update(given)
    schemas = [{"$ref": TEMPLATE.format(name=kind.__name__)} for kind in given]
    schema = schemas[0] if len(schemas) == 1 else {"anyOf": schemas}
    content: dict[str, Any] = {"application/json": {"schema": schema}}
    others = {media_type.partition(";")[0]: {"schema": _FILE} for media_type in files}
    described = {"description": _first_line(document), "content": content | {**others, **content}}
    return {"response_class": Response, "responses": {200: described | (_CUT if others else {})}}


def shows(what: str) -> dict[str, Any]:
    """The keyword arguments of a route that answers with a page: its OpenAPI description."""
    return {"responses": {200: {"description": what, "content": {"text/html": {"schema": {"type": "string"}}}}}}


def takes(document: type[Struct]) -> dict[str, Any]:
    """The keyword argument of a route that is sent this document as JSON: its OpenAPI description."""
    SENT.add(document)
    schema = {"$ref": TEMPLATE.format(name=document.__name__)}
    return {"openapi_extra": {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}}


def _first_line(document: type[Struct]) -> str:
    return (document.__doc__ or document.__name__).strip().splitlines()[0]
