"""Progress of targets: counted within the period from what is on record; what may count decides nothing silently."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from graph_service.errors import NotFound
from graph_service.questions import progress as question
from graph_service.questions.progress import Progress, ProgressAnswer, ProgressItem
from graph_service.questions.question import View
from graph_service.records.base import Record, Source
from graph_service.records.organisation import Organisation
from graph_service.records.plan import Plan
from graph_service.records.target import Target
from graph_service.snapshot import Snapshot
from tests.drawing import DRAWN, agreement, snapshot
from tests.metrics.drawn import ABROAD, HOME

SOURCE: dict[str, Any] = {"sources": DRAWN, "layer": "home"}
AS_OF = date(2022, 12, 31)
TAIZHOU = "Q57931"


def target(measure: str = "formal_agreements", minimum: float | None = 2.0, maximum: float | None = None, **more: Any) -> Target:
    owner, period = more.pop("owner", "south"), more.pop("period", "2022")
    return Target(id="target", owner=owner, measure=measure, minimum=minimum, maximum=maximum, period=period, **SOURCE, **more)


def answer(*records: Record, as_of: date = AS_OF, **more: Any) -> ProgressAnswer:
    drawn = snapshot([*HOME, *ABROAD, *records])
    return question.progress(View(drawn), Progress(as_of=as_of, **more))


def progress(aim: Target, *records: Record, as_of: date = AS_OF) -> ProgressItem:
    (item,) = answer(aim, *records, as_of=as_of).items
    return item


def reached(item: ProgressItem) -> tuple[float | None, str, tuple[str, ...]]:
    return item.achieved, item.state, item.possible


# Agreements


def test_agreements_of_the_owner_and_its_units_signed_within_the_period_count() -> None:
    ties = (
        agreement("south", "dam", "formal 2022-05"),
        agreement("low", "dam", "formal 2022"),  # a county of the owner
        agreement("south", "mill", "formal 2021"),
        agreement("south", "suburb", "formal 2023"),
        agreement("north", "dam", "formal 2022"),  # another city
        agreement("south", "next-door", "formal 2022"),  # at home
        agreement("south", "harbour", "exchange 2022"),
    )
    item = progress(target(), *ties)
    assert reached(item) == (2, "met", ())
    assert item.evidence == ("dam~low", "dam~south")
    assert item.share == 1.0


@pytest.mark.parametrize(("day", "counted"), [("2021-12-31", 0), ("2022-01-01", 1), ("2022-12-31", 1), ("2023-01-01", 0)])
def test_the_first_and_the_last_day_of_the_period_are_within_it(day: str, counted: int) -> None:
    item = progress(target(minimum=1.0), agreement("south", "dam", f"formal {day}"), as_of=date(2023, 6, 1))
    assert (item.achieved, item.possible) == (counted, ())


def test_a_later_upgrade_does_not_take_an_exchange_back() -> None:
    item = progress(target("exchange_agreements", 1.0), agreement("south", "dam", "exchange 2022; formal 2024"))
    assert reached(item) == (1, "met", ())


def test_only_the_agreements_a_target_names_count_for_it() -> None:
    ties = (agreement("south", "dam", "planned 2022 aim=formal"), agreement("south", "mill", "formal 2022"))
    item = progress(target(minimum=1.0, agreements=("dam~south",)), *ties)
    assert reached(item) == (0, "short", ())
    assert [(named.id, named.kind, named.status) for named in item.named] == [("dam~south", None, "planned")]


@pytest.mark.parametrize(("count", "state"), [(0, "short"), (2, "short"), (3, "met"), (5, "met"), (6, "over")])
def test_a_range_is_met_between_its_ends(count: int, state: str) -> None:
    partners = ("dam", "mill", "suburb", "harbour", "east", "west")[:count]
    ties = (agreement("south", partner, "exchange 2022") for partner in partners)
    assert reached(progress(target("exchange_agreements", 3.0, 5.0), *ties)) == (count, state, ())


@pytest.mark.parametrize(
    ("stages", "possible"),
    [
        ("exchange", True),
        ("exchange 2021/2022", True),
        ("unclassified 2022", True),
        ("unclassified", True),
        ("unclassified 2019", False),
        ("formal", False),
        ("intent 2022", False),
    ],
)
def test_what_may_have_been_signed_within_the_period_stands_beside_and_decides_nothing(stages: str, possible: bool) -> None:
    item = progress(target("exchange_agreements", 1.0), agreement("south", "dam", stages))
    assert reached(item) == ((0, "unknown", ("dam~south",)) if possible else (0, "short", ()))


def test_an_undated_signing_known_before_the_period_was_not_made_in_it() -> None:
    listed = replace(agreement("south", "dam", "exchange"), sources=(Source("list (2021)"),))
    assert reached(progress(target("exchange_agreements", 1.0), listed)) == (0, "short", ())


def test_what_may_count_cannot_save_a_target_that_is_too_far_away() -> None:
    assert reached(progress(target("exchange_agreements", 3.0), agreement("south", "dam", "exchange"))) == (
        0,
        "short",
        ("dam~south",),
    )


def test_what_lies_ahead_of_the_day_has_not_been_reached() -> None:
    item = progress(target(minimum=1.0), agreement("south", "dam", "formal 2022-05"), as_of=date(2022, 3, 1))
    assert (reached(item), item.elapsed, item.due) == ((0, "short", ()), False, "2022-12-31")
    assert progress(target(minimum=1.0), as_of=date(2023, 1, 1)).elapsed is True


def test_a_target_without_a_period_counts_whatever_is_there() -> None:
    assert reached(progress(target(period=None), agreement("south", "dam"), agreement("south", "mill", "formal 1990"))) == (
        2,
        "met",
        (),
    )


def test_a_target_with_a_maximum_only_is_met_until_it_is_exceeded() -> None:
    assert progress(target(minimum=None, maximum=0.0)).state == "met"
    assert progress(target(minimum=None, maximum=0.0), agreement("south", "dam", "formal 2022")).state == "over"


@pytest.mark.parametrize("aim", [target("bulletins_per_month"), target(owner="org:body")])
def test_what_cannot_be_counted_is_unknown_and_not_zero(aim: Target) -> None:
    item = progress(aim, Organisation(id="org:body", kind="department", **SOURCE))
    assert (item.achieved, item.share, item.state) == (None, None, "unknown")


def test_the_target_of_a_body_is_counted_where_it_is_seated() -> None:
    body = Organisation(id="org:body", kind="department", seat="south", **SOURCE)
    assert reached(progress(target(minimum=1.0, owner="org:body"), body, agreement("south", "dam", "formal 2022"))) == (
        1,
        "met",
        (),
    )


# Associations


def association(seat: str, founded: str | None) -> Organisation:
    return Organisation(id=f"org:{seat}", kind="friendship_association", seat=seat, founded=founded, **SOURCE)


def test_associations_founded_in_districts_within_the_period_count() -> None:
    item = progress(target("new_friendship_associations", 1.0), association("low", "2022-06"), association("south", "2022"))
    assert (reached(item), item.evidence) == ((1, "met", ()), ("org:low",))


@pytest.mark.parametrize(("founded", "expected"), [(None, (0, "unknown", ("org:low",))), ("2021", (0, "short", ()))])
def test_an_association_founded_earlier_does_not_and_an_undated_one_may(founded: str | None, expected: object) -> None:
    assert reached(progress(target("new_friendship_associations", 1.0), association("low", founded))) == expected


def test_coverage_is_in_percent_with_its_years_and_its_projection() -> None:
    aim = target("association_coverage", 100.0, period="2021/2023")
    item = progress(aim, association("low", "2022-06"))
    assert (item.achieved, item.state, item.evidence) == (100.0, "met", ("low",))
    assert [(point.year, point.value) for point in item.by_year] == [(2021, 0.0), (2022, 100.0)]
    assert item.projection is not None
    assert (item.projection.pace, item.projection.finish, item.projection.basis) == (1 / 3, 2022, "recorded")


def test_coverage_reached_after_the_period_comes_too_late() -> None:
    aim = target("association_coverage", 100.0, period="2020/2021")
    assert reached(progress(aim, association("low", "2022-06"))) == (0.0, "short", ())


def test_coverage_without_a_period_has_no_years() -> None:
    item = progress(target("association_coverage", 100.0, period=None), association("low", "2022-06"))
    assert (item.achieved, item.by_year, item.due, item.elapsed) == (100.0, (), None, None)


# Whose


def test_a_plan_that_nobody_owns_is_nobodys_to_follow_up() -> None:
    assert answer(Plan(id="plan", kind="action_plan", period="2020", **SOURCE)).plans == ()


def test_targets_and_plans_are_found_by_home_and_by_owner() -> None:
    plan = Plan(id="plan", kind="action_plan", owner="south", period="2020", status="planned", **SOURCE)
    brand = Plan(id="brand", kind="brand", owner="south", **SOURCE)
    for asked in ({}, {"home": "home"}, {"home": "south"}, {"owner": "south"}):
        found = answer(target(), plan, brand, **asked)
        assert ([item.id for item in found.items], [(work.id, work.state) for work in found.plans]) == (
            ["target"],
            [("plan", "overdue")],
        )
    assert answer(target(), plan, home="north").total == 0
    assert answer(target(), plan, owner="north").plans == ()


@pytest.mark.parametrize("asked", [{"home": "nowhere"}, {"owner": "nowhere"}, {"owner": "org:nowhere"}])
def test_nobodys_targets_are_not_found(asked: dict[str, str]) -> None:
    with pytest.raises(NotFound):
        answer(**asked)


# The real rows


def of_taizhou(seeds: Snapshot, as_of: date) -> ProgressAnswer:
    return question.progress(View(seeds), Progress(owner=TAIZHOU, as_of=as_of))


def real(seeds: Snapshot, as_of: date = date(2022, 12, 31)) -> dict[str, ProgressItem]:
    return {item.measure: item for item in of_taizhou(seeds, as_of).items}


def test_taizhou_named_oss_and_has_not_signed_by_the_records(seeds: Snapshot) -> None:
    item = real(seeds)["formal_agreements"]
    assert (item.minimum, item.achieved, item.state) == (1, 0, "short")
    assert [(named.id, named.status) for named in item.named] == [("Q57931~gn:2749234", "planned")]


def test_taizhous_three_to_five_exchange_agreements_cannot_be_told_from_undated_lists(seeds: Snapshot) -> None:
    item = real(seeds)["exchange_agreements"]
    assert (item.minimum, item.maximum, item.achieved, item.state) == (3, 5, 0, "unknown")
    assert item.possible


def test_all_of_taizhous_districts_would_have_an_association_in_2027_against_2024(seeds: Snapshot) -> None:
    item = real(seeds)["association_coverage"]
    assert (item.achieved, item.due, item.state) == (0.0, "2024-12-31", "short")
    assert item.projection is not None
    assert (item.projection.finish, item.projection.basis) == (2027, "planned")


def test_bulletins_and_reports_are_shown_without_a_count(seeds: Snapshot) -> None:
    found = real(seeds)
    assert {measure for measure, item in found.items() if item.achieved is None} == {"bulletins_per_month", "research_reports"}


def test_taizhous_plans_of_2022_are_overdue_a_year_later(seeds: Snapshot) -> None:
    plans = {work.id: work.state for work in of_taizhou(seeds, date(2023, 6, 1)).plans}
    assert plans["plan:taizhou-evaluation"] == plans["plan:standard-model-of-exchanges"] == "overdue"
    plans = {work.id: work.state for work in of_taizhou(seeds, date(2022, 6, 1)).plans}
    assert plans["plan:taizhou-evaluation"] == "intended"


def test_the_congress_of_the_association_is_a_target_of_its_own(seeds: Snapshot) -> None:
    found = question.progress(View(seeds), Progress(owner="org:taizhou-friendship-association", as_of=AS_OF))
    assert [item.measure for item in found.items] == ["congresses"]
    assert question.progress(View(seeds), Progress(home="Q16963", as_of=AS_OF)).total == 7


def test_taizhous_needs_go_to_the_ministry_by_field(seeds: Snapshot) -> None:
    channel = next(work for work in of_taizhou(seeds, AS_OF).plans if work.id == "plan:taizhou-upward-channel")
    assert (channel.fields, channel.parties) == (("经济", "人才", "科技", "教育"), ("org:ministry-of-foreign-affairs",))
