"""The answers about clusters: the documented shape, the counts beside each other, and one cluster in full."""

from collections import Counter
from datetime import date
from typing import Any

import msgspec

from graph_service.answers.clusters import ClusterAnswer, ClustersAnswer, cluster_answer, clusters_answer
from graph_service.metrics.selection import Selection
from graph_service.metrics.vine import vine_of
from graph_service.questions import gaps as question
from graph_service.questions.gaps import Gaps, GapsAnswer
from graph_service.questions.question import View
from graph_service.records.base import Record
from graph_service.rules import StrengthWeights
from tests.drawing import agreement, known_records, place, snapshot
from tests.metrics.drawn import END_OF_2020, vine

WEIGHTS = StrengthWeights()
FULL = (
    agreement("home", "east", "formal 1990-05"),
    agreement("north", "mill", "formal 2001"),
    agreement("south", "dam", "unclassified"),
    agreement("low", "suburb", "formal 2010"),
    agreement("north", "isle", "formal 2011; dormant 2015"),
    agreement("home", "mill", "formal 2012"),
    agreement("north", "dam", "exchange 2013"),
    agreement("south", "mill", "planned 2019 aim=formal"),
    agreement("south", "quay", "formal 2015/2025"),
    agreement("low", "quay", "formal 2000; terminated 2010"),
    agreement("north", "next-door"),
)


def answer(*records: Record) -> ClustersAnswer:
    return clusters_answer(vine(*records), WEIGHTS)


def one(partner: str, *records: Record) -> ClusterAnswer:
    found = vine(*records)
    return cluster_answer(found, found.snapshot.place(partner), WEIGHTS)


def test_the_totals_stand_beside_each_other() -> None:
    totals = answer(*FULL).totals
    assert (totals.agreements, totals.partners, totals.countries) == (6, 5, 3)
    assert totals.by_tier == {"1": 2, "2": 3, "3": 1}
    assert totals.by_kind == {"formal": 5, "unclassified": 1}
    assert (totals.exchange, totals.planned, totals.possible, totals.ended, totals.domestic) == (1, 1, 1, 1, 1)


def test_the_summary_gives_the_rates_of_the_whole_home() -> None:
    summary = answer(*FULL).summary
    # A: mill; B: dam; C: suburb; D: isle stays out
    assert (summary.stemmed_share.share, summary.country_stemmed_share.share, summary.orphan_rate.share) == (1 / 3, 2 / 3, 1 / 3)
    assert (summary.bare_stem_rate.numerator, summary.bare_stem_rate.denominator) == (0, 1)
    assert {step: share.share for step, share in summary.stem_fill.items()} == {"1": 1.0, "2": 0.0, "3": 0.0}
    # 4, 1 and 1 of 6: (16 + 1 + 1) / 36
    assert summary.concentration.hhi == 0.5


def test_the_answer_echoes_the_question() -> None:
    found = answer(*FULL)
    assert (found.snapshot, found.as_of, found.kinds, found.layer) == ("drawn", "2020-12-31", ("formal", "unclassified"), "all")
    assert (found.home.id, found.total, found.next) == ("home", len(found.items), None)


def test_a_row_counts_roles_and_classes() -> None:
    row = next(row for row in answer(*FULL).items if row.partner.id == "wide")
    assert row.roles == {"stem": 1, "trunk": 1, "grape": 2}
    assert row.classes == {"A": 1, "B": 1, "C": 0, "D": 0, "U": 0}
    assert (row.exchange, row.planned, row.tiers, row.depth, row.reach, row.hole, row.full) == (1, 1, (1, 2), 2, 2, False, False)
    assert (row.grain, row.stem, [stem.agreement for stem in row.stems]) == ("country", None, ["east~home"])


def test_the_row_of_a_region_shows_its_stem() -> None:
    row = next(row for row in answer(*FULL).items if row.partner.id == "east")
    assert row.stem is not None
    assert (row.stem.agreement, row.stem.region.id, row.stem.since, row.stem.since_precision) == (
        "east~home", "east", "1990-05", "month",
    )  # fmt: skip
    assert (row.stem.bare, row.stem.fillable, row.stem.grapes, row.stem.partner_dissolved) == (False, True, 1, False)


def test_whether_a_stem_is_bare_is_unknown_where_it_cannot_bear() -> None:
    solo = place("solo", "province", "LL", "land", levels=("province", "city"))
    row = next(row for row in answer(solo, agreement("home", "solo")).items if row.partner.id == "solo")
    assert row.stem is not None
    assert (row.stem.bare, row.stem.fillable) == (None, False)


def test_the_class_is_called_class_and_nothing_unknown_is_zero() -> None:
    plain = msgspec.to_builtins(one("isle", *FULL))
    assert plain["agreements"][0]["class"] == "D"
    assert (plain["stemmed_share"]["share"], plain["agreements"][0]["stem"]) == (None, None)


def test_one_cluster_lists_its_agreements_and_what_stands_beside_them() -> None:
    found = one("wide", *FULL)
    assert [item.id for item in found.agreements] == ["dam~south", "east~home", "home~mill", "mill~north"]
    assert [item.id for item in found.beside] == ["dam~north", "mill~south"]
    assert found.total == 4
    grape = found.agreements[3]
    assert (grape.unit.id, grape.partner.id, grape.tier, grape.role, grape.grape_class, grape.stem) == (
        "north", "mill", 2, "grape", "A", "east",
    )  # fmt: skip
    assert (grape.since, grape.since_precision, grape.kind, grape.status) == ("2001", "year", "formal", "active")


def test_an_exchange_that_counts_does_not_stand_beside_itself() -> None:
    found = vine(*FULL, kinds="formal,exchange")
    wide = cluster_answer(found, found.snapshot.place("wide"), WEIGHTS)
    assert "dam~north" in {item.id for item in wide.agreements}
    assert "dam~north" not in {item.id for item in wide.beside}


def test_one_cluster_lists_the_units_without_a_grape_and_the_partners_still_free() -> None:
    gone = place("gone", "city", "WW", "west", valid_to="2010")
    found = one("wide", *FULL, gone)
    assert [unit.id for unit in found.empty_units] == []
    assert [partner.id for partner in found.eligible_partners] == ["harbour"]
    east = one("east", *FULL)
    assert [unit.id for unit in east.empty_units] == ["south"]
    assert [partner.id for partner in east.eligible_partners] == ["harbour"]


def test_inside_the_own_state_no_place_is_free_for_there_is_nothing_to_fill() -> None:
    drawn = snapshot(known_records())
    found = vine_of(drawn, "jiangsu", Selection(END_OF_2020))
    china = next(place for place in drawn.places.values() if place.country == "CN" and place.is_level("country"))
    assert cluster_answer(found, china, WEIGHTS).eligible_partners == ()


def test_levels_that_do_not_match_are_accepted_and_flagged() -> None:
    ties = (agreement("north", "east"), agreement("low", "mill"), agreement("north", "mill"), agreement("north", "metro"))
    flags = {item.id: item.level_mismatch for at in ("wide", "land") for item in one(at, *ties).agreements}
    assert flags == {"east~north": True, "low~mill": True, "mill~north": False, "metro~north": False}


def test_an_empty_cluster_has_an_answer() -> None:
    found = one("land")
    assert (found.total, found.strength.score, [unit.id for unit in found.empty_units]) == (0, 0, ["north", "south"])


DRAWN = snapshot(known_records())


def gaps(day: date = END_OF_2020, **words: Any) -> GapsAnswer:
    return question.gaps(View(DRAWN), Gaps(home="jiangsu", as_of=day, **words))


def test_gaps_are_listed_in_pages_and_filtered_by_type_action_and_frame() -> None:
    whole = gaps()
    first = gaps(limit=5)
    rest = gaps(cursor=first.next)
    assert first.items + rest.items == whole.items
    assert (first.total, rest.total, rest.next) == (whole.total, whole.total, None)
    assert {gap.type for gap in gaps(type="bare_stem").items} == {"bare_stem"}
    assert {gap.action for gap in gaps(action="activate").items} == {"activate"}
    assert {gap.country and gap.country.code for gap in gaps(frame="frame:plan", type="uncovered_country").items} == {"SG"}
    assert {gap.tier for gap in gaps(tier=1).items} == {1}
    assert (gaps(frame="frame:plan").frame, whole.home.id, whole.as_of) == ("frame:plan", "jiangsu", "2020-12-31")


def test_on_a_day_before_anything_was_signed_every_country_is_uncovered_and_every_city_empty() -> None:
    found = gaps(date(1990, 1, 1))
    counts = Counter(gap.type for gap in found.items)
    assert (counts["uncovered_country"], counts["empty_unit"]) == (7, 13)
    assert counts["bare_stem"] == counts["missing_stem"] == counts["tier_hole"] == counts["off_stem_grape"] == 0
