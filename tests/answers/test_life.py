"""The life of one agreement: how it stood after each step, how long it took, what is done under it and how lively it is."""

from datetime import date
from typing import Any

import pytest

from graph_service.errors import NotFound
from graph_service.metrics.selection import Selection, select
from graph_service.questions.life import LifeAnswer, life_answer
from graph_service.records.activity import Activity
from graph_service.records.base import Record
from graph_service.records.plan import Plan
from graph_service.rules import DEFAULTS
from graph_service.snapshot import Snapshot
from tests.drawing import DRAWN, agreement, place, snapshot

TIE = "abroad~home"
AS_OF = date(2020, 12, 31)
SOURCE: dict[str, Any] = {"sources": DRAWN, "layer": "home"}


def life(stages: str, *records: Record, as_of: date = AS_OF) -> LifeAnswer:
    places = (place("home", "country", "HH"), place("abroad", "country", "AA"))
    drawn = snapshot([*places, agreement("home", "abroad", stages), *records])
    return life_answer(drawn, TIE, Selection(as_of), DEFAULTS)


def test_each_step_says_how_the_agreement_stood_after_it() -> None:
    answer = life(
        "contact 1999; intent 2001; approval 2002; exchange 2003; formal 2005; suspended 2012; resumed 2014; terminated 2018"
    )
    assert [(step.step, step.kind_after, step.status_after) for step in answer.steps] == [
        ("contact", None, "planned"),
        ("intent", "intent", "active"),
        ("approval", "intent", "active"),
        ("exchange", "exchange", "active"),
        ("formal", "formal", "active"),
        ("suspended", "formal", "suspended"),
        ("resumed", "formal", "active"),
        ("terminated", "formal", "terminated"),
    ]


def test_a_step_keeps_its_date_precision_basis_side_and_words() -> None:
    (_, step) = life("formal 2001; suspended 2012-02 inferred by=home (official exchange)").steps
    assert (step.date, step.precision, step.basis, step.by, step.note) == (
        "2012-02",
        "month",
        "inferred",
        "home",
        "official exchange",
    )


def test_an_undated_step_has_happened_and_stands_at_no_moment() -> None:
    (step,) = life("formal #3").steps
    assert (step.date, step.order, step.happened, step.kind_after) == (None, 3, "surely", None)


@pytest.mark.parametrize(("when", "happened"), [("2019", "surely"), ("2020/2021", "possibly"), ("2022", "no")])
def test_a_step_says_how_surely_it_has_happened(when: str, happened: str) -> None:
    assert life(f"formal {when}").steps[0].happened == happened


def test_what_is_odd_is_told_with_its_step_in_both_languages() -> None:
    (odd,) = life("formal 2001; suspended 2012 by=home").warnings
    assert (odd.code, odd.stage, odd.reason.zh, odd.reason.en) == ("one_sided", 1, "只由一方宣布", "declared by one party alone")


def test_the_trend_gives_vitality_at_every_years_end_and_at_the_day() -> None:
    visit = Activity(id="v", kind="visit", date="2018-12-31", agreement=TIE, **SOURCE)
    answer = life("formal 2001", visit, as_of=date(2020, 6, 30))
    assert [(point.as_of, point.vitality and round(point.vitality, 3)) for point in answer.trend] == [
        ("2018-12-31", 0.5),
        ("2019-12-31", 0.388),  # a = 2^(-365 / 730.485) = 0.7073
        ("2020-06-30", 0.338),  # a = 2^(-547 / 730.485) = 0.5951
    ]


def test_without_an_activity_the_trend_is_the_day_alone_and_unknown() -> None:
    assert [(point.as_of, point.vitality) for point in life("formal 2001").trend] == [("2020-12-31", None)]


def test_the_trend_goes_back_thirty_years_at_most() -> None:
    visit = Activity(id="v", kind="visit", date="1950", agreement=TIE, **SOURCE)
    assert len(life("formal 1949", visit).trend) == 31


def test_plans_come_with_their_state() -> None:
    plan = Plan(id="p", kind="action_plan", period="2018/2019", status="planned", actions=("one",), agreements=(TIE,), **SOURCE)
    (work,) = life("formal 2001", plan).work
    assert (work.id, work.type, work.state, work.actions) == ("p", "plan", "overdue", ("one",))


def test_an_unknown_agreement_is_not_found() -> None:
    with pytest.raises(NotFound):
        life_answer(snapshot([]), "gone", Selection(AS_OF), DEFAULTS)


# The real rows


def real(seeds: Snapshot, tie: str, as_of: date | None = None) -> LifeAnswer:
    return life_answer(seeds, tie, select(seeds, as_of), DEFAULTS)


def test_mogilev_has_four_mutual_visits_an_expired_plan_and_three_that_were_meant(seeds: Snapshot) -> None:
    answer = real(seeds, "Q16963~Q189822")
    visits = [activity for activity in answer.activities if activity.kind == "visit"]
    assert [(visit.times, visit.unit) for visit in visits] == [(4, "次")]
    states = {work.id: work.state for work in answer.work}
    assert states["plan:mogilev-co-operation-2018-2020"] == "over"
    assert states["plan:three-year-action-mogilev"] == states["plan:committee-mogilev"] == "intended"
    assert states["plan:mogilev-clinical-consultation"] == "in_progress"
    assert "plan:one-country-one-city-policy" in states


def test_the_vitality_of_a_witnessed_agreement_has_a_trend(seeds: Snapshot) -> None:
    trend = {point.as_of: point.vitality for point in real(seeds, "Q12771~Q16963").trend}
    # the signing counts from 2019-12-31, the meeting of associations from 2021-12-31
    assert trend["2019-12-31"] == 0.5
    assert trend["2021-12-31"] == pytest.approx(1 - 2 ** -(1 + 2 ** (-731 / 730.485)))
    assert list(trend)[-1] == "2026-11-21"


def test_san_francisco_took_more_than_a_month_by_claim(seeds: Snapshot) -> None:
    (taken,) = real(seeds, "Q15174~Q62").time_to_signing
    assert (taken.low_days, taken.high_days, taken.basis) == (30, None, "claim")


def test_nagoya_was_suspended_by_nanjing_alone(seeds: Snapshot) -> None:
    answer = real(seeds, "Q11751~Q16666")
    assert [(odd.code, odd.stage) for odd in answer.warnings] == [("one_sided", 1)]
    assert answer.steps[1].by == "Q16666"
    assert "suspended:Q11751~Q16666:1" in answer.claims


def test_students_trainees_and_courses_are_kept_with_quantity_and_qualifier(seeds: Snapshot) -> None:
    pointe_noire = {activity.id: activity for activity in real(seeds, "Q223920~Q42622").activities}
    trainees, students = (
        pointe_noire["activity:congo-agriculture-training"],
        pointe_noire["activity:pointe-noire-students-in-suzhou"],
    )
    assert (trainees.quantity, trainees.unit, trainees.qualifier) == (3100, "人次", "at_least")
    assert (students.quantity, students.unit, students.qualifier) == (7, "名", "exact")
    courses = [activity for activity in real(seeds, "Q16666~Q3037").activities if activity.kind == "training"]
    assert [(course.quantity, course.unit) for course in courses] == [(2, "per year")]
