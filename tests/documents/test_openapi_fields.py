"""Every field and parameter of the OpenAPI document says what it means, from one data dictionary."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from graph_service.words.fields import FIELDS, PARTS, meaning_of
from graph_service.words.fields.parameters import PARAMETERS
from tests import dictionary
from tests.documents.test_openapi import operations


def properties(openapi: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Every property with the name of its schema."""
    for name, schema in openapi["components"]["schemas"].items():
        for field, described in schema.get("properties", {}).items():
            yield name, field, described


def test_every_field_says_what_it_means(openapi: Mapping[str, Any]) -> None:
    fields = list(properties(openapi))
    assert len(fields) > 1200
    assert [f"{name}.{field}" for name, field, described in fields if not described.get("description")] == []


def test_every_parameter_says_what_it_means(openapi: Mapping[str, Any]) -> None:
    asked = [(name, found) for name, operation in operations(openapi) for found in operation.get("parameters", ())]
    assert len(asked) > 200
    assert [(name, found["name"]) for name, found in asked if not found.get("description")] == []


def test_the_dictionary_has_no_entry_that_nothing_uses(openapi: Mapping[str, Any]) -> None:
    used = {(f"{name}.{field}" if f"{name}.{field}" in FIELDS else field) for name, field, _ in properties(openapi)}
    assert set(FIELDS) - used == set()
    asked = {found["name"] for _, operation in operations(openapi) for found in operation.get("parameters", ())}
    assert set(PARAMETERS) - asked == set()


def test_the_page_is_written_from_the_dictionary(openapi: Mapping[str, Any]) -> None:
    assert dictionary.PAGE.read_text("utf-8") == dictionary.page(openapi), "stale: `make pages` writes it anew"


def test_an_entry_stands_once() -> None:
    assert [name for name, times in Counter(name for part in PARTS for name in part).items() if times > 1] == []


def test_an_entry_of_one_record_says_something_else_than_the_entry_of_all() -> None:
    own = [(name, name.partition(".")[2]) for name in FIELDS if "." in name]
    assert [name for name, field in own if FIELDS[name] == FIELDS.get(field)] == []


@pytest.mark.first(98)
@pytest.mark.parametrize("name", [*FIELDS, *PARAMETERS])
def test_an_entry_is_one_phrase(name: str) -> None:
    meaning = FIELDS.get(name) or PARAMETERS[name]
    assert meaning == " ".join(meaning.split())
    assert not meaning.endswith((".", ",", ";"))
    assert meaning.lower() not in (name.lower(), f"the {name.lower()}")


def test_a_field_that_may_be_null_says_when(openapi: Mapping[str, Any]) -> None:
    silent = [
        f"{name}.{field}"
        for name, field, described in properties(openapi)
        if {"type": "null"} in described.get("anyOf", ()) and "null" not in described["description"] and meaning_of(name, field)
    ]
    assert silent == []


def test_only_what_is_sent_has_defaults(openapi: Mapping[str, Any]) -> None:
    """Generators take a field with a default for one that is always there, and answers leave some out."""
    assert {name for name, _, described in properties(openapi) if "default" in described} == {"Scenario", "Hypothesis"}
