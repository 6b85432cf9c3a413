"""Small networks whose figures stand in the literature: our statistics and centralities are those that were published."""

from pathlib import Path

import networkx as nx
import pytest

from graph_service.files.graphs import read_graph
from graph_service.graph.arrays import graph_of
from graph_service.graph.measures import Measured
from graph_service.graph.statistics import statistics
from tests.graph.drawn import of_networkx

KARATE_FILE = Path(__file__).parent.parent / "files" / "graphs" / "out.karate"


def of_file(path: Path) -> Measured:
    found = read_graph(path)
    return Measured(graph_of(found.names, found.links))


# Zachary (1977): the members of a karate club who met outside it.
KARATE = of_file(KARATE_FILE)
# Padgett & Ansell (1993): marriages between Florentine families; networkx leaves out Pucci, who married none of the others.
FLORENCE = Measured(of_networkx(nx.florentine_families_graph()))
# Davis, Gardner & Gardner (1941), Deep South: which of 18 women came to which of 14 events.
WOMEN = Measured(of_networkx(nx.davis_southern_women_graph()))
# Knuth (1993), The Stanford GraphBase: the characters of Les Misérables who appear in one chapter.
MISERABLES = Measured(of_networkx(nx.les_miserables_graph()))

# KONECT, statistics of “Zachary karate club” (Kunegis 2013). Its mean distance, 2.44326, is none of exact steps and left out.
KONECT = {
    "places": 34,
    "agreements": 78,
    "largest_component": 34,
    "wedges": 528,
    "claws": 1764,
    "triangles": 45,
    "squares": 154,
    "max_degree": 17,
    "mean_degree": 4.58824,
    "density": 0.139037,
    "diameter": 5,
    "median_distance": 2,
    "gini": 0.385370,
    "edge_distribution_entropy": 0.924709,
    "power_law_exponent": 1.78096,
    "assortativity": -0.475613,
    "clustering": 0.255682,
    "spectral_norm": 6.72570,
    "algebraic_connectivity": 0.468525,
    "self_loops": 0,
}


@pytest.mark.parametrize("figure", KONECT)
def test_a_figure_of_the_karate_club_is_that_of_konect(figure: str) -> None:
    assert getattr(statistics(KARATE), figure) == pytest.approx(KONECT[figure], rel=5e-6)


def test_the_karate_club_has_the_local_clustering_and_cores_that_are_known() -> None:
    found = statistics(KARATE)
    assert found.mean_local_clustering == pytest.approx(0.570638, abs=5e-7)  # Network Repository, soc-karate
    assert found.max_core == 4  # the same; it counts cores from 1 and says 5
    assert found.mean_distance == pytest.approx(2.4082, abs=5e-5)  # igraph's mean_distance and networkx agree


def value(of: Measured, measure: str, node: str) -> float:
    return float(of.values(measure)[of.graph.ids.index(node)])


@pytest.mark.parametrize(
    ("measure", "member", "expected"),
    [
        # Slaps Lab, Centrality metrics via networkx (2020); there members are numbered from 0.
        ("degree", "34", 0.5152),
        ("degree", "1", 0.4848),
        ("degree", "33", 0.3636),
        # The instructor, Mr Hi: 231.0714 of 528 pairs, as igraph, statnet and networkx have it.
        ("betweenness", "1", 231.0714 / 528),
        ("closeness", "1", 0.5690),
    ],
)
def test_a_member_of_the_karate_club_is_as_central_as_published(measure: str, member: str, expected: float) -> None:
    assert value(KARATE, measure, member) == pytest.approx(expected, abs=5e-5)


@pytest.mark.parametrize(("family", "expected"), [("Medici", 0.522), ("Guadagni", 0.255), ("Strozzi", 0.103)])
def test_a_family_of_florence_is_as_much_between_the_others_as_jackson_says(family: str, expected: float) -> None:
    assert value(FLORENCE, "betweenness", family) == pytest.approx(expected, abs=5e-4)  # Jackson (2008), section 1.2.1


@pytest.mark.parametrize(("family", "marriages"), [("Medici", 6), ("Guadagni", 4), ("Strozzi", 4)])
def test_a_family_of_florence_has_the_marriages_that_jackson_counts(family: str, marriages: int) -> None:
    assert FLORENCE.graph.degrees[FLORENCE.graph.ids.index(family)] == marriages


def test_fifteen_families_of_florence_are_linked_by_twenty_marriages() -> None:
    found = statistics(FLORENCE)
    assert (found.places, found.agreements, found.components) == (15, 20, 1)


def test_eighteen_women_came_to_fourteen_events_89_times() -> None:
    found = statistics(WOMEN)
    assert (found.places, found.agreements) == (18 + 14, 89)
    assert (found.triangles, found.clustering) == (0, 0), "no two women and no two events are linked"
    assert WOMEN.graph.degrees[WOMEN.graph.ids.index("E8")] == found.max_degree == 14, "the eighth event drew most"


def test_les_miserables_has_the_figures_of_the_tutorial_of_gephi() -> None:
    found = statistics(MISERABLES)
    assert (found.places, found.agreements, found.diameter) == (77, 254, 5)
    assert found.mean_degree == pytest.approx(6.597, abs=5e-4)
    assert found.density == pytest.approx(0.087, abs=5e-4)
    assert found.mean_distance == pytest.approx(2.641, abs=5e-4)


def test_valjean_knows_most() -> None:
    assert MISERABLES.graph.degrees[MISERABLES.graph.ids.index("Valjean")] == 36  # Knuth (1993)
    assert max(MISERABLES.graph.ids, key=lambda name: value(MISERABLES, "betweenness", name)) == "Valjean"
