"""A store that was written before there was a change feed goes on working, and its feed begins with the next change."""

import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from neo4j import Driver

from graph_service.errors import FullCopyNeeded
from graph_service.records.network import ChangeSet
from graph_service.store.base import Store
from graph_service.store.canonical import encode, lines_of
from graph_service.store.feed import FeedPage, FeedQuery
from graph_service.store.open import open_store
from tests.drawing import place
from tests.one_loop import run

UNDO = """
DROP TABLE change; DROP TABLE former; ALTER TABLE revision DROP COLUMN version;
PRAGMA user_version = 0; PRAGMA application_id = 0;
"""
FORGET = ("MATCH (node) WHERE node:Change OR node:Former DETACH DELETE node", "MATCH (m:Meta) REMOVE m.sequence, m.at")


def forget(url: str, request: pytest.FixtureRequest) -> None:
    """Make the store as it was before there was a feed."""
    if url.startswith("sqlite"):
        with sqlite3.connect(Path(url.removeprefix("sqlite:///"))) as connection:
            connection.executescript(UNDO)
        connection.close()
        return
    driver: Driver = request.getfixturevalue("neo4j")
    for statement in FORGET:
        driver.execute_query(statement)


@pytest.fixture
def older(store: Store, store_url: str, request: pytest.FixtureRequest) -> Store:
    """A store with one place and no feed."""
    run(store.apply(ChangeSet((place("a", "city", "CN"),))))
    forget(store_url, request)
    return store


@pytest.fixture
def opened(older: Store, store_url: str) -> Store:
    """The same, opened by the release that keeps a feed."""
    return open_store(store_url)


def rename(store: Store, number: int) -> None:
    run(store.apply(ChangeSet((place("a", "city", "CN", population=number),)), "office"))


def since(store: Store, when: int | datetime | None) -> FeedPage:
    try:
        return run(store.changes(FeedQuery(when)))
    finally:
        run(store.aclose())


def test_an_older_store_is_read_as_before_and_stands_at_change_0(opened: Store) -> None:
    loaded = run(opened.load())
    assert ([record.id for record in loaded.network], loaded.sequence) == (["a"], 0)
    assert since(opened, 0).items == ()


def test_a_copy_of_an_older_store_misses_nothing_that_is_changed_later(opened: Store) -> None:
    rename(opened, 1)
    page = since(opened, 0)
    assert [(row.sequence, row.record_id, row.who) for row in page.items] == [(1, "a", "office")]
    assert page.items[0].before is not None
    assert page.begins is not None
    assert (page.begins.sequence, page.begins.who, page.begins.records) == (0, None, None)


def test_of_the_time_before_its_feed_an_older_store_tells_nothing(opened: Store) -> None:
    rename(opened, 1)
    opening = run(opened.changes(FeedQuery())).begins
    assert opening is not None
    with pytest.raises(FullCopyNeeded, match="the feed begins with change 0"):
        since(opened, datetime.fromisoformat(opening.at) - timedelta(seconds=1))


@pytest.mark.parametrize("moment", [lambda at: at, lambda at: at.replace(year=at.year + 1)])
def test_an_older_store_answers_for_moments_since_its_feed_began(moment: Callable[[datetime], datetime], opened: Store) -> None:
    rename(opened, 1)
    opening = run(opened.changes(FeedQuery())).begins
    assert opening is not None
    when = datetime.fromisoformat(opening.at)
    assert len(since(opened, moment(when)).items) == (moment(when) == when)


EARLIER = (
    *("places", "organisations", "frames", "agreements", "memberships"),
    *("activities", "plans", "targets", "projects", "claims"),
)


def test_a_store_of_a_release_that_knew_fewer_types_of_records_is_as_it_was_written(store: Store) -> None:
    run(store.apply(ChangeSet((place("a", "city", "CN"),))))
    stored = run(store.load())
    bodies = {plural: lines_of(map(encode, stored.network.rows(plural).values())) for plural in EARLIER}
    by_hand = sha256(b"".join(b"\n%s\n%s" % (plural.encode(), lines) for plural, lines in bodies.items()))
    assert stored.version == by_hand.hexdigest()
