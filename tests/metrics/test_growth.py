"""Growth: in which year each agreement was signed, and which belong to none."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from graph_service.metrics.growth import Growth, growth_of
from graph_service.metrics.selection import Selection
from graph_service.metrics.vine import Vine, vine_of
from graph_service.snapshot import Snapshot
from tests.drawing import agreement, jiangsu, snapshot, witnessed, witnessed_places
from tests.drawn_records import dates

NOW = Selection(date(2026, 11, 21))
DRAWN = snapshot(
    [
        *witnessed(),
        agreement("jiangsu", "north-brabant", "formal 1994-09-09"),
        agreement("nanjing", "oss", "exchange 1994-01-01; formal 2017-03"),
        agreement("wuxi", "oss", "formal"),
        agreement("suzhou", "oss", "formal 2017-03-05"),
        agreement("taizhou", "oss", "planned 2022 aim=formal"),
        agreement("kunshan", "oss", "exchange 2005"),
    ]
)


def growth(found: Snapshot = DRAWN, selection: Selection = NOW) -> Growth:
    (whole,) = growth_of(vine_of(found, "jiangsu", selection))
    return whole


def points(found: Growth) -> list[tuple[int, int, int]]:
    return [(point.year, len(point.agreements), point.cumulative) for point in found.years]


def test_each_agreement_counts_in_the_year_its_present_kind_was_signed() -> None:
    # 1994 North Brabant; 2017 Vaud and twice Oss; 2019 Kathmandu. The exchange of 1994 became formal in 2017.
    assert points(growth()) == [(1994, 1, 1), (2017, 3, 4), (2019, 1, 5)]


def test_agreements_of_one_year_stand_in_the_order_of_signing() -> None:
    assert growth().years[1].agreements == ("oss~suzhou", "nanjing~oss", "jiangsu~vaud")


def test_what_belongs_to_no_year_is_listed_apart() -> None:
    found = growth()
    assert found.undated == ("oss~wuxi",)
    assert found.vague == ("bandar~jiangsu-unnamed", "jiangsu~mogilev-oblast", "pointe-noire~suzhou")
    assert found.planned == ("oss~taizhou",)
    assert found.total == 9


def test_the_order_that_a_source_gives_decides_where_dates_are_the_same() -> None:
    ties = [agreement(city, "oss", f"formal 2021/2025 #{order}") for order, city in enumerate(("wuxi", "suzhou", "nantong"), 1)]
    found = growth(snapshot([*jiangsu(), *witnessed_places(), *ties]))
    assert found.vague == ("oss~wuxi", "oss~suzhou", "nantong~oss")


def test_exchange_agreements_count_where_they_are_asked_for() -> None:
    assert (2005, 1, 2) in points(growth(selection=Selection(NOW.as_of, frozenset({"formal", "exchange"}))))


def test_growth_by_tier_has_every_tier() -> None:
    found = {row.key: row.total for row in growth_of(vine_of(DRAWN, "jiangsu", NOW), "tier")}
    assert found == {"1": 3, "2": 6, "3": 0}


def test_growth_by_country_begins_with_the_largest() -> None:
    rows = growth_of(vine_of(DRAWN, "jiangsu", NOW), "country")
    assert [(row.key, row.total) for row in rows][:2] == [("netherlands", 4), ("belarus", 1)]
    assert rows[0].planned == ("oss~taizhou",)


@given(st.lists(st.none() | dates(), max_size=6))
def test_every_effective_agreement_is_in_one_place(texts: list[str | None]) -> None:
    cities = ("nanjing", "wuxi", "suzhou", "nantong", "kunshan", "taizhou")
    ties = [agreement(city, "oss", f"formal {text or ''}".strip()) for city, text in zip(cities, texts, strict=False)]
    vine: Vine = vine_of(snapshot([*jiangsu(), *witnessed_places(), *ties]), "jiangsu", NOW)
    for by in (None, "country", "tier"):
        rows = growth_of(vine, by)  # type: ignore[arg-type]  # the axes
        listed = [
            agreement_id
            for row in rows
            for agreement_id in (*row.undated, *row.vague, *(one for year in row.years for one in year.agreements))
        ]
        assert sorted(listed) == [tie.agreement.id for tie in vine.ties.effective]
        assert sum(row.total for row in rows) == len(listed)
        assert all(row.years[-1].cumulative + len(row.undated) + len(row.vague) == row.total for row in rows if row.years)
