"""Scenarios: on paper, against really adding the agreements, and on the real rows."""

from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.answers.clusters import clusters_answer
from graph_service.answers.scenarios import ScenarioAnswer, scenario_answer
from graph_service.errors import BadRequest
from graph_service.metrics.clusters import clusters_of
from graph_service.metrics.selection import select
from graph_service.metrics.vine import vine_of
from graph_service.planning.gaps.find import find_gaps
from graph_service.planning.scenario import Hypothesis, Scenario
from graph_service.records.agreement import Agreement
from graph_service.records.network import ChangeSet
from graph_service.rules import DEFAULTS, StrengthWeights
from graph_service.snapshot import Snapshot
from tests.drawing import agreement, place, shanghai_in_japan, snapshot, witnessed

JIANGSU, TAIZHOU, LAUSANNE, SWITZERLAND = "Q16963", "Q57931", "Q807", "Q39"


def drawn() -> Snapshot:
    """The witnessed agreements with two towns in Vaud and an unlinked country."""
    return snapshot(
        [
            *witnessed(),
            place("lausanne", "city", "CH", "vaud"), place("nyon", "city", "CH", "vaud"),
            place("peru", "country", "PE"), place("cusco", "province", "PE", "peru"), place("pisac", "city", "PE", "cusco"),
            place("hangzhou", "city", "CN", "china"),
        ]
    )  # fmt: skip


def outcome(network: Snapshot, *agreements: Hypothesis, home: str = "jiangsu", **more: Any) -> ScenarioAnswer:
    return scenario_answer(network, Scenario(home=home, agreements=agreements, **more), DEFAULTS)


def test_a_grape_on_a_bare_stem_fills_it() -> None:
    found = outcome(drawn(), Hypothesis("taizhou", "lausanne"))
    (tie,) = found.agreements
    assert (tie.id, tie.new, tie.counted, tie.tier, tie.role, tie.grape_class, tie.stem) == (
        "lausanne~taizhou", True, True, 2, "grape", "A", "vaud"
    )  # fmt: skip
    rate = found.rates["bare_stem_rate"]
    assert (rate.before.numerator, rate.after.numerator, rate.after.denominator) == (2, 1, 2)
    assert (found.rates["stemmed_share"].before.share, found.rates["stemmed_share"].after.share) == (0, 1 / 4)


def test_strength_of_the_touched_cluster_is_as_on_paper() -> None:
    """Before: 35 (stem) + 20/3 (one of three tiers) = 41.67. After: + 30·(1 − 2^(−1/3)) + 20/3 + 15/13."""
    found = outcome(drawn(), Hypothesis("taizhou", "lausanne"))
    switzerland = found.clusters[0]
    assert [row.partner.id for row in found.clusters] == ["switzerland", "vaud"]
    assert switzerland.before is not None
    assert switzerland.after is not None
    assert switzerland.before.strength.score == pytest.approx(41.67, abs=0.01)
    assert switzerland.after.strength.score == pytest.approx(41.6667 + 30 * (1 - 2 ** (-1 / 3)) + 20 / 3 + 15 / 13, abs=0.01)
    assert (switzerland.before.tiers, switzerland.after.tiers) == ((1,), (1, 2))


def test_a_new_country_is_gained_and_its_gap_closed() -> None:
    found = outcome(drawn(), Hypothesis("jiangsu", "cusco"))
    assert (found.coverage.before.numerator, found.coverage.after.numerator, found.coverage.gained) == (5, 6, ("peru",))
    assert (found.coverage.after.denominator, found.coverage.lost) == (7, ())
    gaps = {change.type: change for change in found.gaps}
    assert [gap.place for gap in gaps["uncovered_country"].closed] == ["peru"]
    assert [gap.place for gap in gaps["bare_stem"].opened] == ["cusco"]
    peru = next(row for row in found.clusters if row.partner.id == "peru")
    assert peru.before is None, "there was nothing"
    assert peru.after is not None


def test_what_ends_is_lost() -> None:
    found = outcome(drawn(), end=("kathmandu~nanjing",))
    assert (found.coverage.lost, found.ended) == (("nepal",), ("kathmandu~nanjing",))
    assert found.before.agreements - found.after.agreements == 1
    assert [row.partner.id for row in found.clusters] == ["nepal"], "the home's own units are no partners"
    nepal = next(row for row in found.clusters if row.partner.id == "nepal")
    assert nepal.after is None


def test_what_two_have_already_gets_a_further_stage() -> None:
    network = snapshot([*drawn().network, agreement("wuxi", "nyon", "exchange 2019")])
    found = outcome(network, Hypothesis("wuxi", "nyon", "formal", "2024"))
    assert (found.agreements[0].new, found.agreements[0].counted) == (False, True)
    assert found.after.agreements - found.before.agreements == 1
    assert network.network.table(Agreement)["nyon~wuxi"].stages[-1].kind == "exchange", "the snapshot stays as it was"


def test_signing_with_somebody_one_has_parted_from_takes_it_up_again() -> None:
    network = snapshot([*drawn().network, agreement("wuxi", "nyon", "formal 2010; terminated 2015")])
    found = outcome(network, Hypothesis("wuxi", "nyon"))
    assert found.agreements[0].counted
    assert [caution.kind for caution in found.agreements[0].warnings] == ["ended_before"]


def test_a_signing_of_the_future_or_of_another_kind_is_not_counted_and_says_why() -> None:
    late = outcome(drawn(), Hypothesis("wuxi", "nyon", "formal", "2030")).agreements[0]
    other = outcome(drawn(), Hypothesis("wuxi", "nyon", "exchange")).agreements[0]
    ended = outcome(drawn(), Hypothesis("wuxi", "nyon"), end=("nyon~wuxi",)).agreements[0]
    assert [late.counted, other.counted, ended.counted] == [False] * 3
    assert late.why_not is not None
    assert late.why_not.en.startswith("it is not surely signed by 21 November 2026")
    assert other.why_not is not None
    assert other.why_not.en == "its kind exchange is not among those that count"
    assert ended.why_not is not None
    assert ended.why_not.en == "it is ended"


def test_date_and_kinds_of_the_scenario_hold_for_both_sides() -> None:
    found = outcome(drawn(), Hypothesis("wuxi", "nyon", "exchange"), as_of=date(2016, 1, 1), kinds=("exchange",))
    assert (found.as_of, found.kinds) == ("2016-01-01", ("exchange",))
    assert (found.before.agreements, found.after.agreements) == (0, 1)
    assert outcome(drawn(), kinds="formal, exchange").kinds == ("exchange", "formal")


def test_warnings_of_candidates_come_with_the_agreement() -> None:
    warnings = outcome(drawn(), Hypothesis("wuxi", "kathmandu")).agreements[0].warnings
    assert [(caution.kind, caution.evidence) for caution in warnings] == [("one_to_one", ("kathmandu~nanjing",))]


def test_a_municipality_can_ask_too() -> None:
    network = snapshot([*shanghai_in_japan(), place("sakai", "city", "JP", "osaka-prefecture")])
    assert outcome(network, Hypothesis("pudong", "sakai"), home="shanghai").agreements[0].grape_class == "A"


@pytest.mark.parametrize(
    ("scenario", "names"),
    [
        (Scenario("nowhere"), "home: no place has the id, code or name 'nowhere'"),
        (
            Scenario("jiangsu", (Hypothesis("wuxi", "atlantis"),)),
            r"agreements\[0\].partner: no place has the id, code or name 'atlantis'",
        ),
        (Scenario("jiangsu", (Hypothesis("vaud", "nyon"),)), r"agreements\[0\].unit: vaud does not lie in the home"),
        (Scenario("jiangsu", (Hypothesis("wuxi", "hangzhou"),)), r"agreements\[0\].partner: hangzhou is not abroad for jiangsu"),
        (Scenario("jiangsu", (Hypothesis("wuxi", "nyon", signed="soon"),)), r"agreements\[0\].signed: 'soon' is not"),
        (
            Scenario("jiangsu", (Hypothesis("wuxi", "nyon", signed="1206-05"),)),
            r"agreements\[0\].signed: 1206-05 is before 1900; suppose a date of the years 1900 to 2100",
        ),
        (Scenario("jiangsu", end=("gone",)), r"end\[0\]: no agreement has the id 'gone'"),
        (Scenario("jiangsu", kinds="friendly"), "kinds: unknown kind 'friendly'"),
        (Scenario("jiangsu", layer="moon"), "layer: unknown layer 'moon'"),
    ],
)
def test_what_cannot_be_is_refused_and_named(scenario: Scenario, names: str) -> None:
    with pytest.raises(BadRequest, match=names):
        scenario_answer(drawn(), scenario, DEFAULTS)


def test_an_agreement_of_somebody_else_cannot_be_ended() -> None:
    network = snapshot([*drawn().network, agreement("nyon", "pisac")])
    with pytest.raises(BadRequest, match="is no agreement of the home jiangsu"):
        outcome(network, end=("nyon~pisac",))


def test_a_scenario_of_nothing_changes_nothing(seeds: Snapshot) -> None:
    found = outcome(seeds, home=JIANGSU)
    assert found.before == found.after
    assert found.coverage.before == found.coverage.after
    assert (found.coverage.gained, found.coverage.lost, found.clusters) == ((), (), ())
    assert all((change.closed, change.opened, change.before) == ((), (), change.after) for change in found.gaps)


PLACES = ("lausanne", "nyon", "pisac", "cusco", "oss", "north-brabant", "kathmandu", "vaud")
UNITS = ("jiangsu", "taizhou", "wuxi", "kunshan", "nanjing")


@given(
    st.sets(st.tuples(st.sampled_from(UNITS), st.sampled_from(PLACES)), max_size=4), st.sampled_from(("formal", "unclassified"))
)
def test_a_scenario_is_what_really_adding_would_be(pairs: set[tuple[str, str]], kind: Any) -> None:
    network = drawn()
    on_record = {frozenset(row.parties) for row in network.network.table(Agreement).values()}
    fresh = sorted(pair for pair in pairs if frozenset(pair) not in on_record)
    added = [agreement(unit, partner, kind) for unit, partner in fresh]
    really = Snapshot(network.network.changed_by(ChangeSet(tuple(added))), "really", network.today)
    supposed = outcome(network, *(Hypothesis(unit, partner, kind) for unit, partner in fresh))
    vine = vine_of(really, "jiangsu", select(really))
    assert supposed.after == clusters_answer(vine, StrengthWeights()).totals
    rows = {cluster.partner.id: cluster.strength for cluster in clusters_of(vine, StrengthWeights())}
    for change in supposed.clusters:
        if change.after is not None and change.partner.id in rows:
            assert change.after.strength == rows[change.partner.id]
    assert sum(change.after for change in supposed.gaps) == len(find_gaps(vine))


@given(st.lists(st.tuples(st.sampled_from(UNITS), st.sampled_from(PLACES)), min_size=1, max_size=3))
def test_signing_never_lowers_strength_and_ending_it_again_restores_all(pairs: list[tuple[str, str]]) -> None:
    network = drawn()
    signed = outcome(network, *(Hypothesis(unit, partner) for unit, partner in pairs))
    for change in signed.clusters:
        before = change.before.strength.score if change.before else 0.0
        assert change.after is not None
        assert change.after.strength.score >= before - 1e-9
    new = tuple(dict.fromkeys(row.id for row in signed.agreements if row.new))
    undone = outcome(network, *(Hypothesis(unit, partner) for unit, partner in pairs), end=new)
    if len(new) == len({row.id for row in signed.agreements}):
        assert undone.after.agreements == signed.before.agreements
        assert undone.coverage.before.ids == undone.coverage.after.ids


def test_a_variant_shares_places_and_leaves_its_origin_alone() -> None:
    network = drawn()
    variant = network.with_agreements([agreement("wuxi", "nyon"), agreement("jiangsu", "vaud", "formal 2017; terminated 2020")])
    assert variant.places is network.places
    assert [row.id for row in variant.agreements_of("nyon")] == ["nyon~wuxi"]
    assert network.agreements_of("nyon") == ()
    assert list(variant.network.table(Agreement)) == sorted(variant.network.table(Agreement))
    full = Snapshot(
        network.network.changed_by(ChangeSet(tuple(variant.network.table(Agreement).values()))), "full", network.today
    )
    assert {party: variant.agreements_of(party) for party in full.places} == {
        party: full.agreements_of(party) for party in full.places
    }


def test_taizhou_in_lausanne_would_fill_the_stem_of_vaud(seeds: Snapshot) -> None:
    found = outcome(seeds, Hypothesis(TAIZHOU, LAUSANNE), home=JIANGSU)
    bare = next(change for change in found.gaps if change.type == "bare_stem")
    assert [gap.place for gap in bare.closed] == ["Q12771"]
    switzerland = next(change for change in found.clusters if change.partner.id == SWITZERLAND)
    assert switzerland.before is not None
    assert switzerland.after is not None
    assert switzerland.after.strength.score > switzerland.before.strength.score


def test_scenarios_read_from_json_as_they_are_written() -> None:
    scenario = Scenario(
        "jiangsu", (Hypothesis("wuxi", "nyon", "formal", "2024"),), ("a~b",), date(2024, 5, 1), ("formal",), "home"
    )
    assert msgspec.json.decode(msgspec.json.encode(scenario), type=Scenario) == scenario
