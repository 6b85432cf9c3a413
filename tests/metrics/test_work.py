"""How far plans and projects have come by a date, as far as their period and status tell."""

from datetime import date
from typing import Any

import pytest

from graph_service.metrics.work import plans_by_agreement, projects_by_agreement, running_plans, standing_mechanisms, work_state
from graph_service.records.plan import Plan
from graph_service.snapshot import Snapshot
from tests.drawing import DRAWN

IN, AFTER, BEFORE = date(2019, 6, 1), date(2021, 1, 1), date(2017, 12, 31)


def plan(kind: str = "action_plan", **more: Any) -> Plan:
    return Plan(id="plan", kind=kind, sources=DRAWN, layer="home", **more)  # type: ignore[arg-type]  # plain words


@pytest.mark.parametrize(
    ("period", "status", "as_of", "state"),
    [
        (None, None, IN, "in_force"),
        (None, "open", IN, "in_force"),
        (None, "planned", IN, "intended"),
        (None, "proposed", IN, "intended"),
        (None, "in_progress", IN, "in_progress"),
        (None, "done", IN, "over"),
        (None, "closed", IN, "over"),
        (None, "expired", IN, "over"),
        ("2018/2020", None, BEFORE, "intended"),
        ("2018/2020", None, IN, "in_force"),
        ("2018/2020", "expired", IN, "in_force"),  # the status is of a later day
        ("2018/2020", "expired", AFTER, "over"),
        ("2018/2020", None, AFTER, "over"),
        ("2018/2020", "planned", IN, "intended"),
        ("2018/2020", "planned", AFTER, "overdue"),
        ("2018/2020", "in_progress", AFTER, "overdue"),
        ("2018/2020", "done", IN, "over"),
    ],
)
def test_a_plan_has_come_as_far_as_its_period_and_status_tell(period: str | None, status: Any, as_of: date, state: str) -> None:
    assert work_state(plan(period=period, status=status), as_of) == state


def test_a_mechanism_still_being_built_does_not_stand() -> None:
    rows = (plan("mechanism"), plan("mechanism", status="in_progress"), plan("mechanism", status="planned"), plan())
    assert standing_mechanisms(rows, IN) == rows[:1]


def test_a_running_plan_is_an_action_plan_or_programme_that_is_carried_out() -> None:
    rows = (plan(), plan("programme", status="in_progress"), plan("policy"), plan(status="planned"), plan("mechanism"))
    assert running_plans(rows, IN) == rows[:2]


def test_the_plan_with_mogilev_ended_in_2020(seeds: Snapshot) -> None:
    found = {plan.id: plan for plan in seeds.once(plans_by_agreement)["Q16963~Q189822"]}
    ended = found["plan:mogilev-co-operation-2018-2020"]
    assert [work_state(ended, day) for day in (IN, date(2020, 12, 31), AFTER)] == ["in_force", "in_force", "over"]


def test_each_witnessed_agreement_is_meant_to_have_a_three_year_plan_and_a_committee(seeds: Snapshot) -> None:
    ties = ("Q16963~Q189822", "Q12771~Q16963", "Q9279~home:jiangsu-unnamed-city", "Q16666~Q3037", "Q223920~Q42622")
    for tie in ties:
        intended = [plan for plan in seeds.once(plans_by_agreement)[tie] if work_state(plan, AFTER) == "intended"]
        kinds = [
            plan.kind
            for plan in intended
            if plan.id.startswith(("plan:three-year-action", "plan:committee", "plan:consultation"))
        ]
        assert sorted(kinds) == ["action_plan", "mechanism", "mechanism"]


def test_the_zone_in_pointe_noire_is_a_project_under_its_agreement(seeds: Snapshot) -> None:
    assert [project.id for project in seeds.once(projects_by_agreement)["Q223920~Q42622"]] == [
        "project:pointe-noire-economic-zone"
    ]
