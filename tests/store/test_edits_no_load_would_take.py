"""What no load would take is no sound edit either: `verify` names it in either store, and a service that read the network before
keeps what it has."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from neo4j import Driver

from graph_service.errors import DataRefused, StoreUnsound
from graph_service.files.tables import format_table
from graph_service.loader import load_files
from graph_service.publisher import Publisher
from graph_service.records.network import ChangeSet, Network
from graph_service.records.registry import RECORD_TYPES
from graph_service.store.embedded import EmbeddedStore
from graph_service.store.neo4j import Neo4jStore
from tests.drawing import TODAY, agreement, place
from tests.one_loop import run
from tests.store.test_hand_edits import filled, reread, verify

__all__ = ["filled"]
SOURCED = """layer: 'home', sources: '[{"document": "a book"}]'"""
OSS = "MATCH (oss:Place {id: 'oss'})-[within:PART_OF]->()"
CLAIM = "MATCH (claim:Claim)-[about:ABOUT]->(), (city:Place {id: 'nanjing'})"
EDITS = {
    "a place within one of another country": (
        f"{OSS}, (other:Place {{id: 'jiangsu'}}) DELETE within CREATE (oss)-[:PART_OF]->(other)",
        "oss lies in NL, but its parent jiangsu in CN",
    ),
    "a second country of a code": (
        f"CREATE (:Place:Country {{id: 'holland', name: 'Holland', country: 'NL', {SOURCED}}})",
        "NL is the country ",
    ),
    "a name with a sign that nobody sees": (f"{OSS} SET oss.name = 'Os\\u200bs'", "the invisible character U+200B"),
    "an id like another": (
        f"{OSS} CREATE (:Place:City {{id: 'Oss', name: 'Oss', country: 'NL', {SOURCED}}})",
        "which is another id",
    ),
    "a code of no country": ("MATCH (body:Organisation {id: 'org:union'}) SET body.country = 'XX'", "XX is not in ISO 3166-1"),
    "a signing in a year to come": (
        "MATCH (:Agreement {id: 'jiangsu~vaud'})-[:HAS_STAGE]->(stage) SET stage = {kind: 'formal', date: date('2092-10-01')}",
        "formal 2092-10-01 lies after today, ",
    ),
    "a place that comes after itself": (f"{OSS} CREATE (oss)-[:SUCCEEDED_BY]->(oss)", "'oss' names itself"),
    "a party of a visit twice": (
        "MATCH (place)-[:TOOK_PART_IN]->(visit:Activity) CREATE (place)-[:TOOK_PART_IN]->(visit)",
        "'jiangsu' stands twice",
    ),
    "a claim of a tier above its subject": (
        f"{CLAIM} SET claim.scope_tiers = [1] DELETE about CREATE (claim)-[:ABOUT]->(city)",
        "nanjing is a unit of tier 2, and the claim counts tier 1",
    ),
}


@pytest.mark.thorough
@pytest.mark.neo4j
@pytest.mark.parametrize(("statement", "words"), EDITS.values(), ids=EDITS)
def test_an_edit_that_no_load_would_take_is_unsound(
    statement: str,
    words: str,
    filled: str,
    neo4j: Driver,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STORE", filled)
    known = reread(filled)
    neo4j.execute_query(statement)
    with pytest.raises(DataRefused) as refused:
        loaded(reread(filled).network, tmp_path)
    with pytest.raises(StoreUnsound) as kept:
        reread(filled, known)
    code, told = verify(capsys)
    facts = [line for line in told.splitlines()[:-1] if "PARTNER" not in line and ": name: " not in line]  # which follow
    assert (code, len(facts)) == (1, 1)
    for said in (told, str(kept.value), str(refused.value.faults[0])):
        assert words in said


def loaded(network: Network, folder: Path) -> None:
    """Load all records into a new store."""
    for plural, _ in RECORD_TYPES:
        if rows := list(network.rows(plural).values()):
            (folder / f"{plural}.csv").write_text(format_table(rows, plural), "utf-8")
    run(load_files(EmbeddedStore.open(folder / "new.db"), [folder], today=TODAY))


def test_what_was_stored_before_it_was_refused_is_told_by_verify_and_served(tmp_path: Path) -> None:
    store = EmbeddedStore.open(tmp_path / "graph.db")
    countries = place("cn", "country", "CN"), place("jp", "country", "JP")
    towns = place("a", "city", "CN", "cn"), place("b", "city", "JP", "cn")
    run(store.apply(ChangeSet((*countries, *towns, agreement("a", "b")))))
    [found] = run(store.verify())
    assert str(found).startswith("Place 'b': country: b lies in JP, but its parent cn in CN")
    assert len(run(store.load()).network) == 5


@pytest.mark.neo4j
def test_a_service_that_starts_on_an_unsound_graph_serves_it_and_says_so_in_its_log(
    filled: str, neo4j: Driver, caplog: pytest.LogCaptureFixture
) -> None:
    async def start() -> int:
        publisher = Publisher(lambda: Neo4jStore.connect(filled), lambda: datetime(2026, 11, 21, tzinfo=UTC), reread=60)
        await publisher.refresh()
        records = len(publisher.current.network)
        await publisher.aclose()
        return records

    sound = run(start())
    assert caplog.messages == []
    neo4j.execute_query(EDITS["a place within one of another country"][0])
    assert run(start()) == sound
    [said] = caplog.messages
    assert "unsound in 1 place(s); `graph-service verify` tells all, first Place 'oss': country: oss lies in NL" in said
