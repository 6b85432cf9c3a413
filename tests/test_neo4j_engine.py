"""The service has Neo4j itself answer a named question: at every door, on drawn homes, and refused where it cannot be asked."""

import io
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import dataclass
from itertools import pairwise

import msgspec
import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from neo4j import Driver

import graph_service as gs
from graph_service.cli import app as command_line
from graph_service.metrics.relations import ESTABLISHED
from graph_service.metrics.selection import ALL_LAYERS, layers_of
from graph_service.questions.query import Query, query
from graph_service.questions.question import View
from graph_service.records.agreement import Agreement
from graph_service.records.base import Record
from graph_service.records.claim import Claim
from graph_service.records.network import ChangeSet
from graph_service.records.same import better_records
from graph_service.settings import Settings
from graph_service.store.neo4j import Neo4jStore
from graph_service.store.neo4j_model import MODELS
from graph_service.store.neo4j_server.trial import empty
from graph_service.store.neo4j_url import Neo4jUrl
from graph_service.store.queries import NAMED
from graph_service.web.app import create_app
from tests.drawing import DRAWN, agreement, known_records, place, snapshot
from tests.metrics.drawn import END_OF_2020
from tests.metrics.worlds import World, kinds, worlds
from tests.one_loop import run

HOME = "jiangsu"
STEMS = "/v1/queries/stems_and_grapes"


@dataclass
class Drawn:
    """A store in Neo4j that holds one network after the other."""

    store: Neo4jStore
    driver: Driver
    held: tuple[str, ...] = ()

    def hold(self, records: list[Record]) -> None:
        """These records and no others."""
        ids = {record.id for record in records}
        run(self.store.apply(ChangeSet(tuple(records), tuple(each for each in self.held if each not in ids))))
        self.held = tuple(ids)

    def leave_out_what_goes_without_saying(self) -> None:
        """As a hand makes nodes: without the properties that say what is so where nothing is said."""
        for model in MODELS.values():
            for field in msgspec.structs.fields(model.cls):
                if isinstance(field.default, bool | str):
                    name = f"node.`{field.encode_name}`"
                    remove = f"MATCH (node:{model.label}) WHERE {name} = $default REMOVE {name}"
                    self.driver.execute_query(remove, default=field.default)


@pytest.fixture(scope="module")
def url(neo4j_driver: tuple[Driver, Neo4jUrl]) -> str:
    return neo4j_driver[1].secret()


@pytest.fixture(scope="module")
def drawn(neo4j_driver: tuple[Driver, Neo4jUrl], url: str) -> Iterator[Drawn]:
    empty(*neo4j_driver)
    drawn = Drawn(Neo4jStore.connect(url), neo4j_driver[0])
    yield drawn
    run(drawn.store.aclose())


@pytest.mark.thorough
@pytest.mark.neo4j
@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(world=worlds(), chosen=kinds, chained=st.integers(0, 4), listed=st.sets(st.integers(0, 9)), bare=st.booleans())
def test_neo4j_gives_the_rows_of_the_snapshot_for_any_home(
    drawn: Drawn, world: World, chosen: frozenset[str], chained: int, listed: set[int], *, bare: bool
) -> None:
    chain = tuple(pairwise(sorted(world.lives)[:chained]))  # each may be the same as the next
    records = in_layers(world._replace(same=chain or world.same).records(), listed)
    drawn.hold(records)
    if bare:
        drawn.leave_out_what_goes_without_saying()
    view = View(snapshot(records), ask_store=lambda wanted: run(drawn.store.ask(wanted)))
    for name in sorted(NAMED):
        about = {"place": "home", "depth": 3} if name == "city_network" else {"home": "home"}
        for layer in (ALL_LAYERS, *layers_of(view.snapshot)):
            words = {"name": name, "as_of": END_OF_2020, "kinds": sorted(chosen), "layer": layer, **about}
            ours, theirs = (query(view, Query.model_validate({**words, "engine": engine})) for engine in ("snapshot", "neo4j"))
            assert theirs.items == ours.items, (name, layer)


def in_layers(records: list[Record], listed: set[int]) -> list[Record]:
    """The records, some of their agreements in a layer of their own."""
    agreements = [record.id for record in records if isinstance(record, Agreement)]
    apart = {agreements[number] for number in listed if number < len(agreements)}
    return [replace(record, layer="list") if record.id in apart else record for record in records]


def test_of_three_records_in_a_chain_the_first_and_the_last_count() -> None:
    records = in_a_chain()
    beside = better_records(snapshot(records).places, snapshot(records).network.table(Agreement))
    assert beside == {"home~town": {"home~village"}}


@pytest.mark.thorough
@pytest.mark.neo4j
def test_in_neo4j_too_and_what_stands_beside_otherwise_is_healed(drawn: Drawn, neo4j_driver: tuple[Driver, Neo4jUrl]) -> None:
    drawn.hold(records := in_a_chain())
    driver, _ = neo4j_driver
    find = "MATCH (one)-[:STANDS_BESIDE]->(other) RETURN one.id, other.id"
    assert [row.values() for row in driver.execute_query(find).records] == [["home~town", "home~village"]]
    driver.execute_query(
        "MATCH (a:Agreement {id: 'home~port'}), (b:Agreement {id: 'home~town'}) CREATE (a)-[:STANDS_BESIDE]->(b)"
    )
    assert [each.where for each in run(drawn.store.verify())] == ["Agreement 'home~port'"]
    assert run(drawn.store.mend(snapshot(records).network)) == 1
    assert [row.values() for row in driver.execute_query(find).records] == [["home~town", "home~village"]]


def in_a_chain() -> list[Record]:
    """A home with three records, the second of which may be the same as either other: the first has a stated kind and a date,
    the second a kind, the third nothing."""
    return [
        place("realm", "country", "RO"), place("home", "province", "RO", "realm"), place("land", "country", "LT"),
        *(place(name, "city", "LT", "land") for name in ("village", "town", "port")),
        agreement("home", "village", "formal 1990"),
        agreement("home", "town", "formal", possibly_same=("home~village", "home~port")),
        agreement("home", "port", "unclassified"),
    ]  # fmt: skip


@pytest.mark.neo4j
def test_a_partner_that_lies_in_nothing_on_record_covers_its_country_for_either(drawn: Drawn) -> None:
    stray = place("stray", "city", "II"), agreement("home", "stray", "formal 1990")
    records = [*in_a_chain(), place("isle", "country", "II"), *stray]
    drawn.hold(records)
    view = View(snapshot(records), ask_store=lambda wanted: run(drawn.store.ask(wanted)))
    asked = {"name": "uncovered_countries", "home": "home", "frame": "all"}
    ours, theirs = (query(view, Query.model_validate({**asked, "engine": engine})).items for engine in ("snapshot", "neo4j"))
    assert theirs == ours == ()


@pytest.mark.neo4j
@pytest.mark.parametrize(
    "named",
    ["isle.name_language = 'en'", "isle += {name: '岛', name_language: 'zh', name_en: 'isle'}"],
    ids=["said", "other caption"],
)
def test_neo4j_tells_an_english_name_wherever_a_hand_wrote_it(drawn: Drawn, named: str) -> None:
    drawn.hold([*in_a_chain(), place("isle", "country", "II")])
    drawn.driver.execute_query(f"MATCH (isle:Country {{id: 'isle'}}) SET {named}")
    network = run(drawn.store.load()).network
    view = View(snapshot(list(network)), ask_store=lambda wanted: run(drawn.store.ask(wanted)))
    asked = {"name": "uncovered_countries", "home": "home", "frame": "all"}
    ours, theirs = (query(view, Query.model_validate({**asked, "engine": engine})).items for engine in ("snapshot", "neo4j"))
    assert theirs == ours
    assert "isle" in [row["name_en"] for row in ours]


@pytest.mark.neo4j
def test_relations_that_a_source_dates_only_in_words_are_no_dated_relations_for_either(drawn: Drawn) -> None:
    found = []
    for stated in ("1992", "1992, until 1993"):
        said = Claim(
            id="said", subject="realm", counterparts=("land",), measure=ESTABLISHED, stated=stated, sources=DRAWN, layer="home"
        )
        records = [*in_a_chain(), place("isle", "country", "II"), said]
        drawn.hold(records)
        view = View(snapshot(records), ask_store=lambda wanted: run(drawn.store.ask(wanted)))
        asked = {"name": "uncovered_countries", "home": "home", "as_of": END_OF_2020}
        ours, theirs = (query(view, Query.model_validate({**asked, "engine": engine})).items for engine in ("snapshot", "neo4j"))
        assert theirs == ours
        found.append(len(ours))
    assert found == [0, 1]  # the states with relations are covered; of all there are, one is not


@pytest.fixture
def known(drawn: Drawn) -> Drawn:
    """The network of the interface tests in Neo4j."""
    drawn.hold(known_records())
    return drawn


@pytest.mark.neo4j
def test_every_door_gives_what_neo4j_says_and_of_which_revision(known: Drawn, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STORE", url)
    revision = run(known.store.revision())
    with TestClient(create_app(Settings(store=url))) as client:
        ours = client.get(STEMS, params={"home": HOME}).json()
        theirs = client.get(STEMS, params={"home": HOME, "engine": "neo4j"})
    assert theirs.json() == ours | {"engine": "neo4j", "revision": revision}
    assert ours["total"] > 0
    register = gs.open(url)
    assert register.query(name="stems_and_grapes", home=HOME, engine="neo4j").document.revision == revision
    with redirect_stderr(io.StringIO()) as remarks:
        assert command_line.run(["query", "stems_and_grapes", "--home", HOME, "--engine", "neo4j", "--lang", "en"]) == 0
    assert f"answered by Neo4j itself, revision {revision}" in remarks.getvalue()


@pytest.mark.neo4j
def test_what_neo4j_says_is_never_kept_for_it_may_change_before_the_snapshot_does(known: Drawn, url: str) -> None:
    with TestClient(create_app(Settings(store=url, refresh_seconds=3_600))) as client:
        asked = {"home": HOME, "engine": "neo4j"}
        before, tag = client.get(STEMS, params=asked), client.get(STEMS, params={"home": HOME}).headers["etag"]
        assert (before.headers["cache-control"], "etag" in before.headers) == ("no-store", False)
        gone = before.json()["items"][0]["agreement"]
        named = [each.id for each in known_records() if gone in (getattr(each, "agreement", None), each.id)]
        run(known.store.apply(ChangeSet((), tuple(named))))
        after = client.get(STEMS, params=asked, headers={"if-none-match": tag})
        assert after.json()["total"] == before.json()["total"] - 1
        assert client.get(STEMS, params={"home": HOME}).json()["total"] == before.json()["total"]


REFUSED = {
    "a store in SQLite": ({"name": "bare_stems"}, "engine", "the store is SQLite; leave engine out, or load"),
    "no file": ({"name": "shared_partners"}, "engine", "no file in cypher/queries; leave engine out"),
}


@pytest.mark.parametrize(("words", "parameter", "told"), REFUSED.values(), ids=REFUSED)
def test_what_neo4j_cannot_be_asked_is_refused_by_name_with_what_to_do(
    words: dict[str, str], parameter: str, told: str, client: TestClient, drawn_store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {"home": HOME, "engine": "neo4j", **words}
    refusal = client.get(f"/v1/queries/{asked['name']}", params={name: word for name, word in asked.items() if name != "name"})
    assert refusal.status_code == 422
    assert told in refusal.json()["detail"]
    monkeypatch.setenv("GRAPH_SERVICE_STORE", drawn_store)
    options = [f"--{name}={word}" for name, word in asked.items() if name != "name"]
    with redirect_stderr(io.StringIO()) as complaint:
        assert command_line.run(["query", *options, asked["name"]]) == 2
    assert told in complaint.getvalue()
    assert f"--{parameter}: " in complaint.getvalue()
    with pytest.raises(gs.BadRequest, match=f"^{parameter}: "):
        gs.open(drawn_store).query(**asked)


def test_a_register_that_was_read_from_files_has_no_store_to_ask() -> None:
    view = View(snapshot(known_records()))
    with pytest.raises(gs.BadRequest, match="read from files; leave engine out, or open the URL of a Neo4j"):
        query(view, Query(name="bare_stems", home=HOME, engine="neo4j"))


@pytest.mark.neo4j
def test_a_graph_that_was_found_unsound_is_asked_again_once_it_is_sound(
    known: Drawn, url: str, neo4j_driver: tuple[Driver, Neo4jUrl]
) -> None:
    asked = {"home": HOME, "engine": "neo4j"}
    ring = "MATCH (land:Country {id: 'china'}), (home:Place {id: 'jiangsu'})"
    with TestClient(create_app(Settings(store=url))) as client:
        before = client.get(STEMS, params=asked).json()
        neo4j_driver[0].execute_query(f"{ring} CREATE (land)-[:PART_OF]->(home)")
        assert client.post("/health/reread").status_code == 503
        refused = client.get(STEMS, params=asked)
        assert (refused.status_code, refused.json()["type"]) == (503, "/problems/store-unsound")
        assert client.get(STEMS, params={"home": HOME}).json()["items"] == before["items"]
        neo4j_driver[0].execute_query(f"{ring} MATCH (land)-[link:PART_OF]->(home) DELETE link")
        assert client.post("/health/reread").status_code == 200
        assert client.get(STEMS, params=asked).json() == before
