"""A load says what is wrong with the store itself where it does not set that right: nothing would be served from it."""

import json
from pathlib import Path

import pytest
from neo4j import Driver

from graph_service.cli.app import run as run_command
from graph_service.errors import DataRefused
from graph_service.files.tables import format_table
from graph_service.loader import LoadReport, SeedLoad, load_files
from graph_service.records.network import ChangeSet
from graph_service.records.registry import RECORD_TYPES
from graph_service.store.neo4j import Neo4jStore
from tests.drawing import TODAY, known_records, place
from tests.one_loop import run
from tests.thorough import thorough

pytestmark = [pytest.mark.neo4j, pytest.mark.thorough]
STRANGER = "CREATE (:Place:City {id: 'by hand', name: 'Nowhere'})"  # in no file
RULE = """MATCH (place:Place {id: 'alone'}) WITH place {.*, id: 'byhand', country: 'Spain'} AS told
CREATE (copy:Place:Country) SET copy = told"""
TWO_LABELS = "MATCH (agreement:Agreement {id: 'oss~taizhou'}) SET agreement:Place"  # it is in the files, and read as that
UNREADABLE = "MATCH (place:Place {id: 'oss'}) SET place.population = 'many'"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files with records of every type, and one place that no other record names."""
    (folder := tmp_path / "home").mkdir()
    for plural, cls in RECORD_TYPES:
        if rows := [each for each in (*known_records(), place("alone", "country", "NZ")) if type(each) is cls]:
            (folder / f"{plural}.csv").write_text(format_table(rows, plural), "utf-8")
    return folder


def load(url: str, folder: Path, seeds: SeedLoad | None = None, *, dry_run: bool = False) -> LoadReport:
    async def loaded() -> LoadReport:
        store = Neo4jStore.connect(url)
        try:
            return await load_files(store, [folder], today=TODAY, seeds=seeds, dry_run=dry_run)
        finally:
            await store.aclose()

    return run(loaded())


def written_by_people(url: str) -> None:
    async def write() -> None:
        store = Neo4jStore.connect(url)
        await store.apply(ChangeSet((*known_records(), place("alone", "country", "NZ"))), "office")
        await store.aclose()

    run(write())


@pytest.mark.first(1)
@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (STRANGER, "stored Place 'by hand': sources"),
        (RULE, "stored Place 'byhand': country"),
        (TWO_LABELS, "stored Place 'oss~taizhou': level"),
    ],
)
@pytest.mark.parametrize(
    "seeds", [SeedLoad.PROPOSE, *thorough([None, *(way for way in SeedLoad if way is not SeedLoad.PROPOSE)])]
)
def test_what_a_load_does_not_touch_and_nobody_could_serve_is_named(
    neo4j: Driver, neo4j_url: str, folder: Path, statement: str, told: str, seeds: SeedLoad | None
) -> None:
    load(neo4j_url, folder, SeedLoad.PROPOSE)
    assert load(neo4j_url, folder, seeds).unsound == ()
    neo4j.execute_query(statement)
    for dry_run in (False, True):
        report = load(neo4j_url, folder, seeds, dry_run=dry_run)
        assert not report.difference.has_effect
        [fault] = map(str, report.unsound)
        assert fault.startswith(told)
        assert fault.endswith("correct it where it is stored, load its row again, or restore a backup")


def test_the_command_says_so_and_does_not_end_well(
    neo4j: Driver, neo4j_url: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STORE", neo4j_url)
    assert run_command(["load", str(folder)]) == 0
    neo4j.execute_query("UNWIND range(1, 12) AS number " + STRANGER.replace("'by hand'", "'by hand ' + number"))
    capsys.readouterr()
    assert run_command(["load", str(folder)]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith("added 0, changed 0, unchanged ")
    assert [line.startswith("stored Place 'by hand ") for line in lines[1:-1]] == [True] * 10
    assert lines[-1] == "the store is unsound in 12 place(s), the first 10 above; `graph-service verify` tells all"


def test_what_people_wrote_and_cannot_be_read_is_named_in_place_of_what_names_it(
    neo4j: Driver, neo4j_url: str, folder: Path
) -> None:
    written_by_people(neo4j_url)
    neo4j.execute_query(UNREADABLE)
    with pytest.raises(DataRefused) as refused:
        load(neo4j_url, folder, SeedLoad.PROPOSE)
    [fault] = map(str, refused.value.faults)
    assert fault.startswith("stored Place 'oss': population: ")
    assert fault.endswith("or load the seeds with --overwrite, which have a row of it")
    assert load(neo4j_url, folder, SeedLoad.OVERWRITE).unsound == ()


def test_what_could_not_be_read_and_is_written_anew_is_changed_and_not_added(
    neo4j: Driver, neo4j_url: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    load(neo4j_url, folder)
    neo4j.execute_query(UNREADABLE)
    monkeypatch.setenv("GRAPH_SERVICE_STORE", neo4j_url)
    for words in (["--dry-run"], []):
        assert run_command(["load", str(folder), "--format", "json", *words]) == 0
        told, said = capsys.readouterr()
        assert said.splitlines()[-1].startswith("added 0, changed 1, unchanged ")
        document = json.loads(told)
        assert (document["added"]["total"], [item["id"] for item in document["changed"]["items"]]) == (0, ["oss"])


@pytest.mark.parametrize(
    "statement",
    [
        "MATCH (agreement:Agreement {id: 'oss~taizhou'}) SET agreement.layer = 5",
        "MATCH (agreement:Agreement {id: 'oss~taizhou'}) REMOVE agreement:Agreement",
    ],
)
def test_partners_of_an_agreement_that_cannot_be_read_stay_whoever_mends(
    statement: str, neo4j: Driver, neo4j_url: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(neo4j_url, folder)
    ties = "MATCH ()-[tie:PARTNER {agreement: 'oss~taizhou'}]->() RETURN count(tie)"
    before = neo4j.execute_query(ties).records[0][0]
    neo4j.execute_query(statement)
    monkeypatch.setenv("GRAPH_SERVICE_STORE", neo4j_url)
    neo4j.execute_query("MATCH ()-[tie:PARTNER {agreement: 'jiangsu~vaud'}]->() DELETE tie")  # there is something to mend
    assert run_command(["verify", "--repair"]) == 1
    assert neo4j.execute_query(ties).records[0][0] == before > 0
    neo4j.execute_query("MATCH ()-[tie:PARTNER {agreement: 'jiangsu~vaud'}]->() DELETE tie")
    (tmp_path / "places.csv").write_text(format_table([place("new", "country", "FJ")], "places"), "utf-8")
    run_command(["load", str(tmp_path / "places.csv"), "--layer", "home"])  # what it says of the agreement is tested above
    assert neo4j.execute_query(ties).records[0][0] == before
    mended = "MATCH ()-[tie:PARTNER {agreement: 'jiangsu~vaud'}]->() RETURN count(tie)"
    assert neo4j.execute_query(mended).records[0][0] > 0


def test_what_people_wrote_and_no_other_record_names_was_not_removed_where_it_cannot_be_read(
    neo4j: Driver, neo4j_url: str, folder: Path
) -> None:
    written_by_people(neo4j_url)
    neo4j.execute_query(UNREADABLE.replace("oss", "alone"))
    report = load(neo4j_url, folder, SeedLoad.PROPOSE)
    assert [str(fault).partition(": population")[0] for fault in report.unsound] == ["stored Place 'alone'"]
    assert "--overwrite" in str(report.unsound[0])
    assert report.proposals == ()


@pytest.mark.parametrize(
    ("statement", "healed", "beside"),
    [
        (UNREADABLE, ["oss"], []),
        ("MATCH (:Agreement {id: 'oss~taizhou'})-[:HAS_STAGE]->(stage) DETACH DELETE stage", ["oss~taizhou"], []),
        (
            "MATCH (place:Place {id: 'oss'}) DETACH DELETE place",
            ["oss", "oss~taizhou"],
            ["org:school-b"],
        ),  # which has its seat there no more
    ],
)
def test_a_load_heals_what_is_unsound_and_keeps_what_a_hand_edited_elsewhere(
    neo4j: Driver, neo4j_url: str, folder: Path, statement: str, healed: list[str], beside: list[str]
) -> None:
    load(neo4j_url, folder, SeedLoad.PROPOSE)
    neo4j.execute_query("MATCH (place:Place {id: 'vaud'}) SET place.population = 7")
    neo4j.execute_query("MATCH (place:Place {id: 'alone'}) DETACH DELETE place")
    neo4j.execute_query(statement)
    report = load(neo4j_url, folder, SeedLoad.PROPOSE)
    assert sorted(record.id for record in report.difference.effective.put) == healed
    assert sorted(each.record_id for each in report.proposals) == ["alone", *beside, "vaud"]
    assert report.unsound == ()
    found = "MATCH (place:Place) WHERE place.id IN ['vaud', 'alone'] RETURN place.population"
    assert [row.values() for row in neo4j.execute_query(found).records] == [[7]]


def test_a_mark_that_a_hand_made_unreadable_is_named_by_a_load_that_has_nothing_to_write(
    neo4j: Driver, neo4j_url: str, folder: Path
) -> None:
    load(neo4j_url, folder, SeedLoad.PROPOSE)
    neo4j.execute_query("MATCH (node:Meta) SET node.sequence = 'x'")
    [fault] = map(str, load(neo4j_url, folder, SeedLoad.PROPOSE).unsound)
    assert fault.startswith("stored Meta 'network': sequence is 'x', expected a whole number")


REFUSED = {
    "a record whose node lost its label and that no other names": (
        "MATCH (node:Place {id: 'alone'}) REMOVE node:Place",
        "label Place: lost by 1 node(s)",
        "alone",
    ),
    "a record whose node lost its label and that others name": (
        "MATCH (node:Place {id: 'oss'}) REMOVE node:Place",
        "label Place: lost by 1 node(s)",
        "alone",
    ),
    "a mark without a moment": ("MATCH (node:Meta) SET node.at = 'x'", "Meta 'network': at is 'x'", "another"),
    "what is removed and a record that cannot be read still names": (
        "MATCH (node:Place {id: 'alone'}) CREATE (:Claim {id: 'by hand'})-[:ABOUT]->(node)",
        "stored record by hand [id]: it names 'alone' (ABOUT)",
        "another",
    ),
}


@pytest.mark.first(1)
@pytest.mark.parametrize(("statement", "told", "given"), REFUSED.values(), ids=REFUSED)
def test_a_dry_run_refuses_in_the_words_of_the_load(
    statement: str,
    told: str,
    given: str,
    neo4j: Driver,
    neo4j_url: str,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    load(neo4j_url, folder)
    neo4j.execute_query(statement)
    monkeypatch.setenv("GRAPH_SERVICE_STORE", neo4j_url)
    (folder / "places.csv").write_text((folder / "places.csv").read_text("utf-8").replace("alone", given), "utf-8")
    kept = "MATCH (node) RETURN count(*) AS nodes, collect(properties(node)) AS all"
    before = neo4j.execute_query(kept).records
    said = []
    for words in (["--dry-run"], []):
        code = run_command(["load", str(folder), "--replace", *words])
        said.append((code, capsys.readouterr().err))
    assert said[0] == said[1]
    assert said[0][0] != 0
    assert told in said[0][1]
    assert neo4j.execute_query(kept).records == before


@pytest.mark.thorough
@pytest.mark.plans_anew
def test_a_large_load_writes_beside_what_it_does_not_touch_like_a_small_one(
    neo4j: Driver, neo4j_url: str, folder: Path, tmp_path: Path
) -> None:
    load(neo4j_url, folder)
    neo4j.execute_query(STRANGER)
    many = [place(f"many {number}".replace(" ", "-"), "city", "FJ") for number in range(1_000)]
    (tmp_path / "places.csv").write_text(format_table([place("fiji", "country", "FJ"), *many], "places"), "utf-8")
    report = load(neo4j_url, tmp_path)
    assert (report.difference.added, len(report.unsound)) == (1_001, 1)


@pytest.mark.thorough
def test_a_dry_run_says_what_is_derived_wrongly_and_leaves_it(neo4j: Driver, neo4j_url: str, folder: Path) -> None:
    load(neo4j_url, folder)
    neo4j.execute_query("MATCH ()-[tie:PARTNER {agreement: 'oss~taizhou'}]->() DELETE tie")
    for _ in range(2):
        assert load(neo4j_url, folder, dry_run=True).notices == (
            "1 relationship(s), name(s), constraint(s) or index(es) are not as they should be, and would be again",
        )
    assert load(neo4j_url, folder).notices == (
        "1 relationship(s), name(s), constraint(s) or index(es) were not as they should be, and are again",
    )
    assert load(neo4j_url, folder, dry_run=True).notices == ()
