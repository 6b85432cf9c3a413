"""Every error as RFC 9457 problem+json, from one table. `type` is stable; docs/reference.md lists each."""

import logging
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

import msgspec
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import iter_route_contexts
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import Scope

from graph_service.errors import (
    AmbiguousPlace,
    BadRequest,
    Busy,
    ComputationFailed,
    DataRefused,
    ForeignOrigin,
    FullCopyNeeded,
    MarkingOff,
    Moved,
    NoPrinter,
    NotFound,
    NotGiven,
    NotReady,
    QueryMismatch,
    ScopesDiffer,
    ServiceError,
    StoreBusy,
    StoreUnavailable,
    StoreUnsound,
    TooLarge,
    TooSlow,
    WrongKind,
)
from graph_service.web.problem_pages import problem_page, wants_page
from graph_service.web.security import EVERY

_LOG = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"
_TYPED = frozenset(("q", "cursor"))
_CLIENT_GONE = 499  # never sent; what other servers log for it


class Problem(NamedTuple):
    """One kind of problem: its status, the end of its `type`, its title, and for the reference page when it is told."""

    status: int
    slug: str
    title: str
    when: str


MOVED = Problem(308, "moved", "The id was merged", "the id was merged; `Location` has the new address")
INVALID = Problem(
    422, "invalid-parameter", "A parameter cannot be understood", "a parameter is unknown, missing or cannot be understood"
)
NO_SUCH_PATH = Problem(404, "no-such-path", "No such path", "nothing lives at this path")
NO_SUCH_METHOD = Problem(405, "method-not-allowed", "Method not allowed", "the path does not offer this method")
INTERNAL = Problem(500, "internal", "Something went wrong here", "a fault of the service; it was logged")

PROBLEMS: Mapping[type[ServiceError], Problem] = {
    NotFound: Problem(
        404,
        "not-found",
        "No such record",
        "no record has this id, no place this id, code or name; `suggestions` has the nearest places",
    ),
    AmbiguousPlace: Problem(
        409,
        "ambiguous-place",
        "Several places are called so",
        "several places have this name; `candidates` has them with their ids",
    ),
    Moved: MOVED,
    FullCopyNeeded: Problem(
        410,
        "full-copy-needed",
        "The change feed does not reach there",
        "the change feed does not hold all that was changed since; take a full copy and follow from there",
    ),
    ScopesDiffer: Problem(
        422, "scopes-differ", "The claims count different things", "two claims that count different things cannot be compared"
    ),
    WrongKind: Problem(
        422, "wrong-kind", "The record cannot play this part", "the record exists but cannot play this part: a city as a home"
    ),
    BadRequest: INVALID,
    TooLarge: Problem(
        413, "too-large", "The document is too long", "the document sent is longer than `GRAPH_SERVICE_MAX_BODY_BYTES`"
    ),
    NotGiven: Problem(
        404, "not-given", "The page is not given so", "a page has no such picture or table; `detail` says what it has"
    ),
    MarkingOff: Problem(403, "marking-off", "Gaps are not marked here", "`GRAPH_SERVICE_MARKING` is false; nothing was written"),
    ForeignOrigin: Problem(
        403,
        "foreign-origin",
        "Another page asked for a change",
        "a browser sent a change from a page of another origin; nothing was written",
    ),
    DataRefused: Problem(
        422, "data-refused", "The data was refused", "the records do not make a sound network; nothing was written"
    ),
    StoreBusy: Problem(503, "store-busy", "Another process is writing", "another process is writing"),
    StoreUnavailable: Problem(503, "store-unavailable", "The store does not answer", "the store does not answer"),
    StoreUnsound: Problem(
        503,
        "store-unsound",
        "The store cannot be served",
        "what the store holds is damaged, incomplete or not understood; `detail` names the record and the way back",
    ),
    NotReady: Problem(503, "not-ready", "No snapshot yet", "no snapshot has been published yet"),
    ComputationFailed: Problem(
        503,
        "computation-failed",
        "The network could not be measured",
        "the process that measures the whole network ended too early; the log says why",
    ),
    Busy: Problem(503, "busy", "Too much is asked at once", "more questions wait to be computed than `GRAPH_SERVICE_WAITING`"),
    TooSlow: Problem(
        503,
        "too-slow",
        "The network takes too long to measure",
        "a measure of the whole network took longer than `GRAPH_SERVICE_MEASURE_SECONDS`",
    ),
    NoPrinter: Problem(
        501,
        "no-printer",
        "PNG and PDF cannot be made here",
        "what makes PNG and PDF, or a font with Chinese characters, is not installed; `detail` says how",
    ),
    QueryMismatch: Problem(
        500,
        "query-mismatch",
        "A query file disagrees with its declaration",
        "a Cypher file disagrees with its declaration",
    ),
}
EVERY_PROBLEM = (*PROBLEMS.values(), NO_SUCH_PATH, NO_SUCH_METHOD, INTERNAL)


class NotModified(Exception):  # an answer, not a failure
    """The client has this version already: an empty 304."""

    def __init__(self, headers: Mapping[str, str]) -> None:
        super().__init__("not modified")
        self.headers = dict(headers)


class ClientGone(Exception):  # nobody is left to be answered
    """The client hung up before it was answered."""


def told(request: Request, kind: Problem, detail: str, **more: Any) -> Response:
    """A problem as who asks can read it: a page for a browser that asked for one, else the document."""
    document = problem(kind, detail, **more)
    if not wants_page(request):
        return document
    page = problem_page(request, kind.status, detail, more)
    page.headers.update({name: value for name, value in document.headers.items() if name == "retry-after"})
    return page


def problem(kind: Problem, detail: str, **more: Any) -> Response:
    """A problem document. `more` are extension members for programs."""
    body = {"type": f"/problems/{kind.slug}", "title": kind.title, "status": kind.status, "detail": detail, **more}
    headers = {"Retry-After": "1"} if kind.status == 503 else None
    return Response(msgspec.json.encode(body), kind.status, headers, MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Route every way an error can arise into a problem document."""
    app.add_exception_handler(ServiceError, _service_error)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(NotModified, _not_modified)
    app.add_exception_handler(ClientGone, _client_gone)
    app.add_exception_handler(Exception, _unexpected)


async def _service_error(request: Request, error: Exception) -> Response:
    if isinstance(error, Moved):
        return _moved(request, error)
    found = next(PROBLEMS[kind] for kind in type(error).__mro__ if kind in PROBLEMS)
    return told(request, found, str(error), **_members(error))


def _members(error: Exception) -> dict[str, Any]:
    if isinstance(error, BadRequest):
        return {"errors": [{"parameter": error.parameter, "detail": error.detail}]}
    if isinstance(error, AmbiguousPlace):
        return {"candidates": error.candidates}
    if isinstance(error, NotFound):
        return {"suggestions": error.suggestions}
    if isinstance(error, DataRefused):
        return {"errors": [{"pointer": str(fault), "detail": fault.problem} for fault in error.faults]}
    return {}


def _moved(request: Request, error: Moved) -> Response:
    query = urlencode([(name, _asked(name, value, error)) for name, value in request.query_params.multi_items()])
    path = "/".join(quote(part, safe="") for part in _segments(request.scope, error))
    target = f"{path}?{query}" if query else path
    answer = problem(MOVED, str(error))
    answer.headers["Location"] = target
    return answer


def _segments(scope: Scope, error: Moved) -> list[str]:
    """The path with the id that the record has now, where the route takes an id: a former id may be called as the rest is."""
    segments: list[str] = scope["path"].split("/")
    template = scope["route"].path_format.split("/")
    for place, part in enumerate(template, len(segments) - len(template)):  # a prefix of a proxy stands before the route
        if part.startswith("{") and segments[place] == error.record_id:
            segments[place] = error.successor
    return segments


def _asked(name: str, value: str, error: Moved) -> str:
    """What a parameter asks for, by the id that the record has now; text that was typed is no id."""
    if name in _TYPED:
        return value
    return ",".join(error.successor if given.strip() == error.record_id else given for given in value.split(","))


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    # A query that the answer and what it stands on both read is at fault in both.
    faults = [{"parameter": name, "detail": told} for name, told in dict.fromkeys(_fault(fault) for fault in error.errors())]
    detail = "; ".join(f"{fault['parameter']}: {fault['detail']}" for fault in faults)
    return told(request, INVALID, detail, errors=faults)


def _fault(fault: Mapping[str, Any]) -> tuple[str, str]:
    name = ".".join(part for part in fault["loc"][1:] if isinstance(part, str)) or str(fault["loc"][0])
    unknown = fault["type"] == "extra_forbidden"
    said = str(fault["msg"]).removeprefix("Value error, ")  # pydantic's words before ours
    return name, "unknown parameter; see /docs" if unknown else said


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    docs = f"{request.scope.get('root_path', '')}/docs"
    known = {
        404: (NO_SUCH_PATH, f"nothing lives at {request.url.path}; see {docs}"),
        405: (NO_SUCH_METHOD, f"{request.method} is not offered at {request.url.path}; see {docs}"),
    }
    other = Problem(error.status_code, "http-error", "The request failed", "whatever else the framework refuses")
    answer = told(request, *known.get(error.status_code, (other, str(error.detail))))
    answer.headers.update(error.headers or {})
    if "allow" in answer.headers:
        answer.headers["allow"] = ", ".join(sorted(_offered(request, answer.headers["allow"].split(", "))))
    return answer


def _offered(request: Request, first: Iterable[str]) -> set[str]:
    """The methods of all routes at this path, of which the framework names those of the `first`; HEAD wherever there is GET, see
    `ready`."""
    methods, path = set(first), getattr(request.scope.get("route"), "path_format", None)
    for route in (context.original_route for context in iter_route_contexts(request.app.routes)):
        if path is not None and getattr(route, "path_format", None) == path:
            methods |= getattr(route, "methods", None) or set()
    return methods | ({"HEAD"} if "GET" in methods else set())


async def _not_modified(_: Request, error: Exception) -> Response:
    assert isinstance(error, NotModified)
    return Response(status_code=304, headers=error.headers)


async def _client_gone(_: Request, __: Exception) -> Response:
    return Response(status_code=_CLIENT_GONE)


async def _unexpected(request: Request, error: Exception) -> Response:
    _LOG.error("unexpected error at %s", request.url.path, exc_info=error)
    detail = "the error was logged; try again or report it"
    answer = problem(INTERNAL, detail)
    with suppress(Exception):  # what fails may be what the page needs, too
        answer = told(request, INTERNAL, detail)
    answer.raw_headers += EVERY  # this one does not pass what adds them to all others
    return answer
