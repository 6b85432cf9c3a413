"""The OpenAPI document: FastAPI's, with the schemas of all answers, what every field and parameter means, and what tags hold."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from graph_service.web.answering import GIVEN, SENT
from graph_service.web.page_query import is_page
from graph_service.web.schemas import TEMPLATE, Schema, parts_of, schemas_of
from graph_service.web.word_lists import share_word_lists
from graph_service.words.fields import meaning_of
from graph_service.words.fields.parameters import PARAMETERS

TAGS = {
    "places": "Places: lists, one place, suggestions while somebody types, and the network around a place.",
    "records": "Records of every type as they are stored, by list or id; all of them, and what was changed in them since.",
    "planning": "What a planner of a home asks: clusters, coverage, gaps, candidates, the worklist, anniversaries, scenarios.",
    "evaluation": "How units and relations stand: scorecards, ledgers of points, indicators, progress towards targets.",
    "claims": "What documents claim, beside what is on record.",
    "queries": "Named questions, each a short table; most can be asked of Neo4j in Cypher as well.",
    "whole network": "Measures of the whole network: centrality, communities, statistics, reach.",
    "pages": "Pages for people, in Chinese and English, which work offline.",
    "service": "The index of the interface.",
    "health": "Whether the service is alive and ready.",
}


def operation_id(route: APIRoute) -> str:
    """What a route is called: the name of its question, else a verb and what it is of, such as `list_places`."""
    return route.name


def describe(app: FastAPI) -> None:
    """Give the app an OpenAPI document that holds the schemas of all answers, and tells what everything means."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            tags = [{"name": name, "description": told} for name, told in TAGS.items()]
            schema = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes, tags=tags)
            schemas = schema.setdefault("components", {}).setdefault("schemas", {})
            schemas.update(schemas_of(GIVEN, SENT), Problem=_PROBLEM)
            _explain_fields(schemas)
            _explain_parameters(schema["paths"])
            _tell_problems_of_pages(schema["paths"])
            share_word_lists(schema)
            app.openapi_schema = schema
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # the documented way to extend it


def _explain_fields(schemas: dict[str, Schema]) -> None:
    for name, schema in schemas.items():
        for field, described in schema.get("properties", {}).items():
            if "description" not in described and (meaning := meaning_of(name, field)) is not None:
                described["description"] = meaning


def _explain_parameters(paths: Schema) -> None:
    for part in parts_of(paths):
        if {"in", "name", "schema"} <= part.keys() and "description" not in part and part["name"] in PARAMETERS:
            part["description"] = PARAMETERS[part["name"]]


def _tell_problems_of_pages(paths: Schema) -> None:
    """What is amiss at the address of a page is a page, too, see `problem_pages.wants_page`."""
    for path, operations in paths.items():
        for operation in operations.values() if is_page({"path": path}) else ():
            for status in PROBLEM_RESPONSE:
                answer = operation["responses"][str(status)]
                answer["content"] = {**answer["content"], "text/html": {"schema": {"type": "string"}}}


_PROBLEM = {
    "title": "Problem",
    "description": "RFC 9457 problem document",
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {"type": "array", "items": {"type": "object"}},
    },
}
_PROBLEM_CONTENT = {"application/problem+json": {"schema": {"$ref": TEMPLATE.format(name="Problem")}}}
PROBLEM_RESPONSE: dict[int | str, dict[str, Any]] = {
    "4XX": {"description": "The request cannot be answered; the document says why", "content": _PROBLEM_CONTENT},
    "503": {"description": "The service is not ready or too busy; the document says why", "content": _PROBLEM_CONTENT},
}
