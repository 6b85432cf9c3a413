"""The OpenAPI document is whole and true: every reference leads somewhere, every answer is as its schema says."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from openapi_spec_validator import OpenAPIV31SpecValidator, validate

from graph_service.questions.table import QUESTIONS as TABLE
from graph_service.records.registry import PLURAL_OF, RECORD_TYPES
from graph_service.settings import Settings
from graph_service.web.app import create_app
from tests.drawing import known_records

# What stands for the parameters of a path, and what its question needs; records are asked for by the first of their type.
FILLINGS = {
    "name": "bare_stems",
    "place_id": "jiangsu",
    "place": "nanjing",
    "other": "kathmandu",
    "home": "jiangsu",
    "partner": "north-brabant",
    "agreement_id": "jiangsu~vaud",
}
OF_JIANGSU = (
    "actions",
    "indicators",
    "ledger",
    "scorecards",
    "anniversaries",
    "channels",
    "associations",
    "clusters",
    "countries",
    "coverage",
    "growth",
    "reach",
    "gaps",
    "completeness",
    "matrix",
    "overlay",
    "candidates",
    "matches",
)
QUESTIONS = {
    "/v1/changes": {"since": "1"},
    "/v1/places/suggest": {"q": "taizhou"},
    "/v1/claims/compare": {"one": "claim:total", "other": "claim:total"},
    "/v1/resources": {"home": "jiangsu", "country": "CH"},
    "/v1/queries/{name}": {"home": "jiangsu"},
    "/v1/reports": {"home": "jiangsu", "from": "2015-01-01", "to": "2021-12-31"},
} | {f"/v1/{name}": {"home": "jiangsu"} for name in OF_JIANGSU}
SENT = {"/v1/scenarios": {"home": "jiangsu", "agreements": [{"unit": "taizhou", "partner": "oss"}]}, "/health/reread": {}}
PATHS = [
    "/v1",
    "/v1/briefs/{home}/{partner}",
    "/v1/changes",
    "/v1/check",
    "/v1/claims/compare",
    "/v1/completeness",
    "/v1/places",
    "/v1/places/suggest",
    "/v1/places/{place_id}",
    "/v1/places/{place}/network",
    "/v1/places/{place}/paths/{other}",
    "/v1/agreements",
    "/v1/agreements/{agreement_id}",
    "/v1/agreements/{agreement}/life",
    "/v1/actions",
    "/v1/indicators",
    "/v1/ledger",
    "/v1/scorecards",
    "/v1/progress",
    "/v1/clusters",
    "/v1/clusters/{home}/{partner}",
    "/v1/anniversaries",
    "/v1/channels",
    "/v1/coverage",
    "/v1/growth",
    "/v1/associations",
    "/v1/countries",
    "/v1/matrix",
    "/v1/overlay",
    "/v1/queries",
    "/v1/queries/{name}",
    "/v1/records",
    "/v1/resources",
    "/v1/reports",
    "/v1/scenarios",
    "/v1/matches",
    "/v1/candidates",
    "/v1/centrality",
    "/v1/communities",
    "/v1/reach",
    "/v1/statistics",
    "/v1/gaps",
    *(f"/v1/{kind.plural}{item}" for kind in RECORD_TYPES[1:] if kind.plural != "agreements" for item in ("", "/{record_id}")),
    "/health/live",
    "/health/ready",
    "/health/reread",
]


def operations(document: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every operation with its method and path."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def references(part: Any) -> Iterator[str]:
    """Every `$ref` in a part of the document."""
    if isinstance(part, dict):
        yield from (value for key, value in part.items() if key == "$ref" and isinstance(value, str))
        part = list(part.values())
    if isinstance(part, list):
        for inner in part:
            yield from references(inner)


def test_every_operation_has_a_summary_and_an_id_of_its_own(openapi: Mapping[str, Any]) -> None:
    found = dict(operations(openapi))
    assert [name for name, operation in found.items() if not operation.get("summary")] == []
    ids = [operation["operationId"] for operation in found.values()]
    assert sorted(set(ids)) == sorted(ids)


def test_an_operation_is_called_by_its_question_or_by_a_verb_and_what_it_is_of(openapi: Mapping[str, Any]) -> None:
    questions = {question.name for question in TABLE} | {
        f"{question.name}_{form}" for question in TABLE for form in question.forms
    }
    ids = {operation["operationId"] for _, operation in operations(openapi)} - questions
    verbs = ("read", "list", "get", "suggest", "compare", "check", "try", "run", "copy", "view", "mark")
    assert [name for name in ids if not re.fullmatch(rf"({'|'.join(verbs)})(_[a-z]+)+", name)] == []


def test_every_tag_says_what_it_holds(openapi: Mapping[str, Any]) -> None:
    told = {tag["name"] for tag in openapi["tags"] if tag["description"]}
    assert {tag for _, operation in operations(openapi) for tag in operation["tags"]} == told


@pytest.mark.thorough
def test_the_document_is_one_of_openapi_3_1(openapi: Mapping[str, Any]) -> None:
    validate(openapi, cls=OpenAPIV31SpecValidator)
    assert '"items": false' not in json.dumps(openapi)


def test_every_json_answer_has_a_schema(openapi: Mapping[str, Any]) -> None:
    for name, operation in operations(openapi):
        if "/views/" not in name and not name.endswith(".ics"):
            schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
            assert all("$ref" in part for part in schema.get("anyOf", [schema])), name


FORMATTED = [f"/v1/{question.address}" for question in TABLE]


@pytest.mark.first(6)
@pytest.mark.parametrize("path", FORMATTED)
def test_every_format_of_an_answer_is_declared_with_its_media_type(
    path: str, client: TestClient, openapi: Mapping[str, Any]
) -> None:
    operation = openapi["paths"][path]["get"]
    (forms,) = [found["schema"]["enum"] for found in operation["parameters"] if found["name"] == "format"]
    given = set()
    for form in forms:
        answer = client.get(filled(path), params=QUESTIONS.get(path, {}) | {"format": form})
        assert answer.status_code == 200, form
        given.add(answer.headers["content-type"].partition(";")[0])
    assert given == set(operation["responses"]["200"]["content"])
    assert len(given) == len(forms)


def test_nothing_is_no_word_of_a_list_that_is_asked_by(openapi: Mapping[str, Any]) -> None:
    lists = [
        (name, parameter["name"], kind["items"])
        for name, operation in operations(openapi)
        for parameter in operation.get("parameters", ())
        for kind in (parameter["schema"], *parameter["schema"].get("anyOf", ()))
        if "items" in kind
    ]
    assert len(lists) > 50
    assert [(name, parameter) for name, parameter, items in lists if {"type": "null"} in items.get("anyOf", ())] == []


def test_every_answer_declares_a_media_type(openapi: Mapping[str, Any]) -> None:
    assert [name for name, found in operations(openapi) if not found["responses"]["200"].get("content")] == []


def test_every_reference_leads_somewhere(openapi: Mapping[str, Any]) -> None:
    for reference in set(references(openapi)):
        found: Any = openapi
        for step in reference.removeprefix("#/").split("/"):
            found = found[step]
        assert found, reference


def filled(path: str) -> str:
    """The path with ids of the drawn network in the place of its parameters."""
    plural = path.split("/")[2] if path != "/v1" else ""
    first = {PLURAL_OF[type(record)]: record.id for record in reversed(known_records())}
    return re.sub(r"\{(\w+)\}", lambda found: FILLINGS.get(found[1]) or first[plural], path)


def test_every_json_path_is_asked_below(openapi: Mapping[str, Any]) -> None:
    assert set(PATHS) == {path for path in openapi["paths"] if not path.startswith("/views/") and not path.endswith(".ics")}


@pytest.mark.first(8)
@pytest.mark.parametrize("path", PATHS)
def test_an_answer_is_as_its_schema_says(path: str, client: TestClient, openapi: Mapping[str, Any]) -> None:
    sent = SENT.get(path)
    answer = client.post(path, json=sent) if sent is not None else client.get(filled(path), params=QUESTIONS.get(path, {}))
    assert answer.status_code == 200
    schemathesis.openapi.from_dict(dict(openapi))[path]["GET" if sent is None else "POST"].validate_response(answer)


@pytest.mark.parametrize("path", ["/health/ready", "/v1/gaps", "/v1/places", "/v1/statistics"])
def test_an_answer_before_anything_is_served_is_as_its_schema_says(path: str, tmp_path: Path, openapi: Mapping[str, Any]) -> None:
    not_ready = TestClient(create_app(Settings(store=f"sqlite:///{tmp_path / 'graph.db'}")))  # nobody started the publisher
    answer = not_ready.get(path, params=QUESTIONS.get(path, {}))
    assert answer.status_code == 503
    schemathesis.openapi.from_dict(dict(openapi))[path]["GET"].validate_response(answer)
