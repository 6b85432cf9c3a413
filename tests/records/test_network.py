"""The network as a collection, and what a change set makes of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.records.agreement import Agreement
from graph_service.records.base import Record
from graph_service.records.network import ChangeSet, Difference, Network
from graph_service.records.organisation import Organisation
from graph_service.records.place import Place
from graph_service.records.registry import RECORD_TYPES
from tests.drawing import DRAWN, agreement, known_records, place

VAUD = place("vaud", "province", "CH", former_ids=("waadt", "old-vaud"))
OSS = place("oss", "city", "NL")
TIE = agreement("vaud", "oss")
NETWORK = Network([VAUD, OSS, TIE])


def test_records_are_found_by_type_and_by_id() -> None:
    assert list(NETWORK.table(Place)) == ["oss", "vaud"]
    assert NETWORK.table(Agreement)["oss~vaud"] is TIE
    assert NETWORK.rows("places") is NETWORK.table(Place)
    assert NETWORK.find("oss~vaud") is TIE
    assert NETWORK.find("waadt") is None


def test_a_network_goes_through_its_records_by_type_and_id_and_counts_them() -> None:
    assert [record.id for record in NETWORK] == ["oss", "vaud", "oss~vaud"]
    assert len(NETWORK) == 3
    assert len(Network()) == 0


@given(st.permutations(known_records()))
def test_the_order_of_rows_changes_nothing(rows: list[Record]) -> None:
    assert list(Network(rows)) == list(Network(known_records()))


def test_every_type_has_a_table_be_it_empty() -> None:
    assert all(len(Network().rows(kind.plural)) == 0 for kind in RECORD_TYPES)


def test_merged_ids_lead_to_the_record_they_live_under() -> None:
    assert NETWORK.redirects == {"waadt": "vaud", "old-vaud": "vaud"}


def test_a_change_adds_replaces_and_removes_and_leaves_the_old_network_alone() -> None:
    new = place("bern", "province", "CH")
    renamed = place("oss", "city", "NL", "north-brabant")
    after = NETWORK.changed_by(ChangeSet(put=(new, renamed), remove=("oss~vaud",)))
    assert list(after) == [new, renamed, VAUD]
    assert list(NETWORK) == [OSS, VAUD, TIE]


def test_an_empty_change_changes_nothing() -> None:
    assert list(NETWORK.changed_by(ChangeSet())) == list(NETWORK)


@pytest.mark.parametrize(
    "bad", [place("o ss", "city", "NL"), place("oss", "city", "nl"), agreement("vaud", "oss", "formal 1990-13")]
)
def test_what_breaks_a_rule_of_its_type_is_never_to_be_written(bad: Record) -> None:
    with pytest.raises(ValueError, match=r"white space|capital letters|no day of the calendar"):
        Difference.between(Network(), ChangeSet(put=(bad,)))


def test_removing_what_is_not_there_changes_nothing() -> None:
    assert list(NETWORK.changed_by(ChangeSet(remove=("gone",)))) == list(NETWORK)


def test_a_record_does_not_push_out_one_of_another_type() -> None:
    school = Organisation(id="oss", kind="school", sources=DRAWN, layer="home")
    after = NETWORK.changed_by(ChangeSet(put=(school,)))
    assert after.table(Place)["oss"] is OSS
    assert after.table(Organisation)["oss"] is school


def test_a_difference_counts_what_is_new_changed_unchanged_and_removed() -> None:
    new, renamed = place("bern", "province", "CH"), place("oss", "city", "NL", note="new")
    found = Difference.between(NETWORK, ChangeSet(put=(new, renamed, VAUD), remove=("oss~vaud", "gone")))
    assert (found.added, found.changed, found.unchanged, found.removed) == (1, 1, 1, 1)
    assert found.effective == ChangeSet(put=(new, renamed), remove=("oss~vaud",))


def test_a_difference_without_effect_is_empty() -> None:
    found = Difference.between(NETWORK, ChangeSet(put=tuple(NETWORK), remove=("gone",)))
    assert (found.added, found.changed, found.unchanged, found.removed) == (0, 0, 3, 0)
    assert found.effective == ChangeSet()


def test_applying_a_change_twice_has_no_effect_the_second_time() -> None:
    change = ChangeSet(put=(place("oss", "city", "NL", note="new"),), remove=("oss~vaud",))
    assert Difference.between(NETWORK.changed_by(change), change).effective == ChangeSet()


def test_the_effective_part_of_a_change_does_what_the_whole_does() -> None:
    change = ChangeSet(put=(place("bern", "province", "CH"), VAUD), remove=("oss~vaud", "gone"))
    effective = Difference.between(NETWORK, change).effective
    assert list(NETWORK.changed_by(effective)) == list(NETWORK.changed_by(change))


def test_a_change_set_is_shown_by_its_counts() -> None:
    assert repr(ChangeSet((VAUD, OSS), ("oss~vaud",))) == "ChangeSet(2 to put, 1 to remove)"
