"""The snapshot: where places lie, which agreements they have, and what is computed once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest

from graph_service.errors import Moved, NotFound
from graph_service.records.agreement import Agreement
from graph_service.records.organisation import Organisation
from graph_service.snapshot import Snapshot
from tests.drawing import TODAY, known_records, snapshot

DRAWN = snapshot(known_records())


def test_a_record_is_found_by_its_type_and_id() -> None:
    assert DRAWN.place("oss").names.en == "oss"
    assert DRAWN.record(Agreement, "jiangsu~vaud").parties == ("jiangsu", "vaud")
    assert DRAWN.record(Organisation, "org:union").seat == "vaud"


def test_a_merged_id_says_where_its_record_lives_now() -> None:
    with pytest.raises(Moved, match="'old-taizhou' was merged into 'taizhou-zhejiang'; use that id") as caught:
        DRAWN.place("old-taizhou")
    assert (caught.value.record_id, caught.value.successor) == ("old-taizhou", "taizhou-zhejiang")


@pytest.mark.parametrize("place_id", ["gone", "", "org:union", "jiangsu~vaud"])
def test_an_unknown_id_is_not_found(place_id: str) -> None:
    with pytest.raises(NotFound, match="no place has the id") as caught:
        DRAWN.place(place_id)
    assert (caught.value.kind, caught.value.record_id) == ("place", place_id)


def test_a_merged_id_is_not_found_among_another_type() -> None:
    with pytest.raises(NotFound, match="no agreement has the id"):
        DRAWN.record(Agreement, "old-taizhou")


def test_what_lies_above_a_place_begins_with_itself_and_ends_with_its_country() -> None:
    assert [place.id for place in DRAWN.above("kunshan")] == ["kunshan", "suzhou", "jiangsu", "china"]


@pytest.mark.parametrize(
    ("place_id", "region", "inside"),
    [
        ("kunshan", "jiangsu", True), ("kunshan", "kunshan", True), ("kunshan", "china", True),
        ("jiangsu", "kunshan", False), ("oss", "jiangsu", False),
    ],
)  # fmt: skip
def test_a_place_lies_in_itself_and_in_all_above_it(place_id: str, region: str, inside: bool) -> None:
    assert DRAWN.lies_in(place_id, region) is inside


def test_what_lies_below_a_place_is_told_parents_first() -> None:
    assert [place.id for place in DRAWN.below("netherlands")] == ["north-brabant", "oss"]
    assert [place.id for place in DRAWN.children("netherlands")] == ["north-brabant"]
    assert DRAWN.children("oss") == ()


def test_countries_are_found_by_their_code() -> None:
    nepal = DRAWN.country("NP")
    assert nepal is not None
    assert nepal.id == "nepal"
    assert DRAWN.country("XX") is None
    assert {code: country.id for code, country in DRAWN.countries.items()} == {
        "BN": "brunei", "BY": "belarus", "CG": "congo", "CH": "switzerland", "CN": "china", "NL": "netherlands", "NP": "nepal",
        "SG": "singapore",
    }  # fmt: skip


def test_a_place_has_its_agreements_in_id_order_and_an_organisation_has_none_here() -> None:
    assert [tie.id for tie in DRAWN.agreements_of("jiangsu")] == [
        "jiangsu~mogilev-oblast", "jiangsu~north-brabant", "jiangsu~vaud",
    ]  # fmt: skip
    assert DRAWN.agreements_of("org:school-a") == ()
    assert DRAWN.agreements_of("gone") == ()


def test_a_measure_is_computed_once_and_kept() -> None:
    calls = []

    def measure(found: Snapshot) -> list[Snapshot]:
        calls.append(found)
        return [found]

    fresh = snapshot(known_records())
    assert fresh.once(measure) is fresh.once(measure)
    assert calls == [fresh]


def _owner(found: Snapshot) -> Snapshot:
    return found


def test_another_snapshot_computes_its_own() -> None:
    one, other = snapshot(known_records()), snapshot(known_records())
    assert one.once(_owner) is one
    assert other.once(_owner) is other


def test_a_snapshot_keeps_its_version_and_its_day() -> None:
    assert (DRAWN.version, DRAWN.today) == ("drawn", TODAY)
    assert Snapshot(DRAWN.network, "v", date(2000, 1, 1)).today == date(2000, 1, 1)


def test_threads_that_ask_for_a_measure_at_the_same_time_get_one_result() -> None:
    together = Barrier(3, timeout=30)

    def measure(_: Snapshot) -> object:
        together.wait()  # all have begun before one is done
        return object()

    drawn = snapshot(known_records())
    with ThreadPoolExecutor(3) as threads:
        found = [threads.submit(drawn.once, measure) for _ in range(3)]
    assert len({id(result.result()) for result in found}) == 1
