"""The command line: good input, bad input, exit codes, one line per error."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import graph_service
from graph_service import __version__
from graph_service.cli.app import REFUSED, WRONG_COMMAND, run
from graph_service.errors import BadRequest, DataRefused
from graph_service.files.tables import format_table
from graph_service.questions.table import QUESTIONS
from graph_service.records.registry import PLURAL_OF
from graph_service.store.embedded import EmbeddedStore
from graph_service.words.headings import GROUPS
from tests.drawing import known_records
from tests.thorough import thorough

HEADER = "id,level,country,source\n"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty store of this test's own."""
    path = tmp_path / "store" / "graph.db"
    monkeypatch.setenv("GRAPH_SERVICE_STORE", f"sqlite:///{path}")
    return path


@pytest.fixture
def drawn(drawn_store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The store with the drawn network."""
    monkeypatch.setenv("GRAPH_SERVICE_STORE", drawn_store)


def written(folder: Path) -> Path:
    """A seeds folder with the drawn network."""
    home = folder / "seeds" / "home"
    home.mkdir(parents=True)
    for plural in set(PLURAL_OF.values()):
        rows = [record for record in known_records() if PLURAL_OF[type(record)] == plural]
        (home / f"{plural}.csv").write_text(format_table(rows, plural), encoding="utf-8")
    return folder / "seeds"


def test_loading_a_folder_twice_changes_nothing(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seeds = written(tmp_path)
    assert run(["load", str(seeds)]) == 0
    assert f"added {len(known_records())}, changed 0, unchanged 0" in capsys.readouterr().err
    assert run(["load", str(seeds)]) == 0
    assert f"added 0, changed 0, unchanged {len(known_records())}" in capsys.readouterr().err


def test_a_dry_run_writes_nothing(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["load", str(written(tmp_path)), "--dry-run"]) == 0
    assert "dry run, nothing written" in capsys.readouterr().err
    assert run(["load", str(tmp_path / "seeds")]) == 0
    assert "unchanged 0" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "the file is empty"),
        ("id,level,country,source\nQ1,city,CN,Köln\n".encode("latin-1"), "not UTF-8"),
        (b"id,level,country\nQ1,city,CN\n", "[source]: the column is missing"),
        (b"id,level,country,source,colour\nQ1,city,CN,x,red\n", "[colour]: unknown column"),
        (HEADER.encode() + b"Q1,village,CN,x\n", "places.csv:2 [level]: 'village' is none of city, country"),
        (HEADER.encode() + b"Q1,city,CN,x\nQ1,city,CN,x\n", "places.csv:3 [id]: the id 'Q1' stands in"),
        (b"id,level,country,source,parent\nQ1,city,CN,x,Q9\n", "places.csv:2 [parent]: unknown id 'Q9'"),
        (b"id,level,country,source,lat,lon\nQ1,city,CN,x,91,0\n", "places.csv:2 [lat]: 91 is too large; 90 is the most"),
    ],
)
def test_a_faulty_file_is_refused_and_nothing_is_written(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, complaint: str
) -> None:
    file = tmp_path / "places.csv"
    file.write_bytes(content)
    assert run(["load", str(file)]) == REFUSED
    errors = capsys.readouterr().err
    assert complaint in errors
    assert "nothing was written" in errors
    assert "Traceback" not in errors
    assert not store.exists()


def test_a_duplicated_pair_is_refused_by_name(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seeds = written(tmp_path)
    with (seeds / "home" / "agreements.csv").open("a", encoding="utf-8") as file:
        row = dict.fromkeys((seeds / "home" / "agreements.csv").read_text("utf-8").splitlines()[0].split(","), "")
        row |= {"id": "again", "a": "vaud", "b": "jiangsu", "stages": "formal", "source": "x"}
        csv.DictWriter(file, row).writerow(row)
    assert run(["load", str(seeds)]) == REFUSED
    assert "are of the same pair; merge them" in capsys.readouterr().err


def test_faulty_rows_can_be_left_out_and_are_listed(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "places.csv"
    file.write_text("id,level,country,source,parent\nQ1,city,CN,x,\nQ2,city,CN,x,Q9\n")
    assert run(["load", str(file), "--skip-invalid"]) == 0
    errors = capsys.readouterr().err
    assert "rejected" in errors
    assert "unknown id 'Q9'" in errors
    assert "added 1" in errors


def test_a_missing_path_is_refused(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["load", str(tmp_path / "places.csv")]) == REFUSED
    assert "there is no such file or folder; check the path" in capsys.readouterr().err


def test_a_store_that_is_no_store_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "graph.db"
    wrong.write_text("no database" * 500)
    monkeypatch.setenv("GRAPH_SERVICE_STORE", f"sqlite:///{wrong}")
    for command in (["serve"], ["clusters", "--home", "Q16963"], ["load", str(written(tmp_path))]):
        assert run(command) == REFUSED
        errors = capsys.readouterr().err.strip().splitlines()
        assert "is no store" in errors[-1]
        assert len(errors) == 1


@pytest.mark.parametrize("url", ["postgres://somewhere", "neo4j://neo4j:secret@host:port/neo4j"])
def test_a_store_url_of_no_store_is_a_wrong_command_that_names_its_setting_and_no_secret(
    url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STORE", url)
    assert run(["clusters", "--home", "Q16963"]) == WRONG_COMMAND
    told = capsys.readouterr().err
    assert " GRAPH_SERVICE_STORE: " in f" {told}"
    assert "secret" not in told


@pytest.mark.parametrize("text", ["neo4j:/neo4j:secret@host:7687/x", "neo4j//neo4j:secret@host/x", "bolt:neo4j:sec/secret@host"])
def test_the_mistyped_address_of_a_server_that_is_taken_for_a_file_is_told_without_its_secret(
    text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (run(["load", text]), run(["statistics", text])) == (REFUSED, REFUSED)
    with pytest.raises(DataRefused) as refused:
        graph_service.open(text)
    for told in (capsys.readouterr().err, str(refused.value)):
        assert "…@host" in told
        assert "secret" not in told


def test_a_wrong_setting_is_told_in_python_as_by_a_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_OPEN_READS", "false")
    with pytest.raises(BadRequest, match=r"^GRAPH_SERVICE_OPEN_READS: no such setting; docs/settings\.md lists the settings$"):
        graph_service.open()


def test_a_setting_that_makes_no_sense_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_PORT", "eight thousand")
    assert run(["serve"]) == WRONG_COMMAND
    assert "GRAPH_SERVICE_PORT" in capsys.readouterr().err


def test_the_json_of_a_command_is_the_document_of_the_endpoint(
    drawn: None, client: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    pairs = {
        "/v1/clusters?home=jiangsu&as_of=2021-12-31": ["clusters", "--home", "jiangsu"],
        "/v1/gaps?home=jiangsu&as_of=2021-12-31&limit=1000": ["gaps", "--home", "jiangsu"],
        "/v1/places/nanjing/network?as_of=2021-12-31&depth=2": ["network", "nanjing", "--depth", "2"],
    }
    for path, command in pairs.items():
        assert run([*command, "--as-of", "2021-12-31", "--format", "json"]) == 0
        assert json.loads(capsys.readouterr().out) == client.get(path).json()


def test_the_csv_of_clusters_has_a_row_per_region_and_country(drawn: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["clusters", "--home", "jiangsu", "--as-of", "2021-12-31", "--kinds", "formal", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) == 10, "seven countries, of which Singapore has an exchange only, and three stem regions"
    nepal = next(row for row in rows if row["id"] == "nepal")
    assert (nepal["C"], nepal["tiers"], round(float(nepal["strength"]), 2)) == ("1", "2", 10.47)


def test_the_tables_are_for_people(drawn: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert run(["gaps", "--home", "jiangsu", "--type", "missing_stem"]) == 0
    assert "nepal" in capsys.readouterr().out
    assert run(["network", "nanjing"]) == 0
    assert "kathmandu" in capsys.readouterr().out
    assert run(["clusters", "--home", "jiangsu"]) == 0
    assert "north-brabant" in capsys.readouterr().out


def test_the_check_states_whether_rows_add_up_to_totals(drawn: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check"]) == 0
    told = capsys.readouterr()
    assert "合计境外协议" in told.err
    assert "各国家和地区行与合计不符0" in told.out
    assert run(["check", "--lang", "en"]) == 0
    told = capsys.readouterr()
    assert "agreements abroad in the totals, " in told.err
    assert "rows of countries and areas that miss the total 0" in told.out


def test_a_network_cut_short_says_so(drawn: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["network", "jiangsu", "--limit", "2"]) == 0
    assert "只显示4项中的2项" in capsys.readouterr().err


@pytest.mark.first(1)
@pytest.mark.parametrize(
    ("command", "few"),
    [
        ("network Q16666 --depth 3", 1000),
        ("centrality", 20),
        pytest.param("candidates --home Q16963", 20, marks=pytest.mark.thorough),
        pytest.param("check", 20, marks=pytest.mark.thorough),
    ],
)
def test_csv_is_whole_if_no_limit_is_given_and_else_says_what_is_missing(
    seeds_store: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str, few: int
) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STORE", seeds_store)
    assert run([*command.split(), "--format", "csv"]) == 0
    whole = capsys.readouterr()
    assert len(list(csv.DictReader(io.StringIO(whole.out)))) > few
    assert "--limit" not in whole.err
    assert run([*command.split(), "--limit", "2", "--format", "csv"]) == 0
    assert "用 --limit 可多显示" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "code", "complaint"),
    [
        (["clusters", "--home", "nowhere"], REFUSED, "no place has the id, code or name 'nowhere'"),
        (["clusters", "--home", "suzhou"], REFUSED, "it lies in jiangsu"),
        (["clusters", "--home", "Taizhou"], WRONG_COMMAND, "'Taizhou' names 2 places; give the id of one: taizhou "),
        (["clusters", "--home", "jiangsu", "--kinds", "friendly"], WRONG_COMMAND, "unknown kind 'friendly'"),
        (["clusters", "--home", "jiangsu", "--layer", "moon"], WRONG_COMMAND, "unknown layer 'moon'"),
        (["gaps", "江苏"], WRONG_COMMAND, "--home: '江苏' stands without a flag; write --home 江苏"),
        (["gaps", "--home", "jiangsu", "NL"], WRONG_COMMAND, "NL: it stands without a flag; --help names those that there are"),
        (["gaps", "--home", "jiangsu", "--frame", "frame:none"], REFUSED, "frame:none"),
        (["clusters"], WRONG_COMMAND, "--home"),
        (["clusters", "--home", "jiangsu", "--as-of", "soon"], WRONG_COMMAND, "soon"),
        (["dance"], WRONG_COMMAND, "dance"),
    ],
)
def test_a_wrong_question_is_answered_with_what_and_where(
    drawn: None, capsys: pytest.CaptureFixture[str], command: list[str], code: int, complaint: str
) -> None:
    assert run(command) == code
    errors = capsys.readouterr().err
    assert complaint in errors
    assert "Traceback" not in errors


def test_a_name_stands_for_its_place_only_where_no_other_has_it(drawn: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["network", "台州市"]) == 0
    capsys.readouterr()


def test_a_page_is_rendered_to_a_file(drawn: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["render", "place", "jiangsu"], ["render", "cluster", "jiangsu", "netherlands", "--lang", "en"]):
        file = tmp_path / "page.html"
        assert run([*command, "-o", str(file)]) == 0
        assert file.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert "wrote" in capsys.readouterr().err


def test_a_page_that_cannot_be_written_is_told(drawn: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["render", "place", "jiangsu", "-o", str(tmp_path / "no" / "page.html")]) == REFUSED
    assert "cannot be written" in capsys.readouterr().err


def test_an_empty_store_says_what_to_do(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    EmbeddedStore.open(store)
    assert run(["network", "jiangsu"]) == REFUSED
    assert "load data first" in capsys.readouterr().err


def test_a_load_that_makes_a_store_says_so_and_the_next_does_not(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seeds = written(tmp_path)
    assert run(["load", str(seeds), "--dry-run"]) == 0
    assert "making" not in capsys.readouterr().err
    assert not store.exists()
    assert run(["load", str(seeds)]) == 0
    assert f"making a new store, {store}\n" in capsys.readouterr().err
    assert run(["load", str(seeds)]) == 0
    assert "making" not in capsys.readouterr().err


@pytest.mark.parametrize("table", [None, "id,level,country,source\ncity,city,CN,\n", "\0"])
def test_a_load_that_is_refused_makes_no_store(
    table: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STORE", f"sqlite:///{tmp_path / 'folder' / 'graph.db'}")
    path = tmp_path / "places.csv"
    if table is not None:
        path.write_text(table, encoding="utf-8")
    assert run(["load", str(path), "--layer", "home"]) == REFUSED
    told = capsys.readouterr().err
    assert told.endswith(" fault(s), nothing was written\n")
    assert "making" not in told
    assert [found for found in tmp_path.iterdir() if found != path] == []


@pytest.mark.parametrize(
    "arguments", thorough([["seeds"], [], ["seeds/frames", "seeds/home", "seeds/china", "seeds/world"]]), ids=" ".join
)
def test_away_from_a_checkout_the_seeds_that_come_along_are_loaded(
    arguments: list[str], store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["load", "--dry-run", *arguments]) == 0
    assert re.match(r"added \d{5}, changed 0", capsys.readouterr().err)


def test_a_folder_of_that_name_comes_before_the_seeds_that_come_along(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    written(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert run(["load", "--dry-run", "seeds"]) == 0
    assert f"added {len(known_records())}, " in capsys.readouterr().err


def test_serving_a_store_that_is_not_there_makes_it_and_says_how_to_fill_it(
    store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("uvicorn.run", lambda *_, **__: None)
    assert run(["serve"]) == 0
    made, empty, *_ = capsys.readouterr().err.splitlines()
    assert made == f"making a new store, {store}"
    assert empty == "the store is empty; fill it with: graph-service load seeds"
    assert store.exists()


def test_the_version_can_be_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.strip() == __version__


@pytest.mark.parametrize("day", ["2021-1-1", "0", "1700000000", "2021-02-30", "2021-01-01T00:00:00"])
def test_what_is_no_day_is_a_wrong_command(drawn: None, capsys: pytest.CaptureFixture[str], day: str) -> None:
    assert run(["clusters", "--home", "jiangsu", "--as-of", day]) == 2
    assert repr(day) in capsys.readouterr().err


def test_search_is_the_question_about_places_with_the_text_without_a_flag(drawn: None, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["search", "taizhou", "--country", "CN", "--format", "json"]) == 0
    found = json.loads(capfd.readouterr().out)
    assert run(["places", "--q", "taizhou", "--country", "CN", "--format", "json"]) == 0
    assert json.loads(capfd.readouterr().out) == found
    assert [item["id"] for item in found["items"]] == ["taizhou", "taizhou-zhejiang"]
    for words in (["tai zhou"], ["tai", "zhou"]):
        assert run(["search", *words, "--country", "CN", "--format", "json"]) == 0
        assert json.loads(capfd.readouterr().out)["items"] == found["items"]
    assert run(["search"]) == WRONG_COMMAND
    assert "Missing argument" in capfd.readouterr().err


def test_agreements_are_listed_with_the_filters_of_http(
    drawn: None, client: TestClient, capfd: pytest.CaptureFixture[str]
) -> None:
    options = ["--home", "jiangsu", "--tier", "1,2", "--country", "NL", "--country", "CH", "--signed-from", "1990"]
    assert run(["agreements", *options, "--as-of", "2026-11-21", "--format", "json"]) == 0
    over_http = client.get("/v1/agreements?home=jiangsu&tier=1,2&country=NL,CH&signed_from=1990&as_of=2026-11-21").json()
    assert json.loads(capfd.readouterr().out) == over_http
    assert over_http["total"] > 1
    assert run(["agreements", "--id", "gone,jiangsu~vaud,lost"]) == REFUSED
    assert "'gone, lost'" in capfd.readouterr().err


def test_a_period_that_ends_before_it_begins_is_refused(drawn: None, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["agreements", "--signed-from", "2020-02", "--signed-to", "2019"]) == WRONG_COMMAND
    assert capfd.readouterr().err == "--signed-to: 2019 is before signed_from, 2020-02; exchange them\n"
    assert run(["agreements", "--signed-from", "2019-06", "--signed-to", "2019"]) == 0


def test_the_help_groups_questions_by_what_they_are_about(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    told = capsys.readouterr().out
    assert all(f"{group.zh} {group.en}" in told for group in GROUPS.values())
    assert {question.tag for question in QUESTIONS} == set(GROUPS)


@pytest.mark.parametrize("question", ["centrality", "statistics", "communities"])
def test_the_network_that_a_table_tells_of_is_in_words(drawn: None, capsys: pytest.CaptureFixture[str], question: str) -> None:
    assert run([question, "--lang", "zh"]) == 0
    assert "（数据层：全部，截至" in capsys.readouterr().out.splitlines()[0]
    assert run([question, "--lang", "en"]) == 0
    assert ": layer all, as of" in capsys.readouterr().out.splitlines()[0]


def test_groups_and_chosen_columns_are_shown_in_words(drawn: None, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["gaps", "--home", "jiangsu", "--group-by", "type,action"]
    assert run([*asked, "--lang", "zh"]) == 0
    shown = capsys.readouterr().out
    assert "动作" in shown
    assert "数量" in shown
    assert "信息待更新" in shown
    assert "stale_knowledge" not in shown
    assert run([*asked, "--lang", "en"]) == 0
    assert "stale knowledge" in capsys.readouterr().out
    assert run(["gaps", "--home", "jiangsu", "--select", "type,unit_zh", "--lang", "zh"]) == 0
    shown = capsys.readouterr().out
    assert "信息待更新" in shown
    assert "我方（中文）" in shown
    assert run([*asked, "--format", "csv"]) == 0
    assert "stale_knowledge,consolidate," in capsys.readouterr().out, "programs read codes"
