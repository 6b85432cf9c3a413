"""The answer about statistics: the figures of the whole network, under the definitions that network collections use."""

import msgspec

from graph_service.answers.common import echo
from graph_service.answers.whole_network import warning_of
from graph_service.graph.statistics import Figures, figures
from graph_service.metrics.links import Grain, whole_network
from graph_service.metrics.selection import Selection
from graph_service.records.vocabulary import AgreementKind
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual


class StatisticsAnswer(Figures, frozen=True, kw_only=True):
    """The statistics of the whole network. With the `grain` of countries its `places` are countries and its `agreements`
    pairs of countries with an agreement: further ones are `duplicates`, those inside one country `self_loops`. `warning`
    where it consists of stars, which makes most of them say little."""

    snapshot: str
    as_of: str
    kinds: tuple[AgreementKind, ...]
    layer: str
    grain: Grain
    warning: Bilingual | None


def statistics_answer(snapshot: Snapshot, selection: Selection, grain: Grain) -> StatisticsAnswer:
    """The answer of `/statistics`."""
    network = whole_network(snapshot, selection, grain)
    return StatisticsAnswer(
        **(msgspec.structs.asdict(network.measured.once(figures)) | {"isolated": network.isolated}),
        **echo(snapshot, selection),
        grain=grain,
        warning=warning_of(selection, network),
    )
