"""The worklist and the life of an agreement on the command line."""

import csv
import io

import pytest

from graph_service.cli.app import REFUSED, WRONG_COMMAND, run
from graph_service.words.bilingual import called
from graph_service.words.headings import COLUMNS
from graph_service.words.planning import ACTIONS


@pytest.fixture
def drawn(drawn_store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The store with the drawn network, and room for tables."""
    monkeypatch.setenv("GRAPH_SERVICE_STORE", drawn_store)
    monkeypatch.setenv("COLUMNS", "200")


def test_the_worklist_is_exported_as_csv(drawn: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["actions", "--home", "jiangsu", "--as-of", "2021-12-31", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["rule"] for row in rows] == ["lively", "young", "bare", "bare", "no_record", "no_record", "no_record"]
    assert rows[0]["evidence"] == "jiangsu~vaud activity:visit"


def test_the_worklist_shows_its_counts(drawn: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["actions", "--home", "jiangsu", "--as-of", "2021-12-31", "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert "consolidate 2, activate 2, open 0, unclassed 3" in out
    assert "a stem without a single grape" in out


def test_a_life_is_shown_step_by_step(drawn: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["life", "jiangsu~vaud", "--as-of", "2021-12-31"]) == 0
    out = capsys.readouterr().out
    assert "友好城市（正式）" in out
    assert "活力" in out
    assert run(["life", "jiangsu~vaud", "--format", "csv"]) == 0
    assert "formal,2017,year,inferred" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("command", "code", "complaint"),
    [
        (["actions", "--home", "nowhere"], REFUSED, "no place has the id, code or name 'nowhere'"),
        (["actions", "--home", "jiangsu", "--unit", "nowhere"], REFUSED, "no place has the id, code or name 'nowhere'"),
        (["actions", "--home", "jiangsu", "--action", "sleep"], WRONG_COMMAND, "--action: Input should be"),
        (["life", "nowhere"], REFUSED, "no agreement has the id 'nowhere'"),
        (["life"], WRONG_COMMAND, "agreement"),
    ],
)
def test_a_wrong_question_is_answered_with_what_and_where(
    drawn: None, capsys: pytest.CaptureFixture[str], command: list[str], code: int, complaint: str
) -> None:
    assert run(command) == code
    assert complaint in capsys.readouterr().err


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_table_shows_the_labels_of_closed_words_and_csv_their_codes(
    drawn: None, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    asked = ["gaps", "--home", "jiangsu", "--type", "uncovered_country", "--lang", lang]
    assert run(asked) == 0
    shown = capsys.readouterr().out
    assert called(COLUMNS, "priority", lang) in shown
    assert called(ACTIONS, "activate", lang) in shown  # there is an exchange tie to raise
    assert "uncovered_country" not in shown
    assert run([*asked, "--format", "csv"]) == 0
    assert "uncovered_country" in capsys.readouterr().out
