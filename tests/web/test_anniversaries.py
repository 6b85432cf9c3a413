"""Anniversaries over HTTP and on the command line."""

import pytest
from fastapi.testclient import TestClient
from icalendar import Calendar

from graph_service.cli.app import run

VAUD = {"home": "jiangsu", "year": "2022"}


def test_an_anniversary_has_its_date_evidence_and_names(client: TestClient) -> None:
    answer = client.get("/v1/anniversaries", params=VAUD).json()
    assert (answer["home"]["id"], answer["first"], answer["last"], answer["step"]) == ("jiangsu", "2022-01-01", "2022-12-31", 5)
    (item,) = (item for item in answer["items"] if item["partner"]["id"] == "vaud")
    assert item["key"] == "agreement:jiangsu~vaud:5"
    assert (item["kind"], item["agreement"], item["country"], item["tier"]) == ("agreement", "jiangsu~vaud", "CH", 1)
    assert (item["years"], item["date"], item["precision"], item["since"], item["basis"]) == (
        5,
        "2022",
        "year",
        "2017",
        "inferred",
    )
    assert item["names"] == {"zh": "jiangsu—vaud结好5周年", "en": "5 years: jiangsu – vaud"}
    assert (item["unit"]["id"], item["evidence"], item["prepared"]) == ("jiangsu", ["jiangsu~vaud"], ["plan:three-years"])
    assert (answer["undated"], len(answer["vague"])) == (0, 3)


def test_anniversaries_come_in_pages(client: TestClient) -> None:
    question = {"home": "jiangsu", "from": "2022-01-01", "to": "2030-12-31", "limit": "1"}
    first = client.get("/v1/anniversaries", params=question).json()
    second = client.get("/v1/anniversaries", params={**question, "cursor": first["next"]}).json()
    assert first["total"] == second["total"] > 1
    assert first["items"][0]["date"] <= second["items"][0]["date"]


def test_the_window_begins_on_the_day_asked_about_and_lasts_a_year(client: TestClient) -> None:
    answer = client.get("/v1/anniversaries", params={"home": "jiangsu", "as_of": "2021-12-31"}).json()
    assert (answer["first"], answer["last"]) == ("2021-12-31", "2022-12-31")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ({"from": "2024-02-01", "to": "2024-01-01"}, "from: 2024-02-01 lies after the last day"),
        ({"year": "2024", "from": "2024-01-01"}, "year: "),
        ({"year": "99999"}, "year: "),
        ({"rolling": "true", "year": "2024"}, "rolling: "),
        ({"step": "0"}, "step: "),
        ({"kind": "wedding"}, "kind: "),
        ({"form": "2024-01-01"}, "form: unknown parameter"),
        ({"from": "soon"}, "from: "),
        ({"as_of": "9999-12-31"}, "as_of: 9999-12-31 is after 2100"),
    ],
)
@pytest.mark.parametrize("path", ["/v1/anniversaries", "/v1/anniversaries.ics"])
def test_a_question_that_cannot_be_answered_is_a_problem(
    path: str, question: dict[str, str], said: str, client: TestClient
) -> None:
    answer = client.get(path, params={"home": "jiangsu", **question})
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert said in answer.json()["detail"]


def test_the_calendar_holds_what_the_list_holds(client: TestClient) -> None:
    listed = client.get("/v1/anniversaries", params=VAUD).json()["items"]
    answer = client.get("/v1/anniversaries.ics", params={**VAUD, "lang": "en"})
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    entries = Calendar.from_ical(answer.content).walk("VEVENT")
    assert [str(entry["UID"]) for entry in entries] == [f"{item['key']}@sister-city-graph" for item in listed]


def test_the_address_of_the_calendar_gives_what_the_question_gives_in_that_format(client: TestClient) -> None:
    question = {**VAUD, "lang": "en", "kinds": "formal,exchange"}
    calendar = client.get("/v1/anniversaries.ics", params=question)
    asked = client.get("/v1/anniversaries", params={**question, "format": "ics"})
    assert (calendar.content, calendar.headers["content-type"]) == (asked.content, asked.headers["content-type"])
    assert b"BEGIN:VEVENT" in asked.content
    told = client.get("/openapi.json").json()["paths"]
    assert [*told["/v1/anniversaries.ics"]["get"]["responses"]["200"]["content"]] == ["text/calendar"]
    assert "text/calendar" in told["/v1/anniversaries"]["get"]["responses"]["200"]["content"]


@pytest.mark.parametrize("part", [{"group_by": "country"}, {"select": "date"}])
def test_a_calendar_of_parts_of_anniversaries_is_refused(client: TestClient, part: dict[str, str]) -> None:
    answer = client.get("/v1/anniversaries", params={**VAUD, **part, "format": "ics"})
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (422, "format")
    assert client.get("/v1/anniversaries.ics", params={**VAUD, **part}).status_code == 422


def test_what_a_calendar_subscribes_to_is_the_same_all_year_and_goes_on_in_the_next(client: TestClient) -> None:
    asked = {"home": "jiangsu", "rolling": "true", "limit": "1000"}
    on_days = [client.get("/v1/anniversaries", params={**asked, "as_of": day}).json() for day in ("2021-02-03", "2021-12-30")]
    assert [(found["first"], found["last"]) for found in on_days] == [("2021-01-01", "2022-12-31")] * 2
    assert client.get("/v1/anniversaries", params={**asked, "as_of": "2100-05-01"}).json()["last"] == "2100-12-31"


def test_a_calendar_that_has_not_changed_is_not_sent_again(client: TestClient) -> None:
    etag = client.get("/v1/anniversaries.ics", params=VAUD).headers["etag"]
    assert client.get("/v1/anniversaries.ics", params=VAUD, headers={"If-None-Match": etag}).status_code == 304


@pytest.fixture
def store(drawn_store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STORE", drawn_store)


def test_the_command_prints_the_calendar_of_the_endpoint(
    store: None, client: TestClient, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["anniversaries", "--home", "jiangsu", "--year", "2022", "--format", "ics"]) == 0
    assert capfdbinary.readouterr().out == client.get("/v1/anniversaries.ics", params=VAUD).content


def test_the_command_prints_a_table_and_csv(store: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["anniversaries", "--home", "jiangsu", "--year", "2022"]) == 0
    printed = capsys.readouterr()
    assert "jiangsu—vaud结好5周年" in printed.out
    assert "签于若干年间的协议3对未列入" in printed.err
    assert run(["anniversaries", "--home", "jiangsu", "--year", "2022", "--lang", "en"]) == 0
    assert "3 signed in an interval of years are not listed" in capsys.readouterr().err
    assert run(["anniversaries", "--home", "jiangsu", "--from", "2022-01-01", "--to", "2022-12-31", "--format", "csv"]) == 0
    row = "2022,year,agreement,5,2017,,inferred,jiangsu—vaud结好5周年,5 years: jiangsu – vaud"
    assert f"{row},jiangsu,vaud,CH,jiangsu~vaud,plan:three-years" in capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(
    "wrong", [["--step", "0"], ["--from", "2024-02-01", "--to", "2024-01-01"], ["--year", "2024", "--to", "2024-01-01"]]
)
def test_a_command_that_makes_no_sense_is_wrong(store: None, wrong: list[str]) -> None:
    assert run(["anniversaries", "--home", "jiangsu", *wrong]) == 2
