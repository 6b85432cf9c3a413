"""The properties that must hold of any network (domain rules, section 7), over the random ones of `worlds.py`."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from msgspec.structs import replace

from graph_service.answers.statistics import statistics_answer
from graph_service.files.seeds import read_paths
from graph_service.files.tables import format_table
from graph_service.loader import records_of
from graph_service.metrics.clusters import cluster_in, clusters_of
from graph_service.metrics.effective import effective_agreements
from graph_service.metrics.knowledge import knowledge_of
from graph_service.metrics.selection import Selection
from graph_service.records.activity import Activity
from graph_service.records.agreement import Agreement, agreement_id
from graph_service.records.claim import Claim
from graph_service.records.membership import Membership
from graph_service.records.network import ChangeSet, Difference, Network
from graph_service.records.organisation import Organisation
from tests.drawing import agreement, snapshot
from tests.metrics.drawn import END_OF_2020
from tests.metrics.worlds import (
    APART,
    ELSEWHERE,
    PARTNERS,
    SOURCE,
    UNITS,
    WEIGHTS,
    World,
    document,
    grown,
    kinds,
    lives,
    worlds,
)

steadily = settings(max_examples=40)


def rounded(figures: dict[str, Any]) -> dict[str, Any]:
    """Figures but for the last digits of a sum in another order."""
    return {name: round(found, 9) if isinstance(found, float) else found for name, found in figures.items()}


@steadily
@given(worlds(), kinds, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(world: World, chosen: frozenset[str], chance: Any) -> None:
    records = world.records()
    shuffled = chance.sample(records, len(records))
    assert document(grown(shuffled, chosen)) == document(grown(records, chosen))


@steadily
@given(worlds())
def test_loading_a_file_twice_changes_nothing(world: World) -> None:
    network = Network(world.records())
    with TemporaryDirectory() as folder:
        for plural in ("places", "frames", "memberships", "agreements", "activities", "claims"):
            text = format_table(network.rows(plural).values(), plural)
            Path(folder, f"{plural}.csv").write_text(text, encoding="utf-8")
        reading = read_paths([Path(folder)], layer="home")
    assert reading.faults == []
    change = ChangeSet(tuple(records_of(reading)))
    once = Network().changed_by(change)
    assert not Difference.between(once, change).has_effect
    assert list(once) == list(once.changed_by(change)) == list(network)


@steadily
@given(worlds(), kinds)
def test_strength_is_zero_exactly_where_nothing_is_effective(world: World, chosen: frozenset[str]) -> None:
    vine = grown(world.records(), chosen)
    for place in ELSEWHERE:
        cluster = cluster_in(vine, place, WEIGHTS)
        assert (cluster.strength.score == 0) is (len(cluster.ties) == 0)
        assert 0 <= cluster.strength.score <= 100


@steadily
@given(worlds(), kinds)
def test_every_grape_has_one_class_and_nothing_else_has_any(world: World, chosen: frozenset[str]) -> None:
    ties = grown(world.records(), chosen).ties.effective
    assert all((tie.grape_class in ("A", "B", "C", "D", "U")) is (tie.role == "grape") for tie in ties)
    assert all((tie.stem is not None) is (tie.grape_class == "A") for tie in ties)
    assert len({tie.agreement.id for tie in ties}) == len(ties)


@steadily
@given(worlds(), kinds)
def test_the_countries_and_areas_add_up_to_the_whole_and_the_areas_of_the_own_state_stand_apart(
    world: World, chosen: frozenset[str]
) -> None:
    vine = grown(world.records(), chosen)
    countries = [row for row in clusters_of(vine, WEIGHTS) if row.grain == "country"]
    assert APART.isdisjoint(row.partner.country for row in countries)
    assert {tie.partner.country for tie in vine.ties.areas} <= APART
    counted = {tie.agreement.id for tie in (*vine.ties.effective, *vine.ties.areas)} | {tie.id for tie in vine.ties.domestic}
    assert len(counted) == len(vine.ties.effective) + len(vine.ties.areas) + len(vine.ties.domestic)
    for beside, whole in (("ties", vine.ties.effective), ("exchange", vine.ties.exchange), ("planned", vine.ties.planned)):
        rows = [tie.agreement.id for row in countries for tie in getattr(row, beside)]
        assert sorted(rows) == sorted(tie.agreement.id for tie in whole)
    assert sorted(stem.agreement for row in countries for stem in row.stems) == sorted(stem.agreement for stem in vine.stems)
    assert sum(row.stemmed_share.denominator for row in countries) == sum(
        tie.grape_class in ("A", "B", "C") for tie in vine.ties.effective
    )


@steadily
@given(worlds(), kinds, st.sets(st.sampled_from(PARTNERS + UNITS[:3])), lives)
def test_memberships_and_ties_of_organisations_change_no_measure(
    world: World, chosen: frozenset[str], members: set[str], life: str
) -> None:
    here = {record.id for record in world.records()}
    network = Organisation(id="network", kind="network", seat="mill", **SOURCE)
    schools = [Organisation(id=f"school-{seat}", kind="school", seat=seat, **SOURCE) for seat in ("north", "mill")]
    belongings = [Membership(id=f"m-{member}", member=member, of="network", **SOURCE) for member in sorted(members & here)]
    more = [network, *schools, *belongings, agreement("school-mill", "school-north", life)]
    assert document(grown([*world.records(), *more], chosen)) == document(grown(world.records(), chosen))


@steadily
@given(worlds(), kinds)
def test_an_agreement_counts_in_one_way_only(world: World, chosen: frozenset[str]) -> None:
    ties = grown(world.records(), chosen).ties
    groups = [{tie.agreement.id for tie in group} for group in (ties.effective, ties.planned, ties.possible, ties.ended)]
    assert len(set().union(*groups)) == sum(map(len, groups))
    assert all(tie.standing.kind == "exchange" for tie in ties.exchange)


@steadily
@given(worlds(), kinds, kinds)
def test_of_two_records_of_one_pact_one_counts_whatever_is_asked(
    world: World, one: frozenset[str], other: frozenset[str]
) -> None:
    records = world.records()
    present = {record.id for record in records}
    asked = [grown(records, chosen).ties for chosen in (one, other, one | other)]
    counted = [{tie.agreement.id for tie in (*ties.effective, *ties.areas)} | {tie.id for tie in ties.domestic} for ties in asked]
    for pair in world.same:
        ids = {agreement_id(*tie) for tie in pair}
        if ids <= present:
            assert all(len(ids & found) <= 1 for found in counted)
            assert len(ids & set().union(*counted)) <= 1


@steadily
@given(worlds(), kinds)
def test_rates_that_rest_on_stems_are_null_exactly_where_tier_one_says_nothing(world: World, chosen: frozenset[str]) -> None:
    vine = grown(world.records(), chosen)
    silent = not knowledge_of(vine).tiers["1"].complete and all(tie.tier != 1 for tie in vine.ties.effective)
    for row in clusters_of(vine, WEIGHTS):
        for rate in (row.stemmed_share, row.orphan_rate, row.unit_fill):
            assert (rate.share is None) is (silent or not rate.denominator)


@steadily
@given(worlds(), kinds)
def test_a_list_declared_whole_is_complete_and_the_others_stay_as_they_were(world: World, chosen: frozenset[str]) -> None:
    """By the newest claim there is, of the kinds asked about."""
    world = world._replace(claims=tuple(claim for claim in world.claims if claim.as_of not in ("2020", "2020-12-31")))
    before = knowledge_of(grown(world.records(), chosen))
    for tier in world.tiers:
        told: dict[str, Any] = {"measure": "whole_list", "stated": "whole", "as_of": "2020-12-31", "scope_tiers": (tier,)}
        claim = Claim(id="z", subject="home", scope_kinds=tuple(chosen), **told, **SOURCE)
        after = knowledge_of(grown([*world.records(), claim], chosen))
        assert after.tiers[str(tier)].complete
        assert {**after.tiers, str(tier): None} == {**before.tiers, str(tier): None}
        assert after.whole == before.whole or all(known.complete for known in after.tiers.values())


@steadily
@given(worlds(), kinds)
def test_places_without_an_agreement_in_a_selection_are_isolated_and_enter_nothing_else(
    world: World, chosen: frozenset[str]
) -> None:
    records = world.records()
    selection = Selection(END_OF_2020, chosen)
    counted = {found.agreement.id for found in effective_agreements(snapshot(records), selection)}
    alone = [row for row in records if not isinstance(row, Agreement | Activity) or row.id in counted]
    alone = [replace(row, possibly_same=()) if isinstance(row, Agreement) else row for row in alone]
    whole, part = (structs.asdict(statistics_answer(snapshot(rows), selection, "place")) for rows in (records, alone))
    parties = {party for row in records if isinstance(row, Agreement) for party in row.parties}
    linked = {party for row in alone if isinstance(row, Agreement) for party in row.parties}
    assert (whole.pop("isolated"), part.pop("isolated")) == (len(parties - linked), 0)
    assert rounded(whole) == rounded(part)
