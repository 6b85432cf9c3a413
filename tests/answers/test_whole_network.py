"""Answers about the whole network, on networks small enough to count by hand, and facts of the real rows."""

from datetime import date
from typing import Any

import networkx as nx
import pytest

from graph_service.answers.centrality import centrality_answer
from graph_service.answers.statistics import statistics_answer
from graph_service.errors import BadRequest, NotFound, WrongKind
from graph_service.graph.communities import CommunitiesBy
from graph_service.graph.for_networkx import networkx_graph
from graph_service.graph.measures import CENTRALITIES
from graph_service.metrics.links import Grain, place_graph
from graph_service.metrics.selection import Selection, select
from graph_service.questions.communities import communities_answer
from graph_service.records.base import Record
from graph_service.snapshot import Snapshot
from tests.drawing import TODAY, agreement, place, snapshot

NOW = Selection(TODAY)


def squares() -> list[Record]:
    """Two provinces, each linked with both partners, one partner with a friend of its own at home: b1 and b2 of country
    B, where b1 lies in region b; a1 lies in province a."""
    return [
        place("A", "country", "AA"), place("a", "province", "AA", "A"), place("a1", "city", "AA", "a"),
        place("a-other", "province", "AA", "A"),
        place("B", "country", "BB"), place("b", "province", "BB", "B"), place("b1", "city", "BB", "b"),
        place("C", "country", "CC"), place("c1", "city", "CC", "C"),
        agreement("a", "b1"), agreement("a1", "c1"), agreement("a-other", "b1"), agreement("a-other", "c1"),
        agreement("a1", "b"), agreement("b", "b1"),
    ]  # fmt: skip


def test_places_come_by_value_ties_by_id_and_equal_values_share_a_rank() -> None:
    answer = centrality_answer(snapshot(squares()), NOW, "place", "degree", limit=10)
    found = [(item.rank, item.place.id, item.agreements) for item in answer.items]
    assert found == [(1, "b1", 3), (2, "a-other", 2), (2, "a1", 2), (2, "b", 2), (2, "c1", 2), (6, "a", 1)]
    assert [item.value for item in answer.items][:2] == [3 / 5, 2 / 5]
    assert (answer.places, answer.links, answer.agreements, answer.total, answer.next) == (6, 6, 6, 6, None)


def test_the_next_page_begins_after_the_last_place_seen() -> None:
    drawn = snapshot(squares())
    first = centrality_answer(drawn, NOW, "place", "degree", limit=2)
    assert first.next == "a-other"
    second = centrality_answer(drawn, NOW, "place", "degree", limit=2, cursor=first.next)
    assert [item.place.id for item in second.items] == ["a1", "b"]


@pytest.mark.parametrize(
    ("wanted", "left"),
    [
        ({"within": "B"}, ["b1", "b"]),
        ({"level": "province"}, ["a-other", "b", "a"]),
        ({"home": "a"}, ["b1", "b", "c1"]),
        ({"home": "a", "within": "B", "level": "city"}, ["b1"]),
    ],
)
def test_a_filter_leaves_out_places_and_changes_no_rank(wanted: dict[str, Any], left: list[str]) -> None:
    drawn = snapshot(squares())
    everywhere = {item.place.id: item for item in centrality_answer(drawn, NOW, "place", "degree", limit=10).items}
    assert list(centrality_answer(drawn, NOW, "place", "degree", **wanted).items) == [everywhere[name] for name in left]


def test_between_countries_links_are_pairs_and_agreements_their_number() -> None:
    answer = centrality_answer(snapshot(squares()), NOW, "country", "degree", limit=10)
    assert [(item.place.id, item.value, item.agreements) for item in answer.items] == [
        ("A", 1.0, 5),
        ("B", 0.5, 3),  # its domestic agreement b~b1 is none with another country
        ("C", 0.5, 2),
    ]
    assert (answer.places, answer.links, answer.agreements) == (3, 2, 5)
    partners = centrality_answer(snapshot(squares()), NOW, "country", "degree", home="a", limit=10)
    assert [item.place.id for item in partners.items] == ["B", "C"]


@pytest.mark.parametrize("grain", ["place", "country"])
@pytest.mark.parametrize("measure", CENTRALITIES)
def test_every_measure_answers_at_either_grain_and_says_what_it_is(measure: str, grain: str) -> None:
    answer = centrality_answer(snapshot(squares()), NOW, grain, measure, limit=10)  # type: ignore[arg-type]
    values = [item.value for item in answer.items]
    assert values == sorted(values, reverse=True)
    assert answer.names.zh
    assert answer.definition.zh.endswith("。")
    assert answer.definition.en.endswith(".")


@pytest.mark.parametrize("measure", CENTRALITIES)
def test_a_selection_without_any_agreement_is_an_empty_list(measure: str) -> None:
    drawn = snapshot([*squares(), place("x", "country", "XX", layer="frames")])
    answer = centrality_answer(drawn, select(drawn, layer="frames"), "place", measure, limit=10)
    assert (answer.total, answer.items) == (0, ())


@pytest.mark.parametrize(
    ("grain", "wanted", "error"),
    [
        ("place", {"within": "nowhere"}, NotFound),
        ("place", {"home": "a1"}, WrongKind),
        ("country", {"level": "city"}, BadRequest),
        ("country", {"within": "B"}, BadRequest),
    ],
)
def test_what_cannot_be_asked_is_refused(grain: Grain, wanted: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        centrality_answer(snapshot(squares()), NOW, grain, "degree", **wanted)


def test_agreements_of_one_home_come_with_the_warning_and_so_does_the_layer_of_ones_own() -> None:
    own = snapshot([*squares()[:9], agreement("a", "b1"), agreement("a1", "c1"), agreement("a1", "b1")])
    assert centrality_answer(own, NOW, "place", "degree", limit=1).warning is not None
    whole = snapshot(squares())
    assert centrality_answer(whole, NOW, "place", "degree", limit=1).warning is None
    assert centrality_answer(whole, select(whole, layer="home"), "place", "degree", limit=1).warning is not None


def two_triangles() -> list[Record]:
    names = ("a", "b", "c", "x", "y", "z")
    links = ("ab", "bc", "ac", "xy", "yz", "xz", "cx")
    countries = [place(code, "country", code) for code in ("PP", "QQ")]
    places = [place(name, "city", "PP" if name < "d" else "QQ", "PP" if name < "d" else "QQ") for name in names]
    return [*countries, *places, *(agreement(*link) for link in links)]


def test_communities_come_with_size_countries_and_first_places() -> None:
    answer = communities_answer(snapshot(two_triangles()), NOW, "place", CommunitiesBy(), shown=2, limit=10)
    assert [(item.number, item.size, item.country_count) for item in answer.items] == [(1, 3, 1), (2, 3, 1)]
    assert [[found.id for found in item.places] for item in answer.items] == [["c", "a"], ["x", "y"]]
    assert [item.countries[0].country for item in answer.items] == ["PP", "QQ"]
    assert answer.modularity == pytest.approx(6 / 7 - 2 * (7 / 14) ** 2)  # 6 of 7 links inside; half of all ends each


def test_the_community_of_a_place_keeps_its_number() -> None:
    answer = communities_answer(snapshot(two_triangles()), NOW, "place", CommunitiesBy(), place="z", limit=10)
    assert (answer.total, answer.items[0].number, answer.next) == (1, 2, None)
    assert answer.place is not None
    assert answer.place.id == "z"


def test_a_place_without_agreements_is_in_no_community() -> None:
    with pytest.raises(BadRequest, match="in no community"):
        communities_answer(snapshot(two_triangles()), NOW, "place", CommunitiesBy(), place="PP", limit=10)


def test_statistics_hold_what_links_two_triangles_together() -> None:
    found = statistics_answer(snapshot(two_triangles()), NOW, "place")
    assert (found.places, found.agreements, found.triangles, found.articulation_points, found.bridges) == (6, 7, 2, 2, 1)
    assert found.rich_club == (7 / 15, 7 / 15, 1.0)
    between = statistics_answer(snapshot(two_triangles()), NOW, "country")
    assert (between.places, between.agreements, between.self_loops) == (2, 1, 6)


@pytest.mark.thorough
def test_statistics_of_the_whole_network_equal_networkx(seeds: Snapshot) -> None:
    found = statistics_answer(seeds, Selection(TODAY), "place")
    likeness = networkx_graph(place_graph(seeds, Selection(TODAY)))
    lonely = [node for node, degree in likeness.degree if degree == 0]
    assert found.isolated == len(lonely)
    likeness.remove_nodes_from(lonely)
    assert (found.places, found.agreements) == (likeness.order(), likeness.size())
    assert found.density == pytest.approx(nx.density(likeness))
    assert found.clustering == pytest.approx(nx.transitivity(likeness))
    assert found.assortativity == pytest.approx(nx.degree_assortativity_coefficient(likeness))
    assert found.components == nx.number_connected_components(likeness)
    assert found.max_core == max(nx.core_number(likeness).values())
    assert found.articulation_points == len(set(nx.articulation_points(likeness)))
    assert found.bridges == len(list(nx.bridges(likeness)))
    assert found.degree_distribution == tuple(nx.degree_histogram(likeness))
    assert found.warning is None


def test_the_best_linked_places_are_large_cities_or_famous_ones(seeds: Snapshot) -> None:
    best = centrality_answer(seeds, Selection(TODAY), "place", "degree", limit=10)
    assert {"Bethlehem", "Shanghai", "Rio de Janeiro", "Saint Petersburg"} <= {item.place.names.en for item in best.items}
    chinese = centrality_answer(seeds, Selection(TODAY), "place", "reach", within="Q148", limit=1)
    assert chinese.items[0].place.id == "Q8686"  # Shanghai


def test_china_and_the_united_states_are_among_the_countries_linked_with_most(seeds: Snapshot) -> None:
    best = centrality_answer(seeds, Selection(TODAY), "country", "degree", limit=10)
    assert {"CN", "US"} <= {item.place.country for item in best.items}
    assert best.agreements > best.links


def test_nanjing_is_in_a_large_community_of_many_countries(seeds: Snapshot) -> None:
    answer = communities_answer(seeds, Selection(TODAY), "place", CommunitiesBy(), place="Q16666", limit=1)
    assert answer.items[0].size > 100
    assert answer.items[0].country_count > 20


@pytest.mark.thorough
def test_the_network_of_an_earlier_day_has_fewer_links(seeds: Snapshot) -> None:
    now, early = (statistics_answer(seeds, Selection(day), "place") for day in (TODAY, date(1950, 1, 1)))
    assert early.places < now.places
    assert early.agreements < now.agreements
    assert early.places + early.isolated == now.places + now.isolated


def test_places_without_an_agreement_of_the_selection_enter_none_of_its_figures(seeds: Snapshot) -> None:
    formal = statistics_answer(seeds, Selection(TODAY, frozenset(("formal",))), "place")
    assert formal.isolated > formal.places, "most agreements of the world are unclassified"
    assert formal.gini is not None
    assert formal.gini < 0.7
    assert formal.components < formal.places / 2
    assert sum(formal.degree_distribution) == formal.places
    assert formal.degree_distribution[0] == 0
