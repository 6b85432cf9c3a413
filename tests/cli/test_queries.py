"""The named questions on the command line."""

import json

import pytest
from fastapi.testclient import TestClient

from graph_service.cli.app import WRONG_COMMAND, run


@pytest.fixture(autouse=True)
def drawn(drawn_store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STORE", drawn_store)


def test_without_a_name_the_questions_are_listed(client: TestClient, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["queries", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == client.get("/v1/queries").json()
    assert run(["queries", "--lang", "en"]) == 0
    assert "Which stems have no grape on record?" in " ".join(capsys.readouterr().out.split())


def test_a_question_gives_the_document_of_the_endpoint(client: TestClient, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["query", "bare_stems", "--home", "jiangsu", "--as-of", "2023-01-01", "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document == client.get("/v1/queries/bare_stems?home=jiangsu&as_of=2023-01-01").json()
    assert run(["query", "bare_stems", "--home", "jiangsu", "--as-of", "2023-01-01"]) == 0
    assert "详见: /v1/gaps?home=jiangsu&type=bare_stem&as_of=2023-01-01" in capsys.readouterr().err


def test_rows_of_what_is_missing_carry_in_every_form_the_lists_that_would_hold_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["query", "bare_stems", "--home", "jiangsu", "--as-of", "2023-01-01", "--format", "csv"]) == 0
    header, *rows = capsys.readouterr().out.splitlines()
    assert header == "agreement,partner,name_zh,name_en,established,list_zh,list_en"
    assert rows
    assert all(",no,市级名单在册" in row and "tier-2 list:" in row for row in rows)
    assert run(["query", "bare_stems", "--home", "jiangsu", "--lang", "en"]) == 0
    assert "tier-2 list:" in capsys.readouterr().out


def test_rows_are_printed_as_csv_and_as_lines(capsys: pytest.CaptureFixture[str]) -> None:
    question = ["query", "city_network", "--place", "taizhou-zhejiang", "--depth", "1"]
    assert run([*question, "--format", "csv"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "agreement,source,source_hops,target,target_hops",
        "taizhou-zhejiang~wuxi,taizhou-zhejiang,0,wuxi,1",
    ]
    assert run(question) == 0
    assert "taizhou-zhejiang~wuxi · taizhou-zhejiang · 0 · wuxi · 1" in capsys.readouterr().out


def test_a_parameter_that_is_missing_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["query", "bare_stems"]) == WRONG_COMMAND
    assert "home: missing" in capsys.readouterr().err
