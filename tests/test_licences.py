"""Every table of the seeds says under which licences it is, and they are those of the sources its rows name."""

import csv
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.documents.pages import rows_of

SEEDS = ROOT / "seeds"
LAND = ROOT / "graph_service" / "maps" / "land.json"
TABLES = sorted([*SEEDS.rglob("*.csv"), *(ROOT / "tools").rglob("*.csv"), LAND])
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
_TABLES, _, _SOURCES = (SEEDS / "LICENSES.md").read_text("utf-8").partition("\n## Sources that are under a licence\n")
LICENCES = {name.strip("`"): set(licences.split(", ")) for name, licences, _ in rows_of(_TABLES)}
OF_SOURCES = {held.strip("`"): licence for held, licence, _ in rows_of(_SOURCES)}


def called(table: Path) -> str:
    """How the page of licences calls a table: by its place in the seeds, or in the project where it is none of theirs."""
    return table.relative_to(SEEDS if table.is_relative_to(SEEDS) else ROOT).as_posix()


def named(table: Path) -> Iterator[str]:
    """The licences of the sources that the rows of a table name."""
    with table.open(encoding="utf-8", newline="") as file:
        sources = {row.get("source") or "" for row in csv.DictReader(file)}
    yield from (licence for held, licence in OF_SOURCES.items() if any(held in source for source in sources))


def test_every_table_of_the_seeds_has_its_licences_and_no_other_table_has() -> None:
    assert sorted(LICENCES) == sorted(map(called, TABLES))


@pytest.mark.parametrize("table", TABLES, ids=called)
def test_a_table_is_under_the_licence_of_every_source_that_its_rows_name(table: Path) -> None:
    assert set(named(table)) <= LICENCES[called(table)]


def test_a_source_under_a_licence_is_one_that_rows_name_or_that_the_sources_page_tells() -> None:
    told = (SEEDS / "SOURCES.md").read_text("utf-8")
    assert [
        held for held in OF_SOURCES if held not in told and not any(held in table.read_text("utf-8") for table in TABLES)
    ] == []


def test_the_package_names_the_licence_of_its_code_and_those_of_its_tables() -> None:
    assert PROJECT["license"].split(" AND ") == sorted(set.union({"Apache-2.0"}, *LICENCES.values()))
    assert PROJECT["license-files"] == ["LICENSE", "graph_service/maps/LICENSE", "seeds/LICENSES.md"]


def test_the_licence_of_the_code_stands_beside_it_in_full() -> None:
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text


def test_the_licence_of_the_outlines_stands_beside_them_in_full() -> None:
    assert "Permission to use, copy, modify" in LAND.with_name("LICENSE").read_text("utf-8")
