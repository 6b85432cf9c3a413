"""What records say is in Neo4j's own properties and relationships, and read back from them to the letter."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from neo4j import Driver
from neo4j.time import Date, DateTime

from graph_service.errors import DataRefused, StoreUnavailable, StoreUnsound
from graph_service.records.activity import Activity
from graph_service.records.agreement import Agreement
from graph_service.records.base import Record
from graph_service.records.claim import Claim
from graph_service.records.dates import Certainty
from graph_service.records.frame import Frame
from graph_service.records.life import standing
from graph_service.records.network import ChangeSet, Network
from graph_service.records.organisation import Organisation
from graph_service.records.plan import Plan
from graph_service.records.project import Project
from graph_service.records.registry import RECORD_TYPES
from graph_service.snapshot import Snapshot
from graph_service.store.canonical import encode
from graph_service.store.embedded import EmbeddedStore
from graph_service.store.feed import FeedQuery
from graph_service.store.neo4j import Neo4jStore
from graph_service.store.neo4j_partners import partners
from graph_service.store.neo4j_url import Neo4jUrl
from graph_service.store.open import open_store
from tests.conftest import ROOT
from tests.drawing import DRAWN, agreement, known_records, place, version_in_full
from tests.drawn_records import records as drawn
from tests.drawn_records import stages
from tests.neo4j_fixture import SeededNeo4j
from tests.one_loop import run

SOURCE = {"sources": DRAWN, "layer": "home"}


def stub(plural: str, record_id: str) -> list[Record]:
    """A record of this type with this id, and what it names."""
    parties = [place(f"{record_id}'1", "city", "CN"), place(f"{record_id}'2", "city", "NL")]
    made: dict[str, list[Record]] = {
        "places": [place(record_id, "city", "CN")],
        "organisations": [Organisation(id=record_id, kind="network", **SOURCE)],
        "frames": [Frame(id=record_id, kind="group", **SOURCE)],
        "agreements": [*parties, Agreement(id=record_id, parties=(parties[0].id, parties[1].id), stages=STAGES, **SOURCE)],
        "activities": [Activity(id=record_id, kind="visit", **SOURCE)],
        "plans": [Plan(id=record_id, kind="policy", **SOURCE)],
        "projects": [Project(id=record_id, kind="park", **SOURCE)],
    }
    return made[plural]


STAGES = agreement("a", "b").stages


@st.composite
def closed(draw: st.DrawFn) -> list[Record]:
    """A record of any type with every field drawn, and whatever it names, once of one type of those that may be."""
    record = draw(st.sampled_from([kind.cls for kind in RECORD_TYPES]).flatmap(drawn))
    made: list[Record] = []
    for reference in record.REFERENCES:
        value = getattr(record, reference.field)
        named = [value] if isinstance(value, str) else value or ()
        # Some names turn up in another order than that of their ids, and some twice.
        ids = [f"{reference.field}-{draw(st.integers(0, 3))}-{PLACES_OF[at % 3]}" for at in range(len(named))]
        made += [each for one in set(ids) for each in stub(draw(st.sampled_from(reference.targets)), one)]
        record = replace(record, **{reference.field: ids[0] if isinstance(value, str) else tuple(ids)}) if named else record
    return [record, *made]


PLACES_OF = ("州", "é", "🍇")


@pytest.mark.thorough
@pytest.mark.neo4j
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much]
)
@given(closed())
def test_every_field_of_every_type_is_read_back_as_it_was_written(neo4j_url: str, records: list[Record]) -> None:
    store = open_store(neo4j_url)
    try:
        stored = run(store.load()).network
        run(store.apply(ChangeSet((), tuple(record.id for record in stored))))
        run(store.apply(ChangeSet(tuple(records))))
        read = run(store.load())
        assert list(read.network) == list(Network(records))
        assert run(store.apply(ChangeSet(tuple(records)))).effective == ChangeSet()
    finally:
        run(store.aclose())


@pytest.mark.neo4j
def test_a_network_is_the_same_by_its_hash_from_file_to_server_and_back(neo4j_url: str, tmp_path: Path) -> None:
    first, second, server = EmbeddedStore.open(tmp_path / "a.db"), EmbeddedStore.open(tmp_path / "b.db"), open_store(neo4j_url)
    run(first.apply(ChangeSet(tuple(known_records()))))
    for source, target in ((first, server), (server, second)):
        run(target.apply(ChangeSet(tuple(run(source.load()).network))))
    versions = {run(store.load()).version for store in (first, second, server)}
    run(server.aclose())
    assert versions == {version_in_full(Network(known_records()))}


@pytest.mark.neo4j
def test_the_seeds_have_the_same_hash_read_from_a_server_as_from_their_files(seeded_neo4j: SeededNeo4j, seeds: Snapshot) -> None:
    store = Neo4jStore.connect(seeded_neo4j.url.secret())
    stored = run(store.load())
    run(store.aclose())
    assert stored.version == version_in_full(seeds.network)


@pytest.mark.neo4j
def test_no_node_says_a_record_as_a_whole(neo4j: Driver, neo4j_url: str) -> None:
    store = open_store(neo4j_url)
    run(store.apply(ChangeSet(tuple(known_records()))))
    run(store.aclose())
    asked = (
        "MATCH (node) WHERE NOT node:Former UNWIND keys(node) AS key WITH node, key WHERE node[key] STARTS WITH '{' RETURN key"
    )
    assert neo4j.execute_query(asked).records == []


@pytest.mark.neo4j
@pytest.mark.parametrize("change", [ChangeSet((place("a", "city", "CN", "nowhere"),)), ChangeSet(remove=("b",))])
def test_a_reference_to_what_is_not_there_is_refused_and_nothing_is_written(change: ChangeSet, neo4j_url: str) -> None:
    store = open_store(neo4j_url)
    run(store.apply(ChangeSet((place("a", "city", "CN"), place("b", "city", "NL"), agreement("a", "b")))))
    before = run(store.load())
    with pytest.raises(
        DataRefused, match=r"'nowhere'.* are not there among places|it names 'b' \(PARTY_OF\), which would be gone"
    ):
        run(store.apply(change))
    assert run(store.load())[1:] == before[1:]
    run(store.aclose())


def days() -> Iterator[date]:
    yield from (date(1940, 1, 1) + timedelta(days=97 * number) for number in range(400))


@settings(max_examples=60, deadline=None)
@given(st.lists(stages(), min_size=1, max_size=4).map(tuple))
def test_on_any_day_the_partners_of_an_agreement_say_how_it_surely_stands(told: tuple) -> None:
    tie = Agreement(id="a~b", parties=("a", "b"), stages=told, **SOURCE)
    found = list(partners(tie))
    for day in days():
        now = standing(tie, day)
        sure = now.status is not None and now.certainty is Certainty.SURELY
        said = [each for each in found if (each.since is None or each.since <= day) and (each.until is None or each.until > day)]
        assert [(each.kind, each.status) for each in said] == ([(now.kind, now.status)] if sure else [])


def test_an_agreement_has_one_partner_without_an_end() -> None:
    for told in ("formal 1990", "exchange 1991; formal 1999; terminated 2015", "formal 1994; terminated 2005/2008", "formal"):
        ends = [each.until for each in partners(agreement("a", "b", told))]
        assert ends.count(None) == 1
        assert ends[-1] is None


OLDER = (
    "CREATE CONSTRAINT record_id IF NOT EXISTS FOR (record:Record) REQUIRE record.id IS UNIQUE",
    "UNWIND $rows AS row CREATE (record:Record:$(row.label) {id: row.id, record: row.record})",
    "MATCH (a:Record {id: 'a'}), (b:Record {id: 'b'}) CREATE (a)-[:PARTNER {agreement: 'a~b'}]->(b)",
    "CREATE (:Meta {id: 'network', revision: 'older', sequence: 7, at: '2026-01-01T00:00:00.000000Z'})",
    "CREATE (:Change {sequence: 1, at: '2025-01-01T00:00:00.000000Z', records: 3})",
    "CREATE (:Change {sequence: 7, at: '2026-01-01T00:00:00.000000Z', records: 1})",
)


@pytest.fixture
def older(neo4j: Driver, neo4j_url: str) -> str:
    """A store as earlier releases wrote it: each record as JSON on its node."""
    for statement in OLDER:
        rows = [{"label": type(record).__name__, "id": record.id, "record": encode(record)} for record in known_records()]
        neo4j.execute_query(statement, rows=rows)
    return neo4j_url


@pytest.mark.plans_anew
@pytest.mark.neo4j
def test_a_store_of_an_earlier_release_is_refused_in_one_line_until_it_is_opened_to_write(older: str) -> None:
    store = open_store(older)
    for asked in (store.load, lambda: store.apply(ChangeSet((place("x", "city", "CN"),))), lambda: store.changes(FeedQuery())):
        with pytest.raises(StoreUnavailable, match=r"an earlier release; `graph-service load` or `serve` brings it up to date$"):
            run(asked())
    run(store.aclose())


@pytest.mark.thorough
@pytest.mark.plans_anew
@pytest.mark.neo4j
def test_a_store_of_an_earlier_release_is_brought_up_to_date_with_all_its_facts_and_its_feed(older: str, neo4j: Driver) -> None:
    store = open_store(older, create=True)
    stored = run(store.load())
    assert (stored.version, stored.sequence) == (version_in_full(Network(known_records())), 7)
    assert neo4j.execute_query("MATCH (left:Record) RETURN left").records == []
    assert neo4j.execute_query("SHOW CONSTRAINTS YIELD name WHERE name = 'record_id' RETURN name").records == []
    run(store.apply(ChangeSet((place("x", "city", "CN"),))))
    page = run(store.changes(FeedQuery(since=7)))
    assert [(row.sequence, row.record_id) for row in page.items] == [(8, "x")]
    run(store.aclose())


# The third form told dates before words as texts, the second moments and dates in words too.
THIRD = (
    """MATCH (claim:Claim) WHERE claim.stated_on IS NOT NULL OR claim.stated_on_first IS NOT NULL
    SET claim.stated = $words[claim.id] REMOVE claim.stated_on, claim.stated_on_first, claim.stated_on_last,
    claim.stated_on_precision""",
    "MATCH (meta:Meta) SET meta.form = 3",
)
SECOND = (
    *THIRD,
    """MATCH (node:Meta|Change) SET node.at =
    substring(toString(node.at), 0, 19) + '.' + right('000000' + toString(node.at.microsecond), 6) + 'Z'""",
    "MATCH (meta:Meta) SET meta.form = 2",
)


def claims() -> list[Record]:
    """Claims that state words of every form of a date, and of none."""
    return [
        Claim(id=f"claim:{at:02}", subject="oss", measure="signed", stated=words, **SOURCE)
        for at, words in enumerate((*STATED, "0500", "the first", "1990-13"))
    ]


STATED: dict[str, dict[str, object]] = {
    "1990-05-31": {"stated_on": Date(1990, 5, 31)},
    "1990": {"stated_on_first": Date(1990, 1, 1), "stated_on_last": Date(1990, 12, 31), "stated_on_precision": "year"},
    "1990-02": {"stated_on_first": Date(1990, 2, 1), "stated_on_last": Date(1990, 2, 28), "stated_on_precision": "month"},
    "1990-02/1991": {
        "stated_on_first": Date(1990, 2, 1), "stated_on_last": Date(1991, 12, 31), "stated_on_precision": "month/year"
    },
    "1982-05-01, sister, suspended": {"stated_on": Date(1982, 5, 1), "stated": "sister, suspended"},
    "1992, until 1994": {
        "stated_on_first": Date(1992, 1, 1), "stated_on_last": Date(1992, 12, 31), "stated_on_precision": "year",
        "stated": "until 1994",
    },
    "undated, sister": {"stated": "undated, sister"},
    "1992, ": {"stated": "1992, "},
}  # fmt: skip


@pytest.mark.neo4j
def test_what_a_claim_states_is_a_date_as_far_as_it_reads_as_one_and_words_else(neo4j: Driver, neo4j_url: str) -> None:
    store = open_store(neo4j_url)
    run(store.apply(ChangeSet((place("oss", "city", "NL"), *claims()))))
    assert [record.stated for record in run(store.load()).network if isinstance(record, Claim)] == [
        record.stated for record in claims() if isinstance(record, Claim)
    ]
    asked = "MATCH (claim:Claim) RETURN properties(claim) ORDER BY claim.id"
    found = [record.value() for record in neo4j.execute_query(asked).records]
    assert [{name: value for name, value in each.items() if name.startswith("stated")} for each in found] == [
        *STATED.values(),
        {"stated": "0500"},
        {"stated": "the first"},
        {"stated": "1990-13"},
    ]
    for wrong, told in (
        ("SET claim.stated = '1990' REMOVE claim.stated_on", "'1990' is a date; write that as stated_on"),
        ("SET claim.stated = '1990, so'", "'1990, so' begins with a date; write that as stated_on"),
        ("SET claim.stated = 7, claim.stated_on = date('1990-05-31')", "stated: 7 is no text"),
    ):
        neo4j.execute_query(f"MATCH (claim:Claim {{id: 'claim:00'}}) {wrong}")
        with pytest.raises(StoreUnsound, match=told):
            run(store.load())
    run(store.aclose())


@pytest.mark.thorough
@pytest.mark.plans_anew
@pytest.mark.neo4j
@pytest.mark.parametrize("form", [SECOND, THIRD])
def test_moments_and_stated_dates_of_a_store_of_an_earlier_form_become_native_and_tell_the_same(
    form: tuple[str, ...], neo4j: Driver, neo4j_url: str
) -> None:
    store = open_store(neo4j_url, create=True)
    run(store.apply(ChangeSet((*known_records(), *claims()))))
    run(store.apply(ChangeSet((place("x", "city", "CN"),))))
    before, feed = run(store.load()), run(store.changes(FeedQuery()))
    for statement in form:
        neo4j.execute_query(statement, words={each.id: each.stated for each in claims() if isinstance(each, Claim)})
    reader = open_store(neo4j_url)
    for asked in (reader.load, reader.verify, lambda: reader.apply(ChangeSet((place("y", "city", "CN"),)))):
        with pytest.raises(StoreUnavailable, match="an earlier release"):
            run(asked())
    run(reader.aclose())
    after = run(store.load())
    assert (after.version, after.sequence) == (before.version, before.sequence)
    assert run(store.changes(FeedQuery())) == feed
    assert run(store.verify()) == ()
    moments = neo4j.execute_query("MATCH (node:Meta|Change) RETURN node.at").records
    assert {type(record.value()) for record in moments} == {DateTime}
    assert run(store.apply(ChangeSet((*known_records(), *claims())))).effective == ChangeSet()
    opening = datetime.fromisoformat(str(feed.begins and feed.begins.at))
    assert [row.record_id for row in run(store.changes(FeedQuery(opening))).items] == ["x"]
    run(store.aclose())


@pytest.mark.neo4j
def test_no_text_in_the_database_is_a_date_but_what_a_source_calls_something(
    seeded_neo4j: SeededNeo4j, neo4j_driver: tuple[Driver, Neo4jUrl]
) -> None:
    asked = """MATCH (node:!Former) UNWIND keys(node) AS key WITH node, key
    WHERE key <> 'name' AND node[key] IS :: STRING AND node[key] =~ '\\d{4}-\\d\\d(-\\d\\d(T.*)?)?(, .*)?'
    RETURN DISTINCT labels(node)[0] + '.' + key"""
    assert [record.value() for record in neo4j_driver[0].execute_query(asked).records] == []


@pytest.mark.thorough
@pytest.mark.neo4j
def test_a_property_that_repeats_another_is_among_the_departures_of_the_page(
    seeded_neo4j: SeededNeo4j, neo4j_driver: tuple[Driver, Neo4jUrl]
) -> None:
    same = """MATCH (node:!Former&!Change&!Meta)
    UNWIND [key IN keys(node) WHERE node[key] IS :: STRING NOT NULL] AS one
    UNWIND [key IN keys(node) WHERE key > one AND node[key] = node[one]] AS other
    WITH one, other, count(*) AS number WHERE number > 100
    RETURN one, other"""
    repeated = {tuple(record.values()) for record in neo4j_driver[0].execute_query(same, routing_="r").records}
    departures = (ROOT / "cypher" / "README.md").read_text("utf-8").partition("## Where the model departs")[2]
    [row] = [line for line in departures.splitlines() if line.startswith("| no property repeats another |")]
    assert repeated == {("id", "wikidata"), ("kind", "name")}
    assert all(f"`{name}`" in row for pair in repeated for name in pair)


@pytest.mark.neo4j
def test_a_store_of_a_newer_release_is_refused(neo4j: Driver, neo4j_url: str) -> None:
    store = open_store(neo4j_url, create=True)
    run(store.apply(ChangeSet((place("x", "city", "CN"),))))
    neo4j.execute_query("MATCH (meta:Meta) SET meta.form = 99")
    with pytest.raises(StoreUnavailable, match="form 99 of a newer release"):
        run(store.load())
    run(store.aclose())
