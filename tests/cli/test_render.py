"""`render`: every page as the service gives it, in one file."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from graph_service.cli.app import REFUSED, WRONG_COMMAND, run

PAGES = {
    "start": "/?lang=zh&download=1",
    "home jiangsu": "/views/home/jiangsu?lang=zh&download=1",
    "home jiangsu gaps --with type=bare_stem": "/views/home/jiangsu/gaps?type=bare_stem&lang=zh&download=1",
    "list agreements --lang en": "/views/list/agreements?lang=en&download=1",
    "cluster jiangsu netherlands --as-of 2020-01-01": "/views/cluster/jiangsu/netherlands?as_of=2020-01-01&lang=zh&download=1",
    "brief jiangsu netherlands": "/views/brief/jiangsu/netherlands?lang=zh&download=1",
    "path nanjing vaud": "/views/path?from=nanjing&to=vaud&lang=zh&download=1",
    "place nanjing --depth 2": "/views/place/nanjing?depth=2&lang=zh&download=1",
    "agreement jiangsu~vaud": "/views/agreement/jiangsu~vaud?lang=zh&download=1",
    "scenario jiangsu --with unit1=nanjing --with partner1=vaud --as-of 2027-01-01": (
        "/views/scenario?home=jiangsu&as_of=2027-01-01&unit1=nanjing&partner1=vaud&lang=zh&download=1"
    ),
    "world --kinds formal": "/views/world?kinds=formal&lang=zh&download=1",
}


@pytest.fixture(autouse=True)
def _drawn(drawn_store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STORE", drawn_store)


@pytest.mark.first(2)
@pytest.mark.parametrize("words", PAGES)
def test_a_page_is_the_file_that_the_service_gives(words: str, client: TestClient, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    assert run(["render", *words.split(), "-o", str(file)]) == 0
    assert file.read_text("utf-8") == client.get(PAGES[words]).text


@pytest.mark.first(2)
@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ("cluster jiangsu", WRONG_COMMAND, "names: render cluster takes a home and a partner region or country, not 1 name(s)"),
        ("home jiangsu --kinds none", WRONG_COMMAND, "kinds: "),
        ("home jiangsu --with formal", WRONG_COMMAND, "with: 'formal' is not NAME=VALUE"),
        ("home nowhere", REFUSED, "no place has the id, code or name 'nowhere'"),
        ("place Taizhou", WRONG_COMMAND, "names 2 places"),
        ("path Taizhou vaud", WRONG_COMMAND, "names 2 places; give the id of one: "),
        ("path nowhere vaud", REFUSED, "no place has the id, code or name 'nowhere'"),
        ("path vaud vaud", WRONG_COMMAND, "to: Both are the same place; name two."),
        ("compare jiangsu Taizhou", WRONG_COMMAND, "names 2 places; give the id of one: "),
        ("compare jiangsu jiangsu", WRONG_COMMAND, "homes: Name two to four homes"),
        ("scenario jiangsu --with unit1=nanjing --with partner1=Taizhou", WRONG_COMMAND, "names 2 places; give the id of one: "),
        ("scenario jiangsu --with unit1=nanjing", WRONG_COMMAND, "partner1: row 1, partner: is empty"),
    ],
)
def test_what_is_no_page_is_told_in_one_line_and_nothing_is_written(
    words: str, code: int, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "page.html"
    assert run(["render", *words.split(), "-o", str(file)]) == code
    complaint = capsys.readouterr().err
    assert told in complaint
    assert len(complaint.splitlines()) == 1
    assert not file.exists()


def test_without_a_store_one_line_says_how_to_make_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STORE", f"sqlite:///{tmp_path / 'none.db'}")
    assert run(["render", "start", "-o", str(tmp_path / "page.html")]) == REFUSED
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize(("ending", "begin"), [("svg", b"<svg "), ("PNG", b"\x89PNG"), ("pdf", b"%PDF")])
def test_a_picture_is_given_as_the_ending_of_the_file_says(ending: str, begin: bytes, tmp_path: Path) -> None:
    file = tmp_path / f"cluster.{ending}"
    assert run(["render", "cluster", "jiangsu", "netherlands", "-o", str(file)]) == 0
    assert file.read_bytes().startswith(begin)


@pytest.mark.parametrize(
    ("words", "told"), [("list agreements", "is a page and nothing else"), ("cluster jiangsu vaud", "format: ")]
)
def test_an_ending_that_a_page_is_not_given_as_is_refused(
    words: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "page.xls"
    assert run(["render", *words.split(), "-o", str(file)]) == WRONG_COMMAND
    assert told in capsys.readouterr().err
    assert not file.exists()
