"""Claims: kept as stated, counted beside what is enumerated, compared only within one scope."""

from datetime import date
from typing import Any

import pytest
from fastapi.testclient import TestClient

from graph_service.errors import ScopesDiffer
from graph_service.metrics.knowledge import knowledge_of
from graph_service.metrics.selection import select
from graph_service.metrics.vine import vine_of
from graph_service.planning.listing import line_of
from graph_service.questions.check import Check, QualityAnswer, check
from graph_service.questions.comparison import Comparison, ComparisonAnswer, comparison
from graph_service.questions.completeness import Completeness, CompletenessAnswer, completeness
from graph_service.questions.question import View
from graph_service.records.claim import Claim
from graph_service.records.network import ChangeSet
from graph_service.snapshot import Snapshot
from graph_service.words.claims import CLAIMED, amount
from tests.drawing import DRAWN, agreement, place, snapshot, witnessed

SHENZHEN, JIANGSU = "Q15174", "Q16963"


def claim(claim_id: str, value: float, *tiers: int, **more: object) -> Claim:
    scope = {"measure": "agreements", "as_of": "2022", "scope_kinds": ("formal",)} | more
    return Claim(id=claim_id, subject="jilin", value=value, scope_tiers=tiers, sources=DRAWN, layer="home", **scope)


def checked(network: Snapshot, limit: int) -> QualityAnswer:
    return check(View(network), Check(limit=limit))


def compared(network: Snapshot, one: str, other: str) -> ComparisonAnswer:
    return comparison(View(network), Comparison(one=one, other=other))


def counted(network: Snapshot, home: str, **words: Any) -> CompletenessAnswer:
    return completeness(View(network), Completeness(home=home, **words))


JILIN = [
    place("china", "country", "CN"),
    place("jilin", "province", "CN", "china"),
    claim("claim:all", 61, 1, 2, 3),
    claim("claim:province", 16, 1),
    claim("claim:city", 37, 2),
    claim("claim:county", 9, 3),
]


def test_a_total_whose_tiers_do_not_add_up_is_reported() -> None:
    found = checked(snapshot(JILIN), 10)
    assert found.counts["claim_parts"] == 1
    assert found.items[0].message.en == "the total 61 is not 16 + 37 + 9 = 62"
    assert set(found.items[0].ids) == {"claim:all", "claim:province", "claim:city", "claim:county"}


def test_a_total_whose_tiers_add_up_is_not_reported() -> None:
    assert checked(snapshot([*JILIN[:-1], claim("claim:county", 8, 3)]), 10).counts["claim_parts"] == 0


def test_tiers_that_are_not_all_claimed_prove_nothing() -> None:
    assert checked(snapshot(JILIN[:-1]), 10).counts["claim_parts"] == 0


def test_claims_of_different_scope_are_not_compared() -> None:
    other = claim("claim:with-exchange", 95, 1, 2, 3, scope_kinds=("formal", "exchange"))
    with pytest.raises(ScopesDiffer, match=r"scope_kinds formal against formal\+exchange"):
        compared(snapshot([*JILIN, other]), "claim:all", "claim:with-exchange")


def test_claims_of_one_scope_are_compared() -> None:
    later = claim("claim:later", 64, 1, 2, 3, as_of="2024")
    assert compared(snapshot([*JILIN, later]), "claim:later", "claim:all").difference == 3


def test_the_classic_error_of_comparing_shenzhen_with_jiangsu_is_refused(seeds: Snapshot) -> None:
    """Shenzhen's 95 counts exchange cities, Jiangsu's 349 formal ones only."""
    with pytest.raises(ScopesDiffer, match="different things"):
        compared(seeds, "claim:shenzhen-agreements", "claim:jiangsu-agreements-total-2021")


def test_shenzhen_claims_95_of_which_the_documents_enumerate_7(seeds: Snapshot) -> None:
    items = counted(seeds, SHENZHEN, layer="home").items
    found = next(item for item in items if item.claim == "claim:shenzhen-agreements")
    assert (found.value, found.enumerated) == (95, 7)
    assert found.completeness is not None
    assert found.completeness.share == 7 / 95


def test_jiangsu_claims_349_in_three_tiers_that_add_up(seeds: Snapshot) -> None:
    items = {item.claim: item for item in counted(seeds, JIANGSU).items}
    tiers = [items[f"claim:jiangsu-agreements-{tier}-2021"].value for tier in ("province", "city", "county")]
    assert (items["claim:jiangsu-agreements-total-2021"].value, tiers) == (349, [37, 213, 99])
    unlike = [item for item in checked(seeds, 500).items if item.check == "claim_parts"]
    assert {item.ids[0] for item in unlike} == {"total:Q45208-2022-10-28-total"}, "Jilin's tiers make 62, its total says 61"


def test_qualifiers_are_kept_as_data(seeds: Snapshot) -> None:
    claims = seeds.network.table(Claim)
    assert claims["claim:epidemic-supplies-value"].qualifier == "just_under"
    assert claims["claim:congo-farm-trainees"].qualifier == "at_least"


def test_both_wordings_of_a_bilingual_claim_are_kept(seeds: Snapshot) -> None:
    names = seeds.network.table(Claim)["claim:briefing-sessions"].names
    assert "500多场" in (names.zh or "")
    assert "groups of audience" in (names.en or "")


def test_a_measure_that_cannot_be_counted_has_no_count(seeds: Snapshot) -> None:
    items = counted(seeds, SHENZHEN).items
    found = next(item for item in items if item.measure == "foreign_delegations")
    assert (found.value, found.enumerated, found.completeness) == (1242, None, None)


def test_claims_count_by_their_own_date_and_kinds() -> None:
    drawn = snapshot(
        [
            *witnessed(),
            Claim(id="claim:2016", subject="jiangsu", measure="agreements", value=2, as_of="2018", sources=DRAWN, layer="home"),
            agreement("nanjing", "belarus", "formal 2018-05-01"),
        ]
    )
    (found,) = counted(drawn, "jiangsu").items
    assert found.enumerated == 2, "Vaud 2017 and Belarus 2018; intervals to 2019 are not sure by then"


def test_dates_in_conflict_are_reported(seeds: Snapshot) -> None:
    """Jiangsu–North Rhine-Westphalia: 1992-08-01 or 1988."""
    items = [item for item in checked(seeds, 1000).items if item.check == "conflicting_dates"]
    assert any(item.ids[0] == "Q1198~Q16963" and "1988" in item.message.en for item in items)


def test_comparing_over_http_is_refused_with_the_reason(client: TestClient) -> None:
    answer = client.get("/v1/claims/compare?one=claim:total&other=claim:none")
    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/not-found")
    assert client.get("/v1/claims/compare?one=claim:total&other=claim:total").json()["difference"] == 0
    assert client.get("/v1/completeness?home=jiangsu").json()["items"][0]["value"] == 349
    assert client.get("/v1/check").json()["counts"]["claim_parts"] == 0


def test_claims_beside_their_counts_come_in_pages(client: TestClient) -> None:
    path = "/v1/completeness?home=china&limit=1"
    first = client.get(path).json()
    assert (first["total"], len(first["items"]), first["next"]) == (1, 1, None)
    assert client.get(f"{path}&cursor=nothing").status_code == 422


def test_the_pages_of_claims_repeat_none(seeds: Snapshot) -> None:
    whole = counted(seeds, JIANGSU)
    first = counted(seeds, JIANGSU, limit=2)
    rest = counted(seeds, JIANGSU, cursor=first.next)
    assert (first.items + rest.items, first.total, whole.next) == (whole.items, whole.total, None)


def test_check_lists_claims_below_what_is_on_record_and_no_others() -> None:
    records = [place("realm", "country", "RR"), place("home", "province", "RR", "realm"), place("city", "city", "RR", "home")]
    abroad = [place("wide", "country", "WW"), place("east", "province", "WW", "wide"), place("mill", "city", "WW", "east")]
    ties = [agreement("home", "east"), agreement("city", "mill")]
    days: dict[str, Any] = {"measure": "agreements", "as_of": "2021-06", "sources": DRAWN, "layer": "home"}
    told = [
        Claim(id="below", subject="home", value=1.0, **days),
        Claim(id="reached", subject="home", value=2.0, **days),
        Claim(id="more-than", subject="home", value=1.0, qualifier="at_least", **days),
        Claim(id="unit", subject="city", value=0.0, **days),
    ]
    found = [item for item in checked(snapshot([*records, *abroad, *ties, *told]), 10).items if "claims" in item.check]
    assert [item.ids for item in found if item.check == "claims_exceeded"] == [("below", "home"), ("unit", "city")]
    assert found[0].message.zh == "声称1对（2021年6月），同范围在册2对"


def test_check_lists_every_grape_whose_region_is_not_on_record(seeds: Snapshot) -> None:
    unplaced = {item.ids[0] for item in checked(seeds, 1000).items if item.check == "unplaced"}
    ties = vine_of(seeds, "Q16963", select(seeds)).ties.effective
    of_jiangsu = {tie.agreement.id for tie in ties if tie.grape_class == "U"}
    assert of_jiangsu
    assert of_jiangsu <= unplaced


def test_a_field_that_no_source_speaks_of_makes_one_line_in_completeness_with_its_counts(seeds: Snapshot) -> None:
    """Shanxi: nobody claims a total, and many signings are undated."""
    found = counted(seeds, "Q46913")
    lines = {line.field: (line.unknown, line.total) for line in found.unknown}
    ties = vine_of(seeds, "Q46913", select(seeds)).ties.effective
    undated = sum(tie.standing.since is None or tie.standing.since.date is None for tie in ties)
    assert found.total == 0
    assert len(lines) == len(found.unknown)
    assert lines["date"] == (undated, len(ties))
    assert undated
    assert lines["friendship_association"][0] > 0


def test_a_field_that_every_record_tells_makes_no_line() -> None:
    drawn = snapshot([*witnessed()])
    lines = {line.field for line in counted(drawn, "jiangsu").unknown}
    assert lines.isdisjoint({"date", "kind"})


def test_a_home_whose_tiers_are_declared_whole_tells_their_date_and_never_an_older_total(seeds: Snapshot) -> None:
    """Jiangsu: 349 agreements were claimed in 2021."""
    told: dict[str, Any] = {"measure": "whole_list", "stated": "名单完整", "as_of": "2026-10-01", "scope_kinds": ("formal",)}
    tiers = [
        Claim(id=f"c{tier}", subject=JIANGSU, scope_tiers=(tier,), sources=DRAWN, layer="home", **told) for tier in (1, 2, 3)
    ]
    declared = Snapshot(seeds.network.changed_by(ChangeSet(tuple(tiers))), "declared", date(2026, 11, 28))
    line = line_of(knowledge_of(vine_of(declared, JIANGSU, select(declared))), 0, past=False)
    assert "名单完整（2026年10月1日" in line.zh
    assert "349" not in line.zh


def test_every_figure_that_documents_state_has_a_measure_and_a_unit_in_both_languages(seeds: Snapshot) -> None:
    figures = [*seeds.network.rows("claims").values(), *seeds.network.rows("targets").values()]
    assert {figure.measure for figure in figures} <= CLAIMED.keys()
    told = {amount(2.0, figure.unit, "en") for figure in figures if figure.unit}
    assert {text for text in told if not text.isascii()} == set()
