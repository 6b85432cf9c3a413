"""Every Cypher file keeps what its header promises."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from neo4j import Driver, RoutingControl

from graph_service.data_files import data_folder
from graph_service.errors import QueryMismatch
from graph_service.store import queries
from graph_service.store.cypher_file import CypherQuery, parse_query
from graph_service.store.neo4j_cypher import (
    COUNT_RECORDS,
    LOCATE,
    SCHEMA,
    connect,
    create,
    give_parts,
    read_next,
    read_some,
    remove,
    reset,
    still_named,
    strip,
)
from graph_service.store.neo4j_model import MODELS
from graph_service.store.neo4j_shown import naming
from graph_service.store.neo4j_url import Neo4jUrl
from graph_service.store.queries import SET_PASSWORD, STAND_BESIDE, NoRow


class MarkRow(NamedTuple):
    revision: str


FILE = "// revision: the mark.\n// params: id\n// returns: revision\n// mode: read\nRETURN $id AS revision\n"


def _registered() -> Iterator[CypherQuery[Any]]:
    for value in vars(queries).values():
        if isinstance(value, CypherQuery):
            yield value
        elif isinstance(value, tuple):
            yield from (part for part in value if isinstance(part, CypherQuery))


REGISTERED = tuple(_registered())


def named(query: CypherQuery[Any]) -> str:
    return query.name


def test_every_cypher_file_is_registered_once_and_every_query_has_its_file() -> None:
    folder = data_folder("cypher")
    # What stands in the guide is for people to paste.
    found = [path for path in folder.rglob("*.cypher") if path.parent.name != "guide"]
    files = sorted(path.relative_to(folder).with_suffix("").as_posix() for path in found)
    assert sorted(query.name for query in REGISTERED) == files


def test_a_header_that_agrees_is_accepted() -> None:
    query = parse_query("read/revision", FILE, MarkRow)
    assert (query.purpose, query.params, query.mode) == ("the mark.", ("id",), RoutingControl.READ)


def test_a_purpose_may_run_over_lines() -> None:
    text = FILE.replace("the mark.", "the mark\n//   of the network.")
    assert parse_query("read/revision", text, MarkRow).purpose == "the mark of the network."


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("// mode: read\n", "", "no header"),
        ("mode: read", "mode: reed", "no header"),
        ("// params: id", "// params:", "params"),
        ("$id", "1", "params"),
        ("returns: revision", "returns: mark", "returns"),
        ("// revision:", "// mark:", "name"),
    ],
)
def test_a_header_that_says_other_than_the_file_is_refused(old: str, new: str, what: str) -> None:
    with pytest.raises(QueryMismatch, match=f"cypher/read/revision.cypher: .*{what}"):
        parse_query("read/revision", FILE.replace(old, new, 1), MarkRow)


def test_a_parameter_in_a_comment_is_not_used() -> None:
    assert parse_query("read/revision", FILE + "// $other\n", MarkRow).params == ("id",)


MADE = (
    LOCATE,
    COUNT_RECORDS,
    *SCHEMA,
    *(
        query
        for model in MODELS.values()
        for query in (
            *(made(model.label) for made in (read_next, read_some, strip, still_named, remove)),
            *(create(model.label, model.beside), reset("Place", model.label, model.beside[:1])),
            *(
                connect(model.label, link.field, MODELS[plural].label)
                for link in model.links
                for plural in link.reference.targets
            ),
            *(give_parts(model.label, part.field) for part in model.parts),
            *(naming(model.label, part) for part in (None, *model.parts)),
        )
    ),
)


@pytest.mark.thorough
@pytest.mark.neo4j
def test_the_server_understands_every_statement_made_from_the_model_and_none_scans(neo4j: Driver) -> None:
    for statement in SCHEMA:
        neo4j.execute_query(statement.text)
    for query in MADE:
        found = neo4j.execute_query(f"EXPLAIN {query.text}", dict.fromkeys(query.params))
        assert query.row is NoRow or tuple(found.keys) == query.row._fields, query.name
        assert not [step for step in operators(found.summary.plan) if "Scan" in step and "IndexScan" not in step], query.text


@pytest.mark.first(6)
@pytest.mark.neo4j
@pytest.mark.parametrize("query", REGISTERED, ids=named)
def test_the_server_understands_every_file(query: CypherQuery[Any], neo4j: Driver, neo4j_driver: tuple[Driver, Neo4jUrl]) -> None:
    database = "system" if query is SET_PASSWORD else neo4j_driver[1].database
    parameters = dict.fromkeys(query.params)
    columns = neo4j.execute_query(f"EXPLAIN {query.text}", parameters, database_=database).keys
    assert query.row is NoRow or tuple(columns) == query.row._fields


@pytest.mark.first(2)
@pytest.mark.neo4j
@pytest.mark.parametrize(
    "query", [query for query in REGISTERED if query.name.startswith("write/") and query is not STAND_BESIDE], ids=named
)
def test_no_write_ever_scans_all_records(query: CypherQuery[Any], neo4j: Driver) -> None:
    for statement in SCHEMA:
        neo4j.execute_query(statement.text)
    plan = neo4j.execute_query(f"EXPLAIN {query.text}", dict.fromkeys(query.params)).summary.plan
    assert not [step for step in operators(plan) if "Scan" in step]


def operators(plan: dict[str, object]) -> Iterator[str]:
    yield str(plan["operatorType"])
    for child in plan.get("children", ()):  # type: ignore[attr-defined]  # a list of plans
        yield from operators(child)
