"""What a hand changed in the nodes that tell what was written is named in one line, whoever reads them, and never a traceback."""

from pathlib import Path

import pytest
from neo4j import Driver

from graph_service.cli.app import run as run_command
from graph_service.errors import StoreUnavailable
from graph_service.files.tables import format_table
from graph_service.records.network import ChangeSet
from graph_service.store.neo4j import Neo4jStore
from tests.drawing import known_records, place
from tests.one_loop import run

pytestmark = [pytest.mark.neo4j, pytest.mark.thorough]
META, LINE, FORMER = "MATCH (node:Meta) ", "MATCH (node:Change {sequence: 2}) ", "MATCH (node:Former {record_id: 'new'}) "


@pytest.fixture(autouse=True)
def written(neo4j_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that was written to three times, its feed sound."""

    async def write() -> None:
        store = Neo4jStore.connect(neo4j_url)
        await store.apply(ChangeSet(tuple(known_records())), "office")
        for people in (1, 2):
            await store.apply(ChangeSet((place("new", "country", "NZ", population=people),)), "office")
        await store.aclose()

    run(write())
    monkeypatch.setenv("GRAPH_SERVICE_STORE", neo4j_url)
    assert run_command(["verify"]) == 0


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[str]]:
    capsys.readouterr()
    code = run_command(list(words))
    return code, capsys.readouterr().err.splitlines()


@pytest.mark.first(1)
@pytest.mark.parametrize(
    ("statement", "named"),
    [
        (f"{META} SET node.sequence = 'x'", "Meta 'network': sequence is 'x', expected a whole number"),
        (f"{META} SET node.revision = 7", "Meta 'network': revision is 7, expected a text"),
        (f"{LINE} SET node.at = 'yesterday'", "change 2, places 'new': at is 'yesterday', expected a moment"),
        ("MATCH (node:Change {sequence: 1}) SET node.records = 'all'", "Change 1: records is 'all', expected a whole number"),
        (f"{FORMER} SET node.record_id = 5", "change 2, places 5: record_id is 5, expected a text"),
        *(
            pytest.param(*row, marks=pytest.mark.thorough)
            for row in (
                (f"{META} SET node.sequence = -1", "Meta 'network': sequence is -1, expected a whole number"),
                (f"{META} REMOVE node.sequence", "Meta 'network': sequence is missing, though the feed begins with change 1"),
                (f"{META} REMOVE node.revision", "Meta 'network': revision is None, expected a text"),
                (f"{META} SET node.form = 'two'", "Meta 'network': form is 'two', expected a whole number"),
                (f"{LINE} REMOVE node.at", "change 2, places 'new': at is None, expected a moment"),
                (f"{LINE} SET node.who = 5", "change 2, places 'new': who is 5, expected a text, or nothing"),
                (f"{FORMER} SET node.plural = 'towns'", "change 2, towns 'new': plural is 'towns', expected a type of record"),
                (f"{FORMER} SET node.record = 'Oss'", "change 2, places 'new': record is 'Oss', expected the JSON of a record"),
                (f"{FORMER} SET node.record = [1]", "change 2, places 'new': record is [1], expected the JSON of a record"),
                (f"{FORMER} SET node.position = 0.5", "change 2, places 'new': position is 0.5, expected a whole number"),
            )
        ),
    ],
)
def test_a_node_of_the_log_that_nobody_can_read_is_named_by_the_feed_and_by_verify(
    neo4j: Driver, capsys: pytest.CaptureFixture[str], statement: str, named: str
) -> None:
    neo4j.execute_query(statement)
    code, [line] = told(capsys, "changes")
    assert (code, named in line, "set it right in Neo4j" in line) == (1, True, True), line
    code, lines = told(capsys, "verify")
    assert code == 1
    property_name = named.partition(": ")[2].split()[0]
    assert any("elementId '" in each and f" {property_name} is " in each for each in lines), lines


@pytest.mark.first(1)
@pytest.mark.parametrize(
    ("statement", "named"),
    [
        (f"{META} DELETE node", "Meta 'network': there is none, though there are records or changes"),
        (f"{META} SET node.sequence = 2", "sequence is 2, that of the last Change is 3"),
        (f"{META} SET node.at = 'now'", "at is 'now', expected a moment"),
        (f"{LINE} DETACH DELETE node", "the change before it is 1: what stood between is not there"),
        (f"{LINE} SET node.sequence = '2'", "sequence is '2', expected a whole number"),
        (f"{FORMER} DETACH DELETE node", "it keeps 0 record(s), and says 1"),
        (f"{FORMER} MATCH ()-[kept:KEPT]->(node) DELETE kept", "no Change of its sequence keeps it"),
        (f"{FORMER} SET node.sequence = null", "sequence is missing, expected a whole number"),
    ],
)
def test_what_the_log_lacks_is_named_by_verify_with_what_the_server_calls_it(
    neo4j: Driver, capsys: pytest.CaptureFixture[str], statement: str, named: str
) -> None:
    neo4j.execute_query(statement)
    code, lines = told(capsys, "verify")
    assert code == 1
    assert any(named in line for line in lines), lines
    for command in (["changes"], ["changes", "--since", "2026-01-01"]):
        assert run_command(command) in (0, 1)


def test_a_write_over_a_mark_that_a_hand_set_back_says_where_to_look(neo4j: Driver, neo4j_url: str) -> None:
    neo4j.execute_query(f"{META} SET node.sequence = 1")

    async def write() -> None:
        store = Neo4jStore.connect(neo4j_url)
        try:
            await store.apply(ChangeSet((place("more", "country", "FJ"),)))
        finally:
            await store.aclose()

    with pytest.raises(StoreUnavailable, match=r"cannot be written to: .*`graph-service verify` tells what is wrong"):
        run(write())


@pytest.mark.first(1)
@pytest.mark.parametrize("properties", ["{key: 'theirs'}", "{id: 'theirs', form: 1}", "{id: 7}"])
def test_a_node_of_others_called_like_the_mark_is_passed_over_and_told(
    neo4j: Driver, capsys: pytest.CaptureFixture[str], properties: str
) -> None:
    neo4j.execute_query(f"CREATE (:Meta {properties})")
    code, [line, *_] = told(capsys, "verify")
    assert (code, "database: of no type of record: 1 node(s)" in line) == (0, True)


def test_a_mark_that_a_hand_took_away_is_missed_at_every_door_and_the_statement_told_brings_it_back(
    neo4j: Driver, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    neo4j.execute_query(f"{META} DELETE node")
    (tmp_path / "places.csv").write_text(format_table([place("newer", "country", "FJ")], "places"), "utf-8")
    load = ["load", str(tmp_path / "places.csv"), "--layer", "home"]
    named = "Meta 'network': there is none, though there are records or changes; make it: "
    for command in (["verify"], ["changes"], load, [*load, "--dry-run"]):
        code, lines = told(capsys, *command)
        assert code == 1, command
        assert any(named in line for line in lines), (command, lines)
    _, lines = told(capsys, "verify")
    neo4j.execute_query(lines[0].partition("make it: ")[2])
    assert told(capsys, "verify") == (0, ["the store is sound"])
    assert run_command(load) == 0
    assert told(capsys, "verify") == (0, ["the store is sound"])
    assert [record.value() for record in neo4j.execute_query(f"{META} RETURN node.sequence").records] == [4]
