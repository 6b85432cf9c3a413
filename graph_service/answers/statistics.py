"""The answer about statistics: the figures of the whole network, under the definitions that network collections use."""

import msgspec

from graph_service.answers.common import echo
from graph_service.answers.whole_network import warning_of
from graph_service.graph.connections import articulation_points, bridges
from graph_service.graph.degrees import rich_club
from graph_service.graph.measures import Measured
from graph_service.graph.statistics import Statistics, statistics
from graph_service.metrics.links import Grain, whole_network
from graph_service.metrics.selection import Selection
from graph_service.planning.gaps.gap import Bilingual
from graph_service.snapshot import Snapshot


class Figures(Statistics, frozen=True, kw_only=True):
    """The statistics of a network, and what holds it together: the number of `articulation_points`, places without which it
    falls into more components, and of `bridges`, such agreements. `rich_club[k]` is the density among the places with more
    than k agreements."""

    articulation_points: int
    bridges: int
    rich_club: tuple[float, ...]


class StatisticsAnswer(Figures, frozen=True, kw_only=True):
    """The statistics of the whole network. With the `grain` of countries its `places` are countries and its `agreements`
    pairs of countries with an agreement: further ones are `duplicates`, those inside one country `self_loops`. `warning`
    where it consists of stars, which makes most of them say little."""

    snapshot: str
    as_of: str
    kinds: tuple[str, ...]
    layer: str
    grain: Grain
    warning: Bilingual | None


def statistics_answer(snapshot: Snapshot, selection: Selection, grain: Grain) -> StatisticsAnswer:
    """The answer of `/statistics`."""
    network = whole_network(snapshot, selection, grain)
    return StatisticsAnswer(
        **msgspec.structs.asdict(network.measured.once(figures)),
        **echo(snapshot, selection),
        grain=grain,
        warning=warning_of(selection, network),
    )


def figures(on: Measured) -> Figures:
    """All figures of a graph; for `Measured.once`."""
    return Figures(
        **msgspec.structs.asdict(statistics(on)),
        articulation_points=int(articulation_points(on.graph).sum()),
        bridges=len(bridges(on.graph)),
        rich_club=tuple(rich_club(on.graph).values()),
    )
