"""The life of an agreement: which kind it has, how it stands and since when, as of any day.

Expected values follow from section 2 of the domain rules (kind, status, undated stages) and ruling 8 (straddling dates).
"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.records.agreement import Agreement
from graph_service.records.dates import Certainty
from graph_service.records.life import EFFECTIVE, KINDS, Standing, standing
from tests.drawing import agreement
from tests.drawn_records import records

MID_2017 = date(2017, 6, 30)
END_2020 = date(2020, 12, 31)


def stands(stages: str, as_of: date = END_2020) -> Standing:
    return standing(agreement("home", "abroad", stages), as_of)


def since(stages: str, as_of: date = END_2020) -> str | None:
    stage = stands(stages, as_of).since
    return stage.date if stage else None


@pytest.mark.parametrize("kind", ["intent", "unclassified", "exchange", "formal"])
def test_a_signed_step_gives_its_kind_and_makes_the_tie_active(kind: str) -> None:
    assert stands(f"{kind} 2001")[:2] == (kind, "active")


def test_the_kinds_are_the_four_signed_ones() -> None:
    assert sorted(KINDS) == ["exchange", "formal", "intent", "unclassified"]


@pytest.mark.parametrize(
    ("stages", "kind"),
    [
        ("intent 2001; exchange 2003", "exchange"),
        ("exchange 2001; formal 2003", "formal"),
        ("formal 2001; exchange 2003", "formal"),
        ("unclassified 2001; exchange 2003", "exchange"),
        ("intent 2001; unclassified 2003", "unclassified"),
        ("intent 2001; exchange 2003; formal 2005", "formal"),
    ],
)
def test_the_highest_step_gives_the_kind(stages: str, kind: str) -> None:
    assert stands(stages).kind == kind


def test_the_kind_rises_step_by_step() -> None:
    life = "intent 2001; exchange 2005-05; formal 2010-10-10"
    days = [date(2000, 12, 31), date(2001, 12, 31), date(2005, 5, 31), date(2010, 10, 9), date(2010, 10, 10)]
    assert [stands(life, day).kind for day in days] == [None, "intent", "exchange", "exchange", "formal"]


def test_since_is_the_first_step_of_the_highest_kind() -> None:
    assert since("exchange 1995; formal 2001; formal 2011; renewal 2015") == "2001"


def test_since_is_read_from_the_dates_and_not_from_the_order_of_the_list() -> None:
    assert since("formal 2011; formal 2001") == "2001"


def test_a_dated_step_tells_since_when_before_an_undated_one_of_its_kind() -> None:
    assert since("formal; formal 2011") == "2011"


def test_of_undated_steps_the_order_tells_the_first() -> None:
    stage = stands("exchange #2; exchange #1").since
    assert stage is not None
    assert stage.order == 1


def test_a_renewal_changes_neither_kind_nor_since() -> None:
    assert stands("exchange 2001; renewal 2011")[:2] == ("exchange", "active")
    assert since("exchange 2001; renewal 2011") == "2001"


def test_an_undated_signing_counts_on_any_day() -> None:
    assert stands("formal", date(1900, 1, 1)) == ("formal", "active", stands("formal").since, Certainty.SURELY, "formal", None)
    assert since("formal") is None


def test_before_anything_happened_there_is_neither_kind_nor_status() -> None:
    assert stands("formal 2019", date(2018, 12, 31)) == (None, None, None, Certainty.SURELY, None, None)


def test_a_plan_is_planned_and_of_no_kind() -> None:
    assert stands("planned 2020 aim=formal") == (None, "planned", None, Certainty.SURELY, None, "formal")


def test_a_first_contact_is_a_tie_in_the_making() -> None:
    assert stands("contact 1999")[:2] == (None, "planned")


def test_signing_carries_a_plan_out() -> None:
    life = "planned 2018 aim=formal; formal 2020-03-01"
    assert stands(life, date(2020, 2, 29))[:2] == (None, "planned")
    assert stands(life, date(2020, 3, 1))[:2] == ("formal", "active")


def test_an_undated_plan_does_not_undo_a_signing() -> None:
    assert stands("formal 2001; planned").status == "active"


@pytest.mark.parametrize(
    ("step", "status"),
    [("suspended", "suspended"), ("terminated", "terminated"), ("dormant", "dormant"), ("resumed", "active")],
)
@pytest.mark.parametrize("when", [" 2010", ""])
def test_a_status_step_gives_the_status_and_leaves_the_kind(step: str, status: str, when: str) -> None:
    assert stands(f"formal 2001; {step}{when}")[:2] == ("formal", status)


def test_a_status_step_counts_from_its_day_on() -> None:
    life = "formal 2001; suspended 2010-05-05; resumed 2012-01-01; dormant 2015; terminated 2018-07"
    days = [date(2010, 5, 4), date(2010, 5, 5), date(2012, 1, 1), date(2015, 12, 31), date(2018, 7, 31)]
    assert [stands(life, day).status for day in days] == ["active", "suspended", "active", "dormant", "terminated"]


def test_only_active_and_dormant_ties_are_effective() -> None:
    assert sorted(EFFECTIVE) == ["active", "dormant"]


def test_an_undated_step_is_the_latest_word() -> None:
    assert stands("formal 2001; terminated; resumed 2015").status == "terminated"


def test_of_steps_in_one_year_the_one_listed_last_counts() -> None:
    assert stands("formal 2001; suspended 2010; resumed 2010").status == "active"
    assert stands("formal 2001; suspended; resumed").status == "active"


def test_of_steps_in_one_year_a_given_order_counts_more_than_the_list() -> None:
    assert stands("formal 2001; resumed 2010 #2; suspended 2010 #1").status == "active"


@pytest.mark.parametrize("kind", ["exchange", "formal"])
def test_a_signing_in_an_interval_that_straddles_the_day_is_possible(kind: str) -> None:
    assert stands(f"{kind} 2015/2019", MID_2017)[:2] == (kind, "active")
    assert stands(f"{kind} 2015/2019", MID_2017).certainty is Certainty.POSSIBLY
    assert stands(f"{kind} 2015/2019", date(2019, 12, 31)).certainty is Certainty.SURELY
    assert stands(f"{kind} 2015/2019", date(2014, 12, 31)).kind is None


def test_a_signing_in_the_year_of_the_day_is_possible_as_well() -> None:
    assert stands("formal 2017", MID_2017).certainty is Certainty.POSSIBLY


def test_a_possible_upgrade_leaves_the_lower_kind_sure() -> None:
    assert stands("exchange 2001; formal 2015/2019", MID_2017)[:2] == ("exchange", "active")
    assert stands("exchange 2001; formal 2015/2019", MID_2017).certainty is Certainty.SURELY


@pytest.mark.parametrize(
    ("stages", "kind"),
    [
        ("exchange 2001; formal 2015/2019", "formal"),
        ("exchange 2001; formal 2018", "exchange"),
        ("formal 2015/2019", "formal"),
        ("planned 2015", None),
    ],
)
def test_the_likely_kind_counts_what_may_have_been_signed(stages: str, kind: str | None) -> None:
    assert standing(agreement("home", "abroad", stages), MID_2017).likely == kind


@pytest.mark.parametrize("step", ["terminated", "suspended"])
def test_a_tie_whose_end_straddles_the_day_is_possible(step: str) -> None:
    assert stands(f"formal 2001; {step} 2015/2019", MID_2017)[:2] == ("formal", "active")
    assert stands(f"formal 2001; {step} 2015/2019", MID_2017).certainty is Certainty.POSSIBLY


def test_a_tie_that_may_be_dormant_is_effective_either_way() -> None:
    assert stands("formal 2001; dormant 2015/2019", MID_2017).certainty is Certainty.SURELY


def test_a_suspended_tie_that_may_be_resumed_stays_suspended() -> None:
    assert stands("formal 2001; suspended 2010; resumed 2015/2019", MID_2017).status == "suspended"


def test_a_break_within_the_year_of_the_day_leaves_the_tie_sure() -> None:
    assert stands("formal 2001; suspended 2017; resumed 2017", MID_2017).certainty is Certainty.SURELY


def test_the_aim_is_that_of_the_last_plan_made_by_the_day() -> None:
    tie = agreement("home", "abroad", "planned 2015 aim=exchange; planned 2019 aim=formal")
    assert standing(tie, MID_2017).aim == "exchange"
    assert standing(tie, END_2020).aim == "formal"


def test_a_tie_without_a_plan_has_no_aim() -> None:
    assert standing(agreement("home", "abroad", "formal 2001"), END_2020).aim is None
    assert standing(agreement("home", "abroad", "planned 2001"), END_2020).aim is None


RANKS = [None, "intent", "unclassified", "exchange", "formal"]


@given(records(Agreement), st.dates(date(1950, 1, 1), date(2030, 1, 1)), st.dates(date(1950, 1, 1), date(2030, 1, 1)))
def test_a_sure_kind_never_falls(tie: Agreement, one: date, other: date) -> None:
    before, after = standing(tie, min(one, other)), standing(tie, max(one, other))
    if before.certainty is Certainty.SURELY:
        assert RANKS.index(before.kind) <= RANKS.index(after.kind)
