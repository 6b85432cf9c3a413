"""The guide for those who look at the network in Neo4j Browser: each question answers on the real rows and reads no more
than it must, and its answers are those of the service."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from neo4j import Driver, EagerResult

from graph_service.metrics.neighbourhood import neighbourhood
from graph_service.metrics.selection import Selection
from graph_service.questions.paths import paths_answer
from graph_service.records.agreement import Agreement
from graph_service.records.life import standing
from graph_service.snapshot import Snapshot
from tests.cypher_guide import GUIDE, PERSPECTIVE, README, ends, perspective, picture
from tests.drawing import TODAY
from tests.neo4j_fixture import SeededNeo4j
from tests.test_cypher_queries import products

pytestmark = pytest.mark.neo4j
QUESTIONS = sorted(GUIDE.glob("[0-9]*.cypher"))


class Question(NamedTuple):
    """A file of the guide: what it asks in words, its parameters as Cypher literals, and the statement."""

    words: str
    parameters: Mapping[str, str]
    statement: str


def read(file: Path) -> Question:
    """A file as a person pastes it: words, `:param` lines, one statement that ends in a semicolon."""
    found = re.fullmatch(r"((?://.*\n)+)((?::param \w+ => .+;\n)+)([^;]+);\n", file.read_text("utf-8"))
    assert found, file
    return Question(found[1], dict(re.findall(r":param (\w+) => (.+);", found[2])), found[3])


def asked(driver: Driver, question: Question, before: str = "", **other: object) -> EagerResult:
    """The statement with its parameters, as Browser sends it; `other` are in their place."""
    literals = ", ".join(f"{literal} AS {name}" for name, literal in question.parameters.items())
    [given] = driver.execute_query(f"RETURN {literals}", routing_="r").records
    return driver.execute_query(before + question.statement, given.data() | other, routing_="r")


def operators(plan: Mapping[str, Any]) -> Iterator[str]:
    yield plan["operatorType"].split("@")[0]
    for child in plan.get("children", ()):
        yield from operators(child)


def test_the_guide_has_ten_questions() -> None:
    assert len(QUESTIONS) == 10


@pytest.mark.first(2)
@pytest.mark.parametrize("file", QUESTIONS, ids=lambda file: file.stem)
def test_a_question_is_in_both_languages_answers_and_scans_no_label(
    file: Path, seeded_neo4j: SeededNeo4j, neo4j_driver: tuple[Driver, object]
) -> None:
    question = read(file)
    assert re.search("[一-鿿].*[?？。]", question.words)
    assert re.search("[A-Za-z ]{20}", question.words)
    found = asked(neo4j_driver[0], question, "PROFILE ")
    assert found.records
    assert found.summary.profile is not None
    assert not {name for name in operators(found.summary.profile) if name in ("AllNodesScan", "NodeByLabelScan")}
    assert not list(products(found.summary.profile))
    assert not [status for status in found.summary.gql_status_objects if status.raw_severity == "WARNING"]


def test_the_partners_of_a_city_are_those_of_the_service(
    seeded_neo4j: SeededNeo4j, neo4j_driver: tuple[Driver, object], seeds: Snapshot
) -> None:
    [file] = GUIDE.glob("*_partners.cypher")
    rows = asked(neo4j_driver[0], read(file)).records
    found = neighbourhood(seeds, "Q16666", 1, Selection(TODAY), 1_000)
    assert {row["partner"]["id"] for row in rows} == found.hops.keys() - {"Q16666"}


@pytest.mark.parametrize(("one", "other"), [("Q16666", "Q365"), ("Q42074", "Q42773"), ("Q191091", "cn:110114")])
def test_the_shortest_chains_of_two_cities_are_those_of_the_service(
    seeded_neo4j: SeededNeo4j, neo4j_driver: tuple[Driver, object], seeds: Snapshot, one: str, other: str
) -> None:
    [file] = GUIDE.glob("*_path.cypher")
    rows = asked(neo4j_driver[0], read(file), **{"from": one, "to": other}).records
    told = paths_answer(seeds, Selection(TODAY), one, other, 25)
    assert {tuple(node["id"] for node in row["path"].nodes) for row in rows} == {
        tuple(step.id for step in chain.places) for chain in told.items
    }


def test_the_picture_of_the_model_is_that_of_the_database(seeded_neo4j: SeededNeo4j, neo4j_driver: tuple[Driver, object]) -> None:
    assert picture(neo4j_driver[0]) in README.read_text("utf-8")


def test_the_schema_in_browser_has_each_relationship_of_places_once_where_the_levels_are_left_out_as_the_page_says(
    seeded_neo4j: SeededNeo4j, neo4j_driver: tuple[Driver, object]
) -> None:
    page, whole = README.read_text("utf-8"), "CALL db.schema.visualization()"
    [told] = re.findall(rf"```cypher\n({re.escape(whole)}.*?)```", page, re.DOTALL)
    [every], [without] = (neo4j_driver[0].execute_query(each, routing_="r").records for each in (whole, told))
    shown, left = (Counter(link.type for link in found["relationships"]) for found in (every, without))
    assert f"`PARTNER` {shown['PARTNER']} times, {shown.total()} arrows" in page
    assert f"without the levels, in {left.total()};" in page
    assert {left[kind] for kind in ("PARTNER", "PART_OF", "SUCCEEDED_BY")} == {1}


def test_the_perspective_knows_each_relationship(seeded_neo4j: SeededNeo4j, neo4j_driver: tuple[Driver, object]) -> None:
    told = json.loads(PERSPECTIVE.read_text("utf-8"))
    assert PERSPECTIVE.read_text("utf-8") == perspective(neo4j_driver[0])
    assert {kind["name"] for kind in told["relationshipTypes"]} == {kind for _, kind, _ in ends(neo4j_driver[0])}


def test_the_projection_for_data_science_is_of_the_partners_of_today(
    seeded_neo4j: SeededNeo4j, neo4j_driver: tuple[Driver, object], seeds: Snapshot
) -> None:
    chosen, plugin, _ = (GUIDE / "gds.cypher").read_text("utf-8").partition("WITH gds.graph.project(")
    assert plugin
    rows = neo4j_driver[0].execute_query(f"{chosen}RETURN source.id, target.id, tie.agreement", routing_="r").records
    between = (each for each in seeds.network.table(Agreement).values() if each.parties[0] in seeds.places)
    stands = ((each, standing(each, date.max)) for each in between)
    expected = [(*each.pair, each.id) for each, found in stands if found.effective and found.kind in ("formal", "unclassified")]
    assert len(expected) > 10_000
    assert sorted(tuple(row.values()) for row in rows) == sorted(expected)
