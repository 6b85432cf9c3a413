"""What Cypher finds in Neo4j beside the records themselves, and what the store says when the server does not."""

from asyncio import gather

import pytest
from neo4j import Driver

from graph_service.errors import StoreUnavailable
from graph_service.records.base import Names, Record
from graph_service.records.network import ChangeSet
from graph_service.store.neo4j import Neo4jStore
from graph_service.store.neo4j_url import Neo4jUrl
from tests.drawing import agreement, known_records, place
from tests.one_loop import run

pytestmark = pytest.mark.neo4j


def apply(url: str, *put: Record, remove: tuple[str, ...] = ()) -> None:
    store = Neo4jStore.connect(url)
    try:
        run(store.apply(ChangeSet(put, remove)))
    finally:
        run(store.aclose())


def rows(driver: Driver, query: str) -> list[list[object]]:
    return [record.values() for record in driver.execute_query(query).records]


def links(driver: Driver) -> set[tuple[str, str, str]]:
    found = rows(driver, "MATCH (source:Record)-[link]->(target:Record) RETURN source.id, type(link), target.id")
    return {(str(source), str(kind), str(target)) for source, kind, target in found}


def pair() -> tuple[Record, ...]:
    return place("a", "city", "CN"), place("b", "city", "NL"), agreement("b", "a")


def test_every_record_is_a_node_with_the_label_of_its_type(neo4j: Driver, neo4j_url: str) -> None:
    records = known_records()
    apply(neo4j_url, *records)
    found = rows(neo4j, "MATCH (record:Record) RETURN record.id, [label IN labels(record) WHERE label <> 'Record']")
    assert sorted(found) == sorted([record.id, [type(record).__name__]] for record in records)


def test_every_reference_is_a_relationship_of_the_type_the_record_class_names(neo4j: Driver, neo4j_url: str) -> None:
    records = known_records()
    apply(neo4j_url, *records)
    stated = {(record.id, reference.relationship, target) for record in records for reference, target in record.references()}
    assert {link for link in links(neo4j) if link[1] != "PARTNER"} == stated


def test_places_with_an_agreement_are_partners_from_the_smaller_id_and_organisations_are_not(
    neo4j: Driver, neo4j_url: str
) -> None:
    apply(neo4j_url, *known_records())
    found = rows(neo4j, "MATCH (a)-[tie:PARTNER]->(b) RETURN a.id, b.id, tie.agreement ORDER BY tie.agreement")
    assert ["oss", "taizhou", "oss~taizhou"] in found
    assert all(a < b for a, b, _ in found)  # type: ignore[operator]  # ids are text
    assert not any("org:" in str(a) for a, _, _ in found)


def test_nodes_carry_names_and_fields_for_analysts(neo4j: Driver, neo4j_url: str) -> None:
    names = Names(zh="南京市", en="Nanjing", aliases=("Nanking",))
    apply(neo4j_url, place("nanjing", "city", "CN", names=names, population=9_000_000, lat=32.05, lon=118.77, needs=("water",)))
    [[node]] = rows(neo4j, "MATCH (place:Place) RETURN properties(place)")
    assert isinstance(node, dict)
    assert {key: value for key, value in node.items() if key != "record"} == {
        "id": "nanjing", "layer": "home", "name_zh": "南京市", "name_en": "Nanjing", "aliases": ["Nanking"],
        "level": "city", "levels": ["city"], "country": "CN", "population": 9_000_000, "lat": 32.05, "lon": 118.77,
        "needs": ["water"], "key": False, "placeholder": False, "sources": ["drawn by hand"],
    }  # fmt: skip


def test_stages_stand_in_order_of_time_with_the_days_they_can_mean(neo4j: Driver, neo4j_url: str) -> None:
    signed = agreement("a", "b", "formal 2015/2019; intent 2001-02; suspended; renewal 2014-05-06")
    apply(neo4j_url, *pair()[:2], signed)
    found = rows(neo4j, "MATCH (a:Agreement) RETURN a.stage_kinds, a.stage_first, a.stage_last")
    assert found == [
        [
            ["intent", "renewal", "formal", "suspended"],
            ["2001-02-01", "2014-05-06", "2015-01-01", ""],
            ["2001-02-28", "2014-05-06", "2019-12-31", ""],
        ]
    ]


def test_a_changed_record_loses_the_relationships_it_no_longer_states(neo4j: Driver, neo4j_url: str) -> None:
    apply(neo4j_url, *(place(country, "country", country) for country in ("CN", "NL")), place("a", "city", "CN", "CN"))
    apply(neo4j_url, place("a", "city", "CN", "NL"))
    assert links(neo4j) == {("a", "PART_OF", "NL")}


def test_a_changed_place_keeps_its_agreements(neo4j: Driver, neo4j_url: str) -> None:
    apply(neo4j_url, *pair())
    before = links(neo4j)
    apply(neo4j_url, place("a", "city", "CN", population=1), place("b", "city", "NL", population=1))
    assert links(neo4j) == before


def test_a_changed_agreement_is_still_one_tie(neo4j: Driver, neo4j_url: str) -> None:
    apply(neo4j_url, *pair())
    apply(neo4j_url, agreement("b", "a", "exchange"))
    assert rows(neo4j, "MATCH ()-[tie:PARTNER]->() RETURN count(tie)") == [[1]]


def test_a_removed_agreement_takes_its_tie_away_and_leaves_the_others(neo4j: Driver, neo4j_url: str) -> None:
    apply(neo4j_url, *pair(), place("c", "city", "NL"), agreement("a", "c"))
    apply(neo4j_url, remove=("a~b",))
    assert links(neo4j) == {("a~c", "PARTY", "a"), ("a~c", "PARTY", "c"), ("a", "PARTNER", "c")}


def test_a_new_label_takes_the_place_of_the_old_one_and_what_points_at_the_record_stays(neo4j: Driver, neo4j_url: str) -> None:
    records = {record.id: record for record in known_records()}
    apply(
        neo4j_url,
        place("vaud", "province", "CH"),
        place("org:union", "city", "CH", "vaud"),
        place("x", "city", "CH", "org:union"),
    )
    apply(neo4j_url, records["org:union"], remove=("org:union",))
    assert rows(neo4j, "MATCH (record {id: 'org:union'}) RETURN labels(record)") == [[["Record", "Organisation"]]]
    assert links(neo4j) == {("x", "PART_OF", "org:union"), ("org:union", "SEATED_IN", "vaud")}


def test_a_wrong_password_is_told_in_one_line_without_it(neo4j_url: str) -> None:
    url = Neo4jUrl.parse(neo4j_url)._replace(password="not-the-password")
    with pytest.raises(StoreUnavailable, match="refuses user and password") as caught:
        apply(url.secret())
    assert "not-the-password" not in str(caught.value)


def test_an_unknown_database_is_told_by_name(neo4j_url: str) -> None:
    with pytest.raises(StoreUnavailable, match="has no database 'elsewhere'"):
        apply(Neo4jUrl.parse(neo4j_url)._replace(database="elsewhere").secret())


def test_a_server_that_does_not_answer_is_told_by_its_address_and_without_the_password() -> None:
    with pytest.raises(StoreUnavailable, match=r"^neo4j://127\.0\.0\.1:9/neo4j does not answer; start it") as caught:
        apply("neo4j://neo4j:opensesame@127.0.0.1:9/neo4j")
    assert "opensesame" not in str(caught.value)


def test_writers_wait_for_each_other_and_both_are_heard(neo4j: Driver, neo4j_url: str) -> None:
    async def both() -> None:
        stores = [Neo4jStore.connect(neo4j_url), Neo4jStore.connect(neo4j_url)]
        shared = place("shared", "city", "CN")
        changes = [ChangeSet((shared, place(name, "city", "CN"))) for name in ("mine", "theirs")]
        added = [found.added for found in await gather(*map(Neo4jStore.apply, stores, changes))]
        assert sorted(added) == [1, 2]  # the second found the shared place there
        await gather(*map(Neo4jStore.aclose, stores))

    run(both())
    assert rows(neo4j, "MATCH (place:Place) RETURN place.id ORDER BY place.id") == [["mine"], ["shared"], ["theirs"]]
