"""The answers about agreements: which pass a filter, and what is told of each."""

from datetime import date
from typing import Any

import pytest

from graph_service.answers.agreement_filter import AgreementFilter, agreements_where
from graph_service.answers.agreements import agreement_answer, agreements_answer
from graph_service.answers.paging import page_of
from graph_service.metrics.selection import Selection
from graph_service.metrics.vine import vine_of
from graph_service.records.agreement import Agreement
from tests.drawing import agreement, known_records, place, snapshot

DAY = date(2021, 12, 31)
DRAWN = snapshot(
    [
        *known_records(),
        agreement("jiangsu", "zhejiang", "formal 2002"),
        agreement("nanjing", "suzhou", "formal 2003"),
        agreement("oss", "vaud", "formal 2004", layer="world"),
        agreement("taizhou-zhejiang", "oss", "formal 2005-05-05"),
    ]
)
SCHOOLS = "org:school-a~org:school-b"


def listed(home: str | None = None, layer: str = "all", as_of: date = DAY, **wanted: Any) -> list[str]:
    selection = Selection(as_of, layer=layer)
    vine = vine_of(DRAWN, home, selection) if home else None
    return [found.id for found in agreements_where(DRAWN, vine, AgreementFilter(**wanted), selection)]


def test_without_a_filter_every_agreement_is_listed_in_id_order() -> None:
    assert listed() == sorted(DRAWN.network.table(Agreement))


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        ({"places": {"oss"}}, ["oss~taizhou", "oss~taizhou-zhejiang", "oss~vaud"]),
        ({"places": {"kunshan"}}, []),
        ({"partners": {"netherlands"}}, ["jiangsu~north-brabant", "oss~taizhou", "oss~taizhou-zhejiang", "oss~vaud"]),
        ({"partners": {"north-brabant"}, "places": {"jiangsu"}}, ["jiangsu~north-brabant"]),
        ({"countries": {"CH"}}, ["jiangsu~vaud", "oss~vaud"]),
        ({"kinds": {"exchange"}}, ["nanjing~singapore"]),
        ({"statuses": {"planned"}}, []),
        ({"domestic": True}, ["jiangsu~zhejiang", "nanjing~suzhou", "taizhou-zhejiang~wuxi"]),
        ({"domestic": False, "places": {"wuxi"}}, []),
    ],
)
def test_an_agreement_passes_what_it_fulfils(wanted: dict[str, Any], ids: list[str]) -> None:
    assert listed(**wanted) == ids


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        ({}, ["bandar~jiangsu-unnamed", "jiangsu~mogilev-oblast", "jiangsu~north-brabant", "jiangsu~vaud", "jiangsu~zhejiang",
              "kathmandu~nanjing", "nanjing~singapore", "nanjing~suzhou", "oss~taizhou", "pointe-noire~suzhou",
              "taizhou-zhejiang~wuxi"]),
        ({"countries": {"NL"}}, ["jiangsu~north-brabant", "oss~taizhou"]),
        ({"countries": {"CN"}}, ["jiangsu~zhejiang", "taizhou-zhejiang~wuxi"]),
        ({"partners": {"netherlands"}}, ["jiangsu~north-brabant", "oss~taizhou"]),
        ({"partners": {"jiangsu"}}, []),
        ({"places": {"oss"}}, ["oss~taizhou"]),
        ({"tiers": {1}}, ["jiangsu~mogilev-oblast", "jiangsu~north-brabant", "jiangsu~vaud", "jiangsu~zhejiang"]),
        ({"tiers": {2}, "domestic": True}, ["nanjing~suzhou", "taizhou-zhejiang~wuxi"]),
        ({"tiers": {3}}, []),
    ],
)  # fmt: skip
def test_seen_from_a_home_one_party_is_a_unit_of_it_and_the_other_the_partner(wanted: dict[str, Any], ids: list[str]) -> None:
    assert listed(home="jiangsu", **wanted) == ids


@pytest.mark.parametrize(
    ("first", "last", "ids"),
    [
        ("2001", "2001", ["taizhou-zhejiang~wuxi"]),
        ("2008-05-31", None, ["bandar~jiangsu-unnamed", "jiangsu~mogilev-oblast", "jiangsu~vaud", "kathmandu~nanjing",
                              "nanjing~singapore", SCHOOLS, "pointe-noire~suzhou"]),
        (None, "1994-09-09", ["jiangsu~north-brabant"]),
        (None, "1994-09-08", []),
        ("2001-06", "2001-07", ["taizhou-zhejiang~wuxi"]),
        ("2019-12-31", None, ["bandar~jiangsu-unnamed", "jiangsu~mogilev-oblast", "kathmandu~nanjing", "pointe-noire~suzhou"]),
        ("2020", None, []),
        ("2005-05-05", "2005-05-05", ["oss~taizhou-zhejiang"]),
        ("2005-05-06", "2005-12", []),
    ],
)  # fmt: skip
def test_a_period_lists_what_may_have_been_signed_in_it(first: str | None, last: str | None, ids: list[str]) -> None:
    assert listed(signed_from=first, signed_to=last) == ids


@pytest.mark.parametrize(("first", "last", "counts"), [("0800", None, 0), ("0800", "2100", 0), (None, "0800", 1)])
def test_an_undated_agreement_lies_in_no_period_and_counts_as_signed_by_every_day(
    first: str | None, last: str | None, counts: int
) -> None:
    drawn = snapshot([place("a", "country", "AA"), place("b", "country", "BB"), agreement("a", "b")])
    found = agreements_where(drawn, None, AgreementFilter(signed_from=first, signed_to=last), Selection(DAY))
    assert len(list(found)) == counts


@pytest.mark.parametrize("wanted", [{"countries": {"NL"}}, {"partners": {"oss"}}, {"domestic": False}])
def test_ties_of_organisations_belong_to_no_country(wanted: dict[str, Any]) -> None:
    assert SCHOOLS in listed()
    assert SCHOOLS not in listed(**wanted)


def test_a_layer_lists_its_own() -> None:
    assert listed(layer="world") == ["oss~vaud"]


def test_kind_and_status_are_those_of_the_day() -> None:
    assert "jiangsu~vaud" not in listed(kinds={"formal"}, as_of=date(2016, 12, 31))
    assert listed(statuses={"planned"}, as_of=date(2022, 12, 31)) == ["oss~taizhou"]


def test_any_of_several_values_passes() -> None:
    assert listed(countries={"CH", "SG"}) == ["jiangsu~vaud", "nanjing~singapore", "oss~vaud"]
    assert listed(kinds={"exchange", "intent"}, places={"nanjing", "oss"}) == ["nanjing~singapore"]
    assert listed(home="jiangsu", tiers={1, 3}) == listed(home="jiangsu", tiers={1})
    assert listed(partners={"switzerland", "oss"}) == ["jiangsu~vaud", "oss~taizhou", "oss~taizhou-zhejiang", "oss~vaud"]
    assert listed(places={"org:school-a", "vaud"}) == ["jiangsu~vaud", SCHOOLS, "oss~vaud"]
    assert listed(ids={SCHOOLS, "jiangsu~vaud", "oss~vaud"}, places={"vaud"}) == ["jiangsu~vaud", "oss~vaud"]


def items(home: str | None, *agreement_ids: str) -> list[Any]:
    selection = Selection(DAY)
    vine = vine_of(DRAWN, home, selection) if home else None
    page = page_of(agreements_where(DRAWN, vine, AgreementFilter(), selection), lambda found: found.id, 100, None)
    answer = agreements_answer(DRAWN, vine, page, selection)
    assert (answer.total, answer.next, answer.snapshot, answer.as_of) == (page.total, None, "drawn", "2021-12-31")
    return [item for item in answer.items if item.id in agreement_ids]


def test_an_item_tells_tier_role_and_class_where_a_home_is_named() -> None:
    (item,) = items("jiangsu", "kathmandu~nanjing")
    assert (item.tier, item.role, item.grape_class) == (2, "grape", "C")
    (item,) = items(None, "kathmandu~nanjing")
    assert (item.tier, item.role, item.grape_class) == (None, None, None)


@pytest.mark.parametrize("agreement_id", ["taizhou-zhejiang~wuxi", "nanjing~singapore"])
def test_what_does_not_count_has_no_role(agreement_id: str) -> None:
    (item,) = items("jiangsu", agreement_id)
    assert (item.tier, item.role, item.grape_class) == (None, None, None)


def test_an_item_tells_since_when_and_how_exactly_that_is_known() -> None:
    vaud, congo = items(None, "jiangsu~vaud", "pointe-noire~suzhou")
    assert (vaud.since, vaud.since_precision, vaud.since_basis) == ("2017", "year", "inferred")
    assert (congo.since, congo.since_precision, congo.since_basis) == ("2015/2019", "interval", "stated")
    assert (vaud.kind, vaud.status, vaud.certainty) == ("formal", "active", "surely")


def test_the_parties_of_an_agreement_of_organisations_are_told_without_a_level() -> None:
    (item,) = items(None, SCHOOLS)
    assert [(party.id, party.level, party.country) for party in item.parties] == [
        ("org:school-a", None, None), ("org:school-b", None, None),
    ]  # fmt: skip


def test_one_agreement_is_told_as_it_stands_at_the_day() -> None:
    found = agreement_answer(DRAWN, DRAWN.record(Agreement, "jiangsu~vaud"), Selection(date(2017, 5, 5)))
    assert (found.as_of, found.agreement.kind, found.agreement.certainty) == ("2017-05-05", "formal", "possibly")
    found = agreement_answer(DRAWN, DRAWN.record(Agreement, "jiangsu~vaud"), Selection(date(2010, 5, 5)))
    assert (found.agreement.kind, found.agreement.status, found.agreement.since) == (None, None, None)


def test_an_agreement_inside_the_home_has_the_tier_of_its_higher_side() -> None:
    drawn = snapshot([*known_records(), agreement("jiangsu", "kunshan"), agreement("nanjing", "kunshan")])
    vine = vine_of(drawn, "jiangsu", Selection(DAY))
    found = {
        tier: [row.id for row in agreements_where(drawn, vine, AgreementFilter(tiers={tier}), Selection(DAY))]
        for tier in (1, 2, 3)
    }
    assert "jiangsu~kunshan" in found[1]
    assert "kunshan~nanjing" in found[2]
    assert found[3] == []
