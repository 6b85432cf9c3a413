"""What comes in is held to more than soundness: codes, countries, parents, days, ids; and what it leaves open is told."""

import asyncio
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from graph_service.cli.app import run
from graph_service.domain.iso_3166 import CODES
from graph_service.domain.network import ChangeSet
from graph_service.errors import DataRefused
from graph_service.loader import LoadReport, load_files
from graph_service.metrics.clusters import clusters_of
from graph_service.metrics.selection import select
from graph_service.metrics.strength import StrengthWeights
from graph_service.metrics.vine import vine_of
from graph_service.snapshot import Snapshot
from graph_service.store.embedded import EmbeddedStore
from tests.drawing import known_records, place

TODAY = date(2026, 11, 28)
PLACES = "id,name_en,level,country,parent,source\n"
AGREEMENTS = "id,a,b,stages,source\n"


@pytest.fixture
def store(tmp_path: Path) -> EmbeddedStore:
    found = EmbeddedStore.open(tmp_path / "graph.db", create=True)
    merged = replace(place("delft", "city", "NL", "north-brabant"), former_ids=("old",))
    tianjin = place("tianjin", "province", "CN", "china", levels=("province", "city"))
    asyncio.run(found.apply(ChangeSet((*known_records(), merged, tianjin))))
    return found


def load(store: EmbeddedStore, folder: Path, places: str = "", agreements: str = "", claims: str = "") -> LoadReport:
    office = folder / "office"
    office.mkdir(exist_ok=True)
    for name, text in (("places", places), ("agreements", agreements), ("claims", claims)):
        if text:
            (office / f"{name}.csv").write_text(text, encoding="utf-8")
    return asyncio.run(load_files(store, [office], today=TODAY))


def refused(store: EmbeddedStore, folder: Path, **tables: str) -> str:
    with pytest.raises(DataRefused) as told:
        load(store, folder, **tables)
    return "\n".join(map(str, told.value.faults))


def test_there_are_249_codes_and_one_that_is_agreed_on() -> None:
    assert len(CODES) == 250


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("UK", "UK is not in ISO 3166-1; GB is meant?"),
        ("EL", "EL is not in ISO 3166-1; GR is meant?"),
        ("ZZ", "ZZ is not in ISO"),
    ],
)
def test_a_code_that_no_country_has_is_refused_with_the_likely_one(
    store: EmbeddedStore, tmp_path: Path, code: str, said: str
) -> None:
    told = refused(store, tmp_path, places=f"{PLACES}x,X,city,{code},,office\n")
    assert f"places.csv:2 [country]: {said}" in told


def test_a_second_country_of_one_code_is_refused(store: EmbeddedStore, tmp_path: Path) -> None:
    told = refused(store, tmp_path, places=f"{PLACES}x,Almere,country,NL,,office\n")
    assert "places.csv:2 [level]: NL is the country netherlands already" in told


def test_a_place_in_another_country_than_its_parent_is_refused(store: EmbeddedStore, tmp_path: Path) -> None:
    told = refused(store, tmp_path, places=f"{PLACES}x,X,city,DE,north-brabant,office\n")
    assert "[country]: DE, but its parent north-brabant lies in NL" in told


def test_a_place_without_a_parent_is_put_under_its_country_and_counted_there(store: EmbeddedStore, tmp_path: Path) -> None:
    report = load(
        store,
        tmp_path,
        places=f"{PLACES}almere,Almere,city,NL,,office\n",
        agreements=f"{AGREEMENTS}n,nanjing,almere,formal 2020,office\n",
    )
    assert [notice.split(": ", 1)[1] for notice in report.notices] == [
        "almere has no parent; it is put under its country netherlands"
    ]
    snapshot = Snapshot.of(asyncio.run(store.load()), TODAY)
    vine = vine_of(snapshot, "jiangsu", select(snapshot))
    rows = [row for row in clusters_of(vine, StrengthWeights()) if row.grain == "country"]
    assert sum(len(row.ties) for row in rows) == len(vine.ties.effective)
    assert "n" in {tie.agreement.id for row in rows if row.partner.id == "netherlands" for tie in row.ties}


def test_a_merged_id_in_a_row_is_followed_and_said(store: EmbeddedStore, tmp_path: Path) -> None:
    report = load(store, tmp_path, agreements=f"{AGREEMENTS}n,nanjing,old,formal 2020,office\n")
    assert "old was merged into delft, which is taken" in report.notices[0]


@pytest.mark.parametrize("stages", ["formal 2026-11-29", "formal 2026-12", "formal 2020; terminated 2031"])
def test_what_is_said_to_have_happened_after_today_is_refused(store: EmbeddedStore, tmp_path: Path, stages: str) -> None:
    told = refused(store, tmp_path, agreements=f"{AGREEMENTS}n,nanjing,oss,{stages},office\n")
    assert "lies after today, 2026-11-28; correct the date, or write the step as planned" in told


@pytest.mark.parametrize("stages", ["formal 2026-11-28", "formal 2026", "planned 2027 aim=formal"])
def test_today_this_year_and_a_plan_are_not_after_today(store: EmbeddedStore, tmp_path: Path, stages: str) -> None:
    assert load(store, tmp_path, agreements=f"{AGREEMENTS}n,nanjing,oss,{stages},office\n").difference.added == 1


def test_a_claim_about_a_tier_that_a_municipality_does_not_have_is_refused(store: EmbeddedStore, tmp_path: Path) -> None:
    row = "id,subject,measure,value,as_of,scope_tiers,source\nc,tianjin,agreements,3,2020,3,office\n"
    assert "[scope_tiers]: tianjin is a municipality and has the tiers 1 and 2 only" in refused(store, tmp_path, claims=row)


@pytest.mark.parametrize("look", ["nan\u200bjing", "NANJING", "ｎanjing"])
def test_an_id_that_looks_like_another_is_refused(store: EmbeddedStore, tmp_path: Path, look: str) -> None:
    told = refused(store, tmp_path, places=f"{PLACES}{look},X,city,NL,,office\n")
    assert "[id]: it looks like 'nanjing'" in told
    assert ("an invisible character in 'nan\\u200bjing'" in told) is ("\u200b" in look)


def test_text_is_read_in_one_form_however_it_was_typed(store: EmbeddedStore, tmp_path: Path) -> None:
    load(store, tmp_path, places=f"{PLACES}koln,Ko\u0308ln,city,NL,north-brabant,office\n")
    assert Snapshot.of(asyncio.run(store.load()), TODAY).places["koln"].names.en == "K\u00f6ln"


def test_the_command_tells_what_it_understood(
    store: EmbeddedStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STORE", f"sqlite:///{tmp_path / 'graph.db'}")
    (tmp_path / "office").mkdir()
    (tmp_path / "office" / "places.csv").write_text(f"{PLACES}almere,Almere,city,NL,,office\n", encoding="utf-8")
    assert run(["load", str(tmp_path / "office"), "--dry-run"]) == 0
    assert "places.csv:2: almere has no parent; it is put under its country netherlands" in capsys.readouterr().err
