"""Requests drawn from the OpenAPI document: every answer is one that it describes, by all checks of schemathesis.

What fits its schema is accepted, but for refusals that no schema can say; each of those is in the table with its reason. What
does not fit is refused. Four of the checks can find nothing here: `missing_required_header`, for no header is required;
`unsupported_method`, which sends other methods in a phase of its own (tests/web/test_http.py does); `use_after_free` and
`ensure_resource_availability`, for nothing that is described takes a record away, and requests are drawn one by one.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.core.failures import FailureGroup
from schemathesis.generation import GenerationMode

from tests.thorough import thorough

REFUSED_PARAMETERS = {
    "layer": "which layers there are is data",
    "cursor": "a cursor is the `next` of a page before",
    "sort": "fields of an item are named by paths such as `unit.names.en`, and one is to be a single value",
    "group_by": "fields of an item are named by paths",
    "select": "it names fields of an item in json and columns in tables",
    "tier": "a municipality has no third tier",
    "role": "that of the unit of a home, which has to be named",
    "home": "whether a place can be a home is data",
    "owner": "home or owner, just one of them",
    "measure": "told with all measures there are, or with those that records have",
    "field": "which fields projects have is data",
    "within": "asks about places, not about countries",
    "level": "asks about places, not about countries",
    "frame": "some types of gap know no countries",
    "unit": "whether a unit lies in the home is data",
    "to": "a last day before the first, or too far from it",
    "from": "a first day after the last",
    "year": "stands in place of days, and within the calendar",
    "signed_from": "a date of the right form that is in no calendar",
    "signed_to": "a date of the right form that is in no calendar",
    "since": "a number beyond the last change, or a moment in no calendar",
    "max_risk": "levels of several scales cannot be compared",
    "agreements": "what can be signed, and by whom, is data",
    "kinds": "the document of a scenario is told by name and not by schema",
    "as_of": "the document of a scenario is told by name and not by schema",
    "seed": "the document is told by name",
    "place": "whether the place has a network is data",
    "country": "which countries have data is data",
    "depth": "some named questions take it and some do not",
}
# Names that many questions take excuse no fault but these.
TOLD_OF = {
    "home": "no place has the id, code or name|missing; the question |^Name a home, and what to sign",
    "unit": "no place has the id, code or name|does not lie in the home",
    "from": "lies after the last day",
    "to": "lies after the last day|is after [0-9]+ or more than",
}
REFUSED_TYPES = {
    "/problems/wrong-kind": "the record exists but cannot play this part",
    "/problems/full-copy-needed": "the feed does not reach back to that change",
    "/problems/scopes-differ": "two claims that count different things",
}


def refusal_is_listed(answer: Any) -> bool:
    """Whether the document refuses what no schema can say."""
    if answer.status_code not in (410, 422):
        return False
    document = answer.json()
    faults = document.get("errors", ())
    return document["type"] in REFUSED_TYPES or (bool(faults) and all(map(fault_is_listed, faults)))


def fault_is_listed(fault: Mapping[str, str]) -> bool:
    """Whether it is one that no schema can say."""
    name = re.split(r"[\[.]", fault["parameter"])[0]
    return name in REFUSED_PARAMETERS and re.search(TOLD_OF.get(name, ""), fault["detail"]) is not None


def is_expected(failure: Exception, asked: Callable[..., Any]) -> bool:
    """Whether it is of the table that a request was refused. Of a page, which says it in words, its document is asked for."""
    return type(failure).__name__ == "RejectedPositiveData" and refusal_is_listed(asked(Accept="application/json"))


def problems(client: TestClient, openapi: Mapping[str, Any], mode: GenerationMode, examples: int) -> list[str]:
    """What is amiss with the answers to requests drawn from the document, so many of each operation."""
    found: list[str] = []
    for result in schemathesis.openapi.from_dict(dict(openapi)).get_all_operations():
        operation = result.ok()
        if mode.is_negative and not operation.query and not operation.body:
            continue  # at most an id in the path, and any text may be one

        @given(case=operation.as_strategy(mode))
        @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
        def drawn(case: Any) -> None:
            words = case.as_transport_kwargs(base_url="http://testserver")
            words.pop("cookies", None)

            def asked(**headers: str) -> Any:
                given = {name: value for name, value in words.items() if value is not None}
                if isinstance(given.get("data"), bytes | str):
                    given["content"] = given.pop("data")
                return client.request(**given | {"headers": {**(words.get("headers") or {}), **headers}})

            answer = asked()
            try:
                case.validate_response(answer)
            except FailureGroup as failures:
                kept = [failure for failure in failures.exceptions if not is_expected(failure, asked)]
                found.extend(f"{case.method} {answer.url}: {failure} {answer.text[:300]}" for failure in kept)

        drawn()
    return found


@pytest.mark.parametrize("examples", [4, *thorough([10])])
def test_whatever_is_drawn_from_the_document_is_answered_as_it_says(
    client: TestClient, openapi: Mapping[str, Any], examples: int
) -> None:
    amiss = problems(client, openapi, GenerationMode.POSITIVE, examples)
    assert not amiss, "\n".join(amiss)


@pytest.mark.thorough
def test_whatever_is_drawn_against_the_document_is_refused_as_it_says(client: TestClient, openapi: Mapping[str, Any]) -> None:
    amiss = problems(client, openapi, GenerationMode.NEGATIVE, 2)
    assert not amiss, "\n".join(amiss)


@pytest.mark.parametrize("reasons", [REFUSED_PARAMETERS, REFUSED_TYPES])
def test_every_refusal_that_no_schema_can_say_has_its_reason(reasons: Mapping[str, str]) -> None:
    assert all(reasons.values())
