"""The twelve places where the documents invite an error, each asked over HTTP."""

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.acceptance.row import by_id, ids, quotes

Get = Callable[[str], Any]
AT = "as_of=2021-12-31"
TAIZHOU_IN_JIANGSU, TAIZHOU_IN_ZHEJIANG, SUZHOU_IN_JIANGSU, SUZHOU_IN_ANHUI = "Q57931", "cn:331000", "Q42622", "cn:341300"
NANJING, XIAN, DALIAN, KATHMANDU, POINTE_NOIRE, BRUNEI = "Q16666", "Q5826", "Q74881", "Q3037", "Q223920", "Q921"


@pytest.fixture
def get(seeds_client: TestClient) -> Get:
    """Asks an address and decodes the answer, whatever its status."""
    return lambda address: seeds_client.get(address).json()


def record(get: Get, address: str) -> Any:
    """One record by its address below /v1."""
    return get(f"/v1/{address}")["record"]


@pytest.mark.parametrize("tier", ["", "&tier=1", "&tier=2", "&tier=3"])
def test_eleven_countries_are_claimed_and_nine_named(tier: str, get: Get) -> None:
    (item,) = get(f"/v1/coverage?home=Q16963&frame=frame:key-countries&{AT}{tier}")["items"]
    rate, x = item["coverage"], len(item["covered"])
    assert len(item["covered"]) + len(item["missing"]) == 9
    assert (rate["low"], rate["high"], "share" in rate) == (x / 11, (x + 2) / 11, False)


def test_the_home_side_that_is_only_implied_says_how_it_is_known(get: Get) -> None:
    found = by_id(get(f"/v1/agreements?home=Q16963&layer=home&tier=2&status=active&{AT}"))
    assert {item["home_confidence"] for item in found.values()} == {"medium", "low"}
    assert all(item["home_evidence"] for item in found.values())


def test_no_city_is_credited_with_the_agreement_whose_home_city_is_not_stated(get: Get) -> None:
    brunei = get(f"/v1/clusters/Q16963/{BRUNEI}?layer=home&{AT}")
    assert [row["unit"]["id"] for row in brunei["agreements"]] == ["home:jiangsu-unnamed-city"]
    assert brunei["unit_fill"]["ids"] == []
    assert NANJING in brunei["unit_fill"]["missing"]


def test_signing_years_that_follow_from_anniversaries_are_marked_as_inferred(get: Get) -> None:
    found = by_id(get(f"/v1/agreements?home=Q16963&layer=home&{AT}"))
    known = {key: (item["since"], item["since_precision"], item["since_basis"]) for key, item in found.items()}
    bracket = ("2015/2019", "interval", "stated")
    assert known["Q12771~Q16963"] == ("2017", "year", "inferred")
    assert known[f"{NANJING}~{KATHMANDU}"] == ("2019", "year", "inferred")
    assert [known[key] for key in ("Q16963~Q189822", "Q223920~Q42622", "Q9279~home:jiangsu-unnamed-city")] == [bracket] * 3


def test_two_lists_of_six_brands_stay_two(get: Get) -> None:
    one, other = (record(get, f"plans/plan:six-brands-{name}")["actions"] for name in ("jingcai", "shuiyun"))
    assert (len(one), len(other), set(one) - set(other), set(other) - set(one)) == (6, 6, {"精彩江苏"}, {"水韵江苏"})


def test_one_series_has_three_titles_and_the_summit_one_record(get: Get) -> None:
    series = [item for item in get("/v1/activities?kind=series")["items"] if "中国共产党的故事" in item["names"]["zh"]]
    assert [sum("中国共产党的故事——" in alias for alias in item["names"]["aliases"]) for item in series] == [3]
    assert record(get, "activities/activity:cpc-world-parties-summit-shenzhen")["series"] == "activity:cpc-world-parties-summit"


def test_the_unusual_spelling_is_quoted_and_both_spellings_are_names(get: Get) -> None:
    plan = record(get, "plans/plan:partners-within-province-framework")
    assert quotes(plan, "省洲")
    assert ("省洲" in plan["names"]["zh"], any("省州" in alias for alias in plan["names"]["aliases"])) == (True, True)


def test_two_names_of_an_association_stay_two_records_until_a_person_decides(get: Get) -> None:
    found = by_id(get("/v1/organisations?kind=counterpart_association&country=CH"))
    one, other = "org:swiss-chinese-association", "org:switzerland-china-friendship-association"
    assert {key: item["possibly_same"] for key, item in found.items()} == {one: [other], other: [one]}


def test_totals_that_count_different_kinds_are_not_compared(get: Get) -> None:
    answer = get("/v1/claims/compare?one=claim:shenzhen-agreements&other=claim:jiangsu-agreements-total-2021")
    assert (answer["type"], answer["status"]) == ("/problems/scopes-differ", 422)
    assert "formal" in answer["detail"]


@pytest.mark.parametrize(
    ("claim", "zh", "en"),
    [
        ("epidemic-help-parties", "诊疗方案", "therapeutics"),
        ("briefing-sessions", "500多场", "more than 500 groups of audience"),
        ("nyerere-school-parties", "南部非洲六姊妹党", "Former Liberation Movements of Southern Africa"),
    ],
)
def test_a_claim_shows_both_wordings_where_the_languages_differ(claim: str, zh: str, en: str, get: Get) -> None:
    found = record(get, f"claims/claim:{claim}")
    assert quotes(found, zh, en)
    assert "两说并存" in found["note"]


@pytest.mark.parametrize(
    ("typed", "found", "other"),
    [
        ("泰州", TAIZHOU_IN_JIANGSU, TAIZHOU_IN_ZHEJIANG),
        ("台州", TAIZHOU_IN_ZHEJIANG, TAIZHOU_IN_JIANGSU),
        ("苏州", SUZHOU_IN_JIANGSU, SUZHOU_IN_ANHUI),
        ("宿州", SUZHOU_IN_ANHUI, SUZHOU_IN_JIANGSU),
    ],
)
def test_cities_of_one_romanised_name_are_found_apart(typed: str, found: str, other: str, get: Get) -> None:
    offered = ids(get(f"/v1/places/suggest?q={typed}"))
    assert found in offered
    assert other not in offered


@pytest.mark.parametrize("pair", [(TAIZHOU_IN_JIANGSU, TAIZHOU_IN_ZHEJIANG), (SUZHOU_IN_JIANGSU, SUZHOU_IN_ANHUI)])
def test_a_romanised_name_offers_both_cities_and_mixes_no_partners(pair: tuple[str, str], get: Get) -> None:
    name = "Taizhou" if TAIZHOU_IN_JIANGSU in pair else "Suzhou"
    offered = {item["id"]: item["within"][0]["en"] for item in get(f"/v1/places/suggest?q={name}&limit=50")["items"]}
    assert set(pair) <= set(offered)
    assert offered[pair[0]] == "Jiangsu" != offered[pair[1]]
    one, other = (ids(get(f"/v1/agreements?place={place}&limit=1000")) for place in pair)
    assert one.isdisjoint(other)


@pytest.mark.parametrize(("city", "partners"), [(KATHMANDU, {NANJING, XIAN}), (POINTE_NOIRE, {SUZHOU_IN_JIANGSU, DALIAN})])
def test_two_chinese_partners_of_one_city_are_both_shown(city: str, partners: set[str], get: Get) -> None:
    agreements = get(f"/v1/agreements?place={city}&limit=1000")["items"]
    assert partners <= {party["id"] for item in agreements for party in item["parties"]}


def test_nothing_but_agreements_of_places_is_counted(get: Get) -> None:
    jiangsu = get(f"/v1/clusters?home=Q16963&layer=home&{AT}")["totals"]
    guangdong = get("/v1/clusters?home=Q15175&layer=home&as_of=2025-12-31")["totals"]
    assert (jiangsu["agreements"], jiangsu["exchange"]) == (5, 0)
    assert (guangdong["agreements"], guangdong["exchange"]) == (0, 7)
    listed = get("/v1/agreements?home=Q16963&layer=home&limit=1000")["items"]
    assert all(party["level"] for item in listed for party in item["parties"])


def test_a_candidate_that_has_a_partner_in_the_country_is_shown_with_a_warning(get: Get) -> None:
    found = get(f"/v1/candidates?home=Q16963&unit={SUZHOU_IN_JIANGSU}&country=NP&{AT}")["items"]
    kathmandu = next(item for item in found if item["place"]["id"] == KATHMANDU)
    (warning,) = (warning for warning in kathmandu["warnings"] if warning["kind"] == "one_to_one")
    assert {f"{NANJING}~{KATHMANDU}", f"{KATHMANDU}~{XIAN}"} <= set(warning["evidence"])
