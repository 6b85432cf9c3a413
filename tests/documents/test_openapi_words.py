"""Every closed word stands in the OpenAPI document with all the words it can be: what answers hold, and what is asked by."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any

import pytest
from fastapi.testclient import TestClient
from msgspec.structs import fields

from graph_service.records.evaluation import PointRule, PointRules
from graph_service.words import agreements, network, planning, records
from graph_service.words.bilingual import Bilingual
from graph_service.words.lists import WORD_LISTS
from tests.documents.test_openapi import PATHS, QUESTIONS, SENT, filled, references

# Texts that are free, though a small network holds nothing in them but words like closed ones: layers are named by whoever
# brings data, claims and targets count what their sources do, and a growth is of all, of a country or of a tier.
FREE = ("layer", "key", "measure")


def tables_of(module: ModuleType) -> Iterator[frozenset[str]]:
    """The words of every table of labels in a module."""
    for table in vars(module).values():
        if isinstance(table, Mapping) and table and all(isinstance(label, Bilingual) for label in table.values()):
            yield frozenset(table)


TABLES = [words for module in (agreements, network, planning, records) for words in tables_of(module)]
SCHEMAS = "#/components/schemas/"


def resolved(document: Mapping[str, Any], schema: Any) -> tuple[str | None, Mapping[str, Any]]:
    """A schema with the name it has among the components, if any."""
    if not isinstance(schema, dict) or "$ref" not in schema:
        return None, schema if isinstance(schema, dict) else {}
    name = schema["$ref"].removeprefix(SCHEMAS)
    return name, document["components"]["schemas"][name]


def chosen(document: Mapping[str, Any], schema: Any, value: object) -> Any:
    """Of several schemas the one that describes a value."""
    parts = schema.get("anyOf", schema.get("oneOf")) if isinstance(schema, dict) else None
    if parts is None:
        return schema
    fitting = [part for part in parts if _fits(resolved(document, part)[1], value)]
    return chosen(document, min(fitting, key=lambda part: "enum" not in resolved(document, part)[1]), value)


def _fits(schema: Mapping[str, Any], value: object) -> bool:
    if "enum" in schema:
        return value in schema["enum"]
    if isinstance(value, dict) and "properties" in schema:
        return set(schema.get("required", ())) <= set(value) <= set(schema["properties"])
    kind = {str: "string", dict: "object", list: "array", type(None): "null", bool: "boolean"}.get(type(value), "number")
    return kind in str(schema.get("type", kind)) or (kind == "number" and "integer" in str(schema["type"]))


def texts(document: Mapping[str, Any], schema: Any, value: object, where: str) -> Iterator[tuple[str, str]]:
    """The texts of an answer whose schema lists no words for them, each with the schema and property that describe it."""
    name, described = resolved(document, chosen(document, schema, value))
    where = name if name and "properties" in described else where
    if isinstance(value, dict):
        properties, others = described.get("properties", {}), described.get("additionalProperties", {})
        for key, inner in value.items():
            yield from texts(document, properties.get(key, others), inner, f"{where}.{key}" if properties else where)
        if not properties and "propertyNames" not in described:
            yield from ((f"{where}, names", key) for key in value)
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            first = described.get("prefixItems", [])
            yield from texts(document, first[position] if position < len(first) else described.get("items", {}), inner, where)
    elif isinstance(value, str) and not {"enum", "const", "format"} & described.keys():
        yield where, value


@pytest.fixture(scope="module")
def told(client: TestClient, openapi: Mapping[str, Any]) -> Mapping[str, set[str]]:
    """Every text that the answers of all paths hold and that the document lists no words for."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in PATHS:
        sent = SENT.get(path)
        answer = client.post(path, json=sent) if sent is not None else client.get(filled(path), params=QUESTIONS.get(path, {}))
        operation = openapi["paths"][path]["get" if sent is None else "post"]
        schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
        for where, text in texts(openapi, schema, answer.json(), path):
            found[where].add(text)
    return found


def test_a_text_of_an_answer_that_only_ever_holds_closed_words_lists_them(told: Mapping[str, set[str]]) -> None:
    assert len(told) > 100
    closed = {where: sorted(held) for where, held in told.items() if any(held <= words for words in TABLES)}
    assert {where: words for where, words in closed.items() if where.rpartition(".")[2] not in FREE} == {}


def parameters(openapi: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every parameter with its operation."""
    for path, methods in openapi["paths"].items():
        for operation in methods.values():
            yield from ((path, parameter) for parameter in operation.get("parameters", ()))


def is_closed(document: Mapping[str, Any], schema: Any) -> bool:
    """Whether a schema lists the words of every text that it describes, and describes some."""
    _, described = resolved(document, schema)
    parts = [part for name in ("anyOf", "oneOf") for part in described.get(name, ())]
    parts = parts or ([described["items"]] if "items" in described else [])
    if parts:
        return all(is_closed(document, part) or part == {"type": "null"} for part in parts)
    return "enum" in described or "const" in described


def test_what_is_asked_by_a_closed_word_lists_the_words(openapi: Mapping[str, Any]) -> None:
    closed: dict[str, list[bool]] = defaultdict(list)
    for schema in openapi["components"]["schemas"].values():
        for name, described in schema.get("properties", {}).items():
            closed[name].append(is_closed(openapi, described))
    words = {name for name, found in closed.items() if all(found)} - {"field"} | {
        "kind",
        "kinds",
        "status",
        "level",
        "format",
        "lang",
        "by",
    }
    # a field of co-operation is no field of a record
    assert {"channel", "grade", "qualifier", "grain"} <= words
    asked = [(path, parameter) for path, parameter in parameters(openapi) if parameter["name"] in words]
    assert len(asked) > 60
    assert [(path, found["name"]) for path, found in asked if not is_closed(openapi, found["schema"])] == []


@pytest.mark.parametrize(("path", "parameter"), [("organisations", "kind"), ("activities", "channel"), ("memberships", "grade")])
def test_a_wrong_word_in_a_list_of_records_is_refused_by_name(client: TestClient, path: str, parameter: str) -> None:
    refused = client.get(f"/v1/{path}", params={parameter: "nothing"})
    assert refused.status_code == 422
    assert parameter in str(refused.json()["errors"])


def test_every_list_of_words_stands_once_with_its_labels_and_is_used(openapi: Mapping[str, Any]) -> None:
    lists = {name: frozenset(labels) for name, labels in WORD_LISTS.items()}
    assert len(set(lists.values())) == len(lists)
    used = {reference.removeprefix(SCHEMAS) for reference in references(openapi)}
    assert set(lists) - used == set()
    for name, labels in WORD_LISTS.items():
        told = openapi["components"]["schemas"][name]
        assert told["enum"] == list(labels)
        assert all(label.zh in told["description"] and label.en in told["description"] for label in labels.values())
    others = {name: part for name, part in openapi["components"]["schemas"].items() if name not in lists}
    assert [words for words in enums((others, openapi["paths"])) if frozenset(words) in lists.values()] == []


def enums(part: Any) -> Iterator[list[str]]:
    """Every list of words in a part of the document."""
    if isinstance(part, dict):
        yield from ([part["enum"]] if isinstance(part.get("enum"), list) else [])
        part = list(part.values())
    if isinstance(part, list | tuple):
        for inner in part:
            yield from enums(inner)


def test_the_events_of_a_ledger_are_those_that_can_have_a_rule(openapi: Mapping[str, Any]) -> None:
    every = PointRules(
        **{field.name: dict.fromkeys(field.type.__args__[0].__args__, PointRule(points=1)) for field in fields(PointRules)}
    )
    told = openapi["components"]["schemas"]["LedgerLine"]["properties"]["event"]["enum"]
    assert set(told) == {name for name, _ in every.named()}
