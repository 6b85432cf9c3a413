"""The page for offices: its columns are those of the code, its examples make records, its folder loads and comes back."""

import asyncio
import re
import shutil
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest
from fastapi.testclient import TestClient
from msgspec.structs import replace

from graph_service.files.cells import columns, from_cells, required_columns, to_cells
from graph_service.files.tables import format_table
from graph_service.loader import LoadReport, load_files
from graph_service.records.base import Record
from graph_service.records.registry import RECORD_TYPES, RecordType
from graph_service.settings import Settings
from graph_service.store.embedded import EmbeddedStore
from graph_service.web.app import create_app
from tests.conftest import ROOT
from tests.drawing import TODAY

PAGE = (ROOT / "docs" / "integration.md").read_text("utf-8")
LINE = re.compile(r"^\| (\*\*)?(\w+)(?:\*\*)? \| `(.+?)` \| .+ \| .+ \| `(.+)` \|$", re.MULTILINE)
AGREEMENT = "Q57931~example:sampleton"
types = pytest.mark.parametrize("kind", RECORD_TYPES, ids=lambda kind: kind.plural)


class Column(NamedTuple):
    """A row of a table of columns."""

    needed: bool
    name: str
    field: str
    example: str


def listed(heading: str) -> list[Column]:
    """The columns under a heading of the last chapter."""
    part = PAGE.partition(f"\n### {heading} ")[2].partition("\n### ")[0]
    return [Column(bool(bold), name, field, example.replace(r"\|", "|")) for bold, name, field, example in LINE.findall(part)]


def of_type(kind: RecordType) -> list[Column]:
    """All columns of a record type: its own and those of every table."""
    return [*listed(kind.plural), *listed("every table")]


def example_of(kind: RecordType) -> Record:
    """The record that the examples of a type make."""
    return from_cells(kind.cls, {column.name: column.example for column in of_type(kind)}, "office")


def at(record: Record, field: str) -> Any:
    """The value at a path such as `sources[0].document`."""
    found: Any = msgspec.to_builtins(record)
    for step in re.findall(r"\w+", field):
        found = found[int(step) if step.isdigit() else step]
    return found


@types
def test_the_columns_of_the_page_are_those_of_the_code(kind: RecordType) -> None:
    names = [column.name for column in of_type(kind)]
    assert sorted(names) == sorted(columns(kind.cls))
    assert {column.name for column in of_type(kind) if column.needed} == required_columns(kind.cls)


@types
def test_the_examples_of_the_page_make_a_record_and_come_back_as_they_are(kind: RecordType) -> None:
    cells = to_cells(example_of(kind))
    assert {column.name: cells[column.name] for column in of_type(kind)} == {
        column.name: column.example for column in of_type(kind)
    }


@types
def test_a_column_fills_the_field_that_the_page_names(kind: RecordType) -> None:
    record = example_of(kind)
    for column in of_type(kind):
        found = at(record, column.field)
        if isinstance(found, str):
            assert found == column.example, column.name


def test_an_offices_columns_lead_to_columns_of_the_tables() -> None:
    known = {f"{kind.plural}.{column}" for kind in RECORD_TYPES for column in columns(kind.cls)}
    named = set(re.findall(rf"`((?:{'|'.join(kind.plural for kind in RECORD_TYPES)})\.\w+)`", PAGE)) - {"places.csv"}
    assert {"agreements.stages", "agreements.aliases", "activities.quantity"} <= named <= known


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The folder of the example."""
    for name, text in re.findall(r"^`(taizhou-office/\w+\.csv)`\n\n```csv\n(.*?)```", PAGE, re.MULTILINE | re.DOTALL):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path / "taizhou-office"


@pytest.fixture
def store(seeds_store: str, tmp_path: Path) -> EmbeddedStore:
    """A store of its own with the real rows."""
    return EmbeddedStore.open(Path(shutil.copy(seeds_store.removeprefix("sqlite:///"), tmp_path / "office.db")))


def load(store: EmbeddedStore, folder: Path, **options: bool) -> LoadReport:
    return asyncio.run(load_files(store, [folder], today=TODAY, **options))


def test_the_example_is_added_once_and_comes_back_as_the_same_tables(office: Path, store: EmbeddedStore) -> None:
    assert load(store, office, dry_run=True).difference.added == 3
    assert load(store, office).difference.added == 3
    assert load(store, office).difference.unchanged == 3
    network = asyncio.run(store.load()).network
    for path in office.iterdir():
        ours = [record for record in network.rows(path.stem).values() if record.layer == "taizhou-office"]
        if path.stem == "places":  # the page names no parent: the place was put under its country
            assert [place.parent for place in ours] == ["Q55"]
            ours = [replace(place, parent=None) for place in ours]
        assert rows(format_table(ours, path.stem)) == rows(path.read_text("utf-8"))


def rows(text: str) -> list[set[str]]:
    """The cells of each line, whatever the order of the columns."""
    return [set(line.split(",")) for line in text.splitlines()]


@pytest.mark.thorough
def test_what_no_longer_stands_in_the_files_is_removed_on_request(office: Path, store: EmbeddedStore) -> None:
    load(store, office)
    (office / "activities.csv").unlink()
    assert load(store, office).difference.removed == 0
    assert load(store, office, replace=True).difference.removed == 1


@pytest.mark.thorough
def test_the_approval_is_a_stage_and_the_agreement_counts_from_its_signing(
    office: Path, store: EmbeddedStore, tmp_path: Path
) -> None:
    load(store, office)
    with TestClient(create_app(Settings(store=f"sqlite:///{tmp_path / 'office.db'}"))) as client:
        days = (f"/v1/agreements?place=example:sampleton&as_of={day}" for day in ("2026-05-19", "2026-05-20"))
        approved, signed = (client.get(day).json()["items"][0] for day in days)
        life = client.get(f"/v1/agreements/{AGREEMENT}/life?as_of=2026-06-30").json()
    assert [item["status"] for item in (approved, signed)] == ["planned", "active"]
    assert approved["stages"][1] == {"kind": "approval", "date": "2026-03-12", "note": "苏外友〔2026〕9号"}
    assert signed["names"]["aliases"] == ["外事〔2026〕107号"]
    assert life["warnings"] == []
