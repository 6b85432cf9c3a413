"""The periodic report: what belongs to the period, how sure that is, and the same in every form."""

import csv
import io
import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from fastapi.testclient import TestClient

from graph_service.answers.report import ReportAnswer, report_answer, window_from
from graph_service.answers.report_formats import as_csv, as_markdown
from graph_service.cli.app import run
from graph_service.metrics.selection import Selection
from graph_service.metrics.vine import vine_of
from graph_service.pages.report import render_report
from graph_service.planning.gaps.find import FINDERS
from graph_service.records.activity import Activity
from graph_service.records.base import Names
from graph_service.rules import DEFAULTS
from tests.drawing import DRAWN, agreement, jiangsu, snapshot, witnessed_places

HOME: Any = {"sources": DRAWN, "layer": "home"}
QUESTION = "home=jiangsu&from=2015-01-01&to=2021-12-31"


def event(name: str, **more: Any) -> Activity:
    return Activity(id=name, kind="event", participants=("nanjing",), names=Names(en=f"<{name}> | fair"), **HOME, **more)


def report(first: str = "2020-01-01", last: str = "2020-12-31") -> ReportAnswer:
    """A province that signed, renewed, plans and met."""
    network = snapshot(
        [
            *jiangsu(),
            *witnessed_places(),
            agreement("jiangsu", "vaud", "formal 2010; renewal 2020-05-01"),
            agreement("nanjing", "oss", "exchange 2020-11/2021-02"),
            agreement("suzhou", "kathmandu", "planned 2019 aim=formal; approval 2020-03-04"),
            agreement("wuxi", "pointe-noire", "planned 2019 aim=exchange"),
            event("fair", date="2020-06"), event("earlier", date="2018"), event("undated"),
            event("announced", date="2020", status="planned"),
        ]
    )  # fmt: skip
    window = window_from(date.fromisoformat(first), date.fromisoformat(last))
    return report_answer(vine_of(network, "jiangsu", Selection(window.last)), window, DEFAULTS)


def test_what_was_signed_and_renewed_in_the_period_is_told_with_how_sure_it_is() -> None:
    found = [(step.agreement, step.step, step.date, step.certain) for step in report().signed]
    assert found == [("jiangsu~vaud", "renewal", "2020-05-01", True), ("nanjing~oss", "exchange", "2020-11/2021-02", False)]


@pytest.mark.parametrize(
    ("first", "last"), [("2020-05-01", "2020-06-30"), ("2020-03-01", "2020-05-01"), ("2020-05-01", "2020-05-01")]
)
def test_the_first_and_the_last_day_of_the_period_are_surely_within_it(first: str, last: str) -> None:
    found = [(step.agreement, step.step, step.certain) for step in report(first, last).signed]
    assert found == [("jiangsu~vaud", "renewal", True)]


def test_what_is_dated_by_a_month_that_the_period_cuts_is_not_surely_within_it() -> None:
    assert [item.certain for item in report("2020-06-02", "2020-12-31").activities] == [False]
    assert [item.certain for item in report("2020-01-01", "2020-06-29").activities] == [False]
    assert [item.certain for item in report("2020-06-01", "2020-06-30").activities] == [True]


def test_what_is_planned_says_whether_it_was_approved() -> None:
    found = {item.agreement: (item.aim, item.planned, item.approved) for item in report().pending}
    assert found == {"kathmandu~suzhou": ("formal", "2019", "2020-03-04"), "pointe-noire~wuxi": ("exchange", "2019", None)}


def test_an_approval_after_the_last_day_is_not_yet_told() -> None:
    found = {item.agreement: item.approved for item in report(last="2020-02-01").pending}
    assert found["kathmandu~suzhou"] is None


def test_activities_of_the_period_are_told_and_undated_ones_counted() -> None:
    found = report()
    assert ([item.id for item in found.activities], found.undated) == (["fair"], 1)


def test_the_anniversaries_are_those_after_the_last_day() -> None:
    found = report(first="2019-07-01", last="2019-12-31")
    assert [(item.agreement, item.years, item.date) for item in found.anniversaries] == [("jiangsu~vaud", 10, "2020")]


def test_an_anniversary_on_the_last_day_is_not_ahead_and_one_on_the_day_after_is() -> None:
    network = snapshot([*jiangsu(), *witnessed_places(), agreement("jiangsu", "vaud", "formal 2010-05-01")])

    def ahead(last: date) -> list[str]:
        vine = vine_of(network, "jiangsu", Selection(last))
        return [item.date for item in report_answer(vine, window_from(date(2020, 1, 1), last), DEFAULTS).anniversaries]

    assert ahead(date(2020, 4, 30)) == ["2020-05-01"]
    assert ahead(date(2020, 5, 1)) == []


def test_a_period_with_nothing_on_record_says_so_in_every_section() -> None:
    text = as_markdown(report(first="1990-01-01", last="1990-12-31"), "en")
    assert text.partition("## Gaps")[0].count("none recorded") == 3


def test_markup_in_names_is_text() -> None:
    found = report()
    assert r"| 2020-06 | \<fair\> \| fair |" in as_markdown(found, "en")
    page = render_report(found, "en")
    assert "&lt;fair&gt; | fair" in page
    assert "<fair>" not in page


def test_csv_has_one_width_and_every_section() -> None:
    rows = list(csv.reader(io.StringIO(as_csv(report(), "zh"))))
    assert len({len(row) for row in rows}) == 1
    assert {row[0] for row in rows[1:]} == {"名单", "签署与续签", "报批中和计划中", "活动", "缺口（在册）", "未来的周年"}


def test_the_gaps_are_those_of_the_last_day(client: TestClient) -> None:
    counted = client.get(f"/v1/reports?{QUESTION}").json()["gaps"]
    asked = "/v1/gaps?home=jiangsu&as_of=2021-12-31&limit=1000"
    listed = client.get(asked).json()["items"]
    units = client.get(f"{asked}&type=empty_unit").json()["total"]  # of every tier
    assert counted == Counter(gap["type"] for gap in listed) | {"empty_unit": units}


def test_every_type_of_gap_has_a_name_in_both_languages() -> None:
    found = msgspec.structs.replace(report(), gaps=dict.fromkeys(FINDERS, 1))
    assert all(kind not in as_markdown(found, "zh") for kind in FINDERS)
    assert as_csv(found, "en").count("Gaps on record,") == len(FINDERS)


@pytest.fixture
def drawn(drawn_store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The store with the drawn network."""
    monkeypatch.setenv("GRAPH_SERVICE_STORE", drawn_store)


@pytest.mark.parametrize(("form", "opens"), [("md", "# "), ("csv", "section,"), ("html", "<!DOCTYPE html>"), ("json", "{")])
def test_the_command_prints_what_the_endpoint_gives(
    client: TestClient, drawn: None, capsys: pytest.CaptureFixture[str], form: str, opens: str
) -> None:
    answer = client.get(f"/v1/reports?{QUESTION}&format={form}&lang=en")
    asked = re.sub("(home|from|to)=", r"--\1 ", QUESTION).replace("&", " ").split()
    assert run(["report", *asked, "--format", form, "--lang", "en"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith(opens)
    assert printed == answer.content.decode("utf-8-sig") or form == "json"


def test_a_report_as_ndjson_has_a_row_for_every_entry_of_its_document(client: TestClient) -> None:
    document = client.get(f"/v1/reports?{QUESTION}").json()
    rows = [json.loads(line) for line in client.get(f"/v1/reports?{QUESTION}&format=ndjson").text.splitlines()]
    found = Counter(row["section"] for row in rows)
    for section in ("signed", "pending", "activities", "gaps", "anniversaries"):
        assert found[section] == len(document[section]), section
    assert {row["what"]: row["count"] for row in rows if row["section"] == "gaps"} == document["gaps"]


def test_the_command_prints_markdown_where_no_format_is_named(drawn: None, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["report", "--home", "jiangsu", "--from", "2015-01-01", "--to", "2021-12-31"]
    assert run(asked) == 0
    assert capsys.readouterr().out.startswith("# ")
    assert run([*asked, "--format", "table"]) == 0
    assert "栏目" in capsys.readouterr().out


def test_the_ending_of_a_file_names_the_format_of_a_report(drawn: None, tmp_path: Path) -> None:
    for ending, opens in ((".html", b"<!DOCTYPE html>"), (".csv", b"\xef\xbb\xbfsection,"), (".txt", b"# ")):
        file = tmp_path / f"report{ending}"
        assert run(["report", "--home", "jiangsu", "--from", "2015-01-01", "--to", "2021-12-31", "-o", str(file)]) == 0
        assert file.read_bytes().startswith(opens), ending


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("home=jiangsu&from=2021-01-01", "to"),
        ("home=jiangsu&from=2021-01-02&to=2021-01-01", "from"),
        ("home=wuxi&from=2021-01-01&to=2021-01-02", "jiangsu"),
        (f"{QUESTION}&format=pdf", "format"),
        (f"{QUESTION}&as_of=2021-01-01", "as_of"),
    ],
)
def test_a_report_that_makes_no_sense_is_refused_by_name(client: TestClient, query: str, names: str) -> None:
    answer = client.get(f"/v1/reports?{query}")
    assert answer.status_code == 422
    assert names in answer.json()["detail"]
