"""A second system can hold the same graph by asking the service alone."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from graph_service.domain.registry import RECORD_TYPES
from graph_service.snapshot import Snapshot

PLURALS = [kind.plural for kind in RECORD_TYPES]


def pages(client: TestClient, address: str) -> Iterator[Any]:
    """Every page of a list."""
    cursor = ""
    while cursor is not None:
        page = client.get(address, params={"limit": 1000} | ({"cursor": cursor} if cursor else {})).json()
        yield page
        cursor = page["next"]


@pytest.mark.parametrize("plural", PLURALS)
def test_a_second_system_mirrors_the_graph_by_the_api_alone(plural: str, seeds_client: TestClient, seeds: Snapshot) -> None:
    found = list(pages(seeds_client, f"/v1/{plural}"))
    mirrored = {item["id"] for page in found for item in page["items"]}
    assert mirrored == set(seeds.network.rows(plural))
    assert {page["total"] for page in found} == {len(mirrored)}
    assert len({page["snapshot"] for page in found}) == 1


@pytest.mark.parametrize("plural", [plural for plural in PLURALS if plural != "places"])
def test_a_listed_record_holds_its_fields_and_its_sources(plural: str, seeds_client: TestClient) -> None:
    item = seeds_client.get(f"/v1/{plural}", params={"limit": 1}).json()["items"][0]
    assert item["names"] is not None
    assert item["sources"]


def test_an_unchanged_list_is_not_sent_again(seeds_client: TestClient) -> None:
    tag = seeds_client.get("/v1/plans").headers["etag"]
    assert seeds_client.get("/v1/plans", headers={"If-None-Match": tag}).status_code == 304
