"""A later activity ends a confirmed dormancy."""

from typing import Any

import pytest

from graph_service.answers.agreements import agreement_answer
from graph_service.metrics.selection import Selection
from graph_service.records.activity import Activity
from tests.drawing import DRAWN, agreement
from tests.metrics.drawn import END_OF_2020, cluster, vine


def visit(date: str | None, **more: Any) -> Activity:
    return Activity(id="visit", kind="visit", date=date, agreement="home~west", sources=DRAWN, layer="home", **more)


@pytest.mark.parametrize(
    ("life", "activity", "status"),
    [
        ("formal 1990; dormant 2018", visit("2019"), "active"),
        ("formal 1990; dormant 2018", visit("2020/2021"), "active"),  # it may have happened: doubt wakes
        ("formal 1990; dormant 2018", visit("2018-12"), "dormant"),  # not surely after
        ("formal 1990; dormant 2018", visit("2021"), "dormant"),  # still to come
        ("formal 1990; dormant 2018", visit(None), "dormant"),
        ("formal 1990; dormant 2018", visit("2019", status="planned"), "dormant"),  # only announced
        ("formal 1990; dormant 2010; dormant 2020", visit("2019"), "dormant"),  # confirmed once more
        ("formal 1990; dormant", visit("2019"), "dormant"),  # the latest word on it
        ("formal 1990; suspended 2018", visit("2019"), "suspended"),
    ],
)
def test_an_activity_after_the_confirmation_ends_a_dormancy(life: str, activity: Activity, status: str) -> None:
    found = vine(agreement("home", "west", life), activity)
    (tie,) = (*found.ties.effective, *found.ties.ended)
    assert tie.standing.status == status
    shown = agreement_answer(found.snapshot, tie.agreement, Selection(END_OF_2020)).agreement
    assert shown.status == status, "every answer says the same"


def test_what_woke_weighs_whole_again() -> None:
    asleep, awake, never = (
        cluster(vine(agreement("home", "west", life), *more), "wide").strength.score
        for life, more in (("formal 1990; dormant 2018", []), ("formal 1990; dormant 2018", [visit("2019")]), ("formal 1990", []))
    )
    assert asleep < awake == never
