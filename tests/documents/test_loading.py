"""The page of integration says what a load refuses, completes and tells; every example of it is loaded here."""

import re
from pathlib import Path

import pytest

from graph_service.errors import DataRefused
from graph_service.files.seeds import read_paths
from graph_service.files.understood import understood
from graph_service.loader import plan_load
from graph_service.metrics.knowledge import knowledge_of
from graph_service.metrics.selection import select
from graph_service.metrics.vine import vine_of
from graph_service.records.network import Network
from graph_service.snapshot import Snapshot
from tests.conftest import ROOT
from tests.drawing import TODAY

PAGE = (ROOT / "docs" / "integration.md").read_text("utf-8")
LINE = re.compile(r"^\| (\S+ \w+) \| .+ \| .+ \| `(\w+): (.+)` \|$", re.MULTILINE)
ROWS = LINE.findall(PAGE.partition("\n## 导入时查什么 ")[2].partition("\n## ")[0])
FILLED = {
    "places": {"id": "example:x", "level": "city", "country": "NL", "source": "office"},
    "claims": {
        "id": "example:c",
        "subject": "Q16963",
        "measure": "agreements",
        "value": "3",
        "as_of": "2020",
        "source": "office",
    },
}


def test_the_page_tells_all_three_outcomes() -> None:
    assert {outcome for outcome, *_ in ROWS} == {"拒绝 refused", "补全 completed", "提示 told"}


@pytest.mark.first(2)
@pytest.mark.parametrize(("outcome", "table", "cells"), ROWS)
def test_an_example_of_the_page_meets_with_what_the_page_says(
    seeds: Snapshot, tmp_path: Path, outcome: str, table: str, cells: str
) -> None:
    given = dict(cell.split("=") for cell in cells.replace(r"\u200b", "\u200b").split())
    row = FILLED[table] | given
    (tmp_path / f"{table}.csv").write_text(f"{','.join(row)}\n{','.join(row.values())}\n", "utf-8")
    reading, notices = understood(seeds.network, read_paths([tmp_path], "office"))
    if outcome == "拒绝 refused":
        with pytest.raises(DataRefused) as told:
            plan_load(seeds.network, reading, today=TODAY)
        fields = {fault.field for fault in told.value.faults}
        assert fields & {*given, "country", "level"}
    else:
        assert plan_load(seeds.network, reading, today=TODAY)[1] == ()
        (notice,) = notices
        assert re.search(
            "is put under|was merged" if outcome == "补全 completed" else "counted under the bare code|has no as_of", notice
        )
        assert f"{table}.csv:2: " in notice


DECLARED = PAGE.partition("`whole-lists/claims.csv`\n\n```csv\n")[2].partition("```")[0]


def test_the_declaration_on_the_page_makes_a_list_complete_and_its_header_alone_withdraws_it(
    seeds: Snapshot, tmp_path: Path
) -> None:
    def loaded(network: Network, text: str) -> Snapshot:
        (tmp_path / "claims.csv").write_text(text, "utf-8")
        change, rejected = plan_load(network, read_paths([tmp_path], "whole-lists"), replace=True, today=TODAY)
        assert rejected == ()
        return Snapshot(network.changed_by(change), "loaded", TODAY)

    def status(found: Snapshot) -> str:
        return knowledge_of(vine_of(found, "Q43407", select(found))).tiers["1"].status

    declared = loaded(seeds.network, DECLARED)
    assert (status(seeds), status(declared)) == ("partial", "complete"), "89 are published, with exchange partners"
    assert status(loaded(declared.network, DECLARED.splitlines()[0] + "\n")) == "partial"
