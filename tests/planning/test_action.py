"""Consolidate, activate or open: the first rule that the records meet gives the class, and silence proves nothing."""

from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.metrics.selection import select
from graph_service.metrics.vine import vine_of
from graph_service.planning.action import Case, cases_of
from graph_service.records.activity import Activity
from graph_service.records.base import Record, Source
from graph_service.records.plan import Plan
from graph_service.records.project import Project
from graph_service.rules import DEFAULTS, Rules
from graph_service.snapshot import Snapshot
from tests.drawing import DRAWN, agreement
from tests.metrics.drawn import vine

SOURCE: dict[str, Any] = {"sources": DRAWN, "layer": "home"}
TIE = "dam~north"


def cases(*records: Record, rules: Rules = DEFAULTS, **more: Any) -> dict[str, Case]:
    return {case.agreement.id: case for case in cases_of(vine(*records, **more), rules)}


def classed(stages: str, *records: Record, mechanism: Any = "unknown", **more: Any) -> tuple[str | None, str]:
    """Class and rule of the agreement of North with Dam, as of the end of 2020."""
    verdict = cases(agreement("north", "dam", stages, mechanism=mechanism), *records, **more)[TIE].verdict
    return verdict.action, verdict.rule


def visit(when: str | None, **more: Any) -> Activity:
    return Activity(id=f"visit:{when}", kind="visit", date=when, agreement=TIE, **SOURCE, **more)


def plan(document: str = "drawn", **more: Any) -> Plan:
    sources = (Source(document),)
    return Plan(id="plan", kind=more.pop("kind", "action_plan"), agreements=(TIE,), sources=sources, layer="home", **more)


OLD = "formal 1990"


@pytest.mark.parametrize(
    ("stages", "records", "expected"),
    [
        ("planned 2020 aim=formal", [], ("open", "in_the_making")),
        ("contact 2019", [], ("open", "in_the_making")),
        ("intent 2019", [], ("open", "in_the_making")),
        ("formal 1990; suspended 2010", [visit("2020")], ("activate", "suspended")),
        ("formal 1990; dormant 2015", [visit("2014")], ("activate", "dormant")),
        ("formal 1990; dormant 2015", [visit("2020-06")], ("consolidate", "lively")),  # a later activity ended the dormancy
        (OLD, [visit("2005")], ("activate", "dormant")),  # silent for more than 65 and 24 months
        (OLD, [visit("2020-06")], ("consolidate", "lively")),
        ("formal 2018-03", [], ("consolidate", "young")),
        ("formal 1990; renewal 2016", [], ("consolidate", "young")),
        (OLD, [plan(status="in_progress")], ("consolidate", "worked_on")),
        (OLD, [plan(kind="mechanism")], ("consolidate", "worked_on")),
        (OLD, [visit("2017")], ("activate", "silent")),  # 36 months: a = 0.354, v = 0.217
        (OLD, [], (None, "no_record")),
        (OLD, [visit(None)], (None, "no_record")),
        ("formal", [visit("2020", status="planned")], (None, "no_record")),
    ],
)
def test_the_first_rule_that_holds_gives_the_class(stages: str, records: list[Record], expected: tuple[str | None, str]) -> None:
    assert classed(stages, *records) == expected


def test_a_mechanism_of_its_own_carries_an_agreement() -> None:
    assert classed(OLD, mechanism="joint_committee") == ("consolidate", "worked_on")
    assert classed(OLD, mechanism="none") == (None, "no_record")


def test_a_plan_on_the_word_of_an_old_source_proves_nothing() -> None:
    assert classed(OLD, plan("report (2016)")) == ("consolidate", "worked_on")  # 48 months
    assert classed(OLD, plan("report (2014)")) == (None, "no_record")  # 72 months
    assert classed(OLD, plan("report (2014)"), rules=Rules(action_fresh_months=80)) == (
        "consolidate",
        "worked_on",
    )


def test_a_project_carries_an_agreement_until_it_is_closed() -> None:
    park = {"id": "park", "kind": "park", "agreements": (TIE,), **SOURCE}
    assert classed(OLD, Project(**park)) == ("consolidate", "worked_on")
    assert classed(OLD, Project(**park, status="closed")) == (None, "no_record")


def test_a_bare_stem_is_activated_and_a_bearing_one_consolidated() -> None:
    stem = agreement("home", "east", OLD)
    bare = cases(stem)["east~home"].verdict
    assert (bare.action, bare.rule, bare.evidence) == ("activate", "bare", ("east~home", "east"))
    bearing = cases(stem, agreement("north", "mill"))["east~home"].verdict
    assert (bearing.action, bearing.rule, bearing.evidence) == ("consolidate", "bearing", ("east~home", "mill~north"))
    assert bearing.reason.zh == "主茎挂果1颗"


def test_the_kinds_decide_which_stems_are_bare() -> None:
    records = (agreement("home", "east", OLD), agreement("north", "mill", "exchange 1990"))
    assert cases(*records)["east~home"].verdict.rule == "bare"
    assert cases(*records, kinds="formal,exchange")["east~home"].verdict.rule == "bearing"


def test_agreements_of_every_kind_are_classed_and_ended_or_domestic_ones_are_not() -> None:
    found = cases(
        agreement("north", "dam", "exchange 2019"),
        agreement("south", "dam", "intent 2019"),
        agreement("low", "dam", "formal 1990; terminated 2000"),
        agreement("north", "next-door", "formal 2019"),
        agreement("north", "mill", "formal 2030"),
        agreement("south", "mill", "formal 2020/2022"),
    )
    assert sorted(found) == ["dam~north", "dam~south", "mill~south"]


def test_the_record_with_the_lesser_document_is_left_out() -> None:
    unnamed = agreement("unnamed", "dam", "formal", possibly_same=(TIE,))
    assert sorted(cases(unnamed, agreement("north", "dam"))) == [TIE]
    dated = agreement("unnamed", "dam", "formal 2015/2019", possibly_same=(TIE,))
    assert sorted(cases(dated, agreement("north", "dam", "unclassified"))) == ["dam~unnamed"]


@pytest.mark.parametrize(
    ("records", "evidence"),
    [
        ([visit("2020-06")], (TIE, "visit:2020-06")),
        ([visit("2020-06"), visit("2019")], (TIE, "visit:2019", "visit:2020-06")),
        ([plan(status="in_progress")], (TIE, "plan")),
        ([], (TIE,)),
    ],
)
def test_a_class_lists_its_evidence(records: list[Record], evidence: tuple[str, ...]) -> None:
    assert cases(agreement("north", "dam", OLD), *records)[TIE].verdict.evidence == evidence


def test_every_reason_is_told_in_both_languages() -> None:
    records = [agreement("north", "dam", OLD), agreement("home", "east"), agreement("south", "dam", "intent"), visit("2020-06")]
    for case in cases(*records, agreement("low", "dam")).values():
        assert any("\u4e00" <= sign <= "\u9fff" for sign in case.verdict.reason.zh)
        assert not any("\u4e00" <= sign <= "\u9fff" for sign in case.verdict.reason.en)


def test_the_thresholds_may_be_set() -> None:
    lively = Rules(action_lively=0.2)
    assert classed(OLD, visit("2017"), rules=lively) == ("consolidate", "lively")
    assert classed("formal 2018-03", rules=Rules(action_young_months=24)) == (None, "no_record")
    asleep = Rules(dormant_vitality=0.3, dormant_months=6)
    assert classed(OLD, visit("2017"), rules=asleep) == ("activate", "dormant")


@given(st.lists(st.dates(date(1990, 1, 1), date(2020, 12, 31)), min_size=1, max_size=4))
def test_a_visit_of_the_day_always_makes_it_lively(days: list[date]) -> None:
    today = Activity(id="today", kind="visit", date="2020-12-31", agreement=TIE, **SOURCE)
    before = [Activity(id=f"v{number}", kind="visit", date=str(day), agreement=TIE, **SOURCE) for number, day in enumerate(days)]
    assert classed(OLD, *before, today) == ("consolidate", "lively")


# The real rows


def real(seeds: Snapshot, as_of: date | None = None) -> dict[str, Case]:
    return {case.agreement.id: case for case in cases_of(vine_of(seeds, "Q16963", select(seeds, as_of)), DEFAULTS)}


def test_taizhou_and_oss_is_to_be_opened(seeds: Snapshot) -> None:
    verdict = real(seeds)["Q57931~gn:2749234"].verdict
    assert (verdict.action, verdict.rule) == ("open", "in_the_making")


@pytest.mark.parametrize(
    ("tie", "in_2021", "in_2026"),
    [
        ("Q16963~Q189822", ("consolidate", "lively"), ("activate", "silent")),  # Mogilev
        ("Q12771~Q16963", ("consolidate", "lively"), ("activate", "silent")),  # Vaud
        ("Q16666~Q3037", ("consolidate", "lively"), ("activate", "silent")),  # Kathmandu
        ("Q223920~Q42622", ("consolidate", "lively"), ("consolidate", "worked_on")),  # Pointe-Noire and its zone
    ],
)
def test_the_witnessed_agreements_are_classed_by_what_is_known_of_them(
    seeds: Snapshot, tie: str, in_2021: tuple[str, str], in_2026: tuple[str, str]
) -> None:
    found = [real(seeds, day)[tie].verdict for day in (date(2021, 12, 31), None)]
    assert [(verdict.action, verdict.rule) for verdict in found] == [in_2021, in_2026]


def test_an_agreement_suspended_by_one_side_is_to_be_activated(seeds: Snapshot) -> None:
    assert real(seeds)["Q11751~Q16666"].verdict.rule == "suspended"


def test_most_of_jiangsus_agreements_have_no_record_to_be_classed_by(seeds: Snapshot) -> None:
    found = Counter(case.verdict.action for case in real(seeds).values())
    assert set(found) == {"consolidate", "activate", "open", None}
    assert found[None] > sum(count for action, count in found.items() if action)


def test_shenzhens_seven_exchange_cities_are_classed_apart_from_formal_ones(seeds: Snapshot) -> None:
    found = cases_of(vine_of(seeds, "Q15175", select(seeds, None, None, "home")), DEFAULTS)
    assert Counter(case.standing.kind for case in found) == {"exchange": 7}
    assert sorted(case.agreement.stages[0].order or 0 for case in found) == [1, 2, 3, 4, 5, 6, 7]
