"""The change feed and the full copy over HTTP: what they hold, how far they reach, and what they refuse."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from graph_service.records.base import Record
from graph_service.records.network import ChangeSet
from graph_service.records.registry import PLURAL_OF
from graph_service.settings import Settings
from graph_service.store.embedded import EmbeddedStore
from graph_service.web.app import create_app
from tests.drawing import agreement, known_records, place


class Office:
    """The service, and an office that writes to its store; what it wrote is published when the test says so."""

    def __init__(self, client: TestClient, path: Path) -> None:
        self.client = client
        self._store = EmbeddedStore.open(path)

    def write(self, *put: Record, remove: tuple[str, ...] = (), who: str | None = "office") -> None:
        asyncio.run(self._store.apply(ChangeSet(put, remove), who))

    def publish(self) -> None:
        assert self.client.portal is not None
        self.client.portal.call(self.client.app.publisher.refresh)  # type: ignore[attr-defined]  # of our app

    def changes(self, **asked: object) -> Any:
        return self.client.get("/v1/changes", params=asked).json()  # type: ignore[arg-type]  # plain values


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A service whose store holds two cities, as change 1."""
    path = tmp_path / "graph.db"
    asyncio.run(EmbeddedStore.open(path).apply(ChangeSet((place("a", "city", "CN"), place("b", "city", "CN"))), "office"))
    settings = Settings(store=f"sqlite:///{path}", refresh_seconds=3600)
    with TestClient(create_app(settings), follow_redirects=False) as client:
        yield Office(client, path)


def test_a_change_tells_who_when_before_and_after(office: Office) -> None:
    office.write(place("a", "city", "CN", population=5))
    office.publish()
    answer = office.changes(since=1)
    (item,) = answer["items"]
    assert (item["sequence"], item["who"], item["record"], item["id"]) == (2, "office", "places", "a")
    assert (item["before"].get("population"), item["after"]["population"]) == (None, 5)
    assert (answer["total"], answer["next"], answer["latest"]) == (1, None, 2)
    assert answer["begins"] | {"at": ""} == {"sequence": 1, "at": "", "who": "office", "records": 2}


def test_the_moment_of_a_change_can_be_asked_from(office: Office) -> None:
    office.write(place("c", "city", "CN"))
    office.write(place("d", "city", "CN"))
    office.publish()
    at = office.changes(since=1)["items"][0]["at"]
    answer = office.changes(since=at)
    assert (answer["since"], [item["id"] for item in answer["items"]]) == (2, ["d"])


def test_an_added_record_was_null_and_a_removed_one_is(office: Office) -> None:
    office.write(place("c", "city", "CN"), remove=("b",))
    office.publish()
    sides = {item["id"]: (item["before"] is None, item["after"] is None) for item in office.changes(since=1)["items"]}
    assert sides == {"c": (True, False), "b": (False, True)}


def test_a_merged_record_tells_where_it_redirects_to(office: Office) -> None:
    office.write(place("a", "city", "CN", former_ids=("b",)), remove=("b",))
    office.publish()
    successors = {item["id"]: item["successor"] for item in office.changes(since=1)["items"]}
    assert successors == {"a": None, "b": "a"}


def test_nothing_is_told_that_the_snapshot_does_not_hold(office: Office) -> None:
    office.write(place("c", "city", "CN"))
    answer = office.changes(since=1)
    assert (answer["latest"], answer["items"]) == (1, [])
    assert answer["snapshot"] == office.client.get("/v1/records").json()["snapshot"]


def test_a_client_that_knows_more_than_this_process_makes_it_look_again(office: Office) -> None:
    office.write(place("c", "city", "CN"))
    answer = office.changes(since=2)
    assert (answer["latest"], answer["items"]) == (2, [])


def test_pages_follow_each_other(office: Office) -> None:
    office.write(*(place(f"c{number}", "city", "CN") for number in range(5)))
    office.publish()
    first = office.changes(since=1, limit=3)
    second = office.changes(since=1, limit=3, cursor=first["next"])
    assert [item["id"] for item in (*first["items"], *second["items"])] == ["c0", "c1", "c2", "c3", "c4"]
    assert (first["total"], second["total"], second["next"]) == (5, 5, None)


def test_the_feed_is_filtered_by_type_and_id(office: Office) -> None:
    office.write(place("c", "city", "CN"), agreement("a", "b"))
    office.publish()
    assert [item["id"] for item in office.changes(since=1, record="agreements")["items"]] == ["a~b"]
    assert [item["record"] for item in office.changes(since=1, id="c")["items"]] == ["places"]


@pytest.mark.parametrize("since", ["0", "2", "1979-11-02"])
def test_what_the_feed_does_not_hold_is_refused_with_what_to_do(since: str, office: Office) -> None:
    answer = office.client.get("/v1/changes", params={"since": since})
    assert (answer.status_code, answer.json()["type"]) == (410, "/problems/full-copy-needed")
    assert "take a full copy (/v1/records)" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("since", "yesterday"),
        ("since", "-1"),
        ("since", "9" * 30),
        ("since", "0001-01-01T00:00:00+14:00"),
        ("record", "cities"),
        ("cursor", "c"),
        ("cursor", "1." + "9" * 30),
        ("sequence", "1"),
    ],
)
def test_what_cannot_be_understood_is_refused_by_name(parameter: str, value: str, office: Office) -> None:
    answer = office.client.get("/v1/changes", params={"since": "1", parameter: value})
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (422, parameter)


def test_it_must_be_said_since_when(office: Office) -> None:
    assert office.client.get("/v1/changes").json()["errors"][0]["parameter"] == "since"


def test_an_unchanged_feed_is_not_sent_again_and_a_changed_one_is(office: Office) -> None:
    tag = office.client.get("/v1/changes?since=1").headers["etag"]
    assert office.client.get("/v1/changes?since=1", headers={"If-None-Match": tag}).status_code == 304
    # The records end as they were, and so does their version.
    office.write(place("c", "city", "CN"))
    office.write(remove=("c",))
    office.publish()
    answer = office.client.get("/v1/changes?since=1", headers={"If-None-Match": tag})
    assert (answer.status_code, len(answer.json()["items"])) == (200, 2)


def test_a_full_copy_holds_every_record_of_every_type(client: TestClient) -> None:
    items: list[Any] = []
    cursor = None
    while True:
        page = client.get("/v1/records", params={"limit": 10} | ({"cursor": cursor} if cursor else {})).json()
        items += page["items"]
        if (cursor := page["next"]) is None:
            break
    assert sorted((item["record"], item["id"]) for item in items) == sorted(
        (PLURAL_OF[type(record)], record.id) for record in known_records()
    )
    assert {item["value"]["id"] for item in items} == {record.id for record in known_records()}
    assert (page["sequence"], page["total"]) == (1, len(items))


def test_a_full_copy_may_be_of_one_type(client: TestClient) -> None:
    page = client.get("/v1/records?record=claims").json()
    assert {item["record"] for item in page["items"]} == {"claims"}
    assert client.get("/v1/records?record=cities").status_code == 422


def test_health_tells_the_change_that_is_served(office: Office) -> None:
    office.write(place("c", "city", "CN"))
    before = office.client.get("/health/ready").json()["sequence"]
    office.publish()
    assert (before, office.client.get("/health/ready").json()["sequence"]) == (1, 2)
