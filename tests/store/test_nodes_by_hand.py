"""What `verify` says of nodes that a hand changed: found by what the server calls them, the cause before what follows, and in the
words of the domain."""

from pathlib import Path

import pytest
from neo4j import Driver

from graph_service.cli.app import run as run_command
from graph_service.errors import StoreUnsound
from graph_service.loader import SeedLoad
from tests.drawing import known_records
from tests.store.test_hand_edits import filled, load_again, reread, verify
from tests.thorough import thorough

__all__ = ["filled"]
pytestmark = [pytest.mark.neo4j, pytest.mark.thorough]
LOST = "MATCH (node) WHERE node.id = $id REMOVE node:Place:Organisation:Agreement:Activity"


@pytest.fixture(autouse=True)
def _asked(filled: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STORE", filled)


def edit(neo4j: Driver, statement: str, **given: str) -> list[str]:
    """Run a statement; the texts in its first column."""
    return [str(record[0]) for record in neo4j.execute_query(statement, given).records]


ICELAND = "id,name_en,level,country,source\niceland,Iceland,country,IS,a list\n"


def load_of(file: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What `load` tells of a file that it cannot load into a sound store."""
    assert run_command(["load", str(file)]) == 1
    return [line for line in capsys.readouterr().err.splitlines() if not line.startswith("added ")]


def test_what_no_record_says_is_passed_over_and_told_and_is_no_fault(
    filled: str,
    neo4j: Driver,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = reread(filled)
    edit(neo4j, "MATCH (place:Place {id: 'oss'}) SET place.poplation = 3")
    found = "MATCH (:Agreement {id: 'oss~taizhou'})-[:HAS_STAGE]->(stage) SET stage.pagerank = 0.5 RETURN elementId(stage)"
    [stage] = edit(neo4j, found)
    edit(neo4j, "MATCH (node:Agreement {id: 'oss~taizhou'}) SET node:Town:City")
    loose = edit(neo4j, "UNWIND range(1, 12) AS number CREATE (node:Stage {kind: 'formal'}) RETURN elementId(node)")
    others = edit(neo4j, "UNWIND [1, 2] AS number CREATE (node:Note {id: 'of others'}) RETURN elementId(node)")
    some = ", ".join(map(repr, sorted(loose)[:10]))
    code, told = verify(capsys)
    assert (code, reread(filled).version) == (0, before.version)
    assert told.splitlines() == [
        "not read: Place.poplation: no record has it; on 1 node(s), 'oss' the first",
        f"not read: Stage.pagerank: no record has it; on 1 node(s), elementId {stage!r} the first",
        "not read: label City on Agreement: no record has it; on 1 node(s), 'oss~taizhou' the first",
        "not read: label Town on Agreement: no record has it; on 1 node(s), 'oss~taizhou' the first",
        f"not read: Stage: without HAS_STAGE: 12 node(s), elementId {some} and 2 more; take it away, or tie it to a record",
        f"not read: database: of no type of record: 2 node(s), elementId {', '.join(map(repr, sorted(others)))}",
        "the store is sound",
    ]


@pytest.mark.parametrize("given", ["", "SET node.id = 7", "SET node.id = ''"])
def test_a_node_without_an_id_is_told_by_what_the_server_calls_it(
    given: str, neo4j: Driver, capsys: pytest.CaptureFixture[str]
) -> None:
    [element] = edit(neo4j, f"CREATE (node:Plan {{kind: 'policy'}}) {given} RETURN elementId(node)")
    code, told = verify(capsys)
    assert code == 1
    assert told.startswith(f"Plan: without an id that is a text: 1 node(s), elementId {element!r}; give each one")


@pytest.mark.first(1)
@pytest.mark.parametrize(
    ("record_id", "label"), [("jiangsu", "Place"), ("oss~taizhou", "Agreement"), ("vaud", "Place"), ("org:union", "Organisation")]
)
def test_a_lost_label_is_named_once_and_first_with_how_much_follows_and_its_remedy_heals(
    record_id: str,
    label: str,
    filled: str,
    neo4j: Driver,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = reread(filled)
    [element] = edit(neo4j, f"{LOST} RETURN elementId(node)", id=record_id)
    code, told = verify(capsys)
    first, *others = told.splitlines()
    assert code == 1
    assert first.startswith(f"label {label}: lost by 1 node(s), elementId {element!r} ({record_id!r}); give it back: ")
    named = [record for record in known_records() if record.id == record_id or record_id in dict(record.references()).values()]
    assert len(named) > 1 or "follow" not in first
    assert not [line for line in others if record_id in line]
    assert len(others) == 1
    assert others[0].startswith("1 finding(s); correct the records")
    edit(neo4j, first.partition("give it back: ")[2].partition(";")[0])
    assert verify(capsys) == (0, "the store is sound\n")
    assert reread(filled).version == before.version


def test_a_read_tells_the_cause_that_verify_names_first(filled: str, neo4j: Driver, capsys: pytest.CaptureFixture[str]) -> None:
    edit(neo4j, LOST, id="jiangsu")
    first = verify(capsys)[1].splitlines()[0]
    assert first.startswith("label Place: lost by 1 node(s)")
    with pytest.raises(StoreUnsound) as caught:
        reread(filled)
    assert first in str(caught.value)


def test_what_follows_from_a_lost_label_is_counted_and_a_fault_of_its_own_is_told(
    neo4j: Driver, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(neo4j, LOST, id="jiangsu")
    edit(neo4j, "MATCH (agreement:Agreement {id: 'oss~taizhou'}) SET agreement.layer = ''")
    first, second, last = verify(capsys)[1].splitlines()
    # Three agreements, a claim, a mark and the unnamed unit.
    assert first.partition("; 6 finding(s) follow from it and are not told: ")[1]
    assert (second, last[:13]) == ("Agreement 'oss~taizhou': layer: it is empty", "2 finding(s);")
    assert last.endswith("; what is derived of them is looked at once they are sound")


def test_a_load_tells_the_label_that_was_lost_in_the_place_of_what_follows_from_it(
    neo4j: Driver, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(neo4j, LOST, id="oss")
    (file := tmp_path / "places.csv").write_text(ICELAND, "utf-8")
    told = load_of(file, capsys)
    assert told[0].startswith("stored label Place: lost by 1 node(s)")
    assert " finding(s) follow from it and are not told: Agreement " in told[0]
    assert told[1:] == ["the store is unsound in 1 place(s); `graph-service verify` tells all"]


def test_of_what_a_load_finds_unsound_in_the_store_the_first_are_told_and_how_many_more(
    neo4j: Driver, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(neo4j, "MATCH (place:Place {id: 'nl'}) DETACH DELETE place")
    edit(neo4j, "MATCH (node:Place|Organisation|Agreement) SET node.layer = ''")
    (file := tmp_path / "places.csv").write_text(ICELAND.replace("IS,", "XX,"), "utf-8")
    told = load_of(file, capsys)
    at = next(at for at, line in enumerate(told) if line.startswith("and "))
    assert at == 10
    assert all(line.startswith("stored ") for line in told[:at])
    assert told[at].endswith(" more in the store; `graph-service verify` tells all")
    assert told[at + 1].startswith(f"{file}:2 [")
    assert told[-1].startswith("refused: ")


def test_a_stage_that_lost_its_label_is_told_with_the_agreement_that_it_leaves_without(
    neo4j: Driver, capsys: pytest.CaptureFixture[str]
) -> None:
    lost = "MATCH (:Agreement {id: 'oss~taizhou'})-[:HAS_STAGE]->(stage) REMOVE stage:Stage RETURN elementId(stage)"
    elements = edit(neo4j, lost)
    first = verify(capsys)[1].splitlines()[0]
    assert first.startswith(f"label Stage: lost by {len(elements)} node(s), elementId {elements[0]!r}")
    assert first.endswith("1 finding(s) follow from it and are not told: Agreement 'oss~taizhou' the first")


@pytest.mark.first(1)
@pytest.mark.parametrize(
    ("record_id", "label", "loss"),
    [("oss", "Place", LOST), ("oss", "Place", f"{LOST} REMOVE node.layer"), ("oss~taizhou", "Agreement", LOST)],
)
def test_a_record_whose_node_lost_its_label_is_not_loaded_beside_it(
    record_id: str,
    label: str,
    loss: str,
    filled: str,
    neo4j: Driver,
    tmp_path: Path,
) -> None:
    before = reread(filled)
    [element] = edit(neo4j, f"{loss} SET node.mine = 'by hand' RETURN elementId(node)", id=record_id)
    (folder := tmp_path / "home").mkdir()
    with pytest.raises(StoreUnsound) as caught:
        load_again(filled, folder, SeedLoad.OVERWRITE)
    for told in (repr(element), repr(record_id), f"SET node:{label}", "nothing was written"):
        assert told in str(caught.value)
    assert edit(neo4j, "MATCH (node {id: $id}) RETURN elementId(node)", id=record_id) == [element]
    edit(neo4j, str(caught.value).partition("give it back: ")[2].partition(";")[0])
    load_again(filled, folder, SeedLoad.OVERWRITE)
    assert reread(filled).version == before.version
    assert edit(neo4j, "MATCH (node {id: $id}) RETURN elementId(node)", id=record_id) == [element]


@pytest.mark.first(1)
@pytest.mark.parametrize("twin", [":City {id: 'oss'}", "{id: 'oss'}", ":Note {id: 'oss', layer: 'home'}"])
def test_a_node_beside_a_record_with_its_id_is_a_fault_that_says_what_to_do(
    twin: str, filled: str, neo4j: Driver, capsys: pytest.CaptureFixture[str]
) -> None:
    [element] = edit(neo4j, f"CREATE (node {twin}) RETURN elementId(node)")
    [record] = edit(neo4j, "MATCH (node:Place {id: 'oss'}) RETURN elementId(node)")
    code, told = verify(capsys)
    first, *others = told.splitlines()
    assert code == 1
    assert first.startswith(f"Place 'oss': the node with elementId {element!r} has its id")
    assert f"the record is elementId {record!r}" in first
    assert not [line for line in others if "not read" in line]
    assert run_command(["verify", "--repair"]) == 1
    capsys.readouterr()
    edit(neo4j, first.partition("then: ")[2])
    assert verify(capsys) == (0, "the store is sound\n")


def test_nodes_of_others_that_have_the_id_of_a_record_are_told_apart_and_are_no_fault(
    filled: str, neo4j: Driver, capsys: pytest.CaptureFixture[str]
) -> None:
    before = reread(filled)
    made = "UNWIND ['oss', 'oss~taizhou'] AS id CREATE (node:Note {id: id}) RETURN elementId(node) ORDER BY id"
    elements = edit(neo4j, made)
    nodes = f"2 node(s), elementId {', '.join(map(repr, elements))}"
    [other] = edit(neo4j, "CREATE (node:Note {id: 'of others'}) RETURN elementId(node)")
    code, told = verify(capsys)
    assert (code, reread(filled).version) == (0, before.version)
    assert told.splitlines() == [
        f"not read: database: of no type of record, with the id of one ('oss', 'oss~taizhou'): {nodes}",
        f"not read: database: of no type of record: 1 node(s), elementId {other!r}",
        "the store is sound",
    ]


TIE = "(agreement:Agreement {id: 'oss~taizhou'})"
AMISS = {
    "a stage of a year of no calendar": (
        f"MATCH {TIE} CREATE (agreement)-[:HAS_STAGE]->(:Stage {{kind: 'formal', date: date('0500-01-01')}})",
        "date: the year 500 is outside 800-2100",
    ),
    "a party too few": (
        f"MATCH (:Place {{id: 'oss'}})-[party:PARTY_OF]->{TIE} DELETE party",
        "parties: 1 relationship(s) PARTY_OF from a node Place or Organisation ('taizhou'), where 2 must be",
    ),
    "a party too many": (
        f"MATCH (place:Place {{id: 'vaud'}}), {TIE} CREATE (place)-[:PARTY_OF]->(agreement)",
        "('oss', 'taizhou', 'vaud'), where 2 must be",
    ),
    "no party": (
        f"MATCH ()-[party:PARTY_OF]->{TIE} DELETE party",
        "parties: no relationship(s) PARTY_OF from a node Place or Organisation, where 2 must be",
    ),
    "no stage": (
        f"MATCH {TIE}-[:HAS_STAGE]->(stage) DETACH DELETE stage",
        "stages: no relationship HAS_STAGE to a node Stage, where one must be at least",
    ),
    "a stage of two agreements": (
        f"MATCH {TIE}-[:HAS_STAGE]->(stage), (other:Agreement {{id: 'jiangsu~vaud'}}) CREATE (other)-[:HAS_STAGE]->(stage)",
        " is one node Stage of 'jiangsu~vaud' and 'oss~taizhou'; take away all but one relationship HAS_STAGE to it",
    ),
    "a stage twice of one agreement": (
        f"MATCH {TIE}-[:HAS_STAGE]->(stage) CREATE (agreement)-[:HAS_STAGE]->(stage)",
        "stages: no. 1 is one node Stage of 'oss~taizhou' and 'oss~taizhou'; take away all but one relationship HAS_STAGE",
    ),
    "a stage without a day beside another without a place in the list": (
        f"MATCH {TIE} CREATE (agreement)-[:HAS_STAGE]->(:Stage {{kind: 'suspended'}})",
        "stages: nothing tells which of 2 comes first, no order and no day of each; set position = 0, 1, … on the relationships",
    ),
    "two stages of one day": (
        f"MATCH {TIE}-[:HAS_STAGE]->(s) CREATE (agreement)-[:HAS_STAGE]->(:Stage {{kind: 'resumed', date_first: s.date_first}})",
        "stages: nothing tells which of 2 comes first",
    ),
    "a stage of no known kind": (
        f"MATCH {TIE}-[:HAS_STAGE]->(stage) SET stage.kind = 'divorce'",
        "stages, no. 1, kind: 'divorce' is none of approval, contact, dormant, exchange,",
    ),
    "a stage whose date is a text": (
        f"MATCH {TIE}-[:HAS_STAGE]->(stage) SET stage = {{kind: 'formal', date: '1990'}}",
        "stages: no. 1, date: '1990' is no DATE",
    ),
    "a stage without a kind": (
        f"MATCH {TIE}-[:HAS_STAGE]->(stage) REMOVE stage.kind",
        "stages, no. 1, kind: it is missing",
    ),
    "a word that is none": (
        "MATCH (place:Place {id: 'oss'}) SET place.population_of = 'street'",
        "Place 'oss': population_of: 'street' is none of town, unit",
    ),
    "a whole number with a fraction": (
        "MATCH (place:Place {id: 'oss'}) SET place.population = 5000.0",
        "Place 'oss': population: 5000.0 is written with a fraction; write 5000",
    ),
    "a number below zero": (
        "MATCH (place:Place {id: 'oss'}) SET place.population = -3",
        "Place 'oss': population: -3 is too small; 0 is the least",
    ),
    "a flag that is a text": (
        "MATCH (place:Place {id: 'oss'}) SET place.key = 'yes'",
        "Place 'oss': key: 'yes' is neither true nor false",
    ),
    "a text where a list is kept": (
        "MATCH (place:Place {id: 'oss'}) SET place.needs = 'water'",
        "Place 'oss': needs: 'water' is no list",
    ),
    "a list where a text is kept": (
        "MATCH (place:Place {id: 'oss'}) SET place.note = ['a']",
        "Place 'oss': note: ['a'] is no text",
    ),
    "levels that are a number": (
        "MATCH (place:Place {id: 'oss'}) SET place.levels = 3",
        "Place 'oss': levels: 3 is no list",
    ),
    "a name that is a number": (
        "MATCH (place:Place {id: 'oss'}) SET place.name = 5",
        "Place 'oss': names, en: 5 is no text",
    ),
    "two names in Chinese and none in English": (
        "MATCH (place:Place {id: 'oss'}) SET place.name_language = 'zh', place.name_zh = '奥斯市'",
        "Place 'oss': name: with name_language 'zh' beside name_zh; keep one of the two, or correct name_language",
    ),
    "two names in English": (
        "MATCH (place:Place {id: 'oss'}) SET place.name_en = 'Osch'",
        "Place 'oss': name: with no name_language, so that it is the English one, beside name_en; keep one of the two",
    ),
    "a language of no name": (
        "MATCH (place:Place {id: 'oss'}) SET place.name_language = 'zh', place.name_zh = place.name REMOVE place.name",
        "Place 'oss': name_language: 'zh' without a name; give it one, or take name_language away",
    ),
    "sources that are no JSON": (
        "MATCH (place:Place {id: 'oss'}) SET place.sources = 'a book'",
        "Place 'oss': sources: no JSON; write a list such as",
    ),
    "a source without a document": (
        """MATCH (place:Place {id: 'oss'}) SET place.sources = '[{"quote": "so"}]'""",
        "Place 'oss': sources: no. 1, document: it is missing",
    ),
    "no sources": ("MATCH (place:Place {id: 'oss'}) SET place.sources = '[]'", "sources: 0 in the list are too few"),
    "a day before the year 1": (
        "MATCH (place:Place {id: 'oss'}) SET place.valid_from = date('-0005-01-01')",
        "valid_from: a value that cannot be read, such as a day before the year 1, is no DATE; write date('2020-05-31')",
    ),
    "a moment where a day is kept": (
        "MATCH (place:Place {id: 'oss'}) SET place.valid_from = datetime('2020-01-01T00:00:00Z')",
        "valid_from: datetime('2020-01-01T00:00:00.000000000+00:00') is no DATE",
    ),
    "half of an uncertain date": (
        "MATCH (place:Place {id: 'oss'}) SET place.valid_from_first = date('2020-01-01')",
        "valid_from_last: it is missing beside the rest of an uncertain date",
    ),
    "a day where a text is kept": (
        "MATCH (place:Place {id: 'oss'}) SET place.note = date('2020-01-01')",
        "note: date('2020-01-01') is no text",
    ),
    "durations where texts are kept": (
        "MATCH (place:Place {id: 'oss'}) SET place.needs = [duration('P1D')]",
        "needs, no. 1: duration('P1D') is no text",
    ),
    "a point of another system": (
        "MATCH (place:Place {id: 'oss'}) SET place.position = point({x: 1, y: 2})",
        "position: a point of SRID 7203 (1.0, 2.0) is no point of WGS 84",
    ),
    "a point where a number is kept": (
        "MATCH (place:Place {id: 'oss'}) SET place.population = point({x: 1, y: 2})",
        "population: a point of SRID 7203 (1.0, 2.0) is no whole number",
    ),
    "a number written as text": (
        "MATCH (place:Place {id: 'oss'}) SET place.population = '90000'",
        "population: '90000' is a text, which no query compares with numbers; write 90000",
    ),
    "a day written as an uncertain date": (
        """MATCH (p:Place {id: 'oss'}) WITH p, date('2020-01-01') AS day
        SET p.valid_from_first = day, p.valid_from_last = day, p.valid_from_precision = 'day'""",
        "valid_from: a day is valid_from = date('2020-01-01'), without valid_from_first, valid_from_last",
    ),
    "several labels and no level": (
        "MATCH (place:Place {id: 'oss'}) SET place:City:Country",
        "level: it is missing, and there are several labels; name the one it goes by, country or city",
    ),
    "a name that is empty": (
        "MATCH (place:Place {id: 'oss'}) SET place.name = ''",
        "Place 'oss': names.en: a text that is empty; write one, or take the field away",
    ),
    "a note that is empty": ("MATCH (place:Place {id: 'oss'}) SET place.note = ''", "Place 'oss': note: a text that is empty"),
    "a claim about nothing": (
        "MATCH (claim:Claim)-[about:ABOUT]->() DELETE about",
        "subject: no relationship(s) ABOUT to a node Place or Organisation",
    ),
}


@pytest.mark.first(1)
@pytest.mark.parametrize(("statement", "words"), AMISS.values(), ids=AMISS)
def test_what_makes_no_record_is_told_in_words_of_the_domain(
    statement: str,
    words: str,
    filled: str,
    neo4j: Driver,
    capsys: pytest.CaptureFixture[str],
) -> None:
    edit(neo4j, statement)
    code, told = verify(capsys)
    assert code == 1
    assert words in told
    assert not [
        word
        for word in ("Expected", "Object", "Invalid", "`$", "array", "object", "JSON is malformed", "neo4j.", "None")
        if word in told
    ]
    with pytest.raises(StoreUnsound) as caught:
        reread(filled)
    assert words in str(caught.value)
    assert run_command(["verify", "--repair"]) == 1


def test_who_changed_what_is_told_while_a_record_is_unsound(neo4j: Driver, capsys: pytest.CaptureFixture[str]) -> None:
    edit(neo4j, LOST, id="jiangsu")
    for words in ([], ["--format", "json"]):
        assert run_command(["changes", *words]) == 1
        told = capsys.readouterr()
        assert told.err.startswith("the store is unsound: ")
        assert "label Place: lost by 1 node(s)" in told.err
        assert told.out


def test_a_node_that_lost_its_id_is_told_once_and_first_with_how_much_follows(
    neo4j: Driver, capsys: pytest.CaptureFixture[str]
) -> None:
    [element] = edit(neo4j, "MATCH (node:Place {id: 'jiangsu'}) SET node.id = 7 RETURN elementId(node)")
    first, *others = verify(capsys)[1].splitlines()
    assert first.startswith(f"Place: without an id that is a text: 1 node(s), elementId {element!r}")
    assert "finding(s) follow from it and are not told: " in first
    assert not [line for line in others if "has no id" in line]


def test_an_id_that_two_types_have_is_told_once(neo4j: Driver, capsys: pytest.CaptureFixture[str]) -> None:
    edit(neo4j, "MATCH (p:Place {id: 'oss'}) CREATE (:Plan {id: 'oss', kind: 'policy', layer: 'home', sources: p.sources})")
    first, *others = verify(capsys)[1].splitlines()
    assert first.startswith("Place 'oss': id: the id 'oss' stands in ")
    assert not [line for line in others if "is in plans" in line]


def test_each_field_that_is_wrong_is_told_and_of_a_second_label_what_else_the_node_is(
    neo4j: Driver, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(neo4j, "MATCH (place:Place {id: 'oss'}) SET place.population = 'many', place.key = 'yes'")
    edit(neo4j, "MATCH (claim:Claim) WITH claim LIMIT 1 SET claim.id = 'claim:one', claim:Plan")
    told = verify(capsys)[1]
    assert "Place 'oss': population: 'many' is no whole number; key: 'yes' is neither true nor false" in told
    assert "Plan 'claim:one': it is Claim 'claim:one' too: take the label Plan from the node if it is the same" in told


@pytest.mark.thorough
@pytest.mark.parametrize("limit", [1, *thorough([10_000])])
def test_nodes_of_one_type_that_share_an_id_are_a_fault(
    limit: int, filled: str, neo4j: Driver, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph_service.store.neo4j_pages._AT_ONCE", limit)
    edit(neo4j, "DROP CONSTRAINT place_id")
    edit(neo4j, "MATCH (place:Place {id: 'oss'}) WITH properties(place) AS told CREATE (copy:Place:City) SET copy = told")
    code, told = verify(capsys)
    assert code == 1
    first = told.splitlines()[0]
    assert first.startswith(f"Place: {'the id' if limit > 1 else 'an id'}")
    shown = first.partition("(")[2].rpartition(");")[0]
    assert len(neo4j.execute_query(shown).records) == (2 if limit > 1 else 1)
    with pytest.raises(StoreUnsound, match="stands on several nodes"):
        reread(filled)


@pytest.mark.thorough
def test_a_stage_that_two_agreements_share_stays_with_the_one_that_is_not_written(
    filled: str, neo4j: Driver, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = reread(filled)
    edit(
        neo4j,
        """MATCH (:Agreement {id: 'oss~taizhou'})-[:HAS_STAGE]->(stage), (other:Agreement {id: 'jiangsu~vaud'})
        CREATE (other)-[:HAS_STAGE]->(stage)""",
    )
    (folder := tmp_path / "home").mkdir()
    load_again(filled, folder, SeedLoad.OVERWRITE)
    assert reread(filled).version == before.version
    assert verify(capsys) == (0, "the store is sound\n")


def test_relationships_that_no_record_has_are_told_and_are_no_fault(neo4j: Driver, capsys: pytest.CaptureFixture[str]) -> None:
    made = "MATCH (p:Place {id: 'oss'}), (a:Agreement {id: 'oss~taizhou'}) CREATE (a)-[link:PARTY_OF]->(p) RETURN elementId(link)"
    [turned] = edit(neo4j, made)
    [foreign] = edit(neo4j, "MATCH (p:Place {id: 'oss'}) CREATE (:Note)-[link:ABOUT]->(p) RETURN elementId(link)")
    edit(neo4j, "CREATE (:Note)-[:CITES]->(:Note)")
    code, told = verify(capsys)
    assert code == 0
    assert told.splitlines()[:2] == [
        f"not read: ABOUT from a node of others to Place: no record has it; 1 relationship(s), elementId {foreign!r} the first",
        f"not read: PARTY_OF from Agreement to Place: no record has it; 1 relationship(s), elementId {turned!r} the first",
    ]


DROPPED = ("DROP CONSTRAINT place_id", "DROP INDEX place_position", "DROP INDEX names", "DROP INDEX claim_measure")


@pytest.mark.thorough
def test_a_missing_constraint_or_index_is_told_by_itself_and_made_anew(
    filled: str, neo4j: Driver, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told_of_all = ["constraint place_id", "index claim_measure", "index names", "index place_position"]
    for again in ("repair", "load"):
        for statement in DROPPED:
            edit(neo4j, statement)
        code, told = verify(capsys)
        assert code == 1
        assert sorted(line.partition(":")[0] for line in told.splitlines() if "it is missing" in line) == told_of_all
        if again == "repair":
            assert verify(capsys, "--repair")[0] == 0
        else:
            load_again(filled, tmp_path)
        assert verify(capsys) == (0, "the store is sound\n")


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("dropped", "made", "told"),
    [
        ("INDEX names", "INDEX names FOR (foo:Foo) ON (foo.bar)", "index names: "),
        ("CONSTRAINT frame_id", "INDEX ours FOR (frame:Frame) ON (frame.id)", "constraint frame_id: "),
    ],
)
def test_an_index_that_another_stands_in_the_way_of_is_told_with_what_to_drop_and_not_said_to_be_mended(
    neo4j: Driver, capsys: pytest.CaptureFixture[str], filled: str, dropped: str, made: str, told: str
) -> None:
    reread(filled)
    edit(neo4j, f"DROP {dropped}")
    edit(neo4j, f"CREATE {made}")
    name = made.split()[1]
    try:
        for words in ((), ("--repair",)):
            code, said = verify(capsys, *words)
            assert code == 1
            [line] = [line for line in said.splitlines() if line.startswith(told)]
            assert f"{name!r} stands in its way: DROP INDEX {name}, then repair" in line
            assert "mended" not in said
    finally:
        edit(neo4j, f"DROP INDEX {name}")
    assert verify(capsys, "--repair")[0] == 0
    assert verify(capsys) == (0, "the store is sound\n")


@pytest.mark.thorough
def test_an_index_under_another_name_is_none_missing(filled: str, neo4j: Driver, capsys: pytest.CaptureFixture[str]) -> None:
    edit(neo4j, "DROP INDEX claim_measure")
    edit(neo4j, "CREATE INDEX ours FOR (claim:Claim) ON (claim.measure)")
    assert verify(capsys) == (0, "the store is sound\n")
    edit(neo4j, "DROP INDEX ours")


@pytest.mark.thorough
def test_a_constraint_that_what_is_stored_breaks_stays_missing_and_what_breaks_it_is_told(
    neo4j: Driver, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(neo4j, "DROP CONSTRAINT place_id")
    edit(neo4j, "MATCH (place:Place {id: 'oss'}) WITH properties(place) AS told CREATE (copy:Place:City) SET copy = told")
    code, told = verify(capsys, "--repair")
    assert code == 1
    assert "stands on several nodes" in told
    assert "constraint place_id: it is missing" in told


@pytest.mark.thorough
def test_an_agreement_of_a_place_with_itself_is_told_in_one_line(neo4j: Driver, capsys: pytest.CaptureFixture[str]) -> None:
    edit(
        neo4j,
        "MATCH (:Place {id: 'taizhou'})-[party:PARTY_OF]->(tie:Agreement {id: 'oss~taizhou'}), (oss:Place {id: 'oss'}) "
        "DELETE party CREATE (oss)-[:PARTY_OF]->(tie)",
    )
    code, told = verify(capsys)
    assert code == 1
    assert told.splitlines()[:-1] == [
        "Agreement 'oss~taizhou': parties: 'oss' has an agreement with itself; name two different parties"
    ]


def test_a_stage_of_two_agreements_is_told_of_both_and_each_has_its_own_when_they_are_written_anew(
    filled: str, neo4j: Driver, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = reread(filled)
    shared = f"MATCH {TIE}-[:HAS_STAGE]->(stage), (other:Agreement {{id: 'jiangsu~vaud'}}) CREATE (other)-[:HAS_STAGE]->(stage)"
    edit(neo4j, shared)
    assert {f"Agreement '{one}': stages" in verify(capsys)[1] for one in ("jiangsu~vaud", "oss~taizhou")} == {True}
    (folder := tmp_path / "home").mkdir()
    load_again(filled, folder, SeedLoad.OVERWRITE)
    assert verify(capsys) == (0, "the store is sound\n")
    assert reread(filled).version == before.version


def test_of_many_findings_of_a_kind_the_first_are_told_and_how_many_more(
    neo4j: Driver, capsys: pytest.CaptureFixture[str]
) -> None:
    made = "(a)-[:PARTNER {agreement: 'none' + number, kind: 'formal', since: date({year: 1990 + number})}]->(b)"
    edit(neo4j, f"MATCH (a:Place {{id: 'oss'}}), (b:Place {{id: 'vaud'}}) UNWIND range(1, 13) AS number CREATE {made}")
    edit(neo4j, "MATCH (place:Place {id: 'nanjing'}) SET place.note = ['a']")
    fact, *derived, more, last = verify(capsys)[1].splitlines()
    assert fact.startswith("Place 'nanjing': note: ")
    assert len(derived) == 10
    assert derived[0].endswith("of agreement 'none1': no agreement says it (formal, since 1991-01-01)")
    assert more == "and 3 more like these 10; `verify --all` tells each"
    assert last.startswith("14 finding(s); ")
    assert len(verify(capsys, "--all")[1].splitlines()) == 15
