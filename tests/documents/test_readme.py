"""The README is short, names targets that exist, and its tour prints what it shows."""

import asyncio
import re
import shlex
from pathlib import Path
from typing import NamedTuple

import pytest
from fastapi.testclient import TestClient

from graph_service.cli.app import run
from graph_service.records.network import ChangeSet
from graph_service.snapshot import Snapshot
from graph_service.store.embedded import EmbeddedStore
from graph_service.web.app import create_app
from tests.conftest import ROOT, shared
from tests.documents.pages import CONTRIBUTING, README, SETTINGS

CLUSTER = "/views/cluster/Q16963/Q1198"
HOME = "/views/home/Q16963"
PICTURE = re.compile(r"!\[([^\]]+)\]\((docs/picture-\w+\.png)\)")


def test_the_readme_fits_eighty_lines() -> None:
    assert len(README.splitlines()) <= 80


def test_the_pictures_are_those_that_the_program_takes_and_each_says_what_it_shows_to_either_reader() -> None:
    pictures = PICTURE.findall(README)
    assert sorted(path for _, path in pictures) == [f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.png"))]
    assert all(re.search("[\u4e00-\u9fff].* · .*[A-Za-z]", says) for says, _ in pictures)


def test_the_make_targets_that_are_named_exist() -> None:
    targets = re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    text = README + SETTINGS + CONTRIBUTING
    named = re.findall(r"\bmake ([a-z]\w*)", "\n".join(re.findall(r"```.*?```|`[^`]+`", text, re.DOTALL)))
    assert {"run", "test", "help", "neo4j", "check"} <= set(named) <= set(targets)


def test_the_check_of_a_bare_machine_ends_with_the_test_command_and_what_it_leaves_out() -> None:
    assert (ROOT / ".ci" / "run").read_text("utf-8").rstrip().endswith("\nmake test\nmake thorough")


class Shown(NamedTuple):
    """A command of the tour and what the README says it prints; `…` stands for anything."""

    command: str
    output: str


def tour() -> list[Shown]:
    """The commands of the tour in order."""
    blocks = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    return [Shown(*part.partition("\n")[::2]) for block in blocks for part in block.split("$ ")[1:]]


@pytest.fixture(scope="module")
def seeded(seeds: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a store with the real rows."""
    path = tmp_path_factory.mktemp("seeded") / "graph.db"
    asyncio.run(EmbeddedStore.open(path).apply(ChangeSet(tuple(seeds.network))))
    return f"sqlite:///{path}"


def printed(command: str, store: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What a command prints: `graph-service` is run, `curl` is answered by the app itself."""
    program, *arguments = shlex.split(command)
    if program == "graph-service":
        assert run(arguments) == 0
        said = capsys.readouterr()
        return said.out + said.err if arguments[0] == "load" else said.out  # what a load did is no result: it is told beside
    with TestClient(create_app(shared(store))) as client:
        return client.get(arguments[-1].removeprefix("http://127.0.0.1:8000")).text


@pytest.mark.first(1)
@pytest.mark.parametrize("shown", tour(), ids=lambda shown: shown.command)
def test_a_command_of_the_tour_prints_what_is_shown(
    shown: Shown, seeded: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STORE", seeded)
    monkeypatch.chdir(tmp_path)
    office = re.search(r"```csv\n(.*?)```", README, re.DOTALL)
    assert office is not None
    (tmp_path / "my-office").mkdir()
    (tmp_path / "my-office" / "agreements.csv").write_text(office[1], "utf-8")
    expected = ".*".join(re.escape(part) for part in shown.output.strip().split("…"))
    assert re.fullmatch(expected, printed(shown.command, seeded, capsys).strip(), re.DOTALL)


@pytest.mark.thorough
def test_what_the_readme_says_to_click_stands_on_the_pages_in_either_language(seeded: str) -> None:
    chapter = README.partition("\n## 启动之后点哪里")[2].partition("\n## ")[0]
    words = set(re.findall("“(.+?)”", chapter))
    with TestClient(create_app(shared(seeded))) as client:
        pages = "".join(
            client.get(path, params={"lang": lang}).text for path in ("/", HOME, CLUSTER, f"{HOME}/gaps") for lang in ("zh", "en")
        )
    assert {"南京到科隆", "all gaps"} <= words
    assert [word for word in words if word not in pages] == []
