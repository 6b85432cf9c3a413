"""The oracle gives the worked examples to the digit; on small drawn networks it keeps the rules that no example shows."""

from datetime import date

import pytest

from graph_service.records.agreement import Agreement
from graph_service.records.base import Record
from graph_service.records.claim import Claim
from graph_service.records.membership import Membership
from graph_service.records.place import Place
from graph_service.snapshot import Snapshot
from tests.drawing import DRAWN, agreement, place
from tests.oracle import coverage, gaps, knowledge, measures
from tests.oracle.home import Home
from tests.oracle.records import World

JIANGSU, SHANGHAI, SHENZHEN = "Q16963", "Q8686", "Q15174"
FORMAL = ("formal",)
END_OF_2021 = date(2021, 12, 31)
WITNESSED = ("Q16963~Q189822", "Q12771~Q16963", "Q9279~home:jiangsu-unnamed-city", "Q16666~Q3037", "Q223920~Q42622")


@pytest.fixture(scope="module")
def ground(seeds: Snapshot) -> list[Record]:
    """The real places, frames and their members; no agreement."""
    return [record for record in seeds.network if isinstance(record, Place | Membership)]


@pytest.fixture(scope="module")
def witnessed(seeds: Snapshot) -> list[Record]:
    return [seeds.network.table(Agreement)[key] for key in WITNESSED]


def country(home: Home, code: str) -> dict[str, object]:
    return measures.row(home, home.world.country_place[code])


def score(home: Home, code: str) -> float:
    return round(measures.strength(home, lambda tie: tie.partner.country == code), 2)


def test_the_five_witnessed_agreements(ground: list[Record], witnessed: list[Record]) -> None:
    home = Home(World([*ground, *witnessed]), JIANGSU, END_OF_2021, FORMAL)
    assert sorted(stem.partner.id for stem in home.stems) == ["Q12771", "Q189822"]
    rates = measures.summary(home)
    assert rates["bare_stem_rate"] == (2, 2)
    assert rates["stem_fill"][1] == (0, 2)
    assert rates["stemmed_share"] == (0, 3)
    assert rates["orphan_rate"] == (3, 3)
    assert set(home.classes.values()) == {"C"}
    assert {code: country(home, code)["tiers"] for code in ("BY", "CH", "BN", "NP", "CG")} == {
        "BY": [1], "CH": [1], "BN": [2], "NP": [2], "CG": [2],
    }  # fmt: skip
    assert {code: score(home, code) for code in ("BY", "CH", "NP", "CG")} == {"BY": 41.67, "CH": 41.67, "NP": 10.47, "CG": 10.47}


def test_the_key_country_plan_names_nine_of_eleven(ground: list[Record], witnessed: list[Record]) -> None:
    home = Home(World([*ground, *witnessed]), JIANGSU, END_OF_2021, FORMAL)
    found = coverage.cover(home, coverage.members(home.world, "frame:key-countries", home.on), declared=11)
    assert (found.low, found.high, found.named, found.declared) == ((0, 11), (2, 11), 9, 11)


def test_a_stem_in_north_brabant_with_oss_on_it(ground: list[Record], witnessed: list[Record]) -> None:
    brabant = agreement(JIANGSU, "Q1101", "formal 1994-09-09")
    oss = agreement("Q57931", "gn:2749234", "formal 2021-12-01")
    home = Home(World([*ground, *witnessed, brabant, oss]), JIANGSU, END_OF_2021, FORMAL)
    assert home.classes[oss.id] == "A"
    assert measures.summary(home)["stem_fill"][1] == (1, 3)
    assert measures.summary(home)["stemmed_share"] == (1, 4)
    row = country(home, "NL")
    assert (row["tiers"], row["depth"], round(float(str(row["strength"])), 2)) == ([1, 2], 2, 55.68)


def shanghai_in_japan() -> list[Record]:
    signed = (
        ("Q8686", "Q38283", "1973-11-30"), ("Q8686", "Q35765", "1974-04-18"), ("Q8686", "Q122723", "1980-11-21"),
        ("Q662101", "Q490872", "1986-09-13"), ("Q660626", "Q270912", "1987-12-16"), ("Q660185", "Q389633", "1994-05-12"),
        ("Q57002", "Q852018", "1994-10-21"),
    )  # fmt: skip
    return [agreement(ours, theirs, f"formal {day}") for ours, theirs, day in signed]


def test_shanghai_in_japan(ground: list[Record]) -> None:
    home = Home(World([*ground, *shanghai_in_japan()]), SHANGHAI, date(2026, 11, 28), FORMAL)
    row = country(home, "JP")
    assert row["classes"] == {"A": 5, "B": 1, "C": 0, "D": 0, "U": 0}
    assert [stem.partner.id for stem in home.stems] == ["Q122723"]
    assert (row["stemmed_share"], row["unit_fill"], row["tiers"], row["depth"], home.tmax) == ((5, 6), (4, 16), [1, 2], 2, 2)
    assert score(home, "JP") == 80.52


def test_shanghai_in_japan_before_its_stem(ground: list[Record]) -> None:
    home = Home(World([*ground, *shanghai_in_japan()]), SHANGHAI, date(1979, 12, 31), FORMAL)
    assert (home.stems, sorted(home.classes.values()), score(home, "JP")) == ([], ["C", "C"], 15.06)


def test_shenzhens_seven_exchange_cities(ground: list[Record], seeds: Snapshot) -> None:
    seven = [
        pact for pact in seeds.network.table(Agreement).values() if pact.layer == "home" and pact.stages[0].date == "2021/2025"
    ]
    claims = [claim for claim in seeds.network.table(Claim).values() if claim.id == "claim:shenzhen-agreements"]
    world = World([*ground, *seven, *claims])
    assert Home(world, "Q15175", date(2026, 1, 1), FORMAL).ties == []
    home = Home(world, "Q15175", date(2026, 1, 1), ("formal", "exchange"))
    assert (len(home.grapes), measures.totals(home)["countries"]) == (7, 7)
    known = knowledge.know(home, knowledge.unit_list(SHENZHEN))
    assert (known.recorded, known.claimed, known.status) == (7, 95, "partial")


# A small land: home H of state XA with city HC and county HK; abroad XB with region R (city RC) and a city X of no known region.
LAND = [
    place("XA", "country", "XA"),
    place("H", "province", "XA", "XA"),
    place("HC", "city", "XA", "H"),
    place("HK", "county", "XA", "HC"),
    place("XB", "country", "XB"),
    place("R", "province", "XB", "XB"),
    place("RC", "city", "XB", "R"),
    place("R2", "province", "XB", "XB"),
    place("RC2", "city", "XB", "R2"),
    place("X", "city", "XB", "XB"),
    place("XS", "country", "XS", levels=("country", "province", "city")),
    place("XM", "country", "XM", levels=("country", "province")),
    place("XMC", "city", "XM", "XM"),
    place("XD", "country", "XD", "XA", levels=("country", "province", "city")),
]
AT = date(2026, 11, 28)


def home_with(*more: Record, kinds: tuple[str, ...] = FORMAL, on: date = AT, area_of: dict[str, str] | None = None) -> Home:
    return Home(World([*LAND, *more], area_of), "H", on, kinds)


@pytest.mark.parametrize(
    ("partner", "stem", "expected"),
    [
        ("RC", "R", "A"), ("RC2", "R", "B"), ("R", "R", "B"), ("X", "R", "U"), ("RC", None, "C"), ("X", None, "C"),
        ("XS", None, "D"), ("XS", "XS", "A"), ("XMC", None, "D"), ("XMC", "XM", "A"),
    ],
)  # fmt: skip
def test_the_first_class_that_holds(partner: str, stem: str | None, expected: str) -> None:
    home = home_with(agreement("HC", partner), *([agreement("H", stem)] if stem else []))
    assert list(home.classes.values()) == [expected]


def test_areas_of_the_state_stand_apart() -> None:
    home = home_with(agreement("HC", "XD"), agreement("HC", "RC"), area_of={"XD": "XA"})
    assert ([tie.partner.id for tie in home.ties], [tie.partner.id for tie in home.apart]) == (["RC"], ["XD"])


def test_of_two_records_of_one_pact_the_better_document_counts_whatever_is_asked() -> None:
    vague = agreement("HC", "RC", "unclassified 1990")
    exact = agreement("HK", "RC", "formal 2000", possibly_same=(vague.id,))
    for kinds in (("formal",), ("unclassified",), ("formal", "unclassified")):
        home = home_with(vague, exact, kinds=kinds)
        assert [tie.id for tie in home.beside] == [vague.id]
        assert [tie.id for tie in home.ties] == ([exact.id] if "formal" in kinds else [])


def claim(measure: str, as_of: str, value: float | None = None, tiers: tuple[int, ...] = (1,), qualifier: str = "exact") -> Claim:
    return Claim(
        id=f"claim:{measure}-{as_of}", subject="H", measure=measure, value=value, stated="all", qualifier=qualifier,  # type: ignore[arg-type]
        as_of=as_of, scope_kinds=FORMAL, scope_tiers=tiers, sources=DRAWN, layer="home",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("told", "status"),
    [
        (claim("agreements", "2026-06-30", 1), "complete"), (claim("agreements", "2026-06-30", 2), "partial"),
        (claim("agreements", "2026-06-30", 0), "exceeds"), (claim("agreements", "2024-06-30", 1), "partial"),
        (claim("agreements", "2027", 1), "unknown"), (claim("agreements", "2026-06-30", 1, qualifier="at_least"), "partial"),
        (claim("whole_list", "2026-06-30"), "complete"), (claim("whole_list", "2020-06-30"), "unknown"),
        (claim("agreements", "2026-06-30", 1, (1, 2, 3)), "unknown"),
    ],
)  # fmt: skip
def test_what_a_claim_makes_of_the_list_of_tier_one(told: Claim, status: str) -> None:
    home = home_with(agreement("H", "R", "formal 2000"), told)
    assert knowledge.know(home, knowledge.tier_list(home, 1)).status == status
    assert knowledge.established(home, "missing_stem") is (status == "complete")


def test_rates_are_null_where_the_list_of_tier_one_holds_nothing() -> None:
    assert measures.summary(home_with(agreement("HC", "RC")))["orphan_rate"] is None
    assert measures.summary(home_with(agreement("HC", "RC"), claim("whole_list", "2026-06-30")))["orphan_rate"] == (1, 1)


def test_a_missing_stem_is_no_tier_hole_as_well() -> None:
    home = home_with(agreement("HK", "RC"))
    assert [gap.about for gap in gaps.missing_stems(home)] == ["XB"]
    assert [(gap.about, gap.tier) for gap in gaps.tier_holes(home)] == [("XB", 2)]


def test_a_date_that_straddles_the_day_leaves_open_whether_it_counts() -> None:
    home = home_with(agreement("HC", "RC", "formal 2026"))
    assert (len(home.ties), len(home.possible)) == (0, 1)
