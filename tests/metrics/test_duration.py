"""Time to signing: from the first contact or intent to what was signed, as an interval of days; claims beside it."""

from datetime import date

import pytest

from graph_service.metrics.duration import Duration, times_to_signing
from graph_service.records.agreement import Agreement
from graph_service.records.claim import Claim
from graph_service.snapshot import Snapshot
from tests.drawing import DRAWN, agreement, place, snapshot

TIE = "abroad~home"
AS_OF = date(2026, 1, 1)


def taken(stages: str, *claims: Claim, as_of: date = AS_OF) -> tuple[Duration, ...]:
    tie = agreement("home", "abroad", stages)
    drawn = snapshot([place("home", "country", "HH"), place("abroad", "country", "AA"), tie, *claims])
    return times_to_signing(drawn, tie, as_of)


@pytest.mark.parametrize(
    ("stages", "low", "high"),
    [
        ("intent 2001-01-01; formal 2001-03-01", 59, 59),  # 31 + 28
        ("contact 2001-01-01; intent 2001-02-01; exchange 2001-03-01; formal 2005", 59, 59),  # first step to first signing
        ("intent 2001; formal 2002", 1, 729),  # 31 December to 1 January, and 1 January 2001 to 31 December 2002
        ("intent 2001; formal 2001", 0, 364),
        ("contact 2001-05; unclassified 2001-06-30", 30, 60),
    ],
)
def test_the_stages_give_the_least_and_the_most_it_took(stages: str, low: int, high: int) -> None:
    assert taken(stages) == (Duration(low, high, "stages", TIE),)


@pytest.mark.parametrize(
    "stages", ["formal 2001", "intent 2001", "intent; formal 2001", "intent 2001; formal", "formal 2001; intent 2002"]
)
def test_where_a_step_is_missing_or_undated_or_comes_later_nothing_is_said(stages: str) -> None:
    assert taken(stages) == ()


def test_a_signature_that_lies_ahead_is_not_counted() -> None:
    assert taken("intent 2001-01-01; formal 2001-03-01", as_of=date(2001, 2, 1)) == ()


def claim(measure: str, value: float, qualifier: str = "exact", **more: str) -> Claim:
    return Claim(
        id=f"claim:{measure}", subject=TIE, measure=measure, value=value, qualifier=qualifier, sources=DRAWN, layer="home", **more
    )  # type: ignore[arg-type]  # plain words


@pytest.mark.parametrize(
    ("measure", "qualifier", "low", "high"),
    [
        ("months_to_signature", "exact", 60, 61),  # 2 · 30.436875 = 60.87
        ("months_to_signature", "at_least", 60, None),
        ("months_to_signature", "just_under", None, 61),
        ("days_to_signature", "exact", 2, 2),
        ("years_to_signature", "exact", 730, 731),
    ],
)
def test_a_claim_gives_the_interval_it_leaves_open(measure: str, qualifier: str, low: int | None, high: int | None) -> None:
    assert taken("formal 2001", claim(measure, 2.0, qualifier)) == (Duration(low, high, "claim", f"claim:{measure}"),)


def test_stages_and_claims_stand_side_by_side() -> None:
    both = taken("intent 2001-01-01; formal 2001-03-01", claim("days_to_signature", 40.0))
    assert [found.basis for found in both] == ["stages", "claim"]


def test_a_claim_about_something_else_or_of_a_later_day_does_not_tell() -> None:
    assert taken("formal 2001", claim("visits", 4.0)) == ()
    assert taken("formal 2001", claim("days_to_signature", 4.0, as_of="2027")) == ()


def test_san_francisco_took_little_more_than_a_month(seeds: Snapshot) -> None:
    tie = seeds.network.table(Agreement)["Q15174~Q62"]
    assert times_to_signing(seeds, tie, AS_OF) == (Duration(30, None, "claim", "claim:san-francisco-months-to-signature"),)
