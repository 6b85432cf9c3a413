"""What people edit in Neo4j is an edit: served after the next full read, told in the feed, and where it is unsound, named."""

import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from msgspec.structs import replace
from neo4j import Driver

from graph_service.answers.changes import changes_answer
from graph_service.cli.app import run as run_command
from graph_service.errors import StoreUnsound
from graph_service.files.tables import format_table
from graph_service.loader import LoadReport, SeedLoad, load_files
from graph_service.publisher import Publisher
from graph_service.records.agreement import Agreement
from graph_service.records.base import Names, Record
from graph_service.records.network import ChangeSet
from graph_service.records.place import Place
from graph_service.records.registry import RECORD_TYPES
from graph_service.snapshot import Snapshot
from graph_service.store.base import Stored
from graph_service.store.feed import Changed, FeedQuery
from graph_service.store.neo4j import Neo4jStore
from tests.drawing import TODAY, agreement, known_records, place
from tests.one_loop import run

T = TypeVar("T")
pytestmark = pytest.mark.neo4j
RENAME = "MATCH (place:Place {id: 'oss'}) SET place.name = 'Oss by hand'"
STRAY = "MATCH (a:Place {id: 'oss'}), (b:Place {id: 'nanjing'}) CREATE (a)-[:PARTNER {agreement: 'none', kind: 'formal'}]->(b)"


@pytest.fixture
def filled(neo4j_url: str) -> str:
    """A store with records of every type."""

    async def fill() -> None:
        store = Neo4jStore.connect(neo4j_url)
        await store.apply(ChangeSet(tuple(known_records())), "office")
        await store.aclose()

    run(fill())
    return neo4j_url


def asked(url: str, ask: Callable[[Neo4jStore], Awaitable[T]]) -> T:
    """What a store is asked, in a connection of its own."""

    async def connected() -> T:
        store = Neo4jStore.connect(url)
        try:
            return await ask(store)
        finally:
            await store.aclose()

    return run(connected())


def reread(url: str, known: Stored | None = None) -> Stored:
    return asked(url, lambda store: store.load(known))


def told(url: str) -> list[Changed]:
    return list(asked(url, lambda store: store.changes(FeedQuery(since=1))).items)


def feed(url: str) -> list[tuple[str | None, str]]:
    return [(row.who, row.record_id) for row in told(url)]


def test_a_name_edited_by_hand_is_read_and_told_in_the_feed_as_an_edit_in_neo4j(filled: str, neo4j: Driver) -> None:
    known = reread(filled)
    neo4j.execute_query(RENAME)
    found = reread(filled, known)
    assert found.network.table(Place)["oss"].names.en == "Oss by hand"
    assert (found.sequence, found.revision != known.revision) == (known.sequence + 1, True)
    assert feed(filled) == [("neo4j", "oss")]
    assert reread(filled, found)[1:] == found[1:]


def test_what_was_not_edited_is_no_change(filled: str) -> None:
    known = reread(filled)
    assert reread(filled, known)[1:] == known[1:]
    assert feed(filled) == []


def test_a_stage_edited_by_hand_brings_its_partners_along(filled: str, neo4j: Driver) -> None:
    known = reread(filled)
    neo4j.execute_query("MATCH (:Agreement {id: 'jiangsu~vaud'})-[:HAS_STAGE]->(stage:Stage) SET stage.kind = 'exchange'")
    reread(filled, known)
    kinds = neo4j.execute_query("MATCH ()-[tie:PARTNER {agreement: 'jiangsu~vaud'}]->() RETURN tie.kind").records
    assert [record.value() for record in kinds] == ["exchange"]


class Clock:
    """A time that stands until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 21, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def test_an_edit_is_served_after_the_next_full_read_and_an_unsound_one_keeps_what_was_served(filled: str, neo4j: Driver) -> None:
    clock = Clock()

    async def story() -> None:
        publisher = Publisher(lambda: Neo4jStore.connect(filled), clock, reread=60)
        await publisher.refresh()
        neo4j.execute_query(RENAME)
        assert not await publisher.refresh()
        clock.now += timedelta(seconds=61)
        assert await publisher.refresh()
        served = publisher.current
        assert served.place("oss").names.en == "Oss by hand"
        clock.now += timedelta(seconds=61)
        assert not await publisher.refresh()  # read again, and the same
        neo4j.execute_query(RENAME.replace("by hand", "at once"))
        assert not await publisher.refresh()
        await publisher.catch_up(60, whole=True)
        assert publisher.current.place("oss").names.en == "Oss at once"
        served = publisher.current
        neo4j.execute_query("MATCH (place:Place {id: 'oss'}) REMOVE place.country")
        clock.now += timedelta(seconds=61)
        assert not await publisher.try_refresh()
        assert "Place 'oss': country: it is missing" in str(publisher.failure)
        assert publisher.current is served
        await publisher.aclose()

    run(story())


@pytest.mark.first(1)
@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("MATCH (:Place {id: 'oss'})-[party:PARTY_OF]->() DELETE party", "Agreement 'oss~taizhou'"),
        ("MATCH (place:Place {id: 'oss'}) SET place.name = 'a' + char", "name"),
        ("MATCH (a:Place {id: 'oss'}), (b:Place {id: 'oss'}) CREATE (a)-[:PART_OF]->(b)", "record|Place 'oss'"),
    ],
)
def test_an_unsound_edit_is_named_and_is_in_no_feed(filled: str, neo4j: Driver, statement: str, told: str) -> None:
    known = reread(filled)
    neo4j.execute_query(statement.replace("char", "$bell"), bell="\x07")
    with pytest.raises(StoreUnsound, match=told):
        reread(filled, known)
    assert feed(filled) == []


def verify(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    code = run_command(["verify", *words])
    return code, capsys.readouterr().err


def test_from_drift_through_verify_to_health(
    filled: str,
    neo4j: Driver,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STORE", filled)
    folder = tmp_path / "home"
    folder.mkdir()
    assert verify(capsys) == (0, "the store is sound\n")
    before = reread(filled)
    for statement in (
        RENAME,
        STRAY,
        "MATCH (place:Place {id: 'vaud'}) DETACH DELETE place",
        "MATCH (:Place {id: 'taizhou'})-[party:PARTY_OF]->(:Agreement {id: 'oss~taizhou'}) DELETE party",
    ):
        neo4j.execute_query(statement)
    code, told = verify(capsys)
    assert code == 1
    assert "PARTNER from 'oss' to 'nanjing' of agreement 'none': no agreement says it" in told
    assert "Agreement 'oss~taizhou': " in told
    assert "Agreement 'jiangsu~vaud': " in told
    code, told = verify(capsys, "--repair")  # what is derived is mended, and no fact is made up
    assert code == 1
    assert "PARTNER" not in told
    assert "Agreement 'oss~taizhou': " in told
    report = load_again(filled, folder)
    assert report.written
    assert verify(capsys) == (0, "the store is sound\n")
    assert reread(filled).version == before.version


def load_again(url: str, folder: Path, seeds: SeedLoad | None = None) -> LoadReport:
    """Load the rows of the records anew."""
    for plural, cls in RECORD_TYPES:
        if rows := [record for record in known_records() if type(record) is cls]:
            (folder / f"{plural}.csv").write_text(format_table(rows, plural), "utf-8")

    async def load() -> LoadReport:
        store = Neo4jStore.connect(url)
        try:
            return await load_files(store, [folder], today=TODAY, seeds=seeds)
        finally:
            await store.aclose()

    return run(load())


def test_the_stray_partner_of_a_pair_with_an_agreement_is_known_by_what_it_says(filled: str, neo4j: Driver) -> None:
    neo4j.execute_query("MATCH ()-[tie:PARTNER {agreement: 'oss~taizhou'}]->() SET tie.kind = 'intent'")

    async def story() -> tuple[list[str], int, tuple]:
        store = Neo4jStore.connect(filled)
        try:
            told = [str(finding) for finding in await store.verify()]
            return told, await store.mend((await store.readable()).network), await store.verify()
        finally:
            await store.aclose()

    told, mended, after = run(story())
    assert len(told) == mended == 2
    assert after == ()
    assert agreement("oss", "taizhou").id in told[0]
    assert place("oss", "city", "NL").id in told[0]


@pytest.mark.first(1)
@pytest.mark.parametrize(
    "statement",
    [
        "MATCH ()-[tie:PARTNER {agreement: 'oss~taizhou'}]->() DELETE tie",
        "MATCH ()-[tie:PARTNER {agreement: 'oss~taizhou'}]->() SET tie.weight = 2",
        "MATCH ()-[tie:PARTNER {agreement: 'oss~taizhou'}]->() SET tie.since = '1990-01-01'",
        "MATCH (a)-[tie:PARTNER {agreement: 'oss~taizhou'}]->(b) CREATE (a)-[twin:PARTNER]->(b) SET twin = properties(tie)",
        "MATCH (a)-[tie:PARTNER {agreement: 'oss~taizhou'}]->(b) CREATE (b)-[c:PARTNER]->(a) SET c = properties(tie) DELETE tie",
        STRAY,
    ],
)
def test_seeds_that_are_stored_as_they_are_write_nothing_and_mend_what_is_derived(
    statement: str, filled: str, neo4j: Driver, tmp_path: Path
) -> None:
    (folder := tmp_path / "home").mkdir()
    load_again(filled, folder)
    written = reread(filled)
    neo4j.execute_query(statement)
    report = load_again(filled, folder, SeedLoad.PROPOSE)
    assert (report.difference.unchanged, report.difference.has_effect) == (len(written.network), False)
    assert "not as they should be" in report.notices[0]
    assert reread(filled)[1:] == written[1:]
    assert load_again(filled, folder, SeedLoad.PROPOSE).notices == ()


def test_the_feed_tells_what_a_record_became_as_it_is_served_though_a_hand_edited_it_since(filled: str, neo4j: Driver) -> None:
    renamed = place("oss", "city", "NL", "netherlands", names=Names(en="Oss of the office"))
    asked(filled, lambda store: store.apply(ChangeSet((renamed,)), "office"))
    snapshot = Snapshot.of(reread(filled), TODAY)
    for statement in (RENAME, "MATCH (place:Place {id: 'oss'}) SET place.population = 'many'"):
        neo4j.execute_query(statement)
        page = asked(filled, lambda store: store.changes(FeedQuery(until=snapshot.sequence)))
        [item] = changes_answer(snapshot, page).items
        assert json.loads(bytes(item.after))["names"] == {"en": "Oss of the office"}


def test_what_a_hand_changed_or_removed_since_the_same_seeds_is_kept_and_proposed_and_what_is_unsound_is_healed(
    neo4j_url: str, neo4j: Driver, tmp_path: Path
) -> None:
    (folder := tmp_path / "home").mkdir()
    load_again(neo4j_url, folder, SeedLoad.PROPOSE)
    neo4j.execute_query("MATCH (place:Place {id: 'oss'}) SET place.population = 7")
    neo4j.execute_query("MATCH (tie:Agreement {id: 'jiangsu~vaud'})-[:HAS_STAGE]->(stage) DETACH DELETE tie, stage")
    for _ in range(2):
        report = load_again(neo4j_url, folder, SeedLoad.PROPOSE)
        assert {"oss", "jiangsu~vaud"} <= {each.record_id for each in report.proposals}  # the others named what was removed
        assert not report.difference.has_effect
    network = reread(neo4j_url).network
    assert (network.table(Place)["oss"].population, "jiangsu~vaud" in network.table(Agreement)) == (7, False)
    neo4j.execute_query("MATCH (place:Place {id: 'vaud'}) SET place.population = 'many'")
    report = load_again(neo4j_url, folder, SeedLoad.PROPOSE)
    assert {"oss", "jiangsu~vaud"} <= {each.record_id for each in report.proposals}
    assert (report.unsound, [record.id for record in report.difference.effective.put]) == ((), ["vaud"])


def test_of_several_unsound_edits_the_first_is_named_and_how_many_more(filled: str, neo4j: Driver) -> None:
    known = reread(filled)
    neo4j.execute_query("MATCH (place:Place) WHERE place.id IN ['oss', 'vaud', 'jiangsu'] SET place.country = 'Spain'")
    for before in (known, None):
        with pytest.raises(StoreUnsound, match=r"2 finding\(s\) more, `graph-service verify` tells all"):
            reread(filled, before)


def test_an_edit_beside_a_write_that_was_not_read_yet_is_checked_too(filled: str, neo4j: Driver) -> None:
    known = reread(filled)

    async def write() -> None:
        store = Neo4jStore.connect(filled)
        await store.apply(ChangeSet((place("new", "country", "NZ"),)), "office")
        await store.aclose()

    run(write())
    neo4j.execute_query("MATCH (place:Place {id: 'oss'}) SET place.country = 'Spain'")
    for before in (known, None):
        with pytest.raises(StoreUnsound, match="Place 'oss': country"):
            reread(filled, before)


def test_verify_names_what_breaks_a_rule_and_keeps_the_partners_of_a_place_that_cannot_be_read(
    filled: str, neo4j: Driver, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STORE", filled)
    neo4j.execute_query("MATCH (place:Place {id: 'vaud'}) SET place.country = 'Spain'")
    code, told = verify(capsys)
    assert (code, "Place 'vaud': country" in told) == (1, True)
    neo4j.execute_query("MATCH (place:Place {id: 'oss'}) SET place.population = 'many'")
    ties = "MATCH (:Place {id: 'oss'})-[tie:PARTNER]-() RETURN count(tie)"
    before = neo4j.execute_query(ties).records[0][0]
    code, told = verify(capsys, "--repair")
    assert (code, "Place 'oss': population" in told, "PARTNER" in told) == (1, True, False)
    assert neo4j.execute_query(ties).records[0][0] == before > 0


def write(url: str, *put: Record, who: str = "office") -> None:
    async def apply() -> None:
        store = Neo4jStore.connect(url)
        await store.apply(ChangeSet(put), who)
        await store.aclose()

    run(apply())


def test_an_edit_beside_a_write_that_was_not_read_yet_has_a_line_of_its_own(filled: str, neo4j: Driver) -> None:
    known = reread(filled)
    write(filled, place("new", "country", "NZ"))
    neo4j.execute_query(RENAME)
    neo4j.execute_query("MATCH (:Agreement {id: 'jiangsu~vaud'})-[:HAS_STAGE]->(stage:Stage) SET stage.kind = 'exchange'")
    found = reread(filled, known)
    assert feed(filled) == [("office", "new"), ("neo4j", "oss"), ("neo4j", "jiangsu~vaud")]
    assert (found.sequence, found.network.table(Place)["oss"].names.en) == (known.sequence + 2, "Oss by hand")
    kinds = neo4j.execute_query("MATCH ()-[tie:PARTNER {agreement: 'jiangsu~vaud'}]->() RETURN tie.kind").records
    assert [record.value() for record in kinds] == ["exchange"]
    assert reread(filled, known)[1:] == reread(filled, found)[1:] == found[1:]  # whoever reads it next, too
    assert len(feed(filled)) == 3


def test_a_write_without_an_edit_beside_it_has_its_own_line_alone(filled: str) -> None:
    known = reread(filled)
    write(filled, place("new", "country", "NZ"))
    write(filled, place("new", "country", "NZ", population=5), who="other")
    assert reread(filled, known).sequence == known.sequence + 2
    assert feed(filled) == [("office", "new"), ("other", "new")]


def test_a_record_that_a_program_and_a_hand_changed_is_told_as_the_programs(filled: str, neo4j: Driver) -> None:
    known = reread(filled)
    neo4j.execute_query(RENAME)
    write(filled, place("oss", "city", "NL", population=7))
    reread(filled, known)
    assert feed(filled) == [("office", "oss")]


def test_what_stands_in_a_store_that_took_the_place_of_another_is_no_edit(filled: str, neo4j: Driver) -> None:
    known = reread(filled)
    neo4j.execute_query("MATCH (node) DETACH DELETE node")
    write(filled, place("other", "country", "NZ"))
    write(filled, place("more", "country", "NZ"))
    reread(filled, known)
    assert feed(filled) == [("office", "more")]


@pytest.mark.first(1)
@pytest.mark.parametrize(
    ("statement", "field"),
    [
        ("MATCH (place:Place {id: 'oss'}) SET place.population = 'many'", "population"),
        ("MATCH (place:Place {id: 'oss'}) SET place.sources = 'a list'", "sources"),
        ("MATCH (place:Place {id: 'oss'}) REMOVE place.country", "country"),
        ("MATCH (a:Place {id: 'oss'}), (b:Place {id: 'vaud'}) CREATE (a)-[:PART_OF]->(b), (a)-[:PART_OF]->(b)", "parent"),
    ],
)
def test_a_record_that_cannot_be_read_was_there_before_it_is_written_anew(
    filled: str, neo4j: Driver, tmp_path: Path, statement: str, field: str
) -> None:
    write(filled, replace(reread(filled).network.table(Place)["oss"], population=7))
    neo4j.execute_query(statement)
    [before] = told(filled)
    assert before.after is not None  # it is there, and was not removed
    (folder := tmp_path / "home").mkdir()
    load_again(filled, folder, SeedLoad.OVERWRITE)
    *_, line = (row for row in told(filled) if row.record_id == "oss")
    was, now = json.loads(line.before or "null"), json.loads(line.after or "null")
    assert field not in was
    apart = {field, "population"}
    assert {name: was[name] for name in was if name not in apart} == {name: now[name] for name in now if name not in apart}
