"""Gaps between the map of friendship and the map of business."""

from datetime import date
from typing import Any

from graph_service.metrics.selection import select
from graph_service.metrics.vine import vine_of
from graph_service.planning.gaps.find import find_gaps
from graph_service.planning.gaps.gap import Gap
from graph_service.records.base import Source
from graph_service.records.frame import Frame
from graph_service.records.membership import Membership
from graph_service.records.project import Project
from graph_service.snapshot import Snapshot
from tests.drawing import DRAWN, snapshot, witnessed

GUANGDONG, JIANGSU, SHANGHAI, SHENZHEN = "Q15175", "Q16963", "Q8686", "Q15174"
DAYS = (date(2023, 12, 31), date(2024, 12, 31))
HOME: Any = {"sources": DRAWN, "layer": "home"}


def drawn() -> Snapshot:
    """The witnessed agreements, trade of Suzhou with the Netherlands and of Suzhou with Pointe-Noire."""
    return snapshot(
        [
            *witnessed(),
            Project(id="flowers", kind="trade", parties=("suzhou", "netherlands"), **HOME),
            Project(id="trade", kind="trade", parties=("suzhou", "pointe-noire"), **HOME),
            Project(id="route", kind="route", status="proposed", parties=("nanjing", "kathmandu"), **HOME),
            Frame(id="f", kind="group", **HOME),
            Membership(id="m", member="netherlands", of="f", **HOME),
        ]
    )


def mismatches(network: Snapshot, home: str = "jiangsu", frame: Frame | None = None) -> tuple[Gap, ...]:
    return find_gaps(vine_of(network, home, select(network)), {"map_mismatch"}, frame)


def test_business_without_friendship_is_opened_by_who_does_business() -> None:
    (first,) = (gap for gap in mismatches(drawn()) if gap.action == "open")
    assert (first.country, first.unit, first.action, first.evidence) == ("NL", "suzhou", "open", ("flowers",))
    assert "no agreement there is on record (whole list: " in first.reason.en
    assert "在册没有友城（全部名单在册" in first.reason.zh


def test_where_no_source_speaks_of_business_it_is_unknown_and_no_gap() -> None:
    assert sorted(str(gap.country) for gap in mismatches(drawn())) == ["NL", "NP"], "Congo has both; of three nobody tells"


def test_friendship_with_business_that_is_only_proposed_is_to_be_activated() -> None:
    nepal = next(gap for gap in mismatches(drawn()) if gap.country == "NP")
    assert (nepal.action, nepal.established, nepal.evidence) == ("activate", False, ("kathmandu~nanjing", "route"))
    assert nepal.reason.zh == "jiangsu在nepal有1对友城；经贸往来1项在筹划，在册没有正在进行的"
    assert "of business there 1 proposed or planned, none running is on record" in nepal.reason.en


def test_friendship_with_business_that_is_over_is_to_be_activated() -> None:
    fair = Project(id="fair", kind="trade", status="closed", parties=("nanjing", "vaud"), **HOME)
    gap = next(gap for gap in mismatches(snapshot([*witnessed(), fair])) if gap.country == "CH")
    assert (gap.action, gap.evidence) == ("activate", ("jiangsu~vaud", "fair"))
    assert "经贸往来1项已结束" in gap.reason.zh
    assert "of business there 1 is over" in gap.reason.en


def test_business_that_only_a_later_paper_proposes_is_not_told_before_it() -> None:
    network = snapshot(
        [
            *witnessed(),
            Project(
                id="p", kind="trade", status="proposed", parties=("nanjing", "vaud"), layer="home", sources=(Source("(2024)"),)
            ),
        ]
    )
    counts = [len(find_gaps(vine_of(network, "jiangsu", select(network, day)), {"map_mismatch"})) for day in DAYS]
    assert counts == [0, 1]


def test_a_frame_narrows_the_countries() -> None:
    network = drawn()
    assert [gap.country for gap in mismatches(network, frame=network.record(Frame, "f"))] == ["NL"]


def test_no_home_is_told_to_do_business_where_no_source_speaks_of_any(seeds: Snapshot) -> None:
    activated = [gap for gap in mismatches(seeds, JIANGSU) if gap.action == "activate"]
    assert [gap.country for gap in activated] == ["NP"], "a flight to Kathmandu is proposed"


def test_a_home_without_business_on_record_has_no_mismatch(seeds: Snapshot) -> None:
    assert mismatches(snapshot(witnessed())) == ()
    assert mismatches(seeds, SHANGHAI) == ()


def test_shenzhens_visit_to_saudi_arabia_asks_for_a_partner_there(seeds: Snapshot) -> None:
    found = next(gap for gap in mismatches(seeds, GUANGDONG) if gap.country == "SA")
    assert (found.unit, found.action) == (SHENZHEN, "open")
    assert "activity:shenzhen-visit-saudi-arabia" in found.evidence


def test_jiangsus_two_maps_meet_in_the_countries_of_its_parks(seeds: Snapshot) -> None:
    assert {"CH", "BY", "BN", "CG"}.isdisjoint(str(gap.country) for gap in mismatches(seeds, JIANGSU))
