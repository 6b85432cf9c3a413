"""Which activities happened under which agreement, and how often: announced ones are none of them."""

from datetime import date
from typing import Any

import pytest

from graph_service.metrics.activities import activities_by_agreement, activities_by_participant, happened_on, times
from graph_service.metrics.vitality import vitality
from graph_service.records.activity import Activity
from graph_service.rules import VitalityRule
from graph_service.snapshot import Snapshot
from tests.drawing import DRAWN, agreement, place, snapshot

PLACES = (
    place("home", "country", "HH"),
    place("abroad", "country", "AA"),
    place("third", "country", "TT"),
    agreement("home", "abroad"),
    agreement("home", "third"),
)


def activity(activity_id: str, **more: Any) -> Activity:
    return Activity(id=activity_id, kind=more.pop("kind", "visit"), sources=DRAWN, layer="home", **more)


def under(*activities: Activity) -> dict[str, list[str]]:
    gathered = snapshot([*PLACES, *activities]).once(activities_by_agreement)
    return {tie: [found.id for found in rows] for tie, rows in gathered.items()}


def test_an_activity_belongs_to_the_agreement_it_names() -> None:
    assert under(activity("a", agreement="abroad~home", participants=("home", "third"))) == {"abroad~home": ["a"]}


def test_an_activity_that_names_no_agreement_belongs_to_those_whose_parties_both_took_part() -> None:
    assert under(activity("a", participants=("home", "abroad"))) == {"abroad~home": ["a"]}
    assert under(activity("a", participants=("home", "abroad", "third"))) == {"abroad~home": ["a"], "home~third": ["a"]}


def test_an_activity_with_one_party_belongs_to_no_agreement() -> None:
    assert under(activity("a", participants=("home",)), activity("b")) == {}


@pytest.mark.parametrize("status", ["proposed", "planned"])
def test_an_announced_activity_has_not_happened(status: str) -> None:
    announced = activity("a", agreement="abroad~home", participants=("home",), date="2020", status=status)
    drawn = snapshot([*PLACES, announced])
    assert drawn.once(activities_by_agreement) == {}
    assert drawn.once(activities_by_participant) == {}
    assert vitality(drawn, "abroad~home", date(2021, 1, 1), VitalityRule()) is None


def test_an_activity_that_is_done_or_says_nothing_has_happened() -> None:
    rows = [activity("a", agreement="abroad~home", status="done"), activity("b", agreement="abroad~home")]
    assert under(*rows) == {"abroad~home": ["a", "b"]}


@pytest.mark.parametrize(
    ("when", "day"),
    [(None, None), ("2020", date(2020, 12, 31)), ("2020-12-31", date(2020, 12, 31)), ("2020/2021", None), ("2021", None)],
)
def test_an_activity_happened_on_the_last_day_it_can_mean(when: str | None, day: date | None) -> None:
    assert happened_on(activity("a", date=when), date(2020, 12, 31)) == day


@pytest.mark.parametrize(
    ("quantity", "unit", "when", "expected"),
    [
        (None, None, None, 1),
        (4.0, "次", "2015/2021", 4),  # four visits
        (5.0, "届", None, 5),
        (3100.0, "人次", None, 1),  # people, not occasions
        (900000.0, "CNY", None, 1),
        (2.0, "per year", "2017/2021", 8),  # 2017-01-01 to 2021-12-31 are four full years and 364 days
        (2.0, "per year", "2021", 2),
        (2.0, "per year", None, 1),
    ],
)
def test_a_record_counts_as_often_as_it_says(quantity: float | None, unit: str | None, when: str | None, expected: float) -> None:
    assert times(activity("a", quantity=quantity, unit=unit, date=when)) == expected


def test_what_taizhou_announced_for_2022_is_not_counted_as_done(seeds: Snapshot) -> None:
    announced = [found for found in seeds.network.table(Activity).values() if found.announced]
    of_taizhou = [found.id for found in announced if found.date == "2022"]
    assert len(of_taizhou) == 6
    assert all("2022年工作安排所列" in (found.note or "") for found in announced if found.date == "2022")
    assert not {found.id for rows in seeds.once(activities_by_participant).values() for found in rows} & set(of_taizhou)


def test_mutual_visits_with_mogilev_are_four(seeds: Snapshot) -> None:
    [visits] = [found for found in seeds.once(activities_by_agreement)["Q16963~Q189822"] if found.kind == "visit"]
    assert times(visits) == 4
