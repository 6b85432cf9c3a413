"""Knowledge of lists: when one is complete, and what then is known to be missing."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from graph_service.metrics.clusters import clusters_of
from graph_service.metrics.completeness import enumerate_claim
from graph_service.metrics.knowledge import HomeKnowledge, Knowledge, knowledge_of, knowledge_of_unit
from graph_service.metrics.selection import Selection
from graph_service.metrics.vine import vine_of
from graph_service.records.base import Record, Source
from graph_service.records.claim import Claim
from graph_service.rules import StrengthWeights
from tests.drawing import DRAWN, agreement
from tests.metrics.drawn import CITY_HOME, END_OF_2020, vine

SOURCE: dict[str, Any] = {"sources": DRAWN, "layer": "home"}
STEM, GRAPE, UNTOLD = agreement("home", "east"), agreement("north", "mill"), agreement("low", "dam", "unclassified")


def claim(value: float | None, *tiers: int, as_of: str = "2020-06", **more: Any) -> Claim:
    fields: dict[str, Any] = {"subject": "home", "measure": "agreements", "as_of": as_of, "scope_tiers": tiers} | more
    words = fields.pop("stated", None if value is not None else "the list is whole")
    return Claim(
        id=f"claim:{fields['subject']}:{value}:{''.join(map(str, tiers))}:{as_of.replace('/', '-')}",
        value=value,
        stated=words,
        **fields,
        **SOURCE,
    )


def whole(*tiers: int, as_of: str = "2020-06", **more: Any) -> Claim:
    return claim(None, *tiers, as_of=as_of, measure="whole_list", **more)


def in_layer(layer: str, *records: Record) -> HomeKnowledge:
    found = vine(*records)
    return knowledge_of(vine_of(found.snapshot, "home", Selection(END_OF_2020, layer=layer)))


def known(*records: Record, tier: int | None = None, **options: Any) -> Knowledge:
    found = knowledge_of(vine(*records, **options))
    return found.tiers[str(tier)] if tier else found.whole


def test_a_list_nobody_speaks_of_is_unknown_and_counts_what_is_on_record() -> None:
    assert known(STEM, GRAPE, UNTOLD) == Knowledge(recorded=3, by_kind={"formal": 2, "unclassified": 1})
    assert known(STEM, GRAPE, UNTOLD, kinds="formal") == Knowledge(recorded=2, by_kind={"formal": 2})


def test_a_total_above_what_is_on_record_makes_a_list_partial() -> None:
    found = known(STEM, GRAPE, claim(5.0))
    assert (found.recorded, found.claimed, found.as_of, found.source, found.status) == (
        2,
        5,
        "2020-06",
        "drawn by hand",
        "partial",
    )


@pytest.mark.parametrize(
    ("total", "status"),
    [
        (claim(2.0), "complete"),
        (claim(3.0), "partial"),
        (claim(1.0), "exceeds"),
        (claim(2.0, as_of="2019-12-30"), "partial"),  # a year and a day old
        (claim(2.0, as_of="2019-12-31"), "complete"),
        (claim(2.0, qualifier="at_least"), "partial"),
        (claim(2.0, qualifier="just_under"), "partial"),
        (claim(1.0, qualifier="at_least"), "partial"),
        (claim(2.0, as_of="2021-01-01"), "unknown"),  # of a day that lies ahead
        (claim(2.0, as_of="2020-06", scope_kinds=("exchange",)), "partial"),
    ],
)
def test_only_an_exact_and_fresh_total_that_is_reached_completes_a_list(total: Claim, status: str) -> None:
    assert known(STEM, GRAPE, total).status == status


def test_what_may_be_of_another_kind_completes_no_list() -> None:
    assert known(STEM, UNTOLD, claim(2.0)).status == "partial"
    assert known(STEM, UNTOLD, claim(1.0)).status == "complete", "the stated one alone is the one claimed"


def test_what_is_on_record_is_counted_on_the_day_of_the_claim() -> None:
    later = agreement("south", "dam", "formal 2020-09")
    assert (known(STEM, GRAPE, later, claim(2.0)).recorded, known(STEM, GRAPE, later, claim(2.0)).status) == (2, "complete")


def test_a_list_declared_whole_is_complete_for_twelve_months() -> None:
    assert known(STEM, whole()).status == "complete"
    assert known(STEM, whole(as_of="2019-12-31")).status == "complete"
    assert known(STEM, whole(as_of="2019-12-30")).status == "unknown"


def test_a_whole_says_nothing_of_its_tiers_and_all_tiers_make_the_whole() -> None:
    found = knowledge_of(vine(STEM, whole()))
    assert {tier: each.status for tier, each in found.tiers.items()} == dict.fromkeys("123", "unknown")
    assert known(STEM, whole(1), whole(2), whole(3)).status == "complete"
    assert known(STEM, whole(1), whole(2)).status == "unknown"
    assert known(STEM, whole(1, 2, 3)).status == "complete"


def test_a_municipality_has_no_third_tier_to_be_declared() -> None:
    found = knowledge_of(vine(whole(1), whole(2), home=CITY_HOME))
    assert (found.tiers.keys(), found.whole.status) == ({"1", "2"}, "complete")


def test_the_newest_claim_counts() -> None:
    assert known(STEM, claim(7.0, as_of="2018"), claim(9.0, as_of="2019")).claimed == 9
    assert known(STEM, claim(9.0, as_of="2019"), whole()).status == "complete"


def test_a_claim_about_one_country_is_kept_apart() -> None:
    found = knowledge_of(vine(STEM, GRAPE, claim(9.0, counterparts=("wide",))))
    assert found.whole.status == "unknown"
    assert (found.countries["WW"].recorded, found.countries["WW"].claimed) == (2, 9)


def test_a_unit_has_a_list_of_its_own_without_what_units_in_it_have() -> None:
    found = vine(UNTOLD, agreement("south", "dam"), whole(subject="south"))
    assert (knowledge_of_unit(found, "south").recorded, knowledge_of_unit(found, "south").status) == (1, "complete")
    assert knowledge_of_unit(found, "north").status == "unknown"
    assert knowledge_of(found).whole.status == "unknown"


@pytest.mark.parametrize(("tiers", "recorded"), [((), 1), ((2,), 1), ((3,), 1), ((2, 3), 2)])
def test_a_claim_about_a_unit_counts_the_tiers_it_names_and_is_of_its_own_list_only_if_it_names_no_other(
    tiers: tuple[int, ...], recorded: int
) -> None:
    total = claim(9.0, *tiers, subject="south")
    found = vine(UNTOLD, agreement("south", "dam"), total)
    counted = enumerate_claim(found.snapshot, total, END_OF_2020, "all")
    assert counted is not None
    assert len(counted.ids) == recorded
    assert knowledge_of_unit(found, "south").claimed == (9 if set(tiers) <= {2} else None)


@pytest.mark.parametrize(("tiers", "established"), [((1,), True), ((2,), False), ((1, 2), False), ((1, 2, 3), False)])
def test_a_declared_tier_establishes_what_is_missing_there_and_nowhere_else(tiers: tuple[int, ...], established: bool) -> None:
    assert knowledge_of(vine(STEM, whole(1))).establishes(tiers) is established


def test_the_whole_establishes_what_is_missing_at_all_tiers_together_only() -> None:
    found = knowledge_of(vine(STEM, whole()))
    assert (found.establishes((1, 2, 3)), found.establishes((1, 2)), found.establishes((3,))) == (True, False, False)


def test_rates_that_rest_on_stems_are_null_where_no_stem_is_on_record_and_nobody_says_there_is_none() -> None:
    def rates(*records: Record) -> set[float | None]:
        rows = clusters_of(vine(*records), StrengthWeights())
        return {share for row in rows for share in (row.stemmed_share.share, row.orphan_rate.share, row.unit_fill.share)}

    assert rates(GRAPE) == {None}
    assert None not in rates(GRAPE, whole(1))
    assert None not in rates(GRAPE, agreement("home", "mill")), "an agreement of tier 1 is on record"
    assert rates(GRAPE, whole()) == {None}, "a whole says nothing of its tiers"


def test_a_list_complete_today_was_not_known_so_before_its_claim() -> None:
    assert known(STEM, whole(), as_of=date(2020, 5, 31)).status == "unknown"
    assert known(STEM, whole(), as_of=END_OF_2020).status == "complete"


def test_what_may_be_of_the_claimed_kinds_stands_beside_what_is() -> None:
    found = known(STEM, UNTOLD, claim(2.0, scope_kinds=("formal",)))
    assert (found.recorded, found.unclassified, found.status) == (1, 1, "partial")
    assert known(STEM, UNTOLD, claim(1.0, scope_kinds=("formal",))).status == "complete"


def test_tiers_that_complete_the_whole_tell_their_own_oldest_date_sources_and_values_and_no_other_claim() -> None:
    one, two, three = claim(1.0, 1), claim(1.0, 2, as_of="2020-03"), claim(0.0, 3, as_of="2020-09")
    three = replace(three, sources=(Source(document="the office"),))
    found = known(STEM, GRAPE, claim(349.0, as_of="2019-06"), one, two, three)
    assert found == Knowledge(
        recorded=2, claimed=2, as_of="2020-03", source="drawn by hand; the office", claim=None, status="complete"
    )
    assert known(STEM, GRAPE, claim(349.0, as_of="2019-06"), one, two, whole(3)).claimed is None


def test_tiers_that_are_complete_make_no_whole_where_a_total_no_older_tells_of_more() -> None:
    tiers = whole(1), whole(2), whole(3)
    assert known(STEM, GRAPE, *tiers, claim(3.0, as_of="2020-05")).status == "complete"
    found = knowledge_of(vine(STEM, GRAPE, *tiers, claim(3.0, as_of="2020-09")))
    assert (found.whole.status, found.whole.claimed, found.establishes((1, 2, 3))) == ("partial", 3, False)
    assert known(STEM, GRAPE, *tiers, claim(2.0, 2, 3, as_of="2020-09")).status == "unknown", "a total of two of the tiers"


@pytest.mark.parametrize(
    ("scope", "asked", "status"),
    [
        (("formal",), "formal,unclassified", "complete"),  # what is unclassified is formal or not meant
        (("formal",), "formal", "complete"),
        ((), "formal", "complete"),
        (("formal",), "exchange", "unknown"),
        (("formal",), "intent", "unknown"),
        (("formal",), "formal,exchange", "unknown"),
        ((), "formal,exchange", "unknown"),
        (("formal", "exchange"), "exchange", "complete"),
        (("formal",), "unclassified", "unknown"),
    ],
)
@pytest.mark.parametrize("value", [None, 1.0])
def test_a_claim_completes_a_list_only_for_the_kinds_it_counts(
    value: float | None, scope: tuple[str, ...], asked: str, status: str
) -> None:
    measure = "whole_list" if value is None else "agreements"
    told = claim(value, 1, measure=measure, scope_kinds=scope)
    assert known(STEM, told, tier=1, kinds=asked).status == status


def test_a_layer_that_hides_agreements_of_a_list_leaves_it_incomplete_and_one_that_hides_none_does_not() -> None:
    elsewhere = replace(agreement("home", "west"), layer="world")
    assert in_layer("home", STEM, whole(1)).tiers["1"].complete
    assert in_layer("all", STEM, elsewhere, whole(1)).tiers["1"].complete
    for told in (whole(1), claim(1.0, 1), claim(2.0, 1)):
        assert in_layer("home", STEM, elsewhere, told).tiers["1"].status == "partial"
    assert in_layer("home", STEM, GRAPE, elsewhere, whole(1), whole(2), whole(3)).whole.status == "unknown"


@pytest.mark.parametrize(
    ("told", "status"),
    [
        (whole(1), "complete"),
        (whole(1, stated="no agreement is missing"), "complete"),
        (claim(1.0, 1, measure="whole_list"), "complete"),
        (claim(1.0, 1, measure="whole_list", stated="是"), "complete"),
        (claim(47.0, 1, measure="whole_list"), "partial"),
        (claim(0.0, 1, measure="whole_list"), "exceeds"),
        (claim(1.0, 1, measure="whole_list", qualifier="at_least"), "partial"),
        (claim(1.0, 1, measure="whole_list", qualifier="just_under"), "partial"),
        (claim(1.0, 1, measure="whole_list", stated="否"), "partial"),
        (whole(1, qualifier="at_least"), "unknown"),
        *((whole(1, stated=words), "partial") for words in ("否", "No.", "名单不完整", "the list is not whole", "incomplete")),
    ],
)
def test_a_declaration_that_denies_bounds_or_contradicts_itself_completes_no_list(told: Claim, status: str) -> None:
    found = known(STEM, told, tier=1)
    assert (found.status, found.claimed) == (status, told.value)


def test_a_figure_of_a_declaration_that_unclassified_agreements_may_make_up_contradicts_nothing() -> None:
    told = claim(2.0, 1, measure="whole_list", scope_kinds=("formal",))
    assert known(STEM, agreement("home", "west", "unclassified"), told, tier=1).status == "complete"
    assert known(STEM, told, tier=1).status == "partial"


@pytest.mark.parametrize(
    ("newer", "status"),
    [
        (claim(50.0, 1, as_of="2020-09"), "partial"),
        (claim(50.0, 1, as_of="2020-06"), "partial"),
        (claim(50.0, 1, as_of="2020-05"), "complete"),
        (claim(50.0, 1, as_of="2020-09", qualifier="at_least"), "partial"),
        (claim(1.0, 1, as_of="2020-09", qualifier="at_least"), "complete"),
        (claim(0.0, 1, as_of="2020-09"), "exceeds"),
        (claim(50.0, 1, as_of="2020-09", scope_kinds=("formal", "exchange")), "complete"),  # the rest may be exchange
        (claim(50.0, 1, as_of="2020-09", counterparts=("wide",)), "partial"),
        (claim(50.0, 2, as_of="2020-09"), "complete"),
        (whole(1, as_of="2020-09", stated="no"), "partial"),
        (whole(2, as_of="2020-09", stated="no"), "complete"),
    ],
)
def test_a_declaration_yields_to_what_a_claim_no_older_says_otherwise(newer: Claim, status: str) -> None:
    assert known(STEM, whole(1), replace(newer, id="newer"), tier=1).status == status


def test_a_total_of_a_tier_or_a_unit_that_tells_of_more_undoes_the_declaration_of_the_list_it_lies_in() -> None:
    assert known(STEM, GRAPE, whole(), claim(9.0, 2, as_of="2020-09")).status == "partial"
    assert known(STEM, GRAPE, whole(2), claim(9.0, subject="north", as_of="2020-09"), tier=2).status == "partial"
    assert known(STEM, GRAPE, whole(3), claim(9.0, subject="north", as_of="2020-09"), tier=3).status == "complete"


@pytest.mark.parametrize(
    ("day", "as_of", "status"),
    [
        ("2019", date(2020, 1, 1), "complete"),
        ("2019", date(2020, 1, 2), "unknown"),  # it may be of the first of January 2019
        ("2020", date(2020, 12, 30), "unknown"),  # it may be of the last of December
        ("2020", date(2020, 12, 31), "complete"),
        ("2019-11/2020-02", date(2020, 11, 1), "complete"),
        ("2019-11/2020-02", date(2020, 11, 2), "unknown"),
    ],
)
def test_a_vague_day_is_as_old_as_its_earliest_and_as_late_as_its_latest(day: str, as_of: date, status: str) -> None:
    assert known(STEM, whole(1, as_of=day), tier=1, as_of=as_of).status == status
