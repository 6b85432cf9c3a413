"""What programs wrote is followed without reading the rest, and the network is the one that a read of the whole finds."""

from datetime import UTC, datetime
from typing import Any

import pytest
from msgspec.structs import replace
from neo4j import AsyncManagedTransaction, Driver

from graph_service.errors import StoreUnsound
from graph_service.publisher import Publisher
from graph_service.records.base import Record, Source
from graph_service.records.network import ChangeSet, Difference
from graph_service.records.organisation import Organisation
from graph_service.records.place import Place
from graph_service.store import neo4j as neo4j_store
from graph_service.store import neo4j_records
from graph_service.store.base import Store, Stored
from graph_service.store.neo4j import Neo4jStore
from tests.drawing import agreement, place
from tests.one_loop import run
from tests.store.test_hand_edits import RENAME, asked, feed, filled, reread, write

__all__ = ["filled"]
SOURCES = '[{"document": "a book"}]'
UNION = Organisation(id="a", kind="network", sources=(Source("drawn"),), layer="home")
CHANGES = {
    "new": ChangeSet((place("c", "city", "NL"), agreement("b", "c"))),
    "changed": ChangeSet((place("a", "city", "CN", population=7),)),
    "removed": ChangeSet(remove=("a", "a~b")),
    "of another type": ChangeSet((UNION,), ("a", "a~b")),
    "nothing": ChangeSet((place("b", "city", "NL"),)),
}


@pytest.mark.parametrize("changes", [*([change] for change in CHANGES.values()), [CHANGES["new"], CHANGES["changed"]]])
def test_what_was_written_is_followed_to_what_a_read_of_the_whole_finds(store: Store, changes: list[ChangeSet]) -> None:
    run(store.apply(ChangeSet((place("a", "city", "CN"), place("b", "city", "NL"), agreement("a", "b")))))
    known = run(store.load())
    for change in changes:
        run(store.apply(change))
    followed, whole = run(store.follow(known)), run(store.load())
    assert followed[1:] == whole[1:]
    assert list(followed.network) == list(whole.network)


def test_the_first_that_is_written_is_followed_too(store: Store) -> None:
    known = run(store.load())
    run(store.apply(ChangeSet((place("a", "city", "CN"),))))
    assert [record.id for record in run(store.follow(known)).network] == ["a"]


def followed(url: str, known: Stored) -> Stored:
    return asked(url, lambda store: store.follow(known))


@pytest.mark.neo4j
def test_what_a_hand_edited_beside_it_waits_for_the_next_read_of_the_whole(filled: str, neo4j: Driver) -> None:
    known = reread(filled)
    neo4j.execute_query(RENAME)
    write(filled, place("new", "country", "NZ"))
    found = followed(filled, known)
    assert (found.network.find("new") is not None, found.network.find("oss")) == (True, known.network.find("oss"))
    assert feed(filled) == [("office", "new")]
    assert reread(filled, found).network.table(Place)["oss"].names.en == "Oss by hand"
    assert feed(filled) == [("office", "new"), ("neo4j", "oss")]


@pytest.mark.first(1)
@pytest.mark.neo4j
@pytest.mark.parametrize(
    ("statement", "written"),
    [
        ("CREATE (:Place:City {id: 'delft', name: 'Delft', country: 'NL', layer: 'home', sources: $sources})", ("delft", "oss")),
        ("MATCH (change:Change) DETACH DELETE change", ("jiangsu", "oss")),
    ],
    ids=["an agreement of a place that a hand made", "after the feed was taken away"],
)
def test_where_what_was_written_does_not_tell_all_the_whole_is_read(
    filled: str, neo4j: Driver, statement: str, written: tuple[str, str]
) -> None:
    known = reread(filled)
    neo4j.execute_query(statement, sources=SOURCES)
    write(filled, agreement(*written))
    assert list(followed(filled, known).network) == list(reread(filled).network)


@pytest.mark.neo4j
def test_what_a_hand_made_unsound_of_a_programs_work_before_it_was_read_is_named(filled: str, neo4j: Driver) -> None:
    known = reread(filled)
    write(filled, place("nz", "country", "NZ"), place("wellington", "city", "NZ", "nz"))
    neo4j.execute_query("MATCH (place:Place {id: 'wellington'}) SET place.country = 'FR'")
    for read in (followed, reread):
        with pytest.raises(StoreUnsound, match="Place 'wellington': country: wellington lies in FR"):
            read(filled, known)


@pytest.mark.neo4j
def test_a_record_that_took_the_place_of_one_that_a_hand_removed_is_not_served_beside_it(filled: str, neo4j: Driver) -> None:
    known = reread(filled)
    neo4j.execute_query("MATCH (old:Agreement {id: 'oss~taizhou'}) DETACH DELETE old")
    write(filled, replace(agreement("oss", "taizhou"), id="the-other"))
    found = followed(filled, known)
    assert [found.network.find(each) is None for each in ("oss~taizhou", "the-other")] == [True, False]
    assert list(found.network) == list(reread(filled).network)


@pytest.mark.neo4j
def test_what_was_unsound_before_does_not_keep_a_later_write_from_being_followed(filled: str, neo4j: Driver) -> None:
    neo4j.execute_query("MATCH (place:Place {id: 'oss'})-[within:PART_OF]->() DELETE within SET place.country = 'FR'")
    neo4j.execute_query("CREATE (:Place:Country {id: 'france', name: 'F', country: 'XX', layer: 'home', sources: $s})", s=SOURCES)
    known = reread(filled)
    write(filled, place("new", "country", "NZ"))
    assert followed(filled, known).network.find("new") is not None


@pytest.mark.neo4j
def test_much_that_was_written_is_read_as_a_whole(filled: str, neo4j: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    known = reread(filled)
    neo4j.execute_query(RENAME)
    write(filled, place("new", "country", "NZ"), place("newer", "country", "FJ"))
    assert followed(filled, known).network.table(Place)["oss"].names.en != "Oss by hand"
    monkeypatch.setattr(neo4j_records, "MANY", 1)
    assert followed(filled, known).network.table(Place)["oss"].names.en == "Oss by hand"


@pytest.mark.neo4j
def test_what_was_written_and_cannot_be_read_is_named(filled: str, neo4j: Driver) -> None:
    known = reread(filled)
    write(filled, place("new", "country", "NZ"))
    neo4j.execute_query("MATCH (place:Place {id: 'new'}) REMOVE place.country")
    with pytest.raises(StoreUnsound, match="Place 'new': country: it is missing"):
        followed(filled, known)


@pytest.mark.neo4j
def test_who_writes_while_the_whole_is_read_does_not_have_it_read_again(filled: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else who writes more often than that takes would keep every service from reading at all."""
    read, whole = neo4j_records.read_all, []

    async def story() -> None:
        writer, reader = Neo4jStore.connect(filled), Neo4jStore.connect(filled)

        async def read_and_written(tx: AsyncManagedTransaction) -> neo4j_records.Found:
            found = await read(tx)
            whole.append(len(found.records))
            change = ChangeSet((place("oss", "city", "NL", population=len(whole)), *_countries("new")))
            await writer.apply(change, "office")
            return found

        monkeypatch.setattr(neo4j_records, "read_all", read_and_written)
        loaded = await reader.load()
        monkeypatch.setattr(neo4j_records, "read_all", read)
        fresh = await reader.load()
        assert (loaded[1:], list(loaded.network)) == (fresh[1:], list(fresh.network))
        for store in (writer, reader):
            await store.aclose()

    run(story())
    assert len(whole) == 1


@pytest.mark.neo4j
def test_an_edit_is_told_though_a_program_writes_before_it_is_written_down(
    filled: str, neo4j: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, find = reread(filled), neo4j_store.edits
    neo4j.execute_query(RENAME)

    async def found_and_written(*asked: Any, **named: Any) -> Difference:
        difference = await find(*asked, **named)
        store = Neo4jStore.connect(filled)
        await store.apply(ChangeSet(_countries("new")), "office")
        await store.aclose()
        return difference

    monkeypatch.setattr(neo4j_store, "edits", found_and_written)
    found = reread(filled, known)
    assert feed(filled) == [("office", "new"), ("neo4j", "oss")]
    monkeypatch.setattr(neo4j_store, "edits", find)
    assert reread(filled, found)[1:] == found[1:]
    assert feed(filled) == [("office", "new"), ("neo4j", "oss")]


@pytest.mark.neo4j
def test_a_service_follows_another_and_reads_the_whole_when_it_is_time(filled: str, neo4j: Driver) -> None:
    """The clock stands: no time but the first is one for a read of the whole."""

    async def story() -> None:
        publisher = Publisher(lambda: Neo4jStore.connect(filled), lambda: datetime(2026, 11, 21, tzinfo=UTC), reread=60)
        await publisher.refresh()
        other = Neo4jStore.connect(filled)
        neo4j.execute_query(RENAME)
        await other.apply(ChangeSet(_countries("new")), "office")
        assert await publisher.refresh()
        names = [publisher.current.place(each).names.en for each in ("new", "oss")]
        await publisher.catch_up(60, whole=True)
        assert [*names, publisher.current.place("oss").names.en] == ["new", "oss", "Oss by hand"]
        for closing in (other, publisher):
            await closing.aclose()

    run(story())


def _countries(*ids: str) -> tuple[Record, ...]:
    return tuple(place(each, "country", "NZ") for each in ids)
