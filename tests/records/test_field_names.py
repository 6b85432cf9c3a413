"""Every field of the seeds has an English name, and English reasons say it."""

import re
from typing import Any

import pytest
from fastapi.testclient import TestClient

from graph_service.records.field_names import FIELD_NAMES
from graph_service.snapshot import Snapshot

CHINESE = re.compile("[\u4e00-\u9fff]")


def test_every_field_of_the_seeds_has_an_english_name(seeds: Snapshot) -> None:
    named = {
        field for record in seeds.network for column in ("fields", "needs", "strengths") for field in getattr(record, column, ())
    }
    assert named <= set(FIELD_NAMES)


def test_names_are_english_and_different() -> None:
    assert not any(CHINESE.search(name) for name in FIELD_NAMES.values())
    assert len(set(FIELD_NAMES.values())) == len(FIELD_NAMES)


def test_matches_name_their_fields_in_english(seeds_client: TestClient) -> None:
    items: list[Any] = seeds_client.get("/v1/matches?home=Q16963&layer=home&as_of=2021-12-31").json()["items"]
    assert any(item["fields_en"] for item in items)
    for item in items:
        assert set(item["fields_en"]) == set(item["fields"])
        assert not CHINESE.search(item["reason"]["en"])


@pytest.mark.parametrize("query", ["unit=Q42622&country=NP", "unit=Q57931&country=CH"])
def test_the_english_reason_of_a_candidate_names_fields_in_english(seeds_client: TestClient, query: str) -> None:
    items = seeds_client.get(f"/v1/candidates?home=Q16963&as_of=2021-12-31&{query}&limit=1").json()["items"]
    (term,) = (term for term in items[0]["terms"] if term["name"] == "complementarity")
    assert not CHINESE.search(term["why"]["en"])
