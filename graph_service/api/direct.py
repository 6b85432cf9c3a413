"""The direct way to a handler: what FastAPI would pass to it, found without FastAPI's general machinery.

Between an address and a handler FastAPI walks every router and solves dependencies for whatever a handler may ask for, which
takes longer than most answers. Ours ask for little: the request, what `api.dependencies` takes from it, text of the path, one
model of the query. So where a GET has just these and its query is sound, its handler is called at once. All else, every
mistake in a request included, goes FastAPI's way, which alone decides what is refused and how.
"""

from collections.abc import Awaitable, Callable, Iterable
from inspect import iscoroutinefunction, signature
from re import Pattern
from typing import Any, NamedTuple, get_args
from urllib.parse import parse_qsl

from fastapi import Request, Response
from fastapi.params import Depends, Query
from fastapi.routing import APIRoute, RouteContext, iter_route_contexts
from pydantic import BaseModel, ValidationError
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Receive, Scope, Send


class Handler(NamedTuple):
    """A handler, its route, and what it is given, by argument: requests, what comes of one, texts of the path, models of the
    query."""

    route: BaseRoute
    call: Callable[..., Awaitable[Any]]
    requests: list[str]
    dependencies: dict[str, Callable[[Request], Awaitable[Any]]]
    texts: list[str]
    models: dict[str, type[BaseModel]]


class Direct:
    """Calls handlers directly where it can, and passes on where it cannot."""

    def __init__(self, app: ASGIApp, routes: Iterable[BaseRoute]) -> None:
        self.app = app
        found = [context for context in iter_route_contexts(list(routes)) if isinstance(context.original_route, APIRoute)]
        self._handlers = [_entry(context) for context in found if "GET" in (context.methods or ())]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] == "http" and scope["method"] == "GET" and not scope["root_path"]:
            handler, texts = self._find(scope["path"])
            if handler is not None and (models := _models(handler, scope["query_string"])) is not None:
                scope["route"] = handler.route  # as FastAPI's way: a problem document may want to know
                request = Request(scope, receive, send)
                given = {name: await depend(request) for name, depend in handler.dependencies.items()}
                answer = await handler.call(**dict.fromkeys(handler.requests, request), **given, **texts, **models)
                await answer(scope, receive, send)
                return
        await self.app(scope, receive, send)

    def _find(self, path: str) -> tuple[Handler | None, dict[str, str]]:
        """The handler of the first route that has this path, if it can be called directly; and the texts of the path."""
        for pattern, handler in self._handlers:
            if (match := pattern.match(path)) is not None:
                return handler, match.groupdict()
        return None, {}


def _entry(route: RouteContext) -> tuple[Pattern[str], Handler | None]:
    return route.path_regex, _handler(route, route.endpoint) if route.endpoint else None


def _handler(route: RouteContext, call: Callable[..., Any]) -> Handler | None:
    """The handler of a route, or None if it asks for anything else than ours do."""
    path = route.param_convertors
    handler = Handler(route.original_route, call, [], {}, [], {})
    for name, parameter in signature(call).parameters.items():
        kind, *marks = get_args(parameter.annotation) or (parameter.annotation,)
        if kind is Request:
            handler.requests.append(name)
        elif kind is str and name in path and not marks:
            handler.texts.append(name)
        elif len(marks) == 1 and isinstance(marks[0], Depends) and (dependency := _of_a_request(marks[0])):
            handler.dependencies[name] = dependency
        elif len(marks) == 1 and type(marks[0]) is Query and isinstance(kind, type) and issubclass(kind, BaseModel):
            handler.models[name] = kind
        else:
            return None
    return handler if _answers(call) and len(handler.models) == 1 and len(handler.texts) == len(path) else None


def _of_a_request(mark: Depends) -> Callable[[Request], Awaitable[Any]] | None:
    """The dependency, if it is `async` and takes a request and nothing else."""
    found = mark.dependency
    taken = [parameter.annotation for parameter in signature(found).parameters.values()] if found else []
    return found if iscoroutinefunction(found) and taken == [Request] else None


def _answers(call: Callable[..., Any]) -> bool:
    return iscoroutinefunction(call) and signature(call).return_annotation is Response


def _models(handler: Handler, query_string: bytes) -> dict[str, BaseModel] | None:
    """The query as the handler's model, or None unless it is sound and names nothing twice."""
    pairs = parse_qsl(query_string.decode("latin-1"), keep_blank_values=True) if query_string else []
    values = dict(pairs)
    if len(values) != len(pairs):
        return None
    try:
        return {name: model.model_validate(values) for name, model in handler.models.items()}
    except ValidationError:
        return None
