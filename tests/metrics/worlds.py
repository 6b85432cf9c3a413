"""Networks drawn at random for the properties that must hold of any (domain rules, section 7).

A world is a home (a province, a municipality, or a province with an inner region), the places of `drawn.py` and those below,
and what is drawn: agreements of the units of the home of every kind, status and form of date, activities, claims about the
lists of the home and of its units, and pairs of agreements marked as possibly the same.

What `drawn.py` lacks: regions in regions in regions, a city whose region is not on record, a country without any region, a
state that is its own only region, areas of the home's state (a city-state, a region) and an area of another state.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec
from hypothesis import strategies as st
from msgspec.structs import replace

from graph_service.answers.clusters import clusters_answer
from graph_service.metrics.clusters import cluster_in
from graph_service.metrics.selection import Selection
from graph_service.metrics.vine import Vine, vine_of
from graph_service.records.activity import Activity
from graph_service.records.agreement import agreement_id
from graph_service.records.base import Record
from graph_service.records.claim import Claim
from graph_service.records.frame import Frame
from graph_service.records.membership import Membership
from graph_service.records.place import Place
from graph_service.rules import StrengthWeights
from tests.drawing import DRAWN, agreement, place, snapshot
from tests.metrics.drawn import ABROAD, CITY_HOME, END_OF_2020, HOME

WEIGHTS = StrengthWeights()
SOURCE: dict[str, Any] = {"sources": DRAWN, "layer": "home"}
CITY_STATE = ("country", "province", "city")
NESTED_HOME = (
    place("realm", "country", "RR"),
    place("home", "province", "RR", "realm"),
    place("north", "province", "RR", "home"),
    place("south", "city", "RR", "north"),
    place("low", "county", "RR", "home"),
    place("unnamed", "city", "RR", "north", placeholder=True),
)
HOMES = (HOME, CITY_HOME, NESTED_HOME)
ELSEWHERE = (
    *ABROAD,
    place("core", "province", "WW", "inner"),
    place("pier", "city", "WW", "core"),
    place("loose", "city", "WW", "wide"),
    place("heath", "country", "HH"),
    place("barrow", "city", "HH", "heath"),
    place("mount", "country", "MM", levels=("country", "province")),
    place("castle", "city", "MM", "mount"),
    place("strand", "country", "SS", levels=("country", "province"), area_of="LL"),
    place("cove", "city", "SS", "strand"),
    place("bay", "country", "BB", levels=CITY_STATE, area_of="RR"),
    place("wharf", "city", "BB", "bay"),
    place("isles", "country", "EE", levels=("country", "province"), area_of="RR"),
    place("port", "city", "EE", "isles"),
)
STATES = ("wide", "land", "isle", "heath", "mount")
UNITED = (
    Frame(id="frame:un", kind="group", **SOURCE),
    *(Membership(id=f"un:{state}", member=state, of="frame:un", **SOURCE) for state in STATES),
)
APART = frozenset(("BB", "EE"))  # the areas of the home's state
SIGNED = ("intent", "unclassified", "exchange", "formal")
UNITS = ("home", "north", "south", "low", "unnamed")
PARTNERS = tuple(sorted(place.id for place in (*ELSEWHERE, *HOME) if place.id not in (*UNITS, "realm")))
# As of the end of 2020: sure, possible, not yet, undated.
DATES = ("", " 1990", " 2005-05", " 2020-12-31", " 2015/2019", " 2015/2025", " 2021")
STEPS = ("planned", "suspended", "resumed", "terminated", "dormant", "renewal", "contact")
CLAIM_DAYS = ("2010", "2019-12-30", "2019-12-31", "2019-12/2020-01", "2020", "2020-06", "2020-12-31", "2021")

dates = st.sampled_from(DATES)
sure_dates = st.sampled_from(DATES[:5])
stages = st.builds(str.__add__, st.sampled_from((*SIGNED, *STEPS)), dates)
lives = st.lists(stages, min_size=1, max_size=4).map("; ".join)
# Lives as registers have them: one signing, then what came of it.
LATER = ("; renewal 2019", "; dormant 2019", "; suspended 2018", "; suspended 2018; resumed 2019", "; terminated 2019")
signings = st.builds(str.__add__, st.sampled_from(SIGNED), dates)
early_signings = st.builds(str.__add__, st.sampled_from(SIGNED), st.sampled_from(DATES[:3]))
plain_lives = signings | st.builds(str.__add__, early_signings, st.sampled_from(LATER))
pairs = st.tuples(st.sampled_from(UNITS), st.sampled_from(PARTNERS))
kinds = st.sets(st.sampled_from(SIGNED), min_size=1).map(frozenset)

Pair = tuple[str, str]


class World(NamedTuple):
    """A home's agreements, by unit and partner; the years of the activities under some; claims; and which agreements may be
    the same as which."""

    home: tuple[Place, ...]
    lives: Mapping[Pair, str]
    visits: tuple[tuple[Pair, str], ...] = ()
    claims: tuple[Claim, ...] = ()
    same: tuple[tuple[Pair, Pair], ...] = ()

    def records(self) -> list[Record]:
        """All records of the network."""
        here = {place.id for place in (*self.home, *ELSEWHERE)}
        ties = {pair: agreement(*pair, life) for pair, life in self.lives.items() if here.issuperset(pair)}
        for one, other in self.same:
            if one in ties and other in ties:
                ties[one] = replace(ties[one], possibly_same=(ties[other].id,))
        visits = [
            Activity(id=f"visit-{number}", kind="visit", date=year, agreement=agreement_id(*pair), **SOURCE)
            for number, (pair, year) in enumerate(self.visits)
            if pair in ties
        ]
        claims = [claim for claim in self.claims if claim.subject in here and set(claim.scope_tiers) <= set(self.tiers)]
        return [*self.home, *ELSEWHERE, *UNITED, *ties.values(), *visits, *claims]

    @property
    def tiers(self) -> range:
        """The tiers that the home has."""
        return range(1, 3 if self.home is CITY_HOME else 4)

    def changed(self, pair: Pair, life: str) -> "World":
        """The network with another life of one pair."""
        return self._replace(lives={**self.lives, pair: life})


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    """A total or a declaration about a list of the home or of a unit, of some tiers and kinds, of a day."""
    whole, number = draw(st.booleans()), draw(st.integers(0, 10**6))
    value = draw(st.none() | st.integers(0, 4)) if whole else draw(st.integers(0, 4))
    words = draw(st.sampled_from(("the list is whole", "the list is not whole", "否")))
    return Claim(
        id=f"claim:{number}",
        subject=draw(st.sampled_from(UNITS[:4])),
        measure="whole_list" if whole else "agreements",
        value=None if value is None else float(value),
        stated=words if whole else None,
        qualifier=draw(st.sampled_from(("exact", "at_least", "just_under"))),
        as_of=draw(st.sampled_from(CLAIM_DAYS)),
        scope_kinds=tuple(sorted(draw(st.sets(st.sampled_from(SIGNED))))),
        scope_tiers=tuple(sorted(draw(st.sets(st.integers(1, 3))))),
        **SOURCE,
    )


@st.composite
def worlds(draw: st.DrawFn, *, twins: bool = True, lives: st.SearchStrategy[str] = lives) -> World:
    """A network, with or without agreements that may be the same as another."""
    ties = draw(st.dictionaries(pairs, lives, max_size=10))
    visited = st.tuples(st.sampled_from(sorted(ties)), st.sampled_from(("2001", "2019", "2020-11"))) if ties else st.nothing()
    visits = draw(st.lists(visited, max_size=3)) if ties else []
    told = draw(st.lists(claims(), max_size=3, unique_by=lambda claim: claim.id))
    order = draw(st.permutations(sorted(ties))) if twins else []
    same = tuple(zip(order[::2], order[1::2], strict=False))[: draw(st.integers(0, 2))]
    return World(draw(st.sampled_from(HOMES)), ties, tuple(visits), tuple(told), same)


def single_worlds() -> st.SearchStrategy[World]:
    """Networks in which no agreement may be the same as another: there alone more never means less."""
    return worlds(twins=False)


def grown(records: list[Record], chosen: frozenset[str]) -> Vine:
    """The home of these records at the end of 2020."""
    return vine_of(snapshot(records), "home", Selection(END_OF_2020, chosen))


def strengths(vine: Vine) -> dict[str, float]:
    """Strength of the home in every place elsewhere."""
    return {place.id: cluster_in(vine, place, WEIGHTS).strength.score for place in ELSEWHERE}


def depths(vine: Vine) -> dict[str, int]:
    """Depth of the home in every place elsewhere."""
    return {place.id: cluster_in(vine, place, WEIGHTS).depth for place in ELSEWHERE}


def covered(vine: Vine) -> set[str]:
    """The countries and areas covered."""
    return {tie.partner.country for tie in vine.ties.effective}


def no_less(after: Mapping[str, float], before: Mapping[str, float]) -> bool:
    """Whether nothing fell, but for the last digits of a sum in another order."""
    return all(after[key] >= before[key] - 1e-9 for key in before)


def grows(before: Vine, after: Vine) -> bool:
    """Whether neither strength nor depth nor coverage fell."""
    return (
        no_less(strengths(after), strengths(before))
        and no_less(depths(after), depths(before))
        and covered(after) >= covered(before)
    )


def document(vine: Vine) -> bytes:
    """Every measure of the home in one text."""
    return msgspec.json.encode(clusters_answer(vine, WEIGHTS))
