"""Loading files into a store: all or nothing, twice is once, and every refused row is told by file and line."""

import asyncio
from pathlib import Path

import pytest

from graph_service.errors import DataRefused, Fault
from graph_service.files.seeds import read_paths
from graph_service.files.tables import format_table
from graph_service.loader import LoadReport, load_files, records_of, snapshot_of_seeds
from graph_service.records.base import Record
from graph_service.records.network import ChangeSet, Network
from graph_service.records.place import Place
from graph_service.records.registry import RECORD_TYPES
from graph_service.snapshot import Snapshot
from graph_service.store.base import Stored
from graph_service.store.embedded import EmbeddedStore
from tests.drawing import TODAY, agreement, known_records, place

PLACES = "id,level,country,parent,source\n"
TIES = "id,a,b,stages,source\n"
SWISS = [place("switzerland", "country", "CH"), place("vaud", "province", "CH", "switzerland")]


@pytest.fixture
def store(tmp_path: Path) -> EmbeddedStore:
    return EmbeddedStore.open(tmp_path / "store" / "graph.db")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The folder of the layer `home`."""
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


def write(folder: Path, *records: Record) -> Path:
    """A folder with these records as tables."""
    for plural, cls in RECORD_TYPES:
        if rows := [record for record in records if type(record) is cls]:
            (folder / f"{plural}.csv").write_text(format_table(rows, plural), "utf-8")
    return folder


def table(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def load(store: EmbeddedStore, *paths: Path, **options: bool) -> LoadReport:
    return asyncio.run(load_files(store, paths, today=TODAY, **options))


def refused(store: EmbeddedStore, *paths: Path, **options: bool) -> tuple[Fault, ...]:
    """The faults of a load that must be refused, after which the store is as it was."""
    before = stored(store)
    with pytest.raises(DataRefused) as caught:
        load(store, *paths, **options)
    assert stored(store)[1:] == before[1:]
    return caught.value.faults


def stored(store: EmbeddedStore) -> Stored:
    return asyncio.run(store.load())


def ids(store: EmbeddedStore) -> list[str]:
    return [record.id for record in stored(store).network]


def counts(report: LoadReport) -> tuple[int, int, int, int]:
    found = report.difference
    return found.added, found.changed, found.unchanged, found.removed


def test_a_folder_of_all_types_is_stored_as_it_was_written(store: EmbeddedStore, home: Path) -> None:
    report = load(store, write(home, *known_records()))
    assert counts(report) == (len(known_records()), 0, 0, 0)
    assert (report.rejected, report.written) == ((), True)
    assert list(stored(store).network) == list(Network(known_records()))


def test_loading_twice_writes_nothing(store: EmbeddedStore, home: Path) -> None:
    load(store, write(home, *known_records()))
    before = stored(store)
    assert counts(load(store, home)) == (0, 0, len(known_records()), 0)
    assert stored(store)[1:] == before[1:]


def test_the_order_of_rows_changes_nothing(store: EmbeddedStore, home: Path, tmp_path: Path) -> None:
    load(store, write(home, *known_records()))
    for path in home.glob("*.csv"):
        header, *rows = path.read_text("utf-8").splitlines()
        path.write_text("\n".join([header, *reversed(rows)]), "utf-8")
    other = EmbeddedStore.open(tmp_path / "other.db")
    load(other, home)
    assert stored(other).version == stored(store).version


def test_a_dry_run_counts_and_writes_nothing(store: EmbeddedStore, home: Path) -> None:
    before = stored(store)
    report = load(store, write(home, *SWISS), dry_run=True)
    assert (counts(report), report.written) == ((2, 0, 0, 0), False)
    assert stored(store)[1:] == before[1:]


def test_a_dry_run_refuses_what_a_load_would_refuse(store: EmbeddedStore, home: Path) -> None:
    assert refused(store, table(home, "places.csv", f"{PLACES}vaud,province,CH,gone,list\n"), dry_run=True)


def test_changed_rows_replace_what_is_stored(store: EmbeddedStore, home: Path) -> None:
    load(store, write(home, *SWISS))
    report = load(store, write(home, SWISS[0], place("vaud", "province", "CH", "switzerland", population=800_000)))
    assert counts(report) == (0, 1, 1, 0)


def test_what_the_files_leave_out_stays(store: EmbeddedStore, home: Path) -> None:
    load(store, write(home, *SWISS))
    load(store, write(home, place("netherlands", "country", "NL")))
    assert ids(store) == ["netherlands", "switzerland", "vaud"]


def test_rows_may_refer_to_what_is_stored(store: EmbeddedStore, home: Path) -> None:
    load(store, write(home, *SWISS))
    (home / "places.csv").unlink()
    assert counts(load(store, write(home, agreement("vaud", "switzerland")))) == (1, 0, 0, 0)


def test_replacing_removes_what_a_loaded_layer_holds_beyond_the_files(store: EmbeddedStore, home: Path) -> None:
    asyncio.run(store.apply(ChangeSet((*SWISS, place("france", "country", "FR", layer="world")))))
    report = load(store, write(home, SWISS[0], place("netherlands", "country", "NL")), replace=True)
    assert counts(report) == (1, 0, 1, 1)
    assert ids(store) == ["france", "netherlands", "switzerland"]


def test_replacing_a_layer_by_a_table_that_holds_its_header_alone_empties_the_layer(store: EmbeddedStore, home: Path) -> None:
    asyncio.run(store.apply(ChangeSet((*SWISS, place("france", "country", "FR", layer="world")))))
    (home / "claims.csv").write_text("id,subject,measure,value,as_of,source\n", "utf-8")
    assert counts(load(store, home)) == (0, 0, 0, 0)
    assert load(store, home, replace=True).difference.removed == len(SWISS)
    assert ids(store) == ["france"]


def test_replacing_does_not_leave_an_id_without_its_record(store: EmbeddedStore, home: Path) -> None:
    asyncio.run(store.apply(ChangeSet((*SWISS, agreement("vaud", "switzerland", layer="world")))))
    (fault,) = refused(store, write(home, SWISS[0]), replace=True)
    assert (fault.file, fault.line, fault.field) == ("stored record switzerland~vaud", None, "parties")
    assert fault.problem == "unknown id 'vaud'"


def test_one_bad_cell_refuses_everything(store: EmbeddedStore, home: Path) -> None:
    path = table(home, "places.csv", f"{PLACES}switzerland,country,CH,,list\nvaud,state,CH,switzerland,list\n")
    (fault,) = refused(store, home)
    assert (fault.file, fault.line, fault.field) == (str(path), 3, "level")
    assert ids(store) == []


def test_a_dangling_row_is_refused_by_file_and_line(store: EmbeddedStore, home: Path) -> None:
    write(home, *SWISS)
    path = table(home, "agreements.csv", f"{TIES}x,vaud,switzerland,formal,list\ny,vaud,gone,formal,list\n")
    (fault,) = refused(store, home)
    assert str(fault) == (f"{path}:3 [parties]: unknown id 'gone'; add it to places.csv or organisations.csv or correct the id")


def test_every_fault_is_told_at_once(store: EmbeddedStore, home: Path) -> None:
    table(home, "places.csv", f"{PLACES}a,city,CH,gone,list\nb,city,CH,lost,list\n")
    assert [fault.problem for fault in refused(store, home)] == ["unknown id 'gone'", "unknown id 'lost'"]


def test_a_refusal_says_the_first_fault_and_how_many_more() -> None:
    faults = [Fault("places.csv", line, None, "wrong", "mend it") for line in (2, 3, 4)]
    assert str(DataRefused(faults)) == "places.csv:2: wrong; mend it (and 2 more)"
    assert str(DataRefused(faults[:1])) == "places.csv:2: wrong; mend it"
    assert str(DataRefused([])) == "no reason given"


def test_an_id_in_two_files_is_refused_and_the_first_place_named(store: EmbeddedStore, home: Path) -> None:
    one = table(home, "places-1.csv", f"{PLACES}switzerland,country,CH,,list\n")
    two = table(home, "places-2.csv", f"{PLACES}vaud,province,CH,switzerland,list\nswitzerland,country,CH,,another\n")
    (fault,) = refused(store, home)
    assert (fault.file, fault.line, fault.field) == (str(two), 3, "id")
    assert fault.problem == f"the id 'switzerland' stands in {one}:2 already"


def test_an_id_taken_by_a_stored_record_of_another_type_is_refused(store: EmbeddedStore, home: Path) -> None:
    asyncio.run(store.apply(ChangeSet(tuple(SWISS))))
    path = table(home, "organisations.csv", "id,kind,source\nvaud,school,list\n")
    (fault,) = refused(store, home)
    assert (fault.file, fault.line, fault.field) == (str(path), 2, "id")


@pytest.mark.parametrize("record_id", ["a", "z"])
def test_a_second_agreement_of_a_stored_pair_is_told_by_its_own_row(record_id: str, store: EmbeddedStore, home: Path) -> None:
    asyncio.run(store.apply(ChangeSet((*SWISS, agreement("vaud", "switzerland")))))
    path = table(home, "agreements.csv", f"{TIES}{record_id},switzerland,vaud,formal,list\n")
    (fault,) = refused(store, home)
    assert (fault.file, fault.line, fault.field) == (str(path), 2, "parties")


@pytest.mark.parametrize("record_id", ["alps", "zurich"])
def test_a_ring_of_parents_is_told_by_the_row_that_closes_it(record_id: str, store: EmbeddedStore, home: Path) -> None:
    asyncio.run(store.apply(ChangeSet((place(record_id, "country", "CH"), place("m", "province", "CH", record_id)))))
    path = table(home, "places.csv", f"{PLACES}{record_id},country,CH,m,list\n")
    (fault,) = refused(store, home)
    assert (fault.file, fault.line, fault.field) == (str(path), 2, "parent")


def test_nothing_to_load_is_refused(store: EmbeddedStore, home: Path) -> None:
    assert refused(store, home)[0].problem == "nothing to load here"


def test_skipping_leaves_out_the_faulty_row_and_what_depends_on_it(store: EmbeddedStore, home: Path) -> None:
    table(
        home,
        "places.csv",
        f"{PLACES}switzerland,country,CH,,l\nvaud,province,CH,gone,l\nlausanne,city,CH,vaud,l\nbern,city,CH,switzerland,l\n"
        "x,town,CH,switzerland,l\n",
    )
    table(home, "agreements.csv", f"{TIES}t1,lausanne,bern,formal,l\nt2,bern,switzerland,formal,l\n")
    report = load(store, home, skip_invalid=True)
    assert ids(store) == ["bern", "switzerland", "t2"]
    assert [(Path(fault.file).name, fault.line) for fault in report.rejected] == [
        ("places.csv", 6), ("places.csv", 3), ("places.csv", 4), ("agreements.csv", 2),
    ]  # fmt: skip


@pytest.mark.parametrize("record_id", ["a", "z"])
def test_skipping_leaves_out_what_contradicts_the_store(record_id: str, store: EmbeddedStore, home: Path) -> None:
    asyncio.run(store.apply(ChangeSet((*SWISS, agreement("vaud", "switzerland")))))
    table(home, "agreements.csv", f"{TIES}{record_id},switzerland,vaud,formal,list\n")
    report = load(store, home, skip_invalid=True)
    assert (len(report.rejected), ids(store)) == (1, ["switzerland", "vaud", "switzerland~vaud"])


def test_skipping_keeps_the_first_of_two_rows_with_one_id(store: EmbeddedStore, home: Path) -> None:
    table(home, "places.csv", f"{PLACES}a,country,CH,,first\na,country,CH,,second\n")
    load(store, home, skip_invalid=True)
    assert stored(store).network.find("a").sources[0].document == "first"  # type: ignore[union-attr]


def test_an_unreadable_row_does_not_remove_the_record_it_stands_for(store: EmbeddedStore, home: Path) -> None:
    load(store, write(home, *SWISS))
    table(home, "places.csv", f"{PLACES}switzerland,country,CH,,list\nvaud,state,CH,switzerland,list\n")
    load(store, home, replace=True, skip_invalid=True)
    assert ids(store) == ["switzerland", "vaud"]


def test_skipping_cannot_mend_the_store(store: EmbeddedStore, home: Path) -> None:
    asyncio.run(store.apply(ChangeSet((*SWISS, agreement("vaud", "switzerland", layer="world")))))
    assert refused(store, write(home, SWISS[0]), replace=True, skip_invalid=True)


def test_skipping_nothing_rejects_nothing(store: EmbeddedStore, home: Path) -> None:
    assert load(store, write(home, *SWISS), skip_invalid=True).rejected == ()


def test_a_layer_may_be_given(store: EmbeddedStore, home: Path) -> None:
    asyncio.run(load_files(store, [write(home, *SWISS)], today=TODAY, layer="draft"))
    assert {record.layer for record in stored(store).network} == {"draft"}


def test_a_reading_without_faults_gives_its_records_and_any_other_none(home: Path) -> None:
    assert len(records_of(read_paths([write(home, *SWISS)]))) == 2
    table(home, "cities.csv", "id\n")
    with pytest.raises(DataRefused, match="the name does not say what the file holds"):
        records_of(read_paths([home]))


def test_a_record_merged_into_a_loaded_one_is_absorbed_and_redirects(tmp_path: Path) -> None:
    store = EmbeddedStore.open(tmp_path / "graph.db")
    asyncio.run(store.apply(ChangeSet((place("old", "country", "CN"),))))
    file = tmp_path / "places.csv"
    file.write_text("id,level,country,source,former_ids\nnew,country,CN,x,old\n")
    report = asyncio.run(load_files(store, [file], today=TODAY, layer="home"))
    network = asyncio.run(store.load()).network
    assert (report.difference.added, report.difference.removed) == (1, 1)
    assert (list(network.table(Place)), network.redirects) == (["new"], {"old": "new"})


def test_a_reference_that_can_be_no_id_is_an_unknown_one(home: Path, store: EmbeddedStore) -> None:
    (home / "places.csv").write_text(f"{PLACES}x,city,CN,a b,list\n", "utf-8")
    with pytest.raises(DataRefused, match=r"places.csv:2 \[parent\]: unknown id 'a b'"):
        asyncio.run(load_files(store, [home], today=TODAY))


@pytest.mark.thorough
def test_the_snapshot_of_the_seeds_is_that_of_a_store_that_holds_them(store: EmbeddedStore, seeds: Snapshot) -> None:
    asyncio.run(store.apply(ChangeSet(tuple(seeds.network))))
    stored, snapshot = asyncio.run(store.load()), snapshot_of_seeds(TODAY)
    assert (snapshot.version, snapshot.today) == (stored.version, TODAY)
    assert list(snapshot.network) == list(stored.network)
