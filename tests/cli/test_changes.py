"""`changes`, and who a load says it was made by."""

import csv
import io
import json
import re
import sqlite3
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from graph_service.cli import load
from graph_service.cli.app import REFUSED, WRONG_COMMAND, run
from graph_service.settings import Settings
from graph_service.web.app import create_app

HEADER = "id,level,country,source,population\n"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A store that two cities were loaded into, and then changes: one changed, one removed, one added."""
    url = f"sqlite:///{tmp_path / 'graph.db'}"
    monkeypatch.setenv("GRAPH_SERVICE_STORE", url)
    written(tmp_path, "a,city,CN,x,\nb,city,CN,x,\n", "--author", "first")
    written(tmp_path, "a,city,CN,x,7\nc,city,CN,x,\n", "--author", "second", "--replace")
    return url


def written(folder: Path, rows: str, *options: str) -> None:
    """Load these places."""
    home = folder / "home"
    home.mkdir(exist_ok=True)
    (home / "places.csv").write_text(HEADER + rows, "utf-8")
    assert run(["load", str(home), *options]) == 0


def test_changes_are_told_with_what_differs(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["changes"]) == 0
    printed = capsys.readouterr()
    lines = [line.split() for line in printed.out.splitlines() if line.strip().startswith("2 ")]
    assert sorted((line[5], line[3], " ".join(line[6:])) for line in lines) == [
        ("a", "second", "changed: population"),
        ("b", "second", "removed"),
        ("c", "second", "added"),
    ]
    assert "3 records changed after change 1, up to change 2" in printed.out
    assert "by first" in printed.err


def test_json_is_the_document_of_the_endpoint(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["changes", "--since", "1", "--format", "json"]) == 0
    with TestClient(create_app(Settings(store=store))) as client:
        assert json.loads(capsys.readouterr().out) == client.get("/v1/changes?since=1").json()


def test_csv_has_both_sides(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["changes", "--id", "a", "--format", "csv"]) == 0
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert (json.loads(row["before"]).get("population"), json.loads(row["after"])["population"]) == (None, 7)


def test_csv_is_whole_if_no_limit_is_given(store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(tmp_path, "".join(f"p{number},city,CN,x,\n" for number in range(101)))
    capsys.readouterr()
    assert run(["changes", "--since", "2", "--format", "csv"]) == 0
    printed = capsys.readouterr()
    assert (len(list(csv.DictReader(io.StringIO(printed.out)))), printed.err) == (101, "")


def test_what_was_left_out_is_said_with_how_to_go_on(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["changes", "--limit", "2"]) == 0
    assert "2 of 3 shown; raise --limit, or go on with --cursor 2.1" in capsys.readouterr().err


@pytest.mark.parametrize(("since", "code"), [("0", REFUSED), ("9", REFUSED), ("yesterday", WRONG_COMMAND)])
def test_what_cannot_be_told_is_one_line(store: str, since: str, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["changes", "--since", since]) == code
    assert capsys.readouterr().err.count("\n") == 1


def authors(store: str) -> list[str | None]:
    with TestClient(create_app(Settings(store=store))) as client:
        return [item["who"] for item in client.get("/v1/changes?since=2").json()["items"]]


@pytest.mark.parametrize("author", ["zh\x1b[2Jou", "zhou\udcff", "zh\nou"])
def test_an_author_no_file_can_carry_is_a_wrong_command(
    store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], author: str
) -> None:
    capsys.readouterr()
    assert run(["load", str(tmp_path / "home"), "--author", author]) == WRONG_COMMAND
    assert capsys.readouterr().err.startswith("author: the character U+")


def test_a_load_is_signed_with_the_login(store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "zhou")
    written(tmp_path, "d,city,CN,x,\n")
    assert authors(store) == ["zhou"]


def test_a_load_by_a_number_without_a_login_is_signed_by_nobody(
    store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown() -> str:
        raise KeyError("getpwuid(): uid not found: 4711")

    monkeypatch.setattr(load, "getuser", unknown)
    written(tmp_path, "d,city,CN,x,\n")
    assert authors(store) == [None]


@pytest.mark.parametrize("words", [[], ["--id", "a"], ["--since", "1", "--format", "json"]])
def test_who_changed_what_is_told_of_a_store_that_makes_no_network(
    store: str, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run(["changes", *words]) == 0
    sound = capsys.readouterr()
    with sqlite3.connect(store.removeprefix("sqlite:///")) as connection:
        connection.execute("UPDATE record SET body = replace(body, '\"city\"', '\"town\"') WHERE id = 'c'")
    assert run(["changes", *words]) == 1
    told = capsys.readouterr()
    version = re.compile(r'"snapshot": "\w+"')
    assert told.out.replace('"town"', '"city"') == version.sub('"snapshot": null', sound.out)
    first, *others = told.err.splitlines()
    assert (first.startswith("the store is unsound: "), first.count("The feed is told all the same"), others) == (
        True,
        1,
        sound.err.splitlines(),
    )


def test_a_service_that_cannot_start_for_that_tells_the_feed_to_its_end(store: str) -> None:
    with sqlite3.connect(store.removeprefix("sqlite:///")) as connection:
        connection.execute("UPDATE record SET body = replace(body, '\"city\"', '\"town\"') WHERE id = 'c'")
    with TestClient(create_app(Settings(store=store))) as client:
        assert client.get("/v1/places").status_code == 503
        answer = client.get("/v1/changes?since=1")
        assert (answer.status_code, "etag" in answer.headers) == (200, False)
        told = answer.json()
        assert (told["snapshot"], told["latest"], len(told["items"])) == (None, 2, 3)
        assert client.get("/v1/changes?since=3").status_code == 410
