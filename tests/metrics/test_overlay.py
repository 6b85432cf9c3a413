"""The overlay of two maps: counts and association checked on paper, and the real rows."""

from itertools import combinations
from math import sqrt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.metrics.overlay import STATES, Overlay, OverlayGrain, association_of, overlay_of
from graph_service.metrics.selection import Selection, select
from graph_service.metrics.vine import vine_of
from graph_service.records.organisation import Organisation
from graph_service.records.project import Project
from graph_service.snapshot import Snapshot
from tests.drawing import DRAWN, TODAY, place, snapshot, witnessed

GUANGDONG, JIANGSU, SHANGHAI = "Q15175", "Q16963", "Q8686"
HOME: Any = {"sources": DRAWN, "layer": "home"}


def drawn() -> Snapshot:
    """The witnessed agreements (BY, CH, BN, NP, CG), a park for Switzerland, trade with Pointe-Noire and with the
    Netherlands, a route to Nepal that is only proposed, and Peru on neither map."""
    return snapshot(
        [
            *witnessed(),
            place("peru", "country", "PE"),
            Organisation(id="org:park", kind="park", seat="zhenjiang", serves=("switzerland",), **HOME),
            Project(id="project:trade", kind="trade", parties=("suzhou", "pointe-noire"), **HOME),
            Project(id="project:flowers", kind="trade", parties=("nanjing", "oss"), **HOME),
            Project(id="project:route", kind="route", status="proposed", parties=("nanjing", "kathmandu"), **HOME),
        ]
    )


def overlay(network: Snapshot, grain: OverlayGrain = "country", home: str = "jiangsu") -> Overlay:
    return overlay_of(vine_of(network, home, select(network)), grain, "events")


def states(found: Overlay) -> dict[str, str]:
    return {row.place.id: row.state for row in found.rows}


def test_every_country_is_on_both_maps_on_one_or_on_neither() -> None:
    assert states(overlay(drawn())) == {
        "netherlands": "business_only",
        "congo": "both",
        "switzerland": "both",
        "belarus": "friendship_only",
        "brunei": "friendship_only",
        "nepal": "friendship_only",
        "peru": "neither",
    }
    assert overlay(drawn()).counts == {"business_only": 1, "both": 2, "friendship_only": 3, "neither": 1}


def test_business_without_friendship_comes_first() -> None:
    assert [row.state for row in overlay(drawn()).rows] == sorted(states(overlay(drawn())).values(), key=STATES.index)


def test_what_is_only_proposed_is_shown_and_not_counted() -> None:
    nepal = next(row for row in overlay(drawn()).rows if row.place.id == "nepal")
    assert nepal.state == "friendship_only"
    assert [row.record.id for row in nepal.prospects] == ["project:route"]


def test_city_by_city_only_what_names_the_city_counts() -> None:
    found = overlay(drawn(), "city")
    assert states(found) == {
        "oss": "business_only", "pointe-noire": "both", "bandar": "friendship_only", "kathmandu": "friendship_only",
    }  # fmt: skip
    assert found.counts["neither"] == 0, "all four foreign cities are on some map"


def test_cities_on_neither_map_are_counted_and_those_that_ended_are_not() -> None:
    more = [place("lima", "city", "PE", "peru"), place("old", "city", "PE", "peru", valid_to="1990")]
    found = overlay(snapshot([*drawn().network, *more]), "city")
    assert found.counts["neither"] == 1
    assert found.association.places == 5


def test_an_area_of_the_home_state_is_on_no_map() -> None:
    island = place("island", "country", "XX", levels=("country", "province", "city"), area_of="CN")
    assert "island" not in states(overlay(snapshot([*drawn().network, island])))
    assert overlay(snapshot([*drawn().network, island]), "city").association.places == 4


def test_phi_and_matching_are_as_on_paper() -> None:
    """n = 7, friendship 5, business 3, both 2: phi = (7·2 − 5·3) / √(5·2·3·4) = −1/√120; they agree on 2 + 1 of 7."""
    found = overlay(drawn()).association
    assert found.phi == pytest.approx(-1 / sqrt(120))
    assert found.matching == pytest.approx(3 / 7)


def test_p_is_the_share_of_all_ways_to_lay_the_business_map() -> None:
    """Three of seven places: 35 ways, of which C(5,2)·C(2,1) + C(5,3) = 30 hold two or three of the five friends."""
    assert overlay(drawn()).association.p == pytest.approx(30 / 35)


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=2, max_size=9))
def test_p_is_what_trying_all_ways_gives(places: list[tuple[bool, bool]]) -> None:
    friends, busy = {i for i, (f, _) in enumerate(places) if f}, {i for i, (_, b) in enumerate(places) if b}
    both = len(friends & busy)
    counts: Any = {
        "both": both, "friendship_only": len(friends) - both, "business_only": len(busy) - both,
        "neither": len(places) - len(friends | busy),
    }  # fmt: skip
    found = association_of(counts)
    ways = [len(friends & set(way)) >= both for way in combinations(range(len(places)), len(busy))]
    if found.p is None:
        assert len(friends) in (0, len(places)) or len(busy) in (0, len(places))
    else:
        assert found.p == pytest.approx(sum(ways) / len(ways))
        assert found.phi is not None
        assert -1 - 1e-9 <= found.phi <= 1 + 1e-9


def test_without_any_business_there_is_no_association() -> None:
    found = overlay(snapshot(witnessed())).association
    assert (found.phi, found.p) == (None, None)
    assert found.matching == pytest.approx(1 / 6), "of six countries only the Netherlands is on neither map"


def test_without_places_nothing_can_be_said() -> None:
    assert association_of(dict.fromkeys(STATES, 0)).matching is None


def test_jiangsus_maps_meet_in_switzerland_belarus_brunei_and_congo(seeds: Snapshot) -> None:
    found = states(overlay(seeds, home=JIANGSU))
    assert {country: found[country] for country in ("Q39", "Q184", "Q921", "Q971")} == dict.fromkeys(
        ("Q39", "Q184", "Q921", "Q971"), "both"
    )
    assert found["Q837"] == "friendship_only", "the flight to Kathmandu is only proposed"


def test_guangdong_does_business_in_countries_without_friendship(seeds: Snapshot) -> None:
    found = overlay_of(vine_of(seeds, GUANGDONG, Selection(TODAY)), "country", "events")
    alone = {row.place.id for row in found.rows if row.state == "business_only"}
    assert {"Q1016", "Q851"} <= alone, "Libya and Saudi Arabia"


def test_the_flight_to_mexico_city_counts_city_by_city(seeds: Snapshot) -> None:
    assert states(overlay(seeds, "city", GUANGDONG))["Q1489"] == "business_only"


def test_a_home_without_business_on_record_is_all_friendship(seeds: Snapshot) -> None:
    assert overlay(seeds, home=SHANGHAI).association.phi is None
