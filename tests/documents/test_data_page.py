"""The page on the data: its tables are those of the seeds, and its example makes the list of an office whole."""

import asyncio
import re
import shutil
from pathlib import Path

import pytest

from graph_service.loader import load_files
from graph_service.metrics.knowledge import knowledge_of
from graph_service.metrics.selection import select
from graph_service.metrics.vine import vine_of
from graph_service.snapshot import Snapshot
from graph_service.store.embedded import EmbeddedStore
from tests.conftest import ROOT
from tests.drawing import TODAY, agreement, place, snapshot
from tests.earlier import PACKED
from tools.register_table import __main__ as command
from tools.register_table import page
from tools.register_table.figures import figures, homes
from tools.register_table.registers import read
from tools.register_table.tables import known

PAGE = page.PAGE.read_text("utf-8")
HUBEI = "Q46862"


@pytest.mark.thorough
def test_the_tables_of_the_page_are_those_of_the_seeds() -> None:
    before, after = (read(str(source), page.AS_OF) for source in (PACKED, ROOT / "seeds"))
    assert page.filled(PAGE, before, after) == PAGE, "stale: make pages"


@pytest.mark.thorough
def test_the_example_makes_the_list_of_an_office_whole(seeds_store: str, tmp_path: Path) -> None:
    for name, text in re.findall(r"^`(hubei-office/\w+\.csv)`\n\n```csv\n(.*?)```", PAGE, re.MULTILINE | re.DOTALL):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    store = EmbeddedStore.open(Path(shutil.copy(seeds_store.removeprefix("sqlite:///"), tmp_path / "office.db")))

    def lists() -> list[str]:
        held = Snapshot.of(asyncio.run(store.load()), TODAY)
        found = knowledge_of(vine_of(held, HUBEI, select(held))).tiers
        return [found[tier].status for tier in ("1", "2", "3")]

    before = lists()
    assert before[0] != "complete"
    report = asyncio.run(load_files(store, [tmp_path / "hubei-office"], today=TODAY))
    assert report.difference.added == 2
    assert lists() == ["complete", *before[1:]]


@pytest.fixture
def drawn() -> Snapshot:
    """A province with a stem, a grape on it without a date and an exchange; its two partners have no Chinese name."""
    return snapshot(
        [
            place("china", "country", "CN"), place("js", "province", "CN", "china"), place("nj", "city", "CN", "js"),
            place("japan", "country", "JP"), place("aichi", "province", "JP", "japan"), place("nagoya", "city", "JP", "aichi"),
            place("gz", "city", "CN", "js"),
            agreement("aichi", "js", "formal 2001-02-03"), agreement("nagoya", "nj", "unclassified"),
            agreement("gz", "nagoya", "exchange 2010"),
        ]
    )  # fmt: skip


def test_figures_are_counted_as_the_service_counts_them(drawn: Snapshot) -> None:
    found = figures(drawn, homes(drawn, "CN"))
    assert (found.stems, dict(found.grapes), found.agreements) == (1, {"A": 1}, 3)
    assert (found.dated, found.classified, found.named) == (2, 2, (0, 2))
    seen_from_japan = figures(drawn, homes(drawn, "JP"))
    assert (seen_from_japan.stems, seen_from_japan.agreements) == (1, 3)


def test_a_cell_tells_what_changed(drawn: Snapshot) -> None:
    less = Snapshot(type(drawn.network)(each for each in drawn.network if each.id != "aichi~js"), "before", TODAY)
    row = next(line for line in known(less, drawn).splitlines() if "| js |" in line)
    assert row == "| js | 2 → 3 | 0 → 1 | 0 → 1 | 0 | 1 → 0 | 0 | 0 | 1 → 2 | 1 → 2 | 0 % |"


@pytest.mark.thorough
def test_the_command_prints_the_table_of_two_registers_and_refuses_what_is_none(
    tmp_path: Path, seeds_store: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["register_table", str(PACKED), seeds_store, "--as-of", "2026-11-28"])
    assert command.main() == 0
    assert re.search(r"^\| 江苏省 Jiangsu \| \d+ → \d+ \| 27 → \d+ ", capsys.readouterr().out, re.MULTILINE)
    monkeypatch.setattr("sys.argv", ["register_table", str(tmp_path / "none"), "seeds"])
    assert command.main() == 1
    assert "there is no such file or folder" in capsys.readouterr().err
