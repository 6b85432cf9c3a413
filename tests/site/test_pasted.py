"""Lines pasted into the form of a scenario, as clerks keep them in their sheets."""

import pytest

from graph_service.site.pasted import day_of, rows_of

SHEET = """2027年拟签友城一览\t\t\t\t\t\t
序号\t我方城市\t外方城市\t国别\t友城类别\t签署日期\t备注
一、省级\t\t\t\t\t\t
1\t江苏省\t黑森州\t德国\t友好省州\t2027年5月1日\t
\t\t\t\t\t\t
２\t苏州市\t里昂\t法国\t友好交流\t２０２７．６．１\t拟签
3\t\t图尔\t法国\t友好交流\t20270601\t
合计\t3\t\t\t\t\t"""


def test_a_sheet_with_headings_is_read_by_them_without_numbers_blank_rows_totals_and_headings_across() -> None:
    rows = rows_of(SHEET)
    assert [(row["unit"], row["partner"], row["kind"]) for row in rows] == [
        ("江苏省", "黑森州", "友好省州"),
        ("苏州市", "里昂", "友好交流"),
        ("苏州市", "图尔", "友好交流"),  # of merged cells the first alone holds our side
    ]
    assert [day_of(row["date"]) for row in rows] == ["2027-05-01", "2027-06-01", "2027-06-01"]


def test_rows_with_their_numbers_and_without_headings_are_unit_partner_kind_and_date() -> None:
    assert rows_of("1\t南京市\t波恩\n2\t无锡市\t里尔\t意向") == [
        {"unit": "南京市", "partner": "波恩"},
        {"unit": "无锡市", "partner": "里尔", "kind": "意向"},
    ]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2027年6月1日", "2027-06-01"),
        ("２０２７/６/１", "2027-06-01"),
        ("20270601", "2027-06-01"),
        ("46539", "2027-06-01"),  # as Excel counts days
        ("二〇二七年六月一日", "2027-06-01"),
        ("二零二七年十二月", "2027-12"),
        ("01/06/2027", "01/06/2027"),  # day or month first: nobody knows
        ("next June", "next June"),
    ],
)
def test_dates_in_the_forms_of_sheets_are_read_and_what_may_be_two_days_is_not(typed: str, day: str) -> None:
    assert day_of(typed) == day
