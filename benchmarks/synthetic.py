"""Networks of any size with the shape of the real one: degrees by a power law, well-linked places linked to each other."""

from collections.abc import Iterator

import numpy as np

from graph_service.graph.arrays import Graph, Ints, graph_of
from graph_service.records.agreement import Agreement, Stage, agreement_id
from graph_service.records.base import Names, Record, Source
from graph_service.records.place import Place
from graph_service.records.vocabulary import Level

EXPONENT = 2.2  # drawn with, cut off and rounded down, this gives degrees like the real ones
NOISE = 1.7  # how far partners' degrees may differ, as a factor's logarithm: gives an assortativity near the real 0.35
LARGEST = 72
COUNTRIES, REGIONS = 200, 20  # regions of each country
_SOURCE = (Source(document="synthetic"),)


def links(places: int, seed: int = 1) -> Ints:
    """Pairs of place numbers, about 1.7 a place, without loops and doubles; shape (m, 2)."""
    random = np.random.default_rng(seed)
    degrees = np.minimum(LARGEST, np.floor(random.pareto(EXPONENT - 1, places) + 1)).astype(int)
    ends = np.repeat(np.arange(places), degrees)
    ends = ends[np.argsort(np.log(degrees[ends]) + NOISE * random.normal(size=len(ends)), kind="stable")]
    pairs = np.sort(ends[: len(ends) // 2 * 2].reshape(-1, 2), axis=1)
    return np.unique(pairs[pairs[:, 0] != pairs[:, 1]], axis=0)


def graph(places: int) -> Graph:
    """The same as a graph."""
    return graph_of(map(str, range(places)), ((str(a), str(b)) for a, b in links(places).tolist()))


def records(places: int) -> Iterator[Record]:
    """The same as records: countries, regions, cities and agreements, a layer of their own."""
    for country in range(COUNTRIES):
        code = f"{chr(65 + country // 26)}{chr(65 + country % 26)}"
        yield _place(f"C{country}", "country", code, None)
        for region in range(REGIONS):
            yield _place(f"R{country}.{region}", "province", code, f"C{country}")
    for number in range(places):
        country, region = number % COUNTRIES, number // COUNTRIES % REGIONS
        yield _place(f"P{number}", "city", f"{chr(65 + country // 26)}{chr(65 + country % 26)}", f"R{country}.{region}")
    for a, b in links(places).tolist():
        parties = (f"P{a}", f"P{b}")
        stages = (Stage(kind="formal", date=str(1960 + a % 60)),)
        yield Agreement(id=agreement_id(*parties), parties=parties, stages=stages, sources=_SOURCE, layer="synthetic")


def _place(place_id: str, level: Level, country: str, parent: str | None) -> Place:
    return Place(
        id=place_id, level=level, country=country, parent=parent, names=Names(en=place_id), sources=_SOURCE, layer="synthetic"
    )
