"""Candidates on a network small enough for paper: every term by hand, warnings, order; and the real rows."""

import math
import re
from collections.abc import Mapping
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace as replace_fields

from graph_service.errors import BadRequest
from graph_service.metrics.selection import Selection, select
from graph_service.metrics.vine import vine_of
from graph_service.planning.candidates.cautions import Caution, cautions
from graph_service.planning.candidates.rank import TERMS, Ranking, rank_candidates
from graph_service.records.base import Record
from graph_service.records.organisation import Organisation
from graph_service.records.plan import Plan
from graph_service.records.project import Project
from graph_service.rules import CandidateTerms, CandidateWeights
from graph_service.snapshot import Snapshot
from tests.drawing import DRAWN, TODAY, agreement, place, shanghai_in_japan, snapshot

JIANGSU, TAIZHOU, SHENZHEN, GUANGDONG = "Q16963", "Q57931", "Q15174", "Q15175"
KATHMANDU, POINTE_NOIRE, OSS = "Q3037", "Q223920", "gn:2749234"
HOME: Any = {"sources": DRAWN, "layer": "home"}


def drawn(*more: Record) -> Snapshot:
    """A home with a stem in `west` (towns w1, w2); `east` (town e1) has none. `unit` is linked with `far`, which is also
    linked with w1 and with two others; the home's `other` unit is linked with e1."""
    return snapshot(
        [
            place("realm", "country", "AA"), place("home", "province", "AA", "realm"),
            place("unit", "city", "AA", "home", population=1_000_000), place("other", "city", "AA", "home"),
            place("ward", "county", "AA", "unit"),
            place("land", "country", "BB"),
            place("west", "province", "BB", "land"),
            place("w1", "city", "BB", "west", population=100_000), place("w2", "county", "BB", "west"),
            place("east", "province", "BB", "land"), place("e1", "city", "BB", "east", population=1_000_000),
            place("away", "country", "CC"), place("far", "city", "CC", "away"),
            place("c1", "city", "CC", "away"), place("c2", "city", "CC", "away"),
            agreement("home", "west"), agreement("other", "e1"),
            agreement("unit", "far"), agreement("far", "w1"), agreement("far", "c1"), agreement("far", "c2"),
            *more,
        ]
    )  # fmt: skip


def ranking(network: Snapshot, unit: str = "unit", home: str = "home", **more: Any) -> Ranking:
    vine = vine_of(network, home, select(network))
    return rank_candidates(vine, network.places[unit], more.pop("weights", CandidateWeights()), **more)


def values(found: Ranking, candidate: str) -> Mapping[str, float]:
    """The value of every term that has one."""
    position = found.question.atlas.position[candidate]
    terms = {name: float(term.values[position]) for name, term in found.terms.items()}
    return {name: value for name, value in terms.items() if not math.isnan(value)}


def why(found: Ranking, candidate: str, term: str) -> str:
    return found.terms[term].why(found.question.vine.snapshot.places[candidate]).en  # type: ignore[index]


def warned(found: Ranking, candidate: str) -> tuple[Caution, ...]:
    question = found.question
    return cautions(question.vine, question.unit, question.vine.snapshot.places[candidate])


def order(found: Ranking) -> list[str]:
    return [found.question.atlas.ids[position] for position in found.order]


def test_every_term_is_as_on_paper() -> None:
    """w1 is on the stem; shares `far`, which has 4 agreements: 1 − 2^(−1/1) and 1 − 2^(−0.25/0.1); the home has one
    agreement in west: 1 − 2^(−1/3); city to city; a tenth of our people: 1 − 1/3. No business, fields or routes."""
    found = values(ranking(drawn()), "w1")
    assert found == pytest.approx(
        {
            "on_stem": 1.0,
            "common_neighbours": 0.5,
            "resource_allocation": 1 - 2**-2.5,
            "relatedness": 1 - 2 ** (-1 / 3),
            "level_match": 1.0,
            "size_ratio": 2 / 3,
        }
    )


def test_the_score_is_a_hundred_times_the_weighted_sum_of_what_is_known() -> None:
    found = ranking(drawn())
    weights = CandidateWeights()
    expected = 100 * sum(getattr(weights, f"candidate_{name}") * value for name, value in values(found, "w1").items())
    assert found.scores[found.question.atlas.position["w1"]] == pytest.approx(expected)


def test_a_missing_value_adds_nothing_and_its_weight_goes_nowhere() -> None:
    """e1 is known by level, size and one agreement of the home; what is not known leaves the others as they are."""
    found = ranking(drawn())
    assert values(found, "e1") == pytest.approx(
        {"on_stem": 0, "common_neighbours": 0, "resource_allocation": 0, "relatedness": 1 - 2 ** (-1 / 3),
         "level_match": 1, "size_ratio": 1}
    )  # fmt: skip
    assert found.scores[found.question.atlas.position["e1"]] == pytest.approx(100 * (0.12 * (1 - 2 ** (-1 / 3)) + 0.10 + 0.08))


def test_of_places_alike_the_one_on_a_stem_comes_first() -> None:
    found = order(ranking(drawn(place("e2", "county", "BB", "east"))))
    assert found[0] == "w1"
    assert found.index("w2") < found.index("e2")


def test_partners_of_the_unit_and_its_own_country_are_left_out() -> None:
    found = ranking(drawn(place("abroad", "country", "DD")))
    assert set(order(found)) == {"west", "w1", "w2", "east", "e1", "c1", "c2"}, "no countries, nobody of AA, not far"
    assert found.tied == ("far",)


def test_a_planned_partner_is_left_out_and_one_that_was_parted_from_is_not() -> None:
    planned = agreement("unit", "w1", "planned 2022")
    ended = agreement("unit", "e1", "formal 1990; terminated 2000")
    found = ranking(drawn(planned, ended))
    assert found.tied == ("far", "w1")
    assert "e1" in order(found)
    assert [caution.kind for caution in warned(found, "e1")][-1] == "ended_before"


def test_an_area_of_the_home_state_is_no_candidate() -> None:
    island = place("island", "country", "XX", levels=("country", "province", "city"))
    assert "island" in order(ranking(drawn(island)))
    assert "island" not in order(ranking(drawn(msgspec.structs.replace(island, area_of="AA"))))


def test_a_city_state_is_a_candidate_and_a_mere_country_is_none() -> None:
    state = place("state", "country", "SS", levels=("country", "province", "city"))
    found = order(ranking(drawn(state)))
    assert "state" in found
    assert "land" not in found


def test_country_and_region_narrow_the_list() -> None:
    assert set(order(ranking(drawn(), country="CC"))) == {"c1", "c2"}
    assert set(order(ranking(drawn(), region="west"))) == {"west", "w1", "w2"}
    assert order(ranking(drawn(), country="CC", region="west")) == []


def test_equal_scores_are_ordered_by_id() -> None:
    assert order(ranking(drawn(), country="CC")) == ["c1", "c2"]


def test_a_unit_without_any_agreement_shares_no_partners_with_anyone() -> None:
    found = ranking(drawn(), unit="ward")
    assert {"common_neighbours", "resource_allocation"}.isdisjoint(values(found, "w1"))
    assert why(found, "w1", "common_neighbours") == (
        "we have no agreement on record (list of this unit: 0 on record, no total published; complete it first): "
        "there is nothing to compare"
    )


def test_a_county_matches_a_county_and_half_a_city() -> None:
    found = ranking(drawn(), unit="ward")
    assert [values(found, place_id)["level_match"] for place_id in ("w2", "w1", "west")] == [1.0, 0.5, 0.0]


def test_a_unit_of_two_levels_matches_each_of_them_whole() -> None:
    network = drawn(place("both", "city", "AA", "home", levels=("province", "city")))
    found = ranking(network, unit="both")
    assert [values(found, place_id)["level_match"] for place_id in ("west", "w1", "w2")] == [1.0, 1.0, 0.5]


def test_levels_are_told_in_the_words_of_offices_and_never_in_those_of_the_record() -> None:
    network = drawn(place("both", "city", "AA", "home", levels=("province", "city")))
    question = ranking(network, unit="both")
    said = question.terms["level_match"].why(network.places["w2"])
    assert said.zh == "我方为省级、地级市，对方为区县"
    assert said.en == "we are of province level and city level, they are of county level"


def test_two_of_one_level_are_said_to_be_so() -> None:
    network = drawn(place("both", "city", "AA", "home", levels=("province", "city")))
    told = ranking(network, unit="both").terms["level_match"]
    assert (told.why(network.places["w1"]).zh, told.why(network.places["west"]).zh) == ("双方同为地级市", "双方同为省级")


def test_no_reason_in_chinese_holds_a_level_in_english(seeds: Snapshot) -> None:
    for home in (JIANGSU, "Q956", "Q334"):
        found = rank_candidates(vine_of(seeds, home, select(seeds)), seeds.places[home], CandidateWeights())
        for position in found.order[:20].tolist():
            place = seeds.places[found.question.atlas.ids[position]]
            assert not re.search("country|province|city|county", found.terms["level_match"].why(place).zh)


def test_for_the_home_itself_the_region_above_its_stemless_grapes_comes_first() -> None:
    found = ranking(drawn(), unit="home")
    assert order(found)[0] == "east"
    assert values(found, "east")["on_stem"] == 1.0
    assert why(found, "east", "on_stem") == (
        "no stem on record for 1 agreement there (tier-1 list: 1 on record, no total published; complete it first); "
        "if there is none, this would be it"
    )
    assert values(found, "e1")["on_stem"] == 0.0, "an agreement with the city would be a trunk"
    assert values(found, "w1")["on_stem"] == 0.0
    assert why(found, "w1", "on_stem") == (
        "inside west, a stem of home; an agreement of the home itself with a city is neither stem nor grape"
    )


def test_a_municipality_looks_inside_its_stems_as_a_city_does() -> None:
    network = snapshot([*shanghai_in_japan(), place("sakai", "city", "JP", "osaka-prefecture")])
    assert values(ranking(network, "shanghai", "shanghai"), "sakai")["on_stem"] == 1.0


def test_reasons_name_what_they_rest_on() -> None:
    found = ranking(drawn())
    assert why(found, "w1", "on_stem") == (
        "inside west, a stem of home, bare on record (tier-2 list: 2 on record, no total published; "
        "tier-3 list: 0 on record, no total published; complete it first)"
    )
    assert why(found, "e1", "on_stem") == (
        "outside the stem regions of home on record (tier-1 list: 1 on record, no total published; complete it first)"
    )
    assert why(found, "w1", "common_neighbours") == "1 shared partner (whatever the date and status): far"
    assert why(found, "w1", "size_ratio") == "population 100,000, 0.1 times ours"
    assert why(found, "w2", "size_ratio") == "their population is not on record"
    assert why(found, "w1", "relatedness") == "home has 1 agreement in west"


def test_fields_fit_by_need_strength_and_plan_and_each_counts_once() -> None:
    """They need ports and we build them; a plan of the home makes ports and tourism a priority in the country: 2 fields."""
    network = drawn(
        place("port", "city", "BB", "west", needs=("ports", "rail")),
        place("bay", "province", "AA", "realm", strengths=("ports",)),
        place("quay", "city", "AA", "bay", strengths=("cranes",)),
        Plan(id="plan", kind="policy", owner="bay", parties=("land",), fields=("ports", "tourism"), **HOME),
    )
    found = ranking(network, "quay", "bay")
    assert values(found, "port")["complementarity"] == pytest.approx(1 - 2 ** (-2 / 2))
    assert why(found, "port", "complementarity") == "fields that fit: ports, tourism"
    assert "complementarity" not in values(found, "c1")


def test_fields_on_both_sides_that_do_not_fit_are_worth_nothing_and_not_unknown() -> None:
    network = drawn(
        place("port", "city", "BB", "west", needs=("ports",)), place("bay", "province", "AA", "realm", strengths=("rail",))
    )
    assert values(ranking(network, "bay", "bay"), "port")["complementarity"] == 0.0


def test_a_plan_of_another_unit_says_nothing_about_this_one() -> None:
    plan = Plan(id="plan", kind="policy", owner="other", parties=("land",), fields=("ports",), **HOME)
    assert "complementarity" not in values(ranking(drawn(plan)), "w1")


def test_business_counts_more_at_the_place_than_in_its_country() -> None:
    """A mine at w1 (1) and trade with the country (1/2): w1 has 1.5, w2 half of one, west both for the mine inside it."""
    network = drawn(
        Project(id="mine", kind="investment", parties=("unit", "w1"), **HOME),
        Project(id="trade", kind="trade", parties=("home", "land"), **HOME),
    )
    found = ranking(network)
    worth = {place_id: values(found, place_id)["business"] for place_id in ("w1", "w2", "west", "c1")}
    assert worth == pytest.approx({"w1": 1 - 2**-0.75, "w2": 1 - 2**-0.25, "west": 1 - 2**-0.75, "c1": 0.0})
    assert why(found, "w1", "business") == "2 records of business: mine, trade"
    assert why(found, "c1", "business") == "no business on record"


def test_without_any_business_abroad_the_term_is_unknown() -> None:
    found = ranking(drawn())
    assert "business" not in values(found, "w1")
    assert why(found, "w1", "business") == "no business of ours abroad is on record"


@pytest.mark.parametrize(("status", "there", "near"), [("open", 1.0, 0.75), ("proposed", 0.5, 0.375)])
def test_a_route_makes_its_end_and_less_its_country_convenient(status: Any, there: float, near: float) -> None:
    found = ranking(drawn(Project(id="r", kind="route", status=status, parties=("other", "w1"), **HOME)))
    assert values(found, "w1")["convenience"] == there
    assert values(found, "e1")["convenience"] == near
    assert "convenience" not in values(found, "c1")


def test_a_mission_that_links_the_two_countries_counts_where_no_route_is_better() -> None:
    embassy = Organisation(id="org:e", kind="embassy", country="AA", serves=("land",), **HOME)
    stranger = Organisation(id="org:s", kind="embassy", country="ZZ", serves=("away",), **HOME)
    found = ranking(drawn(embassy, stranger))
    assert values(found, "e1")["convenience"] == 0.25
    assert "convenience" not in values(found, "c1"), "a mission of a third country helps neither side"
    assert why(found, "e1", "convenience") == "missions: org:e"


def test_the_warning_of_one_partner_in_the_country_names_each_and_says_where_it_is_friendly_exchange_alone() -> None:
    network = drawn(agreement("other", "w1", "exchange 2001"), agreement("home", "e1"))
    found = ranking(network)
    told = {place_id: next(c.text for c in warned(found, place_id) if c.kind == "one_to_one") for place_id in ("w1", "e1")}
    assert told["w1"].en.partition(": ")[2] == "other (ours, exchange)"
    assert told["w1"].zh.partition("：")[2] == "other（我方，友好交流）"
    assert told["e1"].en.partition(": ")[2] == "home (ours), other (ours)"


def test_a_place_that_a_source_leaves_unnamed_is_no_candidate() -> None:
    network = drawn(place("blank", "city", "BB", "west", placeholder=True))
    assert "blank" not in order(ranking(network))


def test_warnings_never_filter() -> None:
    gone = place("gone", "city", "BB", "west", valid_to="1999", succeeded_by=("w1",))
    network = drawn(gone, agreement("other", "w1"))
    found = ranking(network)
    told = {place_id: [c.kind for c in warned(found, place_id)] for place_id in order(found)}
    assert told["w1"] == ["one_to_one"]
    assert told["gone"] == ["dissolved"]
    assert told["west"] == ["one_to_one", "level_mismatch"]


def test_a_unit_of_somebody_else_is_refused_by_name() -> None:
    with pytest.raises(BadRequest, match="w1 does not lie in the home home"):
        ranking(drawn(), unit="w1")


def test_weights_of_terms_add_up_to_one_and_on_stem_is_the_greatest() -> None:
    weights = CandidateWeights()
    assert sum(getattr(weights, name) for name in CandidateTerms.model_fields) == pytest.approx(1)
    assert max(CandidateTerms.model_fields, key=lambda name: getattr(weights, name)) == "candidate_on_stem"
    assert set(CandidateTerms.model_fields) == {f"candidate_{name}" for name in TERMS}


@given(st.permutations(range(24)))
def test_the_order_of_the_rows_changes_nothing(shuffle: list[int]) -> None:
    records = list(drawn().network)
    mixed = [records[number] for number in shuffle if number < len(records)] + records[24:]
    found, again = ranking(drawn()), ranking(snapshot(mixed))
    assert order(found) == order(again)
    assert sorted(found.scores) == pytest.approx(sorted(again.scores))


@given(st.sampled_from(sorted(CandidateTerms.model_fields)), st.floats(0, 1))
def test_scores_stay_between_nothing_and_a_hundred(name: str, weight: float) -> None:
    rest = (1 - weight) / (len(CandidateTerms.model_fields) - 1)
    weights = CandidateWeights(**(dict.fromkeys(CandidateTerms.model_fields, rest) | {name: weight}))
    scores = ranking(drawn(), weights=weights).scores
    assert scores.min() >= 0
    assert scores.max() <= 100 + 1e-9


def test_taizhous_candidates_begin_with_places_inside_the_stems_of_jiangsu(seeds: Snapshot) -> None:
    found = ranking(seeds, TAIZHOU, JIANGSU)
    assert {values(found, place_id)["on_stem"] for place_id in order(found)[:20]} == {1.0}


def test_taizhou_is_not_told_to_find_oss_which_it_plans(seeds: Snapshot) -> None:
    found = ranking(seeds, TAIZHOU, JIANGSU)
    assert OSS in found.tied
    assert OSS not in order(found)


def test_kathmandu_and_pointe_noire_are_taken_already(seeds: Snapshot) -> None:
    found = ranking(seeds, TAIZHOU, JIANGSU)
    taken = {}
    for place_id in (KATHMANDU, POINTE_NOIRE):
        caution = next(c for c in warned(found, place_id) if c.kind == "one_to_one")
        taken[place_id] = caution.text.en
    for city in ("Xi’an", "Lhasa", "Chengdu", "Nanjing"):
        assert city.replace("’", "'") in taken[KATHMANDU].replace("’", "'")
    assert "Dalian" in taken[POINTE_NOIRE]


def test_mexico_city_is_convenient_for_shenzhen_and_kathmandu_may_become_so_for_nanjing(seeds: Snapshot) -> None:
    assert values(ranking(seeds, SHENZHEN, GUANGDONG), "Q1489")["convenience"] == 1.0
    assert values(ranking(seeds, TAIZHOU, JIANGSU), KATHMANDU)["convenience"] == 0.5


def test_swiss_places_fit_jiangsus_priority_fields(seeds: Snapshot) -> None:
    found = ranking(seeds, TAIZHOU, JIANGSU)
    assert "energy saving and environmental protection" in why(found, "Q807", "complementarity"), "Lausanne"


def test_candidates_of_a_past_day_know_the_ties_of_that_day(seeds: Snapshot) -> None:
    past = vine_of(seeds, JIANGSU, Selection(TODAY.replace(year=1985)))
    found = rank_candidates(past, seeds.places[JIANGSU], CandidateWeights())
    assert "Q12771" in order(found), "Vaud is of 2017"


def counting(**counts: str) -> Snapshot:
    """The drawn network with what the populations of these places count."""
    records = drawn().network
    return snapshot(
        replace_fields(record, population_of=counts[record.id]) if record.id in counts else record  # type: ignore[type-var]
        for record in records
    )


@pytest.mark.parametrize(
    ("counts", "value", "said"),
    [
        ({}, 2 / 3, "population 100,000, 0.1 times ours"),
        ({"unit": "unit", "w1": "unit"}, 2 / 3, "population 100,000, 0.1 times ours"),
        ({"unit": "town", "w1": "town"}, 2 / 3, "population of the town 100,000, of ours 1,000,000"),
        ({"w1": "town"}, None, "theirs counts the town alone, ours the whole unit: not compared"),
        ({"unit": "town", "w1": "unit"}, None, "ours counts the town alone, theirs the whole unit: not compared"),
    ],
)
def test_a_town_is_compared_with_towns_alone_and_what_is_not_compared_says_why(
    counts: Mapping[str, str], value: float | None, said: str
) -> None:
    found = ranking(counting(**counts))
    assert values(found, "w1").get("size_ratio") == (None if value is None else pytest.approx(value))
    assert why(found, "w1", "size_ratio") == said


def test_no_reason_tells_how_many_times_the_town_of_a_prefecture_another_place_is(seeds: Snapshot) -> None:
    """Every Chinese city has the town sizes of a gazetteer, and its partners have those or figures of the whole unit."""
    assert seeds.places[TAIZHOU].population_of == "town"
    found = ranking(seeds, TAIZHOU, JIANGSU)
    told = [found.terms["size_ratio"].why(seeds.places[each]) for each in order(found)]
    assert not [reason for reason in told if "倍" in reason.zh or "times" in reason.en]
    assert {"城镇" in reason.zh for reason in told if "不详" not in reason.zh} == {True}
