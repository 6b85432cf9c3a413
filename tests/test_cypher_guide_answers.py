"""The guide for Neo4j Browser says of any home what the service says of it: gaps, clusters, counts and anniversaries."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from math import asin, cos, radians, sin, sqrt

import pytest
from neo4j import Driver, Record

from graph_service.metrics.effective import effective_agreements
from graph_service.metrics.selection import Selection
from graph_service.metrics.ties import Tie
from graph_service.metrics.vine import Vine, vine_of
from graph_service.planning.anniversaries import Window, anniversaries
from graph_service.records.dates import span
from graph_service.records.place import Place
from graph_service.snapshot import Snapshot
from tests.cypher_guide import GUIDE
from tests.drawing import TODAY
from tests.test_cypher_guide import asked, read

HOMES = [("Q16963", "DE", "Q1198"), ("Q15175", "AU", "Q3224"), ("Q1198", "CN", "Q16963"), ("Q42392", "JP", "Q122723")]
pytestmark = [
    pytest.mark.neo4j,
    pytest.mark.first(1),
    pytest.mark.usefixtures("seeded_neo4j"),
    pytest.mark.parametrize(("home", "country", "region"), HOMES),
]
EARTH_KM = 6_371.0088


@pytest.fixture
def vine(home: str, seeds: Snapshot) -> Vine:
    return vine_of(seeds, home, Selection(TODAY))


@pytest.fixture
def rows(home: str, country: str, region: str, neo4j_driver: tuple[Driver, object]) -> Iterator[object]:
    """Asks a question of the guide for the home."""

    def ask(name: str) -> list[Record]:
        [file] = GUIDE.glob(f"*_{name}.cypher")
        question = read(file)
        given = {"home": home, "country": country, "region": region}
        return asked(neo4j_driver[0], question, **{key: given[key] for key in given if key in question.parameters}).records

    return ask


def regions(vine: Vine, tie: Tie) -> list[Place]:
    """The regions that a partner is or lies in, the smallest first."""
    return [place for place in vine.snapshot.above(tie.partner.id) if place.is_level("province")]


def test_the_cluster_has_the_stem_and_the_grapes_that_lie_in_the_region(rows, vine: Vine, region: str) -> None:
    within = [tie for tie in vine.ties.effective if region in {place.id for place in vine.snapshot.above(tie.partner.id)}]
    assert sorted(row["tie"]["agreement"] for row in rows("cluster")) == sorted(tie.agreement.id for tie in within)


def test_the_units_without_a_partner_in_a_country_are_those_of_tier_two_that_the_service_finds_empty(
    rows, vine: Vine, country: str
) -> None:
    busy = {tie.unit for tie in vine.ties.effective if tie.partner.country == country}
    empty = [unit for unit in vine.home.tier_two if unit not in busy and not vine.snapshot.places[unit].placeholder]
    assert [row["unit"] for row in rows("units_without")] == sorted(empty)


def test_the_regions_without_a_stem_have_the_grapes_that_the_service_hangs_on_none(rows, vine: Vine) -> None:
    stems = {tie.partner.id for tie in vine.ties.effective if tie.role == "stem"}
    above = (regions(vine, tie) for tie in vine.ties.effective if tie.tier > 1)
    bare = (found for found in above if stems.isdisjoint(place.id for place in found))
    counted = Counter(next((place.id for place in found if not place.is_level("country")), None) for found in bare)
    del counted[None]  # of city-states and where no region is on record
    found = rows("grapes_without_stem")
    assert {row["region"]: row["grapes"] for row in found} == counted
    assert [row["grapes"] for row in found] == sorted(counted.values(), reverse=True)


def test_the_anniversaries_of_a_year_are_those_of_the_calendar_with_dates_as_exact(rows, vine: Vine) -> None:
    calendar = anniversaries(vine, Window(date(2027, 1, 1), date(2027, 12, 31)), 5, "agreement")
    told = {row["agreement"]: (row["years"], row["signed"].to_native(), row["precision"]) for row in rows("anniversaries")}
    assert told == {each.subject: (each.years, span(each.since).first, span(each.since).precision) for each in calendar}


def test_the_cities_with_most_partners_have_the_counts_of_the_service(rows, vine: Vine, home: str) -> None:
    cities = [tie.unit for tie in vine.ties.effective if tie.unit != home and vine.snapshot.places[tie.unit].is_level("city")]
    found = rows("hubs")
    assert {row["id"]: row["agreements"] for row in found} == Counter(cities)
    by_country = Counter((tie.unit, tie.partner.country) for tie in vine.ties.effective)
    assert all(by_country[row["id"], each[:2]] == int(each[3:]) for row in found for each in row["countries"])


def test_the_places_near_are_those_with_an_agreement_that_counts_and_a_point_within_reach(
    rows, seeds: Snapshot, country: str
) -> None:
    pairs = [each.agreement.parties for each in effective_agreements(seeds, Selection(TODAY))]
    tied = {one for a, b in pairs for one, other in ((a, b), (b, a)) if seeds.places[other].country == country}
    kilometres = {one: distance(seeds.places["Q365"], seeds.places[one]) for one in tied}
    assert {row["id"] for row in rows("near")} == {one for one, far in kilometres.items() if far is not None and far <= 100}


def distance(one: Place, other: Place) -> float | None:
    """Along the great circle, in km."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    a, b, apart = radians(one.lat), radians(other.lat), radians(other.lon - one.lon)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(apart / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))
