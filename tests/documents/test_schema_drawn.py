"""Requests drawn from the OpenAPI document: every answer is one that it describes, by all checks of schemathesis.

What fits its schema is accepted, but for refusals that no schema can say; each of those is in the table with its reason.
"""

from collections.abc import Mapping
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.core.failures import FailureGroup

from tests.thorough import thorough

REFUSED_PARAMETERS = {
    "layer": "which layers there are is data",
    "cursor": "a cursor is the `next` of a page before",
    "sort": "fields of an item are named by paths such as `unit.names.en`, and one is to be a single value",
    "group_by": "fields of an item are named by paths",
    "select": "it names fields of an item in json and columns in tables",
    "tier": "a municipality has no third tier",
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
REFUSED_TYPES = {
    "/problems/wrong-kind": "the record exists but cannot play this part",
    "/problems/full-copy-needed": "the feed does not reach back to that change",
    "/problems/scopes-differ": "two claims that count different things",
}


def refusal_is_listed(answer: Any) -> bool:
    """Whether the answer refuses what no schema can say."""
    if answer.status_code not in (410, 422):
        return False
    if answer.headers["content-type"].startswith("text/html"):  # a page that says it in words
        return True
    document = answer.json()
    faults = [fault["parameter"].partition("[")[0].partition(".")[0] for fault in document.get("errors", ())]
    return document["type"] in REFUSED_TYPES or (bool(faults) and set(faults) <= REFUSED_PARAMETERS.keys())


def _is_expected(failure: Exception, answer: Any) -> bool:
    return type(failure).__name__ == "RejectedPositiveData" and refusal_is_listed(answer)


@pytest.mark.parametrize("examples", [4, *thorough([10])])
def test_whatever_is_drawn_from_the_document_is_answered_as_it_says(
    client: TestClient, openapi: Mapping[str, Any], examples: int
) -> None:
    problems: list[str] = []
    for found in schemathesis.openapi.from_dict(dict(openapi)).get_all_operations():
        operation = found.ok()

        @given(case=operation.as_strategy())
        @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
        def asked(case: Any) -> None:
            given_arguments = case.as_transport_kwargs(base_url="http://testserver")
            given_arguments.pop("cookies", None)
            answer = client.request(**{name: value for name, value in given_arguments.items() if value is not None})
            try:
                case.validate_response(answer)
            except FailureGroup as failures:
                kept = [failure for failure in failures.exceptions if not _is_expected(failure, answer)]
                problems.extend(f"{case.method} {answer.url}: {failure} {answer.text[:300]}" for failure in kept)

        asked()
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("reasons", [REFUSED_PARAMETERS, REFUSED_TYPES])
def test_every_refusal_that_no_schema_can_say_has_its_reason(reasons: Mapping[str, str]) -> None:
    assert all(reasons.values())
