"""An upgrade loses nothing: old seeds under new ones give what new ones alone give, every old id leads somewhere, and what
people wrote stays and follows what was merged."""

from pathlib import Path
from shutil import copy
from urllib.parse import unquote

import pytest
from fastapi.testclient import TestClient
from msgspec.structs import replace as replace_fields

from graph_service.errors import DataRefused
from graph_service.files.seeds import read_paths
from graph_service.files.tables import format_table
from graph_service.loader import LoadReport, SeedLoad, load_files, records_of, snapshot_of_files
from graph_service.records.agreement import Agreement
from graph_service.records.base import Record
from graph_service.records.claim import Claim
from graph_service.records.network import ChangeSet, Network
from graph_service.records.place import Place
from graph_service.records.registry import PLURAL_OF, RECORD_TYPES
from graph_service.signatures import writers_of
from graph_service.snapshot import Snapshot
from graph_service.store.base import Store
from graph_service.store.embedded import EmbeddedStore
from tests.conftest import ROOT
from tests.drawing import DRAWN, TODAY, agreement, place, version_in_full
from tests.earlier import leading, unpack
from tests.one_loop import run

CHINA, JAPAN = place("china", "country", "CN"), place("japan", "country", "JP")
A, B, X = place("a", "city", "JP", "japan"), place("b", "city", "JP", "japan"), place("x", "city", "CN", "china")
# Where a record is read, by type; the second of a place is a page.
ADDRESSES = {
    "places": ("/v1/places/{}", "/views/place/{}", "/views/cluster/Q16963/{}"),
    "agreements": ("/v1/agreements/{}/life",),
}
MERGED = place("b", "city", "JP", "japan", former_ids=("a",))


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Network:
    """The earlier seeds."""
    return Network(records_of(read_paths([unpack(tmp_path_factory.mktemp("earlier"))])))


@pytest.fixture(scope="module")
def filled_once(earlier: Network, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that the earlier seeds filled as releases did whose loads had no signature but the login."""
    file = tmp_path_factory.mktemp("filled") / "graph.db"
    run(EmbeddedStore.open(file).apply(ChangeSet(tuple(earlier)), "root"))
    return file


@pytest.fixture
def filled(filled_once: Path, tmp_path: Path) -> Store:
    """A store of one's own with what that file holds."""
    return EmbeddedStore.open(Path(copy(filled_once, tmp_path)))


def seeded(store: Store, folder: Path, *records: Record, how: SeedLoad = SeedLoad.PROPOSE) -> LoadReport:
    """Load these records as seeds."""
    folder = folder / "world"
    folder.mkdir(exist_ok=True)
    for plural, cls in RECORD_TYPES:
        (folder / f"{plural}.csv").unlink(missing_ok=True)
        if rows := [record for record in records if type(record) is cls]:
            (folder / f"{plural}.csv").write_text(format_table(rows, plural), "utf-8")
    return run(load_files(store, [folder], today=TODAY, who="root", seeds=how))


def wrote(store: Store, *put: Record, remove: tuple[str, ...] = ()) -> None:
    """What a person of the office wrote."""
    run(store.apply(ChangeSet(put, remove), "office"))


def claim(claim_id: str, subject: str) -> Claim:
    return Claim(id=claim_id, subject=subject, measure="signed", stated="1999", sources=DRAWN, layer="world")


def held(store: Store) -> Network:
    return run(store.load()).network


def ties(store: Store) -> dict[str, tuple[str, str]]:
    return {each.id: each.parties for each in held(store).table(Agreement).values()}


def test_every_id_of_earlier_seeds_lives_on_with_its_type(earlier: Network, seeds: Snapshot) -> None:
    old, now = leading(earlier), leading(seeds.network)
    assert len(old) > 45_000
    assert {each: found for each, found in old.items() if each not in now} == {}
    assert {each for each, (plural, _) in old.items() if now[each][0] != plural} == set()


@pytest.mark.thorough
def test_seeds_over_a_store_that_earlier_ones_filled_unsigned_are_the_seeds(filled: Store, seeds: Snapshot) -> None:
    report = run(load_files(filled, [ROOT / "seeds"], today=TODAY, who="root", seeds=SeedLoad.IF_NEW))
    assert (report.proposals, report.rejected) == ((), ())
    assert run(filled.load()).version == version_in_full(seeds.network)


def test_seeds_that_merge_places_and_agreements_give_over_earlier_ones_what_they_give_alone(store: Store, tmp_path: Path) -> None:
    said, tie = claim("said", "a~x"), agreement("b", "x", "exchange 2001; formal 2004", layer="world", former_ids=("a~x",))
    seeded(store, tmp_path, JAPAN, CHINA, A, B, X, agreement("a", "x", "formal 2004"), said)
    report = seeded(store, tmp_path, JAPAN, CHINA, MERGED, X, tie, replace_fields(said, subject="b~x"))
    assert (report.proposals, report.difference.removed) == ((), 2)
    assert run(store.load()).version == snapshot_of_files([tmp_path / "world"], TODAY).version
    assert held(store).redirects == {"a": "b", "a~x": "b~x"}


def test_what_was_edited_since_in_a_store_that_earlier_seeds_filled_is_the_work_of_people(filled: Store) -> None:
    before = held(filled)
    assert run(writers_of(filled, before)).people == frozenset()
    nanjing = before.table(Place)["Q16666"]
    wrote(filled, place("office:x", "city", "CN", "Q148"), replace_fields(nanjing, population=7))
    assert run(writers_of(filled, held(filled))).people == {"office:x", "Q16666"}


def test_what_people_say_of_a_merged_place_is_said_of_its_successor(store: Store, tmp_path: Path) -> None:
    seeded(store, tmp_path, CHINA, JAPAN, A, B, X)
    inner = place("office:inner", "county", "JP", "a")
    wrote(store, inner, claim("office:claim", "a"), agreement("a", "x"))
    seeded(store, tmp_path, CHINA, JAPAN, MERGED, X)
    found = held(store)
    assert "a" not in found.table(Place)
    assert found.table(Place)["office:inner"].parent == "b"
    assert next(iter(found.rows("claims").values())).subject == "b"
    assert ties(store) == {"a~x": ("b", "x")}


def test_an_agreement_of_people_stands_for_that_of_new_seeds_whose_id_leads_there(store: Store, tmp_path: Path) -> None:
    seeded(store, tmp_path, JAPAN, CHINA, B, X)
    own = agreement("b", "x", "formal 1999-01-02")
    wrote(store, Agreement(id="office:7", parties=own.parties, stages=own.stages, sources=own.sources, layer="office"))
    new = (JAPAN, CHINA, B, X, agreement("b", "x", "formal 1999"), claim("said", "b~x"))
    for _ in "twice":
        (proposal,) = seeded(store, tmp_path, *new).proposals
        assert str(proposal).startswith("office:7 stands for b~x, which has the same parties; the seeds propose stages: ")
        assert proposal.is_for_people
        assert ties(store) == {"office:7": ("b", "x")}
        assert held(store).redirects["b~x"] == "office:7"
        assert next(iter(held(store).rows("claims").values())).subject == "office:7"


def test_a_merge_that_would_double_an_agreement_of_people_keeps_theirs(store: Store, tmp_path: Path) -> None:
    seeded(store, tmp_path, JAPAN, CHINA, A, B, X, agreement("b", "x", "unclassified"))
    wrote(store, agreement("a", "x", "formal 1999-01-02"))
    for _ in "twice":
        (proposal,) = seeded(store, tmp_path, JAPAN, CHINA, MERGED, X, agreement("b", "x", "unclassified")).proposals
        assert (proposal.record_id, proposal.before.id) == ("b~x", "a~x")
        assert ties(store) == {"a~x": ("b", "x")}
        assert held(store).redirects == {"a": "b", "b~x": "a~x"}


def test_an_edited_agreement_follows_its_party_and_is_the_work_of_people_ever_after(store: Store, tmp_path: Path) -> None:
    tie = agreement("b", "x")
    merged = Agreement(id="b~x", parties=("b", "x"), stages=tie.stages, sources=tie.sources, layer="world", former_ids=("a~x",))
    seeded(store, tmp_path, JAPAN, CHINA, A, B, X, agreement("a", "x"))
    wrote(store, agreement("a", "x", "formal 1999-01-02"))
    for _ in "twice":
        (proposal,) = seeded(store, tmp_path, JAPAN, CHINA, MERGED, X, merged).proposals
        assert (proposal.record_id, proposal.is_for_people) == ("b~x", False)
        assert held(store).table(Agreement)["a~x"].stages[0].date == "1999-01-02"
    seeded(store, tmp_path, JAPAN, CHINA, MERGED, X, merged, how=SeedLoad.OVERWRITE)
    assert (ties(store), held(store).redirects) == ({"b~x": ("b", "x")}, {"a": "b", "a~x": "b~x"})


def test_an_edited_place_stays_apart_and_what_new_seeds_say_of_the_other_is_written(store: Store, tmp_path: Path) -> None:
    seeded(store, tmp_path, JAPAN, CHINA, A, X)
    wrote(store, place("a", "city", "JP", "japan", population=7))
    for _ in "twice":
        (proposal,) = seeded(store, tmp_path, JAPAN, CHINA, MERGED, X, agreement("b", "x")).proposals
        assert str(proposal) == "a stay(s) as edited; the seeds propose to merge into b"
        assert (held(store).table(Place)["a"].population, ties(store)) == (7, {"b~x": ("b", "x")})


def test_a_place_merged_into_an_edited_one_leads_to_it(store: Store, tmp_path: Path) -> None:
    seeded(store, tmp_path, JAPAN, CHINA, A, B, X)
    wrote(store, place("b", "city", "JP", "japan", population=7))
    seeded(store, tmp_path, JAPAN, CHINA, MERGED, X, agreement("b", "x"))
    assert held(store).redirects == {"a": "b"}
    assert held(store).table(Place)["b"].population == 7


def test_what_new_seeds_say_of_what_people_removed_is_left_out_with_it(store: Store, tmp_path: Path) -> None:
    seeded(store, tmp_path, JAPAN, CHINA, B, X)
    wrote(store, remove=("b",))
    new = (JAPAN, CHINA, B, X, agreement("b", "x"), claim("said", "b~x"))
    told = [str(each) for each in seeded(store, tmp_path, *new).proposals]
    assert told[0] == "b was removed, and stays so; the seeds have it still"
    assert set(told[1:]) == {
        "b~x is left out with b, which it names", "said is left out with b~x, which it names",
    }  # fmt: skip
    assert [each.id for each in held(store)] == ["china", "japan", "x"]


@pytest.mark.thorough
def test_every_id_of_earlier_seeds_that_was_merged_is_a_redirect_for_programs_and_people(
    seeds_client: TestClient, seeds: Snapshot
) -> None:
    merged = seeds.network.redirects
    assert {seeds.network.find(former) for former in merged} == {None}
    for former, now in merged.items():
        for path in ADDRESSES.get(PLURAL_OF[type(seeds.network.find(now))], ()):
            answer = seeds_client.get(path.format(former))
            assert (answer.status_code, unquote(answer.headers["location"])) == (308, path.format(now)), former


@pytest.mark.parametrize("how", [SeedLoad.PROPOSE, SeedLoad.OVERWRITE])
def test_of_two_agreements_of_one_pair_that_are_stored_a_load_takes_none_away(
    store: Store, tmp_path: Path, how: SeedLoad
) -> None:
    rows = (JAPAN, CHINA, B, X, agreement("b", "x", "formal 1999"))
    seeded(store, tmp_path, *rows)
    own = rows[-1]
    wrote(store, Agreement(id="office:7", parties=own.parties, stages=own.stages, sources=own.sources, layer="office"))
    with pytest.raises(DataRefused, match="office:7") as refused:
        seeded(store, tmp_path, *rows, how=how)
    assert "b~x" in str(refused.value)
    assert ties(store) == {"b~x": ("b", "x"), "office:7": ("b", "x")}
