"""Gaps in what is done and known: agreements that sleep or lack a mechanism, districts without an association, old knowledge."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from graph_service.metrics.selection import Selection, select
from graph_service.metrics.vine import vine_of
from graph_service.planning.gaps.find import FINDERS, find_gaps
from graph_service.planning.gaps.gap import Gap
from graph_service.records.activity import Activity
from graph_service.records.base import Record, Source
from graph_service.records.claim import Claim
from graph_service.records.frame import Frame
from graph_service.records.membership import Membership
from graph_service.records.organisation import Organisation
from graph_service.records.plan import Plan
from graph_service.records.target import Target
from graph_service.rules import DEFAULTS, Rules
from graph_service.snapshot import Snapshot
from tests.drawing import DRAWN, agreement
from tests.metrics.drawn import CITY_HOME, vine

SOURCE: dict[str, Any] = {"sources": DRAWN, "layer": "home"}
JIANGSU, GUANGDONG = "Q16963", "Q15175"


def gaps(of: str, *records: Record, tiers: tuple[int, ...] = (), rules: Rules = DEFAULTS, **more: Any) -> tuple[Gap, ...]:
    found = vine(*records, **more)
    return find_gaps(found, {of}, found.snapshot.network.table(Frame).get("frame"), tiers, rules)


def visit(agreement_id: str, when: str | None, **more: Any) -> Activity:
    return Activity(id=f"visit:{agreement_id}:{when}", kind="visit", date=when, agreement=agreement_id, **SOURCE, **more)


def frame_of(*members: str) -> list[Record]:
    memberships = [Membership(id=f"m-{member}", member=member, of="frame", **SOURCE) for member in members]
    return [Frame(id="frame", kind="plan", **SOURCE), *memberships]


def agreements(found: tuple[Gap, ...]) -> list[str]:
    return [gap.evidence[0] for gap in found]


# Dormant


def test_a_silent_agreement_is_proposed_as_dormant_with_its_last_activities() -> None:
    (gap,) = gaps("dormant", agreement("north", "dam"), visit("dam~north", "2010-06-01"))
    assert (gap.unit, gap.place, gap.country, gap.tier, gap.action) == ("north", "dam", "WW", 2, "activate")
    assert gap.evidence == ("dam~north", "visit:dam~north:2010-06-01")
    assert "2015-11-08" in gap.reason.zh  # 1986 days after 2010-06-01
    assert "proposed as dormant" in gap.reason.en


def test_an_agreement_without_any_activity_is_unknown_and_not_dormant() -> None:
    assert gaps("dormant", agreement("north", "dam", "formal 1950")) == ()


def test_an_announced_visit_neither_wakes_nor_counts_as_recorded() -> None:
    assert gaps("dormant", agreement("north", "dam"), visit("dam~north", "2005", status="planned")) == ()
    silent = gaps("dormant", agreement("north", "dam"), visit("dam~north", "2005"), visit("dam~north", "2020", status="planned"))
    assert agreements(silent) == ["dam~north"]


def test_what_a_person_confirmed_is_established_and_comes_first() -> None:
    ties = [agreement("north", "dam"), agreement("south", "dam"), agreement("north", "mill", "formal 1990; dormant 2019")]
    found = gaps("dormant", *ties, visit("dam~north", "2008"), visit("dam~south", "2006"))
    assert agreements(found) == ["mill~north", "dam~north", "dam~south"]
    assert [gap.established for gap in found] == [True, False, False]
    assert "已确认休眠" in found[0].reason.zh


def test_the_thresholds_of_dormancy_may_be_set() -> None:
    records = (agreement("north", "dam"), visit("dam~north", "2018-12-31"))
    assert gaps("dormant", *records) == ()
    assert len(gaps("dormant", *records, rules=Rules(dormant_vitality=0.5, dormant_months=6))) == 1


def test_a_lively_agreement_is_no_gap_and_a_frame_or_tier_narrows() -> None:
    records = (agreement("north", "dam"), visit("dam~north", "2000"), agreement("low", "suburb"), visit("low~suburb", "2000"))
    assert gaps("dormant", agreement("north", "dam"), visit("dam~north", "2020-06")) == ()
    assert agreements(gaps("dormant", *records, *frame_of("land"))) == ["low~suburb"]
    assert agreements(gaps("dormant", *records, tiers=(2,))) == ["dam~north"]


# Mechanism missing


def plan(plan_id: str, **more: Any) -> Plan:
    return Plan(id=plan_id, agreements=("dam~north",), **SOURCE, **more)


@pytest.mark.parametrize("mechanism", ["joint_committee", "mixed_committee", "association_committee", "consultation"])
def test_an_agreement_with_a_mechanism_of_its_own_lacks_none(mechanism: Any) -> None:
    assert gaps("mechanism_missing", agreement("north", "dam", mechanism=mechanism)) == ()


@pytest.mark.parametrize(
    "found",
    [
        plan("p", kind="mechanism"),
        plan("p", kind="mechanism", status="open"),
        plan("p", kind="mechanism", period="2019/2021"),
    ],
)
def test_a_mechanism_that_stands_is_no_gap_though_another_is_planned(found: Plan) -> None:
    assert gaps("mechanism_missing", agreement("north", "dam"), found) == ()
    assert gaps("mechanism_missing", agreement("north", "dam"), found, plan("q", kind="mechanism", status="planned")) == ()
    assert gaps("mechanism_missing", agreement("north", "dam", mechanism="none"), found) == ()


@pytest.mark.parametrize("kind", ["action_plan", "programme", "policy", "document", "brand"])
@pytest.mark.parametrize("status", [None, "planned", "in_progress"])
def test_what_is_no_mechanism_neither_makes_the_gap_nor_is_counted_nor_fills_it(kind: Any, status: Any) -> None:
    """A three-year plan, a list of projects and a celebration are no standing committee."""
    other = plan("other", kind=kind, status=status)
    assert gaps("mechanism_missing", agreement("north", "dam"), other) == ()
    (gap,) = gaps("mechanism_missing", agreement("north", "dam"), other, plan("p", kind="mechanism", status="planned"))
    assert gap.evidence == ("dam~north", "p")
    assert "1项在筹划" in gap.reason.zh


@pytest.mark.parametrize(
    ("found", "ended"),
    [
        (plan("p", kind="mechanism", status="in_progress"), False),
        (plan("p", kind="mechanism", status="planned"), False),
        (plan("p", kind="mechanism", period="2018", status="planned"), False),  # overdue
        (plan("p", kind="mechanism", status="closed"), True),
        (plan("p", kind="mechanism", period="2015/2018"), True),
    ],
)
def test_what_is_only_prepared_or_has_ended_makes_the_gap_and_is_its_evidence(found: Plan, *, ended: bool) -> None:
    (gap,) = gaps("mechanism_missing", agreement("north", "dam"), found)
    assert gap.evidence == ("dam~north", "p")
    assert ("1项在筹划" in gap.reason.zh, "已结束" in gap.reason.zh) == (not ended, ended)
    assert gap.established


def paper(document: str, **more: Any) -> Plan:
    return replace(plan("p", kind="mechanism", **more), sources=(Source(document),))


def test_a_paper_says_nothing_of_what_was_still_to_come_before_it() -> None:
    """The day is the end of 2020; a year may be any day of it."""
    said = [len(gaps("mechanism_missing", agreement("north", "dam"), paper(f"p ({when})", status="planned")))
            for when in ("2021", "2021-01-01", "2020", "2020-12-31", "2019", "of no date")]  # fmt: skip
    assert said == [0, 0, 1, 1, 1, 1]
    assert gaps("mechanism_missing", agreement("north", "dam"), paper("p (2021)", status="closed")) == ()
    assert len(gaps("mechanism_missing", agreement("north", "dam"), paper("p (2021)", period="2018"))) == 1, (
        "the past it may tell"
    )


def test_a_plan_tells_how_old_its_paper_is_and_an_old_one_establishes_nothing() -> None:
    (young,) = gaps("mechanism_missing", agreement("north", "dam"), paper("p (2019)", status="planned"))
    (old,) = gaps("mechanism_missing", agreement("north", "dam"), paper("p (2009)", status="planned"))
    assert (young.established, old.established) == (True, False)
    assert old.reason.zh.endswith("在册尚未建立，1项在筹划（最新来源为2009年）")
    assert old.reason.en.endswith("is not there yet on record; 1 in preparation (newest source: 2009)")


def test_a_mechanism_nobody_speaks_of_is_unknown_and_no_gap() -> None:
    assert gaps("mechanism_missing", agreement("north", "dam", mechanism="unknown")) == ()


def test_a_source_that_says_there_is_none_makes_the_gap() -> None:
    (gap,) = gaps("mechanism_missing", agreement("north", "dam", mechanism="none"))
    assert (gap.established, "尚未建立" in gap.reason.zh) == (True, True)


def test_a_mission_that_serves_the_country_says_nothing_of_a_mechanism() -> None:
    embassy = Organisation(id="org:embassy", kind="embassy", serves=("wide", "realm"), **SOURCE)
    (gap,) = gaps("mechanism_missing", agreement("north", "dam", mechanism="none"), embassy)
    assert gap.evidence == ("dam~north",)


def test_key_agreements_come_first() -> None:
    ties = [agreement("north", "dam", mechanism="none"), agreement("south", "dam", mechanism="none", key=True)]
    assert agreements(gaps("mechanism_missing", *ties)) == ["dam~south", "dam~north"]


def test_planned_and_ended_agreements_need_no_mechanism() -> None:
    ties = [agreement("north", "dam", "planned 2020"), agreement("south", "dam", "formal 1990; terminated 2000")]
    assert gaps("mechanism_missing", *ties) == ()


# Association missing


def association(seat: str, founded: str | None = None) -> Organisation:
    return Organisation(id=f"org:{seat}", kind="friendship_association", seat=seat, founded=founded, **SOURCE)


def target(measure: str, period: str | None = "2020", owner: str = "south", **more: Any) -> Target:
    return Target(id=f"target:{measure}", owner=owner, measure=measure, period=period, **SOURCE, **more)


def test_an_association_that_nobody_listed_is_unknown_and_no_gap() -> None:
    assert gaps("association_missing", association("south")) == ()


def test_a_county_of_a_city_with_a_target_is_a_gap_to_open() -> None:
    (gap,) = gaps("association_missing", association("south"), target("association_coverage", minimum=100.0))
    assert (gap.unit, gap.place, gap.tier, gap.action, gap.established) == ("low", None, 3, "open", True)
    assert gap.evidence == ("low", "target:association_coverage")
    assert "no founding is dated" in gap.reason.en


def test_an_association_is_only_not_on_record_and_the_age_of_the_paper_is_told() -> None:
    aim = replace(target("association_coverage", "2018/2020", minimum=100.0), sources=(Source("work plan (2018)"),))
    (gap,) = gaps("association_missing", aim)
    assert gap.reason.zh == "low在册没有友协；south1个区县在册0个有，没有成立日期，进度不详；目标是2020年（最新来源为2018年）"
    assert "on record in south: 0 of 1, " in gap.reason.en
    assert gap.reason.en.endswith("; the target is 2020 (newest source: 2018)")
    assert gap.established


def test_a_target_whose_period_is_over_establishes_nothing_more() -> None:
    (gap,) = gaps("association_missing", target("association_coverage", "2018/2019", minimum=100.0))
    assert not gap.established
    assert "目标是2019年，期限已过" in gap.reason.zh
    assert "the target was 2019, which is past" in gap.reason.en


def test_a_target_that_only_a_later_paper_tells_makes_no_gap() -> None:
    aim = replace(target("association_coverage", minimum=100.0, period=None), sources=(Source("work plan (2021)"),))
    assert gaps("association_missing", aim) == ()


def test_before_the_period_of_a_target_nobody_says_that_one_is_missing() -> None:
    assert gaps("association_missing", target("association_coverage", "2021/2023", minimum=100.0)) == ()


def test_a_county_with_one_is_none() -> None:
    assert gaps("association_missing", association("low"), target("association_coverage", minimum=100.0)) == ()


def test_districts_of_a_municipality_are_asked_about_with_the_pace_of_the_whole() -> None:
    aim = target("association_coverage", owner="home", minimum=100.0)
    (gap,) = gaps("association_missing", association("north", "2020-05"), aim, home=CITY_HOME)
    # one in three years for the one that is missing: 2020 + 3
    assert (gap.unit, gap.tier, gap.evidence) == ("south", 2, ("south", "org:north", aim.id))
    assert "到2023年全覆盖" in gap.reason.zh


def test_with_none_founded_lately_there_is_no_end_in_sight() -> None:
    aim = target("association_coverage", owner="home", minimum=100.0)
    (gap,) = gaps("association_missing", association("north", "2001"), aim, home=CITY_HOME)
    assert "none founded in the last three years" in gap.reason.en


def test_where_nothing_is_dated_the_planned_pace_stands_in_and_is_called_so() -> None:
    targets = (target("new_friendship_associations", minimum=1.0), target("association_coverage", "2020/2023", minimum=100.0))
    (gap,) = gaps("association_missing", *targets)
    # from 2020, the first year of the plan, one a year for one county
    assert "照计划每年1家到2020年全覆盖；目标是2023年" in gap.reason.zh
    assert "all by 2020 at the planned 1 a year; the target is 2023" in gap.reason.en
    assert gap.evidence == ("low", "target:association_coverage", "target:new_friendship_associations")


def test_cities_are_asked_about_at_no_tier_but_that_of_counties() -> None:
    assert gaps("association_missing", tiers=(2,)) == ()


# Stale knowledge


def tie(*documents: str, stages: str = "formal") -> Record:
    return replace(agreement("north", "dam", stages), sources=tuple(map(Source, documents)))


def test_an_agreement_not_heard_of_for_three_years_is_stale() -> None:
    (gap,) = gaps("stale_knowledge", tie("list (2016)"))
    assert (gap.unit, gap.place, gap.tier, gap.action, gap.evidence) == ("north", "dam", 2, "consolidate", ("dam~north",))
    assert "2016年12月31日" in gap.reason.zh
    assert "31 December 2016" in gap.reason.en


def test_stale_agreements_may_be_asked_for_by_tier() -> None:
    assert agreements(gaps("stale_knowledge", tie("list (2016)"), tiers=(2,))) == ["dam~north"]
    assert gaps("stale_knowledge", tie("list (2016)"), tiers=(3,)) == ()


@pytest.mark.parametrize("documents", [("list (2018)",), ("list (2016)", "page"), ("page",), ("list (2010)", "list (2020)")])
def test_newer_or_undated_sources_leave_it_open(documents: tuple[str, ...]) -> None:
    assert gaps("stale_knowledge", tie(*documents)) == ()


def test_a_later_activity_is_news() -> None:
    assert gaps("stale_knowledge", tie("list (2016)"), visit("dam~north", "2019")) == ()


def test_the_months_of_freshness_may_be_set() -> None:
    assert len(gaps("stale_knowledge", tie("list (2018)"), rules=Rules(stale_months=12))) == 1


def claim(value: float, **more: Any) -> Claim:
    return Claim(id=f"claim:{value:g}", subject=more.pop("subject", "home"), measure="agreements", value=value, **SOURCE, **more)


TIES = (
    agreement("north", "dam"),
    agreement("south", "dam"),
    agreement("low", "dam", "unclassified"),
    agreement("home", "east", "exchange"),
)


def test_a_claimed_total_far_above_the_list_is_a_gap() -> None:
    (gap,) = gaps("stale_knowledge", *TIES, claim(4.0, as_of="2019"))
    assert (gap.unit, gap.tier, gap.evidence) == ("home", None, ("claim:4",))
    # formal and unclassified: 3 of 4
    assert "来源称home有4对友城（2019年），在册至多3对" in gap.reason.zh


@pytest.mark.parametrize(
    ("found", "listed"),
    [
        (claim(3.0), None),
        (claim(4.0, scope_kinds=("formal", "exchange")), None),
        (claim(4.0, scope_tiers=(2,)), 2),
        (claim(4.0, scope_tiers=(2, 3)), 3),
        (claim(4.0, subject="south"), 1),  # its own list
        (claim(4.0, as_of="2030"), None),  # of a day that lies ahead
    ],
)
def test_claims_are_held_against_their_own_scope(found: Claim, listed: int | None) -> None:
    said = [gap.reason.en for gap in gaps("stale_knowledge", *TIES, found)]
    assert [f"at most {listed} of them" in text for text in said] == ([] if listed is None else [True])


def test_totals_are_not_held_against_part_of_the_world() -> None:
    assert gaps("stale_knowledge", *TIES, claim(9.0), *frame_of("land")) == ()


def test_totals_that_sources_state_are_established() -> None:
    found = gaps("stale_knowledge", *TIES, claim(4.0), claim(9.0), claim(5.0))
    assert {gap.evidence[0]: gap.established for gap in found} == {"claim:9": True, "claim:5": True, "claim:4": True}


def test_an_older_total_of_the_same_list_is_overtaken_and_one_number_is_told_once() -> None:
    """Cities publish their total again and again; only the newest says what is missing today."""
    told = (claim(4.0, as_of="2016"), claim(5.0, as_of="2019"), claim(6.0, as_of="2018", scope_tiers=(2,)))
    again = replace(claim(5.0, as_of="2019"), id="claim:again")
    found = gaps("stale_knowledge", *TIES, *told, claim(5.5, as_of="2019"), again)
    assert [gap.reason.en.split()[3] for gap in found] == ["5", "5.5", "6"]


def test_a_total_says_which_kinds_and_tiers_it_counts() -> None:
    found = gaps("stale_knowledge", *TIES, claim(9.0, scope_kinds=("exchange",)), claim(8.0, scope_tiers=(2, 3)))
    said = {gap.evidence[0]: gap.reason for gap in found}
    assert "有9对友好交流，" in said["claim:9"].zh
    assert "8 agreements of home at city level and county level" in said["claim:8"].en


# Together, and on the real rows


def test_every_type_about_work_has_its_finder() -> None:
    assert {"dormant", "mechanism_missing", "association_missing", "stale_knowledge"} <= set(FINDERS)


def real(seeds: Snapshot, of: str, home: str = JIANGSU, as_of: date | None = None) -> tuple[Gap, ...]:
    return find_gaps(vine_of(seeds, home, select(seeds, as_of)), {of})


def test_none_of_jiangsus_agreements_sleeps_yet_and_the_witnessed_ones_will(seeds: Snapshot) -> None:
    assert real(seeds, "dormant") == ()
    later = {gap.evidence[0] for gap in real(seeds, "dormant", as_of=date(2040, 1, 1))}
    witnessed = {"Q16963~Q189822", "Q12771~Q16963", "Q16666~Q3037", "Q223920~Q42622", "Q9279~home:jiangsu-unnamed-city"}
    assert later == witnessed


def test_mogilev_and_vaud_lack_the_committee_that_was_to_be_set_up(seeds: Snapshot) -> None:
    second, first = real(seeds, "mechanism_missing")[:2]
    assert (first.evidence[0], second.evidence[0]) == ("Q16963~Q189822", "Q12771~Q16963")
    assert first.evidence[1:] == ("plan:committee-mogilev", "plan:consultation-belarus", "plan:mogilev-clinical-consultation")
    assert second.evidence[1:] == ("plan:committee-vaud", "plan:consultation-switzerland")
    assert "2项在筹划（最新来源为2021年）" in second.reason.zh


@pytest.mark.parametrize("as_of", [date(2018, 1, 1), date(2020, 12, 31)])
def test_before_the_paper_of_2021_no_mechanism_was_said_to_be_missing(seeds: Snapshot, as_of: date) -> None:
    assert real(seeds, "mechanism_missing", as_of=as_of) == ()


def test_only_taizhous_six_districts_are_to_get_one_with_the_planned_pace_against_the_target(seeds: Snapshot) -> None:
    found = real(seeds, "association_missing", as_of=date(2022, 3, 1))
    assert {gap.unit for gap in found} == {"cn:321202", "cn:321203", "cn:321204", "cn:321281", "cn:321283", "Q428587"}
    assert all("照计划每年1家到2027年全覆盖；目标是2024年" in gap.reason.zh for gap in found[:6])


def test_a_total_is_not_told_again_where_each_of_its_tiers_is() -> None:
    parts = [claim(float(value), scope_tiers=(tier,), as_of="2019") for tier, value in enumerate((7, 8, 9), start=1)]
    total = claim(24.0, as_of="2019")
    found = gaps("stale_knowledge", *TIES, total, *parts)
    assert sorted(gap.evidence[0] for gap in found) == ["claim:7", "claim:8", "claim:9"]
    assert len(gaps("stale_knowledge", *TIES, total, *parts[:2])) == 3, "of one tier nothing is told"
    assert len(gaps("stale_knowledge", *TIES, replace(total, as_of="2020"), *parts)) == 4, "another day is another fact"


def test_the_claimed_349_of_jiangsu_are_not_all_listed(seeds: Snapshot) -> None:
    """37, 213 and 99 are the 349; on the day of the claim 189 of the 213 were on record."""
    claims = [gap.evidence[0] for gap in real(seeds, "stale_knowledge") if gap.evidence[0].startswith("claim:")]
    assert sorted(claims) == [f"claim:jiangsu-agreements-{scope}-2021" for scope in ("city", "county", "province")]


def test_the_claimed_95_of_shenzhen_are_not_all_listed(seeds: Snapshot) -> None:
    assert "claim:shenzhen-agreements" in {gap.evidence[0] for gap in real(seeds, "stale_knowledge", GUANGDONG)}


def test_a_selection_of_one_layer_narrows_what_is_enumerated(seeds: Snapshot) -> None:
    found = find_gaps(vine_of(seeds, JIANGSU, Selection(date(2026, 11, 21), layer="home")), {"stale_knowledge"})
    assert any("37对省级友城（2021年6月），在册至多2对" in gap.reason.zh for gap in found)
