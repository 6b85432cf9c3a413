"""Seeds never overwrite people: what somebody wrote since stands, and where the seeds differ they are shown as proposals."""

from pathlib import Path

import pytest

from graph_service.cli.app import WRONG_COMMAND
from graph_service.cli.app import run as run_command
from graph_service.files.manifest import write_manifest
from graph_service.loader import LoadReport, SeedLoad, load_files
from graph_service.records.base import Record
from graph_service.records.network import ChangeSet
from graph_service.records.place import Place
from graph_service.store.base import Store
from tests.drawing import TODAY, place
from tests.one_loop import run
from tools.seed_manifest import manifest_to_write

HEADER = "id,level,country,source,population\n"
FIRST = "a,city,CN,x,1\nb,city,CN,x,1\nc,city,CN,x,1\n"
NEXT = "a,city,CN,x,2\nb,city,CN,x,2\nc,city,CN,x,2\nd,city,CN,x,2\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of seeds, empty yet."""
    folder = tmp_path / "seeds" / "world"
    folder.mkdir(parents=True)
    return folder


def seeded(store: Store, folder: Path, rows: str, how: SeedLoad | None = SeedLoad.PROPOSE, **more: bool) -> LoadReport:
    """Load these rows as seeds, signed by `root`."""
    (folder / "places.csv").write_text(HEADER + rows, "utf-8")
    return run(load_files(store, [folder], today=TODAY, who="root", seeds=how, **more))


def edited(store: Store, *put: Record, remove: tuple[str, ...] = ()) -> None:
    """A change that somebody made."""
    run(store.apply(ChangeSet(put, remove), "clerk"))


def populations(store: Store) -> dict[str, int | None]:
    """What the store holds, by id."""
    return {record.id: record.population for record in run(store.load()).network.table(Place).values()}


def test_an_edit_and_a_removal_stand_when_new_seeds_come_and_the_rest_is_written(store: Store, folder: Path) -> None:
    seeded(store, folder, FIRST)
    edited(store, place("a", "city", "CN", population=7), remove=("b",))
    report = seeded(store, folder, NEXT)
    assert populations(store) == {"a": 7, "c": 2, "d": 2}
    assert [proposal.record_id for proposal in report.proposals] == ["a", "b"]
    assert "population: 7 → 2" in str(report.proposals[0])
    assert str(report.proposals[1]) == "b was removed, and stays so; the seeds have it still"


def test_what_only_seeds_wrote_is_no_proposal_however_often_they_come(store: Store, folder: Path) -> None:
    for rows in (FIRST, NEXT, FIRST, NEXT):
        assert seeded(store, folder, rows).proposals == ()
    assert populations(store) == {"a": 2, "b": 2, "c": 2, "d": 2}


def test_what_nobody_signed_may_be_the_work_of_people(store: Store, folder: Path) -> None:
    seeded(store, folder, FIRST, how=None)
    assert len(seeded(store, folder, NEXT).proposals) == 3
    assert populations(store) == {"a": 1, "b": 1, "c": 1, "d": 2}


def test_a_store_that_has_had_these_seeds_is_left_alone(store: Store, folder: Path) -> None:
    seeded(store, folder, FIRST, SeedLoad.IF_NEW)
    edited(store, place("a", "city", "CN", population=7))
    report = seeded(store, folder, FIRST, SeedLoad.IF_NEW)
    assert (report.written, report.proposals, report.notices[0].startswith("the store has had seeds ")) == (False, (), True)
    assert populations(store)["a"] == 7
    assert [proposal.record_id for proposal in seeded(store, folder, NEXT, SeedLoad.IF_NEW).proposals] == ["a"]
    assert populations(store) == {"a": 7, "b": 2, "c": 2, "d": 2}


@pytest.mark.parametrize("layer", ["office", "world"])
@pytest.mark.parametrize("how", SeedLoad)
def test_seeds_with_a_manifest_are_neither_read_nor_planned_where_they_stand_as_they_are(
    store: Store, folder: Path, how: SeedLoad, layer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeded(store, folder, FIRST)
    edited(store, place("own", "city", "CN", layer=layer))  # beside them, or among them
    write_manifest(folder.parent, manifest_to_write(folder.parent))
    with monkeypatch.context() as patched:
        patched.setattr("graph_service.loader.load.plan_load", lambda *_, **__: pytest.fail("it was planned"))
        if layer == "office":
            patched.setattr("graph_service.given.read_paths", lambda *_: pytest.fail("they were read"))
        report = run(load_files(store, [folder.parent], today=TODAY, who="root", seeds=how))
    unchanged = 0 if how is SeedLoad.IF_NEW else 3
    assert (report.difference.unchanged, report.difference.has_effect, report.proposals) == (unchanged, False, ())
    edited(store, place("a", "city", "CN", population=7))
    report = run(load_files(store, [folder.parent], today=TODAY, who="root", seeds=how))
    assert [each.record_id for each in report.proposals] == (["a"] if how is SeedLoad.PROPOSE else [])
    assert populations(store)["a"] == (1 if how is SeedLoad.OVERWRITE else 7)


def test_seeds_in_a_folder_that_bears_another_name_than_its_layer_are_compared_too(store: Store, folder: Path) -> None:
    seeded(store, folder, FIRST)
    (seeds := folder.parent.with_name("linked")).mkdir()
    (seeds / "other").symlink_to(folder)
    write_manifest(seeds, manifest_to_write(seeds))
    edited(store, place("own", "city", "CN", layer="world"), place("a", "city", "CN", population=7))
    report = run(load_files(store, [seeds], today=TODAY, who="root", seeds=SeedLoad.PROPOSE))
    assert [each.record_id for each in report.proposals] == ["a"]


def test_overwriting_takes_every_proposal_and_what_it_wrote_is_the_seeds_again(store: Store, folder: Path) -> None:
    seeded(store, folder, FIRST)
    edited(store, place("a", "city", "CN", population=7))
    assert seeded(store, folder, FIRST, SeedLoad.OVERWRITE).proposals == ()
    assert populations(store)["a"] == 1
    assert seeded(store, folder, NEXT).proposals == ()


def test_replacing_removes_no_record_that_people_wrote(store: Store, folder: Path) -> None:
    seeded(store, folder, FIRST)
    edited(store, place("e", "city", "CN", layer="world"), place("a", "city", "CN", layer="world", population=7))
    seeded(store, folder, "b,city,CN,x,1\n", replace=True)
    assert populations(store) == {"a": 7, "b": 1, "e": None}


def test_a_merge_in_new_seeds_does_not_take_what_people_wrote(store: Store, folder: Path) -> None:
    seeded(store, folder, FIRST)
    edited(store, place("a", "city", "CN", population=7))
    (folder / "places.csv").write_text("id,former_ids,level,country,source,population\nz,a,city,CN,x,2\n", "utf-8")
    report = run(load_files(store, [folder], today=TODAY, who="root", seeds=SeedLoad.PROPOSE))
    assert [proposal.record_id for proposal in report.proposals] == ["z"]
    assert populations(store)["a"] == 7


def test_the_commands_of_make_run_keep_an_edit_and_show_both(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STORE", f"sqlite:///{tmp_path / 'graph.db'}")
    monkeypatch.setattr("graph_service.cli.load.data_folder", lambda _: folder.parent.resolve())
    (folder / "places.csv").write_text(HEADER + FIRST, "utf-8")
    own = tmp_path / "world" / "places.csv"
    own.parent.mkdir()
    own.write_text(HEADER + "a,city,CN,x,7\n", "utf-8")
    assert "load seeds --if-new" in Path("Makefile").read_text("utf-8")
    seeds = ["load", str(folder.parent), "--if-new"]
    assert [run_command(words) for words in (seeds, ["load", str(own.parent)], seeds)] == [0, 0, 0]
    assert "the store has had seeds" in capsys.readouterr().err
    (folder / "places.csv").write_text(HEADER + NEXT, "utf-8")
    assert run_command(seeds) == 0
    told = capsys.readouterr().err
    assert "proposal: a stays as it was edited; the seeds propose population: 7 → 2" in told
    assert "1 proposal(s) of the seeds, none written; --overwrite takes them all" in told
    assert run_command(["load", str(own.parent), "--overwrite"]) == WRONG_COMMAND
