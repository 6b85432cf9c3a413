"""Settings: names that stand for nothing stop the start, today is the office's day, and files are read before anybody asks."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

import graph_service.settings as module
from graph_service.cli.app import run
from graph_service.errors import DataRefused
from graph_service.settings import Settings


@pytest.mark.parametrize(
    ("name", "nearest"),
    [("STROE", "STORE"), ("MAX_BODY", "MAX_BODY_BYTES"), ("TIME_ZONE", "TIMEZONE"), ("READY_BYTE", "READY_BYTES")],
)
def test_an_unknown_name_stops_the_start_with_the_nearest_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, nearest: str
) -> None:
    monkeypatch.setenv(f"GRAPH_SERVICE_{name}", "1")
    assert run(["gaps", "--home", "Q16963"]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert told.startswith(f"GRAPH_SERVICE_{name}: no such setting; the nearest is GRAPH_SERVICE_{nearest};")


@pytest.mark.parametrize("name", ["OPEN_READS", "RATE_LIMIT"])
def test_what_is_not_built_is_not_accepted_in_silence(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(f"GRAPH_SERVICE_{name}", "5")
    with pytest.raises(ValidationError, match=name):
        Settings()


def test_every_unknown_name_has_a_line_of_its_own(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_RATE_LIMIT", "5")
    monkeypatch.setenv("graph_service_Stroe", "sqlite:///x.db")
    assert run(["load", "--dry-run"]) == 2
    assert [line.partition(";")[0] for line in capsys.readouterr().err.splitlines()] == [
        "GRAPH_SERVICE_RATE_LIMIT: no such setting",
        "GRAPH_SERVICE_STROE: no such setting",
    ]


def test_an_address_where_kubernetes_puts_none_is_not_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STORE", "tcp://10.0.0.1:7687")
    assert Settings().store == "tcp://10.0.0.1:7687"


def test_what_is_wrong_with_several_settings_together_is_told_of_all(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STRENGTH_STEM", "0.9")
    assert run(["gaps", "--home", "Q16963"]) == 2
    assert capsys.readouterr().err.startswith(
        "GRAPH_SERVICE_*: STRENGTH_STEM, STRENGTH_GRAPES, STRENGTH_TIERS, STRENGTH_UNITS add up to 1.55;"
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "tcp://10.0.0.1:8000"),
        ("SERVICE_HOST", "10.0.0.1"),
        ("SERVICE_PORT", "8000"),
        ("SERVICE_PORT_HTTP", "8000"),
        ("PORT_8000_TCP", "tcp://10.0.0.1:8000"),
        ("PORT_8000_TCP_ADDR", "10.0.0.1"),
        ("NEO4J_SERVICE_HOST", "10.0.0.2"),
        ("NEO4J_PORT", "tcp://10.0.0.2:7687"),
    ],
)
def test_what_kubernetes_injects_is_ignored_with_a_warning(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, name: str, value: str
) -> None:
    monkeypatch.setenv(f"GRAPH_SERVICE_{name}", value)
    assert Settings().port == 8000
    assert f"GRAPH_SERVICE_{name} comes from Kubernetes and is no setting; it is ignored" in caplog.text


def test_what_kubernetes_injects_of_a_service_called_graph_is_ignored_and_what_the_office_sets_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GRAPH_PORT", "tcp://10.96.3.4:8001")
    monkeypatch.setenv("GRAPH_SERVICE_PORT_HTTP", "8001")
    monkeypatch.setenv("GRAPH_SERVICE_PORT", "8001")
    monkeypatch.setenv("GRAPH_SERVICE_HOST", "10.96.3.4")
    assert (Settings().host, Settings().port) == ("127.0.0.1", 8000)
    monkeypatch.setenv("GRAPH_SERVICE_HOST", "0.0.0.0")  # what an office asks for, whatever it listens to
    assert Settings().host == "0.0.0.0"


@pytest.mark.parametrize("name", ["STORE_SECONDS", "DORMANT_HALF_LIFE_MONTHS", "DORMANT_MONTHS", "CANDIDATE_DECADES"])
@pytest.mark.parametrize("value", ["inf", "1e400", "nan"])
def test_what_is_no_finite_number_stops_the_start(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"GRAPH_SERVICE_{name}", value)
    with pytest.raises(ValidationError, match="finite number"):
        Settings()


@pytest.mark.parametrize("name", ["STORE_SECONDS", "STALE_MONTHS"])
def test_what_no_clock_can_count_stops_the_start(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(f"GRAPH_SERVICE_{name}", "1e12")
    with pytest.raises(ValidationError, match="less than or equal"):
        Settings()


def test_a_command_warns_once_of_what_kubernetes_injects_and_does_its_work(drawn_store: str) -> None:
    environment = {**os.environ, "GRAPH_SERVICE_STORE": drawn_store, "GRAPH_SERVICE_PORT": "tcp://10.0.0.1:8000"}
    command = [sys.executable, "-m", "graph_service", "clusters", "--home", "jiangsu", "--format", "csv"]
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=True)
    assert done.stderr == "GRAPH_SERVICE_PORT comes from Kubernetes and is no setting; it is ignored\n"
    assert done.stdout.startswith("grain,id,")


@pytest.mark.parametrize(
    "command",
    [
        "serve",
        "load",
        "queries",
        "changes",
        "centrality",
        "statistics none.csv",
        "scenario none.json",
        "render place x -o x.html",
    ],
)
def test_an_unknown_name_stops_whatever_command_is_given(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STROE", "sqlite:///x.db")
    assert run(command.split()) == 2
    assert capsys.readouterr().err.startswith("GRAPH_SERVICE_STROE: no such setting")


def test_a_port_of_ours_is_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_PORT", "8001")
    assert Settings().port == 8001


def test_today_is_the_day_of_the_office(monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:
            return datetime(2026, 11, 27, 17, 0, tzinfo=UTC).astimezone(tz)  # type: ignore[arg-type]  # as datetime.now takes it

    monkeypatch.setattr(module, "datetime", Clock)
    assert str(Settings(timezone="Asia/Shanghai").now().date()) == "2026-11-28"
    assert str(Settings(timezone="Europe/Berlin").now().date()) == "2026-11-27"
    assert Settings(timezone="Asia/Shanghai").now().tzinfo == ZoneInfo("Asia/Shanghai")


def test_without_a_time_zone_the_machine_decides() -> None:
    assert Settings().now().utcoffset() == datetime.now().astimezone().utcoffset()


@pytest.mark.parametrize("name", ["Asia/Nanjing", "Asia", "+08:00", "../etc/passwd", "\0"])
def test_an_unknown_time_zone_stops_the_start(name: str) -> None:
    with pytest.raises(ValidationError, match="is no time zone; give an IANA name such as Asia/Shanghai"):
        Settings(timezone=name)


def test_another_time_zone_makes_other_answers() -> None:
    assert Settings(timezone="Asia/Shanghai").fingerprint != Settings().fingerprint


def test_a_points_file_that_is_not_there_stops_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_POINTS_FILE", str(tmp_path / "points.toml"))
    assert run(["serve"]) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert f"{tmp_path / 'points.toml'}" in told


def test_a_points_file_that_cannot_be_understood_stops_the_start_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "points.toml"
    file.write_text("[points\n", encoding="utf-8")
    with pytest.raises(DataRefused, match=r"points.toml:1: not TOML"):
        Settings(points_file=file)
