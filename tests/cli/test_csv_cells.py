"""No cell of any CSV file is run by a spreadsheet, whatever the records are called."""

import asyncio
import csv
import io
import json
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from typer.main import get_command

from graph_service.answers.network import network_answer
from graph_service.answers.paging import EVERYTHING
from graph_service.answers.report import report_answer, window_from
from graph_service.answers.report_formats import as_csv
from graph_service.cli.app import run
from graph_service.cli.commands import registered
from graph_service.formats.tables import csv_of
from graph_service.metrics.neighbourhood import neighbourhood
from graph_service.metrics.selection import Selection
from graph_service.metrics.vine import vine_of
from graph_service.questions import actions as question
from graph_service.questions.actions import ACTIONS
from graph_service.questions.network import NETWORK
from graph_service.questions.question import View
from graph_service.records.network import ChangeSet
from graph_service.records.registry import RECORD_TYPES
from graph_service.rules import DEFAULTS
from graph_service.settings import Settings
from graph_service.store.embedded import EmbeddedStore
from graph_service.web.app import create_app
from tests.drawing import TODAY, known_records
from tests.hostile import network, renamed, texts

NUMBER = re.compile(r"[+-]?\d+(\.\d+)?(e[+-]?\d+)?", re.ASCII)
HOME = "--home jiangsu"
COMMANDS = {
    "network": "jiangsu --depth 3",
    "cluster": "jiangsu north-brabant",
    "clusters": HOME,
    **dict.fromkeys((kind.plural for kind in RECORD_TYPES), ""),
    "search": "a",
    "gaps": HOME,
    "coverage": HOME,
    "anniversaries": f"{HOME} --from 2020-01-01 --to 2039-12-31 --step 1",
    "growth": f"{HOME} --by country",
    **dict.fromkeys(("countries", "matrix", "associations"), HOME),
    "brief": "jiangsu netherlands",
    "completeness": HOME,
    "check": "",
    "overlay": HOME,
    "channels": f"{HOME} --by partner",
    "report": f"{HOME} --from 1980-01-01 --to 2026-11-21",
    "actions": HOME,
    "life": "jiangsu~vaud",
    "candidates": HOME,
    "progress": HOME,
    "matches": HOME,
    "scorecards": HOME,
    "ledger": HOME,
    "indicators": HOME,
    "scenario": "SCENARIO",
    "resources": f"{HOME} --country CH",
    "reach": HOME,
    "paths": "nanjing kathmandu",
    "communities": "",
    "queries": "",
    "query": "city_network --place jiangsu",
    "compare-claims": "--one claim:total --other claim:total",
    "changes": "",
    "statistics": "LINKS",
    "centrality": "LINKS",
}


def running(text: str) -> list[str]:
    """The cells of a CSV file that a spreadsheet would run."""
    cells = [cell for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")) for cell in row]
    assert cells
    return [cell for cell in cells if cell[:1] in tuple("=+-@＝＋－＠\t\r\n") and not NUMBER.fullmatch(cell)]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a store in which every name and free text is a formula."""
    path = tmp_path_factory.mktemp("formulas") / "graph.db"
    with pytest.MonkeyPatch.context() as older:  # a store filled before tabs in names were refused
        older.setattr("graph_service.records.base.refuse_unfit", lambda *_, **__: None)
        rows = tuple(renamed(row, at) for at, row in enumerate(known_records()))
        asyncio.run(EmbeddedStore.open(path).apply(ChangeSet(rows), "=author"))
    return f"sqlite:///{path}"


def test_every_command_that_gives_csv_is_asked() -> None:
    found = {
        name
        for name, command in get_command(registered()).commands.items()  # type: ignore[attr-defined]
        if any(parameter.name == "form" for parameter in command.params)
    }
    assert set(COMMANDS) == found - {"load"}, "the other form of a load is json alone"


@pytest.mark.first(6)
@pytest.mark.parametrize("command", COMMANDS)
def test_no_cell_of_any_command_is_run(
    command: str, store: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STORE", store)
    scenario, links = tmp_path / "scenario.json", tmp_path / "links.csv"
    scenario.write_text(json.dumps({"home": "jiangsu", "agreements": [{"unit": "taizhou", "partner": "oss"}]}), "utf-8")
    links.write_text("=a,@b\n@b,-c\n", "utf-8")
    files = {"SCENARIO": str(scenario), "LINKS": str(links)}
    arguments = [files.get(word, word) for word in COMMANDS[command].split()]
    assert run([command, *arguments, "--format", "csv"]) == 0
    assert running(capsys.readouterr().out) == []


@pytest.mark.parametrize(
    "path",
    [
        "/v1/places/jiangsu/network?depth=3&format=csv",
        "/v1/actions?home=jiangsu&format=csv",
        "/v1/reports?home=jiangsu&from=1980-01-01&to=2026-11-21&format=csv",
    ],
)
def test_no_cell_over_http_is_run_and_names_are_in_it(path: str, store: str) -> None:
    with TestClient(create_app(Settings(store=store))) as client:
        text = client.get(path).text
    assert running(text) == []
    assert "'=1+1" in text


@given(st.lists(texts(), min_size=1, max_size=11), st.sampled_from(["", "=", "@", "＋", "'="]))
def test_no_drawn_name_is_run_and_numbers_stay_numbers(names: list[str], mark: str) -> None:
    found, selection = network(names, mark), Selection(TODAY)
    vine = vine_of(found, f"{mark}home", selection)
    near = network_answer(found, neighbourhood(found, f"{mark}home", 3, selection, EVERYTHING), 3, selection)
    window = window_from(TODAY.replace(year=1990), TODAY)
    actions = question.actions(View(found), question.Actions(home=f"{mark}home"))
    written = [
        csv_of(NETWORK.columns, NETWORK.rows(near)).decode(),
        csv_of(ACTIONS.columns, ACTIONS.rows(actions)).decode(),
        as_csv(report_answer(vine, window, DEFAULTS), "zh"),
        csv_of(("text", "number"), [(name, number) for name in names for number in (-12.5, 3, -1e-9, "-12.5", "+3")]).decode(),
    ]
    assert [running(text) for text in written] == [[], [], [], []]
    numbers = [row[1] for row in csv.reader(io.StringIO(written[3], newline=""))][1:]
    assert numbers == ["-12.5", "3", "-1e-09", "-12.5", "+3"] * len(names)
