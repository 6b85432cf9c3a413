"""Today is the office's day at every door: on a night in Nanjing it is a day later than in UTC."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import graph_service.settings as module
from graph_service.cli.app import run
from graph_service.records.network import ChangeSet
from graph_service.settings import Settings
from graph_service.store.embedded import EmbeddedStore
from graph_service.web.app import create_app
from tests import one_loop
from tests.drawing import agreement, jiangsu, witnessed_places

LATE_EVENING_IN_UTC = datetime(2026, 11, 27, 17, 0, tzinfo=UTC)
HOME = {"home": "jiangsu"}


class Clock(datetime):
    """What the settings take for the clock; a test sets it."""

    moment = LATE_EVENING_IN_UTC

    @classmethod
    def now(cls, tz: object = None) -> datetime:
        return cls.moment.astimezone(tz)  # type: ignore[arg-type]  # as datetime.now takes it


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> type[Clock]:
    monkeypatch.setattr(module, "datetime", Clock)
    monkeypatch.setattr(Clock, "moment", LATE_EVENING_IN_UTC)
    return Clock


@pytest.fixture
def office(clock: type[Clock], drawn_store: str) -> Iterator[TestClient]:
    """The service of an office in Nanjing."""
    with TestClient(create_app(Settings(store=drawn_store, timezone="Asia/Shanghai"))) as client:
        yield client


def wait_for_the_watch(office: TestClient) -> None:
    office.portal.call(office.app.publisher.refresh)  # type: ignore[union-attr,attr-defined]  # of our app


@pytest.mark.parametrize("question", ["clusters", "coverage", "gaps", "anniversaries", "candidates", "completeness"])
def test_every_question_is_about_the_day_of_the_office(office: TestClient, question: str) -> None:
    params = HOME | ({"unit": "nanjing"} if question == "candidates" else {})
    assert office.get(f"/v1/{question}", params=params).json()["as_of"] == "2026-11-28"


def test_anniversaries_begin_on_the_day_of_the_office(office: TestClient) -> None:
    assert office.get("/v1/anniversaries", params=HOME).json()["first"] == "2026-11-28"


def test_the_day_changes_at_midnight_of_the_office_and_its_etags_with_it(office: TestClient, clock: type[Clock]) -> None:
    def seen() -> tuple[str, str]:
        answer = office.get("/v1/clusters", params=HOME)
        return answer.json()["as_of"], answer.headers["ETag"]

    evening = seen()
    for moment in (datetime(2026, 11, 28, 0, 0, 1, tzinfo=UTC), datetime(2026, 11, 28, 15, 59, 59, tzinfo=UTC)):
        clock.moment = moment
        wait_for_the_watch(office)
        assert seen() == evening
    clock.moment = datetime(2026, 11, 28, 16, 0, tzinfo=UTC)
    wait_for_the_watch(office)
    day, etag = seen()
    assert day == "2026-11-29"
    assert etag != evening[1]
    assert office.get("/v1/clusters", params=HOME, headers={"If-None-Match": evening[1]}).status_code == 200


@pytest.mark.parametrize(("zone", "counted"), [("Asia/Shanghai", 0), ("America/Los_Angeles", 1)])
def test_an_agreement_that_ends_tonight_counts_where_the_office_has_the_day_before(
    clock: type[Clock], tmp_path: Path, zone: str, counted: int
) -> None:
    path = tmp_path / "ending.db"
    ending = agreement("jiangsu", "north-brabant", "formal 1994-09-09; terminated 2026-11-28")
    one_loop.run(EmbeddedStore.open(path).apply(ChangeSet((*jiangsu(), *witnessed_places(), ending))))
    with TestClient(create_app(Settings(store=f"sqlite:///{path}", timezone=zone))) as office:
        assert office.get("/v1/clusters", params=HOME).json()["totals"]["agreements"] == counted


@pytest.mark.parametrize(("zone", "day"), [("Asia/Shanghai", "2026-11-28"), ("America/Los_Angeles", "2026-11-27")])
@pytest.mark.parametrize("command", ["clusters", "gaps", "coverage", "anniversaries"])
def test_commands_ask_about_the_day_of_the_office(
    clock: type[Clock],
    drawn_store: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
    zone: str,
    day: str,
) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STORE", drawn_store)
    monkeypatch.setenv("GRAPH_SERVICE_TIMEZONE", zone)
    assert run([command, "--home", "jiangsu", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["as_of"] == day
