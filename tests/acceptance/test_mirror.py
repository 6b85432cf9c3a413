"""A second system can hold the same graph by asking the service alone."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from graph_service.records.base import Record, Source
from graph_service.records.network import ChangeSet
from graph_service.records.organisation import Organisation
from graph_service.records.registry import RECORD_TYPES
from graph_service.settings import Settings
from graph_service.snapshot import Snapshot
from graph_service.store.embedded import EmbeddedStore
from graph_service.web.app import create_app
from tests.drawing import agreement, known_records, place

PLURALS = [kind.plural for kind in RECORD_TYPES]


def pages(client: TestClient, address: str) -> Iterator[Any]:
    """Every page of a list."""
    cursor = ""
    while cursor is not None:
        page = client.get(address, params={"limit": 1000} | ({"cursor": cursor} if cursor else {})).json()
        yield page
        cursor = page["next"]


@pytest.mark.first(1)
@pytest.mark.parametrize("plural", PLURALS)
def test_a_second_system_mirrors_the_graph_by_the_api_alone(plural: str, seeds_client: TestClient, seeds: Snapshot) -> None:
    found = list(pages(seeds_client, f"/v1/{plural}"))
    mirrored = {item["id"] for page in found for item in page["items"]}
    assert mirrored == set(seeds.network.rows(plural))
    assert {page["total"] for page in found} == {len(mirrored)}
    assert len({page["snapshot"] for page in found}) == 1


# Places are listed in another form, and nobody has marked a gap of the seeds.
@pytest.mark.parametrize("plural", [plural for plural in PLURALS if plural not in ("places", "marks")])
def test_a_listed_record_holds_its_fields_and_its_sources(plural: str, seeds_client: TestClient) -> None:
    item = seeds_client.get(f"/v1/{plural}", params={"limit": 1}).json()["items"][0]
    assert item["names"] is not None
    assert item["sources"]


def test_an_unchanged_list_is_not_sent_again(seeds_client: TestClient) -> None:
    tag = seeds_client.get("/v1/plans").headers["etag"]
    assert seeds_client.get("/v1/plans", headers={"If-None-Match": tag}).status_code == 304


class Mirror:
    """A second system: it knows an address and what answers there, and no record but those it was sent."""

    def __init__(self, client: TestClient) -> None:
        self.records: dict[tuple[str, str], Any] = {}
        self.sequence = 0
        self._client = client

    def copy(self, limit: int = 1000) -> Iterator[None]:
        """Take a full copy, page by page. It stands at the change that the first page names; what is changed while the
        other pages are read comes with the changes since."""
        self.records, first, cursor = {}, None, ""
        while cursor is not None:
            page = self._ask("/v1/records", limit=limit, **({"cursor": cursor} if cursor else {}))
            self.records |= {(item["record"], item["id"]): item["value"] for item in page["items"]}
            first = page["sequence"] if first is None else first
            cursor = page["next"]
            yield
        assert first is not None
        self.sequence = first

    def follow(self) -> None:
        """Make what was changed since, or begin anew where the feed does not tell all of it."""
        cursor, page = "", {}
        while cursor is not None:
            page = self._ask("/v1/changes", since=self.sequence, limit=2, **({"cursor": cursor} if cursor else {}))
            if page.get("type") == "/problems/full-copy-needed":
                list(self.copy())
                return
            for item in page["items"]:
                self.records.pop((item["record"], item["id"]), None)
                if item["after"] is not None:
                    self.records[item["record"], item["id"]] = item["after"]
            cursor = page["next"]
        self.sequence = page["latest"]

    def _ask(self, address: str, **parameters: object) -> Any:
        return self._client.get(address, params=parameters).json()  # type: ignore[arg-type]  # plain values


class Graph:
    """The service over a store of its own, to which others write."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.client = TestClient(create_app(Settings(store=f"sqlite:///{path}", refresh_seconds=3600)))

    def write(self, *put: Record, remove: tuple[str, ...] = ()) -> None:
        """Write to the store as another program does, and have it published."""
        asyncio.run(EmbeddedStore.open(self._path).apply(ChangeSet(put, remove), "office"))
        self.publish()

    def publish(self) -> None:
        """What the service does every few seconds."""
        assert self.client.portal is not None
        self.client.portal.call(self.client.app.publisher.refresh)  # type: ignore[attr-defined]  # of our app

    def replaced(self) -> None:
        """Put another store in the place of this one."""
        for file in self._path.parent.iterdir():
            file.unlink()
        self.write(place("elsewhere", "city", "NL"))

    def records(self) -> dict[tuple[str, str], Any]:
        """What the service holds, by a copy of its own."""
        fresh = Mirror(self.client)
        list(fresh.copy())
        return fresh.records


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    """The service over the drawn network."""
    graph = Graph(tmp_path / "graph.db")
    with graph.client:
        graph.write(*known_records())
        yield graph


def change_much(graph: Graph) -> None:
    """Loads, changes, removals, a merger, a record that goes and comes back, an id that changes its type."""
    graph.write(place("yixing", "city", "CN", "jiangsu"), place("bochum", "city", "DE"))
    graph.write(agreement("yixing", "bochum"))
    graph.write(agreement("yixing", "bochum", "exchange"), place("bochum", "city", "DE", population=360_000))
    graph.write(place("yixing-city", "city", "CN", "jiangsu", former_ids=("yixing",)), remove=("yixing", "bochum~yixing"))
    graph.write(remove=("bochum",))
    graph.write(Organisation(id="bochum", kind="school", sources=(Source("drawn"),), layer="home"))


def test_a_mirror_ends_with_the_same_records_after_loads_changes_and_removals(graph: Graph) -> None:
    mirror = Mirror(graph.client)
    list(mirror.copy())
    assert len(mirror.records) == len(known_records())
    change_much(graph)
    mirror.follow()
    assert mirror.records == graph.records()
    assert mirror.sequence == graph.client.get("/health/ready").json()["sequence"] == 7


def test_a_mirror_that_follows_change_by_change_ends_with_the_same_records(graph: Graph) -> None:
    mirror = Mirror(graph.client)
    list(mirror.copy())
    for population in range(5):
        graph.write(place("oss", "city", "NL", "north-brabant", population=population))
        mirror.follow()
        assert mirror.records == graph.records()


def test_a_copy_misses_nothing_that_is_changed_while_it_is_taken(graph: Graph) -> None:
    mirror = Mirror(graph.client)
    copying = mirror.copy(limit=10)
    next(copying)
    change_much(graph)
    list(copying)
    mirror.follow()
    assert mirror.records == graph.records()


def test_a_mirror_of_a_store_that_was_replaced_is_told_to_begin_anew(graph: Graph) -> None:
    mirror = Mirror(graph.client)
    change_much(graph)
    list(mirror.copy())
    graph.replaced()
    mirror.follow()
    assert mirror.records == graph.records()
    assert set(mirror.records) == {("places", "elsewhere")}


def test_a_mirror_that_never_copied_is_told_to(graph: Graph) -> None:
    mirror = Mirror(graph.client)
    mirror.follow()
    assert mirror.records == graph.records()


def test_a_merged_record_tells_a_mirror_where_it_went(graph: Graph) -> None:
    change_much(graph)
    items = graph.client.get("/v1/changes", params={"since": 1, "id": "yixing"}).json()["items"]
    assert [(item["after"] is None, item["successor"]) for item in items] == [(False, None), (True, "yixing-city")]
