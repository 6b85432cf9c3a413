"""The properties that must hold of any network (domain rules, section 7), over random small ones.

A network is a home, a province or a municipality, and agreements of its units with the places of `drawn.py`: every kind,
status and form of date, among them undated ones and intervals around the day asked about. Placeholders stand among the
units; that a named agreement puts out the unnamed one it may be the same as is the one exception to monotony, and is
tested by itself in `test_ties.py`.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_service.answers.clusters import clusters_answer
from graph_service.domain.activity import Activity
from graph_service.domain.base import Record
from graph_service.domain.membership import Membership
from graph_service.domain.organisation import Organisation
from graph_service.domain.place import Place
from graph_service.metrics.clusters import cluster_in, clusters_of
from graph_service.metrics.selection import Selection
from graph_service.metrics.strength import StrengthWeights
from graph_service.metrics.vine import Vine, vine_of
from tests.drawing import DRAWN, agreement, snapshot
from tests.metrics.drawn import ABROAD, CITY_HOME, END_OF_2020, HOME

WEIGHTS = StrengthWeights()
SOURCE: dict[str, Any] = {"sources": DRAWN, "layer": "home"}
SIGNED = ("intent", "unclassified", "exchange", "formal")
UNITS = ("home", "north", "south", "low", "unnamed")
PARTNERS = tuple(sorted(place.id for place in ABROAD))
# As of the end of 2020: sure, possible, not yet, undated.
DATES = ("", " 1990", " 2005-05", " 2020-12-31", " 2015/2019", " 2015/2025", " 2021")
STEPS = ("planned", "suspended", "resumed", "terminated", "dormant", "renewal", "contact")

steadily = settings(max_examples=40)
dates = st.sampled_from(DATES)
sure_dates = st.sampled_from(DATES[:5])
stages = st.builds(str.__add__, st.sampled_from((*SIGNED, *STEPS)), dates)
lives = st.lists(stages, min_size=1, max_size=4).map("; ".join)
pairs = st.tuples(st.sampled_from(UNITS), st.sampled_from(PARTNERS))
kinds = st.sets(st.sampled_from(SIGNED), min_size=1).map(frozenset)


class World(NamedTuple):
    """A home's agreements, by unit and partner, and the years of the activities under some."""

    home: tuple[Place, ...]
    lives: Mapping[tuple[str, str], str]
    visits: tuple[tuple[tuple[str, str], str], ...]

    def records(self) -> list[Record]:
        """All records of the network."""
        units = {place.id for place in self.home}
        ties = {pair: agreement(*pair, life) for pair, life in self.lives.items() if pair[0] in units}
        visits = [
            Activity(id=f"visit-{number}", kind="visit", date=year, agreement=ties[pair].id, **SOURCE)
            for number, (pair, year) in enumerate(self.visits)
            if pair in ties
        ]
        return [*self.home, *ABROAD, *ties.values(), *visits]

    def changed(self, pair: tuple[str, str], life: str) -> "World":
        """The network with another life of one pair."""
        return self._replace(lives={**self.lives, pair: life})


@st.composite
def worlds(draw: st.DrawFn) -> World:
    ties = draw(st.dictionaries(pairs, lives, max_size=10))
    visited = st.tuples(st.sampled_from(sorted(ties)), st.sampled_from(("2001", "2019", "2020-11"))) if ties else st.nothing()
    visits = draw(st.lists(visited, max_size=3)) if ties else []
    return World(draw(st.sampled_from((HOME, CITY_HOME))), ties, tuple(visits))


def grown(records: Iterable[Record], chosen: frozenset[str]) -> Vine:
    return vine_of(snapshot(records), "home", Selection(END_OF_2020, chosen))


def strengths(vine: Vine) -> dict[str, float]:
    """Strength of the home in every place abroad."""
    return {place.id: cluster_in(vine, place, WEIGHTS).strength.score for place in ABROAD}


def depths(vine: Vine) -> dict[str, int]:
    return {place.id: cluster_in(vine, place, WEIGHTS).depth for place in ABROAD}


def covered(vine: Vine) -> set[str]:
    return {tie.partner.country for tie in vine.ties.effective}


def no_less(after: Mapping[str, float], before: Mapping[str, float]) -> bool:
    """Whether nothing fell, but for the last digits of a sum in another order."""
    return all(after[key] >= before[key] - 1e-9 for key in before)


def grows(before: Vine, after: Vine) -> bool:
    return (
        no_less(strengths(after), strengths(before))
        and no_less(depths(after), depths(before))
        and covered(after) >= covered(before)
    )


def document(vine: Vine) -> bytes:
    """Every measure of the home in one text."""
    return msgspec.json.encode(clusters_answer(vine, WEIGHTS))


@steadily
@given(worlds(), kinds, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(world: World, chosen: frozenset[str], chance: Any) -> None:
    records = world.records()
    shuffled = chance.sample(records, len(records))
    assert document(grown(shuffled, chosen)) == document(grown(records, chosen))


@steadily
@given(worlds(), kinds, pairs, st.sampled_from(SIGNED), sure_dates, st.sampled_from(("", "; dormant")))
def test_adding_an_effective_agreement_lowers_neither_strength_nor_depth_nor_coverage(
    world: World, chosen: frozenset[str], pair: tuple[str, str], kind: str, when: str, sleep: str
) -> None:
    world = world._replace(lives={known: life for known, life in world.lives.items() if known != pair})
    after = world.changed(pair, f"{kind}{when}{sleep}")
    assert grows(grown(world.records(), chosen | {kind}), grown(after.records(), chosen | {kind}))


@steadily
@given(worlds(), kinds, pairs, lives, st.sampled_from(("terminated", "suspended")), dates)
def test_ending_an_agreement_raises_neither_strength_nor_depth_nor_coverage(
    world: World, chosen: frozenset[str], pair: tuple[str, str], life: str, step: str, when: str
) -> None:
    before, after = world.changed(pair, life), world.changed(pair, f"{life}; {step}{when}")
    assert grows(grown(after.records(), chosen), grown(before.records(), chosen))


@steadily
@given(worlds(), st.sets(st.sampled_from(SIGNED)), pairs, sure_dates, dates)
def test_an_upgrade_from_exchange_to_formal_never_lowers_strength(
    world: World, others: set[str], pair: tuple[str, str], when: str, then: str
) -> None:
    chosen = frozenset(others | {"formal"})
    before, after = world.changed(pair, f"exchange{when}"), world.changed(pair, f"exchange{when}; formal{then}")
    assert no_less(strengths(grown(after.records(), chosen)), strengths(grown(before.records(), chosen)))


@steadily
@given(worlds(), kinds)
def test_strength_is_zero_exactly_where_nothing_is_effective(world: World, chosen: frozenset[str]) -> None:
    vine = grown(world.records(), chosen)
    for place in ABROAD:
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
def test_the_countries_add_up_to_the_whole(world: World, chosen: frozenset[str]) -> None:
    vine = grown(world.records(), chosen)
    countries = [row for row in clusters_of(vine, WEIGHTS) if row.grain == "country"]
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
    network = Organisation(id="network", kind="network", seat="mill", **SOURCE)
    schools = [Organisation(id=f"school-{seat}", kind="school", seat=seat, **SOURCE) for seat in ("north", "mill")]
    belongings = [Membership(id=f"m-{member}", member=member, of="network", **SOURCE) for member in sorted(members)]
    more = [network, *schools, *belongings, agreement("school-mill", "school-north", life)]
    assert document(grown([*world.records(), *more], chosen)) == document(grown(world.records(), chosen))


@steadily
@given(worlds(), kinds, kinds)
def test_more_kinds_never_mean_less(world: World, one: frozenset[str], other: frozenset[str]) -> None:
    fewer, more = grown(world.records(), one), grown(world.records(), one | other)
    assert {tie.agreement.id for tie in fewer.ties.effective} <= {tie.agreement.id for tie in more.ties.effective}
    assert {stem.agreement for stem in fewer.stems} <= {stem.agreement for stem in more.stems}
    on_stem = [{tie.agreement.id for tie in vine.ties.effective if tie.grape_class == "A"} for vine in (fewer, more)]
    assert on_stem[0] <= on_stem[1]
    assert grows(fewer, more)


@steadily
@given(worlds(), kinds)
def test_an_agreement_counts_in_one_way_only(world: World, chosen: frozenset[str]) -> None:
    ties = grown(world.records(), chosen).ties
    groups = [{tie.agreement.id for tie in group} for group in (ties.effective, ties.planned, ties.possible, ties.ended)]
    assert len(set().union(*groups)) == sum(map(len, groups))
    assert all(tie.standing.kind == "exchange" for tie in ties.exchange)
