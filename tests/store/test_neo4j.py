"""How records stand in Neo4j, and what the store says when the server does not answer."""

from asyncio import gather
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from neo4j import Driver
from neo4j.spatial import WGS84Point

from graph_service.errors import StoreUnavailable
from graph_service.records.base import Names, Record
from graph_service.records.network import ChangeSet
from graph_service.records.organisation import Organisation
from graph_service.records.place import Place
from graph_service.store import neo4j_dates
from graph_service.store.neo4j import Neo4jStore
from graph_service.store.neo4j_model import model_of
from graph_service.store.neo4j_run import FORM
from graph_service.store.neo4j_url import Neo4jUrl
from graph_service.store.queries import LOCK_REVISION
from tests.drawing import DRAWN, agreement, known_records, place
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
    found = rows(
        driver,
        "MATCH (source)-[link]->(target) WHERE source.id IS NOT NULL "
        "RETURN source.id, type(link), coalesce(target.id, target.kind)",
    )
    return {(str(source), str(kind), str(target)) for source, kind, target in found}


def pair() -> tuple[Record, ...]:
    return place("a", "city", "CN"), place("b", "city", "NL"), agreement("b", "a")


def test_every_record_is_a_node_with_the_label_of_its_type_and_places_with_those_of_their_levels(
    neo4j: Driver, neo4j_url: str
) -> None:
    records = known_records()
    apply(neo4j_url, *records)
    found = rows(
        neo4j, "MATCH (record) WHERE record.layer IS NOT NULL AND record.id IS NOT NULL RETURN record.id, labels(record)"
    )
    told = {str(record_id): set(labels) for record_id, labels in found}  # type: ignore[call-overload]  # a list of labels
    levels = {record.id: record.levels or (record.level,) for record in records if isinstance(record, Place)}
    assert told == {
        record.id: {type(record).__name__, *(level.capitalize() for level in levels.get(record.id, ()))} for record in records
    }


def test_every_reference_is_a_relationship_of_the_type_and_direction_the_record_class_names(
    neo4j: Driver, neo4j_url: str
) -> None:
    records = known_records()
    apply(neo4j_url, *records)
    stated = {
        (target, reference.relationship, record.id) if reference.incoming else (record.id, reference.relationship, target)
        for record in records
        for reference, target in record.references()
    }
    assert {link for link in links(neo4j) if link[1] not in ("PARTNER", "HAS_STAGE")} == stated


def test_places_with_an_agreement_are_partners_from_the_smaller_id_and_organisations_are_not(
    neo4j: Driver, neo4j_url: str
) -> None:
    apply(neo4j_url, *known_records())
    found = rows(neo4j, "MATCH (a)-[tie:PARTNER]->(b) RETURN a.id, b.id, tie.agreement ORDER BY tie.agreement")
    assert ["oss", "taizhou", "oss~taizhou"] in found
    assert all(a < b for a, b, _ in found)  # type: ignore[operator]  # ids are text
    assert not any("org:" in str(a) for a, _, _ in found)


def test_nodes_say_names_and_fields_once_each_and_have_a_name_for_captions(neo4j: Driver, neo4j_url: str) -> None:
    names = Names(zh="南京市", en="Nanjing", aliases=("Nanking",))
    apply(neo4j_url, place("nanjing", "city", "CN", names=names, population=9_000_000, lat=32.05, lon=118.77, needs=("water",)))
    [[node]] = rows(neo4j, "MATCH (place:Place) RETURN properties(place)")
    assert node == {
        "id": "nanjing", "layer": "home", "name": "Nanjing", "name_zh": "南京市", "aliases": ["Nanking"], "country": "CN",
        "population": 9_000_000, "position": WGS84Point((118.77, 32.05)), "needs": ["water"], "key": False,
        "placeholder": False, "sources": '[{"document":"drawn by hand"}]',
    }  # fmt: skip


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (Names(zh="南京", en="Nanjing"), {"name": "Nanjing", "name_zh": "南京"}),
        (Names(zh="南京", local="ᠬᠥᠯᠦᠨ"), {"name": "南京", "name_language": "zh", "name_local": "ᠬᠥᠯᠦᠨ"}),
        (Names(local="ᠬᠥᠯᠦᠨ"), {"name": "ᠬᠥᠯᠦᠨ", "name_language": "local"}),
        (Names(), {"name": "unnamed city", "name_language": "made"}),
    ],
)
def test_a_name_is_the_english_one_or_says_of_which_language_it_is(names: Names, told: dict[str, str]) -> None:
    written = model_of(Place).properties(place("nanjing", "city", "CN", names=names))
    assert {key: value for key, value in written.items() if key.startswith("name")} == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2014-05-06", {"date": date(2014, 5, 6)}),
        ("2001-02", {"date_first": date(2001, 2, 1), "date_last": date(2001, 2, 28), "date_precision": "month"}),
        ("2015/2019-06", {"date_first": date(2015, 1, 1), "date_last": date(2019, 6, 30), "date_precision": "year/month"}),
    ],
)
def test_a_day_that_is_known_is_a_date_and_any_other_the_days_it_can_mean(text: str, told: dict[str, object]) -> None:
    assert neo4j_dates.written("date", text) == told


def test_stages_are_nodes_in_the_order_of_the_record(neo4j: Driver, neo4j_url: str) -> None:
    signed = agreement("a", "b", "formal 2015/2019; intent 2001-02; suspended; renewal 2014-05-06")
    apply(neo4j_url, *pair()[:2], signed)
    asked = "MATCH (:Agreement)-[has:HAS_STAGE]->(stage:Stage) RETURN has.position, stage.kind ORDER BY has.position"
    assert rows(neo4j, asked) == [[0, "formal"], [1, "intent"], [2, "suspended"], [3, "renewal"]]


def test_a_changed_record_loses_the_relationships_it_no_longer_states(neo4j: Driver, neo4j_url: str) -> None:
    apply(neo4j_url, *(place(country, "country", country) for country in ("CN", "NL")), place("a", "city", "CN", "CN"))
    apply(neo4j_url, place("a", "city", "CN", "NL"))
    assert links(neo4j) == {("a", "PART_OF", "NL")}


def test_a_changed_place_keeps_its_agreements(neo4j: Driver, neo4j_url: str) -> None:
    apply(neo4j_url, *pair())
    before = links(neo4j)
    apply(neo4j_url, place("a", "city", "CN", population=1), place("b", "city", "NL", population=1))
    assert links(neo4j) == before


def test_places_that_become_organisations_are_partners_no_more_and_are_again_as_places(neo4j: Driver, neo4j_url: str) -> None:
    apply(neo4j_url, *pair())
    before = links(neo4j)
    apply(neo4j_url, *(Organisation(id=each, kind="network", sources=DRAWN, layer="home") for each in ("a", "b")))
    assert links(neo4j) == {link for link in before if link[1] != "PARTNER"}
    apply(neo4j_url, *pair()[:2])
    assert links(neo4j) == before


def test_a_changed_agreement_is_still_one_tie(neo4j: Driver, neo4j_url: str) -> None:
    apply(neo4j_url, *pair())
    apply(neo4j_url, agreement("b", "a", "exchange"))
    assert rows(neo4j, "MATCH ()-[tie:PARTNER]->() RETURN count(tie)") == [[1]]


def test_a_removed_agreement_takes_its_tie_away_and_leaves_the_others(neo4j: Driver, neo4j_url: str) -> None:
    apply(neo4j_url, *pair(), place("c", "city", "NL"), agreement("a", "c"))
    apply(neo4j_url, remove=("a~b",))
    assert links(neo4j) == {
        ("a", "PARTY_OF", "a~c"), ("c", "PARTY_OF", "a~c"), ("a", "PARTNER", "c"), ("a~c", "HAS_STAGE", "formal"),
    }  # fmt: skip


def test_a_new_label_takes_the_place_of_the_old_one_and_what_points_at_the_record_stays(neo4j: Driver, neo4j_url: str) -> None:
    records = {record.id: record for record in known_records()}
    apply(
        neo4j_url,
        place("vaud", "province", "CH"),
        place("org:union", "city", "CH", "vaud"),
        place("x", "city", "CH", "org:union"),
    )
    apply(neo4j_url, records["org:union"], remove=("org:union",))
    assert rows(neo4j, "MATCH (record {id: 'org:union'}) RETURN labels(record)") == [[["Organisation"]]]
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


def test_a_writer_that_waited_for_another_finds_the_mark_that_one_left_and_leaves_it(neo4j: Driver, neo4j_url: str) -> None:
    apply(neo4j_url, place("a", "city", "CN"))

    def lock() -> str:
        return str(neo4j.execute_query(LOCK_REVISION.text, form=FORM).records[0]["revision"])

    with ThreadPoolExecutor(1) as pool, neo4j.session() as session, session.begin_transaction() as first:
        first.run(LOCK_REVISION.text, form=FORM).consume()
        first.run("MATCH (meta:Meta) SET meta.revision = 'later'").consume()
        second = pool.submit(lock)
        with pytest.raises(TimeoutError):
            second.result(0.5)
        first.commit()
        assert second.result(30) == "later"
    assert rows(neo4j, "MATCH (meta:Meta) RETURN meta.revision, meta.locked") == [["later", None]]


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
