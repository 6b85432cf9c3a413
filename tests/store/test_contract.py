"""Test that the stores all behave the same. A test here knows the protocol and nothing of the store behind it."""

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_service.records.base import Names, Record, Source
from graph_service.records.claim import Claim
from graph_service.records.network import ChangeSet, Network
from graph_service.records.organisation import Organisation
from graph_service.records.place import Place
from graph_service.records.registry import RECORD_TYPES
from graph_service.store.base import Store, Stored
from graph_service.store.open import open_store
from tests.drawing import agreement, known_records, place, version_in_full
from tests.one_loop import run
from tests.thorough import thorough


def put(store: Store, *records: Record) -> Stored:
    run(store.apply(ChangeSet(put=records)))
    return run(store.load())


def cities(count: int) -> tuple[Place, ...]:
    return tuple(place(f"city-{number:05}", "city", "CN") for number in range(count))


def test_an_empty_store_loads_an_empty_network(store: Store) -> None:
    loaded = run(store.load())
    assert len(loaded.network) == 0
    assert loaded.revision == run(store.revision())


def test_what_was_saved_is_loaded_again_whatever_its_type(store: Store) -> None:
    records = known_records()
    loaded = put(store, *records)
    assert {type(record) for record in records} == {kind.cls for kind in RECORD_TYPES}
    assert list(loaded.network) == list(Network(records))


def test_the_version_is_that_of_the_canonical_records_in_any_store(store: Store) -> None:
    network = Network(known_records())
    assert put(store, *network).version == version_in_full(network)


def test_saving_twice_writes_nothing_and_leaves_the_revision(store: Store) -> None:
    before = put(store, *known_records())
    difference = run(store.apply(ChangeSet(put=tuple(known_records()))))
    assert (difference.added, difference.changed, difference.unchanged) == (0, 0, len(known_records()))
    assert run(store.load())[1:] == before[1:]


def test_what_breaks_a_rule_of_its_type_is_not_written(store: Store) -> None:
    before = put(store, *cities(1))
    with pytest.raises(ValueError, match="white space"):
        run(store.apply(ChangeSet((place("fine", "city", "CN"), place("o ss", "city", "NL")))))
    assert run(store.load())[1:] == before[1:]


def test_an_effective_change_renews_the_revision(store: Store) -> None:
    marks = [run(store.revision())]
    for change in (ChangeSet(cities(1)), ChangeSet(cities(2)), ChangeSet(remove=("city-00000",))):
        run(store.apply(change))
        marks.append(run(store.revision()))
    assert len(set(marks)) == 4


def test_the_loaded_revision_is_the_stores(store: Store) -> None:
    assert put(store, *cities(1)).revision == run(store.revision())


def test_a_change_is_counted_against_what_is_stored(store: Store) -> None:
    put(store, *cities(3))
    renamed = place("city-00001", "city", "CN", names=Names(en="Renamed"))
    change = ChangeSet(put=(*cities(1), renamed, place("new", "city", "CN")), remove=("city-00002", "unknown"))
    difference = run(store.apply(change))
    assert (difference.added, difference.changed, difference.unchanged, difference.removed) == (1, 1, 1, 1)


def test_what_a_change_would_do_is_told_as_it_is_done_and_nothing_is_written(store: Store) -> None:
    before = put(store, *cities(3))
    change = ChangeSet((*cities(1), place("city-00001", "county", "CN"), place("new", "city", "CN")), ("city-00002", "unknown"))
    foreseen = run(store.foresee(change))
    assert run(store.load())[1:] == before[1:]
    assert foreseen == run(store.apply(change))
    with pytest.raises(ValueError, match="white space"):
        run(store.foresee(ChangeSet((place("o ss", "city", "NL"),))))


def test_a_changed_record_takes_the_place_of_the_old_one(store: Store) -> None:
    put(store, *cities(1))
    changed = place("city-00000", "county", "CN", population=5)
    assert list(put(store, changed).network) == [changed]


def test_a_record_may_give_its_id_to_one_of_another_type(store: Store) -> None:
    put(store, place("union", "city", "CN"))
    union = Organisation(id="union", kind="network", sources=(Source("drawn"),), layer="home")
    run(store.apply(ChangeSet(put=(union,), remove=("union",))))
    assert list(run(store.load()).network) == [union]


def test_a_removed_record_is_gone_with_its_agreement(store: Store) -> None:
    put(store, *cities(2), agreement("city-00000", "city-00001"))
    run(store.apply(ChangeSet(remove=("city-00000", "city-00000~city-00001"))))
    assert [record.id for record in run(store.load()).network] == ["city-00001"]


def test_removing_what_is_not_there_changes_nothing(store: Store) -> None:
    before = put(store, *cities(1))
    assert run(store.apply(ChangeSet(remove=("unknown",)))).removed == 0
    assert run(store.load())[1:] == before[1:]


def test_a_record_put_and_removed_at_once_stays(store: Store) -> None:
    put(store, *cities(1))
    run(store.apply(ChangeSet(put=cities(1), remove=("city-00000",))))
    assert list(run(store.load()).network) == list(cities(1))


def test_a_failed_change_leaves_the_store_as_it_was(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph_service.records.base.refuse_unfit", lambda *_, **__: None)  # what is not foreseen fails late
    before = put(store, *cities(1))
    unwritable = place("last", "city", "CN", note="half a character: \ud83c")
    with pytest.raises(UnicodeEncodeError):
        run(store.apply(ChangeSet(put=(*cities(5_001), unwritable), remove=("city-00000",))))
    after = run(store.load())
    assert (list(after.network), after[1:]) == (list(before.network), before[1:])


@pytest.mark.parametrize("field", ["id", "note"])
def test_a_character_no_file_can_carry_is_in_no_store(store: Store, field: str) -> None:
    before = put(store, *cities(1))
    bell = msgspec.structs.replace(place("last", "city", "CN"), **{field: "a\x07"})
    with pytest.raises(ValueError, match=rf"^{field}: the character U\+0007 \(a control character\) stands after 'a'"):
        run(store.apply(ChangeSet(put=(*cities(2), bell))))
    assert list(run(store.load()).network) == list(before.network)


@pytest.mark.plans_anew
@pytest.mark.parametrize("count", [5_001, *thorough([2_000, 4_999, 5_000])])
def test_nothing_is_lost_at_the_edge_of_a_batch(store: Store, count: int) -> None:
    loaded = put(store, *cities(count))
    assert list(loaded.network) == list(cities(count))
    assert loaded.version == version_in_full(loaded.network)


def test_names_of_every_script_are_kept_and_ids_sorted_by_code_point(store: Store) -> None:
    # U+FF5E sorts before U+1F347 by code point and after it by UTF-16 unit.
    names = Names(zh="呼伦贝尔市", en="a 'quoted' \"name\" \\ with \\n", local="ᠬᠥᠯᠦᠨ ᠪᠤᠶᠢᠷ", aliases=("Ħal Għaxaq", "🍇"))
    rows = [place(place_id, "city", "CN", names=names) for place_id in ("🍇", "～", "呼伦贝尔", "Ü")]
    loaded = put(store, *rows).network
    assert [record.id for record in loaded] == ["Ü", "呼伦贝尔", "～", "🍇"]
    assert {record.names for record in loaded} == {names}


def test_what_one_writes_the_other_reads(store: Store, store_url: str) -> None:
    other = open_store(store_url)
    put(store, *cities(1))
    assert run(other.revision()) == run(store.revision())
    assert len(put(other, *cities(2)).network) == len(run(store.load()).network)
    run(other.aclose())


words = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=12).filter(str.strip)
ids = st.text(st.characters(categories=("L", "N", "S"), exclude_characters="|"), min_size=1, max_size=12)
names = st.builds(Names, zh=st.none() | words, en=st.none() | words, aliases=st.lists(words, max_size=2).map(tuple))
sources = st.lists(st.builds(Source, document=words, quote=st.none() | words), min_size=1, max_size=2).map(tuple)
common = {"names": names, "sources": sources, "layer": words, "note": st.none() | words}
places = st.builds(
    Place,
    id=ids,
    level=st.sampled_from(["province", "city", "county"]),
    country=st.just("CN"),
    population=st.none() | st.integers(0, 2**70),
    needs=st.lists(words, max_size=2).map(tuple),
    key=st.booleans(),
    **common,
)


@st.composite
def networks(draw: st.DrawFn) -> list[Record]:
    """Places, and claims about some of them: a store holds no reference to what is not there."""
    drawn: list[Record] = draw(st.lists(places, min_size=1, max_size=4, unique_by=lambda record: record.id))
    subjects = st.sampled_from([record.id for record in drawn])
    claims = st.builds(Claim, id=ids, subject=subjects, measure=words, value=st.floats(-1e200, 1e200), **common)
    found = draw(st.lists(claims, max_size=3, unique_by=lambda record: record.id))
    return drawn + [claim for claim in found if claim.id not in {record.id for record in drawn}]


@pytest.mark.first(2)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(networks())
def test_saving_and_loading_is_identity(store: Store, records: list[Record]) -> None:
    old = tuple(record.id for record in run(store.load()).network)
    run(store.apply(ChangeSet(remove=old)))
    assert list(put(store, *records).network) == list(Network(records))
