"""What stands on the business map: records drawn by hand, and the real rows."""

from typing import Any

import pytest

from graph_service.metrics.business import Lines, business_of, places_of
from graph_service.metrics.home import home_of
from graph_service.metrics.selection import Selection
from graph_service.records.activity import Activity
from graph_service.records.base import Record
from graph_service.records.frame import Frame
from graph_service.records.membership import Membership
from graph_service.records.organisation import Organisation
from graph_service.records.plan import Plan
from graph_service.records.project import Project
from graph_service.snapshot import Snapshot
from tests.drawing import DRAWN, TODAY, jiangsu, snapshot, witnessed_places

GUANGDONG, JIANGSU = "Q15175", "Q16963"
HOME: Any = {"sources": DRAWN, "layer": "home"}


def on_the_map(drawn: Snapshot, lines: Lines = "events", home: str = "jiangsu", **selected: Any) -> dict[str, list[str]]:
    """The ids of a home's business and the places abroad of each."""
    found = home_of(drawn, home, TODAY)
    selection = Selection(TODAY, **selected)
    rows = business_of(drawn, found, selection, lines)
    return {row.record.id: [place.id for place in row.abroad(drawn, found.place.country, TODAY, lines)] for row in rows}


def with_records(*records: Record) -> Snapshot:
    return snapshot([*jiangsu(), *witnessed_places(), *records])


def test_a_company_stands_where_it_is_seated_and_whom_it_serves() -> None:
    company = Organisation(id="o", kind="company", seat="nanjing", serves=("brunei",), **HOME)
    assert on_the_map(with_records(company)) == {"o": ["brunei"]}


def test_a_body_without_seat_stands_for_its_country() -> None:
    drawn = with_records(Organisation(id="o", kind="park", country="CH", **HOME))
    assert places_of(drawn, ["o"]) == ("switzerland",)


@pytest.mark.parametrize("kind", ["school", "embassy", "hospital", "friendship_association"])
def test_a_body_that_does_no_business_stays_off_the_map(kind: Any) -> None:
    assert on_the_map(with_records(Organisation(id="o", kind=kind, seat="nanjing", serves=("brunei",), **HOME))) == {}


def test_a_project_brings_in_the_places_of_its_organisations() -> None:
    park = Organisation(id="o", kind="park", seat="pointe-noire", **HOME)
    project = Project(id="p", kind="park", parties=("suzhou", "o"), **HOME)
    assert on_the_map(with_records(park, project)) == {"p": ["pointe-noire"]}


def test_the_business_of_a_unit_is_the_homes_and_nobody_elses() -> None:
    drawn = with_records(Project(id="p", kind="trade", parties=("kunshan", "congo"), **HOME))
    assert on_the_map(drawn) == {"p": ["congo"]}
    assert on_the_map(drawn, home="vaud") == {}


def test_what_is_over_is_off_the_map_and_what_is_planned_is_a_prospect() -> None:
    closed = Project(id="a", kind="trade", status="closed", parties=("nanjing", "congo"), **HOME)
    planned = Project(id="b", kind="route", status="proposed", parties=("nanjing", "kathmandu"), **HOME)
    drawn = with_records(closed, planned)
    (found,) = business_of(drawn, home_of(drawn, "jiangsu", TODAY), Selection(TODAY), "none")
    assert (found.record.id, found.type, found.prospect) == ("b", "route", True)


def test_an_event_counts_from_its_date_on() -> None:
    drawn = with_records(
        Activity(id="e", kind="event", channel="economy", date="2022", participants=("nanjing", "nepal"), **HOME)
    )
    home = home_of(drawn, "jiangsu", TODAY)
    assert business_of(drawn, home, Selection(TODAY.replace(year=2021)), "events") == ()
    assert len(business_of(drawn, home, Selection(TODAY), "events")) == 1


def test_events_and_fields_count_only_as_far_as_asked() -> None:
    drawn = with_records(
        Activity(id="event", kind="visit", channel="government", participants=("nanjing", "nepal"), **HOME),
        Plan(id="field", kind="policy", owner="jiangsu", parties=("brunei",), fields=("蓝色经济",), **HOME),
        Project(id="project", kind="park", parties=("suzhou", "congo"), **HOME),
    )
    assert list(on_the_map(drawn, "none")) == ["project"]
    assert list(on_the_map(drawn, "events")) == ["event", "project"]
    assert list(on_the_map(drawn, "all")) == ["event", "field", "project"]


def test_a_frame_stands_for_its_members_only_where_no_country_is_named_and_all_lines_count() -> None:
    drawn = with_records(
        Frame(id="f", kind="group", **HOME),
        Membership(id="m", member="nepal", of="f", **HOME),
        Activity(id="a", kind="event", channel="economy", participants=("nanjing",), frames=("f",), **HOME),
        Activity(id="b", kind="event", channel="economy", participants=("nanjing", "congo"), frames=("f",), **HOME),
    )
    assert on_the_map(drawn, "events") == {"a": [], "b": ["congo"]}
    assert on_the_map(drawn, "all") == {"a": ["nepal"], "b": ["congo"]}


def test_a_layer_holds_only_its_own_business() -> None:
    other: Any = HOME | {"layer": "trade"}
    drawn = with_records(
        Project(id="a", kind="trade", parties=("nanjing", "congo"), **HOME),
        Project(id="b", kind="trade", parties=("nanjing", "nepal"), **other),
    )
    assert list(on_the_map(drawn, layer="trade")) == ["b"]


def test_the_parks_of_jiangsu_are_on_the_map(seeds: Snapshot) -> None:
    found = on_the_map(seeds, "none", JIANGSU)
    assert found["org:sino-swiss-zhenjiang-park"] == found["org:sino-swiss-changzhou-park"] == ["Q39"]
    assert found["project:china-belarus-xuzhou-parks"] == ["Q184"]
    assert found["org:pointe-noire-economic-zone"] == ["Q223920"]


def test_hengyi_puts_brunei_on_jiangsus_map_through_its_builder_from_nanjing(seeds: Snapshot) -> None:
    found = on_the_map(seeds, "none", JIANGSU)
    assert found["project:hengyi-brunei-petrochemical"] == found["org:nanjing-nanhua-construction"] == ["Q921"]


def test_the_economic_lines_of_shenzhen_reach_the_countries_of_its_document(seeds: Snapshot) -> None:
    reached = {place for places in on_the_map(seeds, "events", GUANGDONG).values() for place in places}
    france, italy, saudi_arabia, vietnam, malaysia, turkiye, egypt, libya = (
        "Q142", "Q38", "Q851", "Q881", "Q833", "Q43", "Q79", "Q1016"
    )  # fmt: skip
    assert {france, italy, saudi_arabia, vietnam, malaysia, turkiye, egypt, libya} <= reached


def test_forums_and_fields_of_shenzhen_reach_the_members_of_their_frames(seeds: Snapshot) -> None:
    found = on_the_map(seeds, "all", GUANGDONG)
    assert {"Q878", "Q851", "Q817"} <= set(found["activity:gcc-investment-symposium"]), "Emirates, Saudi Arabia, Kuwait"
    assert {"Q232", "Q265"} <= set(found["plan:priority-fields-central-asia"]), "Kazakhstan, Uzbekistan"
    assert {"Q334", "Q252"} <= set(found["plan:priority-fields-asean"]), "Singapore, Indonesia"
    assert "Q1033" in found["activity:china-africa-private-economy-forum"], "Nigeria"
