"""Friendship associations of districts: share, pace over the last three years, and the year all would have one."""

from datetime import date
from typing import Any

from graph_service.metrics.associations import association_coverage, association_share
from graph_service.metrics.share import Share
from graph_service.records.organisation import Organisation
from graph_service.snapshot import Snapshot
from tests.drawing import DRAWN, place, snapshot

AS_OF = date(2022, 12, 31)
DISTRICTS = ("d1", "d2", "d3", "d4")
PLACES = (
    place("land", "country", "LL"),
    place("home", "province", "LL", "land"),
    place("city", "city", "LL", "home"),
    *(place(district, "county", "LL", "city") for district in DISTRICTS),
    place("gone", "county", "LL", "city", valid_to="2000"),
    place("unnamed", "county", "LL", "city", placeholder=True),
)


def association(seat: str, founded: str | None = None, **more: Any) -> Organisation:
    kind = more.pop("kind", "friendship_association")
    body_id = f"org:{seat}-{founded}".replace("/", "-")
    return Organisation(id=body_id, kind=kind, seat=seat, founded=founded, sources=DRAWN, layer="home", **more)


def drawn(*bodies: Organisation) -> Snapshot:
    return snapshot([*PLACES, *bodies])


def test_districts_that_exist_by_name_are_counted() -> None:
    share = association_share(drawn(association("d1"), association("city"), association("gone")), "city", AS_OF)
    assert share == Share(1, 4, 0.25, ("d1",), ("d2", "d3", "d4"))


def test_the_districts_of_a_province_are_those_of_its_cities() -> None:
    assert association_share(drawn(association("d1")), "home", AS_OF).denominator == 4


def test_an_association_counts_once_it_surely_exists() -> None:
    found = drawn(association("d1", "2022"), association("d2", "2023"), association("d3", "2022/2023"))
    assert association_share(found, "city", AS_OF).ids == ("d1",)


def test_what_is_being_set_up_closed_or_something_else_is_no_association() -> None:
    found = drawn(association("d1", status="in_progress"), association("d2", status="closed"), association("d3", kind="chamber"))
    assert association_share(found, "city", AS_OF).numerator == 0


def test_the_pace_is_that_of_the_last_three_years() -> None:
    found = association_coverage(drawn(association("d1", "2021-03"), association("d2", "2010")), "city", AS_OF)
    # one in three years: two more take six
    assert (found.pace, found.finish, found.founded) == (1 / 3, 2028, ("org:d1-2021-03", "org:d2-2010"))


def test_without_a_dated_founding_there_is_no_pace() -> None:
    found = association_coverage(drawn(association("d1")), "city", AS_OF)
    assert (found.share.numerator, found.pace, found.finish) == (1, None, None)


def test_with_none_founded_lately_there_is_no_end() -> None:
    found = association_coverage(drawn(association("d1", "2010")), "city", AS_OF)
    assert (found.pace, found.finish) == (0.0, None)


def test_a_city_that_has_them_all_is_done() -> None:
    found = association_coverage(drawn(*(association(district, "2022") for district in DISTRICTS)), "city", AS_OF)
    assert (found.share.share, found.finish) == (1.0, 2022)


def test_a_unit_without_districts_has_no_share() -> None:
    found = association_coverage(drawn(), "d1", AS_OF)
    assert (found.share.share, found.finish) == (None, None)


def test_taizhou_has_six_districts_and_no_association_in_any(seeds: Snapshot) -> None:
    found = association_coverage(seeds, "Q57931", AS_OF)
    assert (found.share.numerator, found.share.denominator, found.pace, found.finish) == (0, 6, None, None)
