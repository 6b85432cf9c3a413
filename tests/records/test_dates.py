"""Dates: what a text can mean, how exactly, and how surely something had happened by a day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.records.dates import Certainty, Precision, happened_by, span
from tests.drawn_records import dates

DAY = date(2017, 6, 15)


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("1994", date(1994, 1, 1), date(1994, 12, 31), Precision.YEAR),
        ("1994-10", date(1994, 10, 1), date(1994, 10, 31), Precision.MONTH),
        ("1996-02", date(1996, 2, 1), date(1996, 2, 29), Precision.MONTH),
        ("1900-02", date(1900, 2, 1), date(1900, 2, 28), Precision.MONTH),
        ("1994-10-27", date(1994, 10, 27), date(1994, 10, 27), Precision.DAY),
        ("2015/2019", date(2015, 1, 1), date(2019, 12, 31), Precision.INTERVAL),
        ("2015-03/2015-03-04", date(2015, 3, 1), date(2015, 3, 4), Precision.INTERVAL),
        ("0800/2100", date(800, 1, 1), date(2100, 12, 31), Precision.INTERVAL),
    ],
)
def test_a_date_means_the_days_its_form_allows(text: str, first: date, last: date, precision: Precision) -> None:
    assert span(text) == (first, last, precision)


@pytest.mark.parametrize(
    "text",
    [
        "", "94", "1994-1", "1994-10-7", "1994/", "/1994", "1994/1995/1996", "1994-", "c. 1994", "1994 ", " 1994",
        "1994-10-27T00", "19941027", "-1994", "1994年", "１９９４", "1994\n",
    ],
)  # fmt: skip
def test_a_text_of_another_form_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match="is not YYYY, YYYY-MM, YYYY-MM-DD or an interval"):
        span(text)


@pytest.mark.parametrize("text", ["1994-13", "1994-00", "1994-02-30", "1900-02-29", "1994-10-00", "2015/2019-02-29"])
def test_a_day_that_no_calendar_has_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match="is no day of the calendar"):
        span(text)


@pytest.mark.parametrize("text", ["0799", "2101", "0000", "9999-12-31"])
def test_a_year_outside_history_is_a_typing_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"the year \d+ is outside 800-2100"):
        span(text)


def test_an_interval_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="the interval '2019/2015' ends before it begins"):
        span("2019/2015")


@given(dates())
def test_no_date_ends_before_it_begins(text: str) -> None:
    assert span(text).first <= span(text).last


@pytest.mark.parametrize("text", [None, "2016", "2017-05", "2017-06-15", "2010/2017-06-15"])
def test_what_lies_wholly_before_the_end_of_a_day_has_surely_happened(text: str | None) -> None:
    assert happened_by(text, DAY) is Certainty.SURELY


@pytest.mark.parametrize("text", ["2017", "2017-06", "2015/2019", "2017-06-15/2017-06-16"])
def test_what_straddles_a_day_has_possibly_happened(text: str) -> None:
    assert happened_by(text, DAY) is Certainty.POSSIBLY


@pytest.mark.parametrize("text", ["2018", "2017-07", "2017-06-16", "2017-06-16/2019"])
def test_what_lies_wholly_after_a_day_has_not_happened(text: str) -> None:
    assert happened_by(text, DAY) is Certainty.NO


@given(dates(), st.dates(date(1950, 1, 1), date(2030, 1, 1)), st.dates(date(1950, 1, 1), date(2030, 1, 1)))
def test_what_has_happened_stays_so(text: str, one: date, other: date) -> None:
    order = [Certainty.NO, Certainty.POSSIBLY, Certainty.SURELY]
    assert order.index(happened_by(text, min(one, other))) <= order.index(happened_by(text, max(one, other)))
