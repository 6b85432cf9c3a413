"""The statistics of a whole graph in one record: the figures that network collections publish, under the same definitions."""

from msgspec import Struct, structs

from graph_service.graph import degrees
from graph_service.graph.measures import Measured


class Statistics(Struct, frozen=True, kw_only=True):
    """Global statistics. Null where a figure has no meaning: no agreements, fewer than two places, degrees all alike.

    `places` are the nodes that have a link and `agreements` the links; nodes without any are counted as `isolated` and
    enter nothing else, so that a selection of few agreements is not one of thousands of lonely places. Distances, in
    steps, and the algebraic connectivity are of the largest component. `clustering` is closed wedges over wedges.
    `self_loops` and `duplicates` were counted and left out. `degree_distribution[k]` is the number of places with k agreements.
    """

    places: int
    agreements: int
    components: int
    largest_component: int
    isolated: int
    max_degree: int | None
    mean_degree: float | None
    wedges: int
    claws: int
    triangles: int
    squares: int
    clustering: float | None
    mean_local_clustering: float | None
    assortativity: float | None
    diameter: int | None
    mean_distance: float | None
    median_distance: float | None
    power_law_exponent: float | None
    gini: float | None
    edge_distribution_entropy: float | None
    max_core: int | None
    density: float | None
    spectral_norm: float | None
    algebraic_connectivity: float | None
    self_loops: int
    duplicates: int
    degree_distribution: tuple[int, ...]


class Figures(Statistics, frozen=True, kw_only=True):
    """The statistics of a network, and what holds it together: the number of `articulation_points`, places without which it
    falls into more components, and of `bridges`, such agreements. `rich_club[k]` is the density among the places with more
    than k agreements."""

    articulation_points: int
    bridges: int
    rich_club: tuple[float, ...]


def statistics(on: Measured) -> Statistics:
    """All statistics, from arrays and measures that are computed once."""
    from graph_service.graph import spectra, triangles  # noqa: PLC0415  # they load scipy

    whole, graph = on.graph, on.graph.linked
    some, alone = graph.order > 0, whole.order - graph.order
    return Statistics(
        places=graph.order,
        agreements=graph.size,
        components=len(set(whole.components.tolist())) - alone,
        largest_component=len(whole.largest) if some else 0,
        isolated=alone,
        max_degree=int(graph.degrees.max()) if some else None,
        mean_degree=2 * graph.size / graph.order if some else None,
        wedges=degrees.wedges(graph),
        claws=degrees.claws(graph),
        triangles=int(on.values("triangles").sum()) // 3,
        squares=triangles.squares(whole),
        clustering=triangles.clustering(whole),
        mean_local_clustering=triangles.mean_local_clustering(graph),
        assortativity=degrees.assortativity(graph),
        diameter=int(on.values("eccentricity")[whole.largest].max()) if some else None,
        mean_distance=on.distances.mean(whole.largest) if some else None,
        median_distance=on.distances.median(whole.largest) if some else None,
        power_law_exponent=degrees.power_law_exponent(graph),
        gini=degrees.gini(graph),
        edge_distribution_entropy=degrees.edge_distribution_entropy(graph),
        max_core=int(on.values("core_number").max()) if some else None,
        density=degrees.density(graph),
        spectral_norm=spectra.spectral_norm(whole) if some else None,
        algebraic_connectivity=spectra.algebraic_connectivity(whole),
        self_loops=graph.self_loops,
        duplicates=graph.duplicates,
        degree_distribution=tuple(degrees.distribution(graph).tolist()),
    )


def figures(on: Measured) -> Figures:
    """All figures of a graph; for `Measured.once`."""
    from graph_service.graph.connections import articulation_points, bridges  # noqa: PLC0415  # they load rustworkx

    return Figures(
        **structs.asdict(statistics(on)),
        articulation_points=int(articulation_points(on.graph).sum()),
        bridges=len(bridges(on.graph)),
        rich_club=tuple(degrees.rich_club(on.graph).values()),
    )
