"""What the questions about the whole network share: which network, by which measure, and how numbers are written."""

import re
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, Field

from graph_service.answers.common import Echo
from graph_service.answers.statistics import StatisticsAnswer
from graph_service.graph.measures import CENTRALITIES, Computation
from graph_service.metrics.links import Grain
from graph_service.questions.parameters import Selected, worded
from graph_service.questions.question import Measuring, View
from graph_service.words.bilingual import Bilingual, Language
from graph_service.words.days import said
from graph_service.words.layers import of_layer
from graph_service.words.network import CENTRALITY_NAMES

MEASURES = ", ".join(CENTRALITIES)


class OfNetwork(Selected):
    """Which network; all layers unless one is named, for on the agreements of one office centrality says nothing."""

    grain: Grain = Field("place", description="place, or country: all its places as one")


def measure_called(given: object) -> str:
    """The measure of this name in any case, with any mark between its words, or of its full name in Chinese or English.

    Raises:
        ValueError: there is none.
    """
    spelled = {_bare(name): measure for measure, called in CENTRALITY_NAMES.items() for name in (measure, called.zh, called.en)}
    if _bare(str(given)) not in spelled:
        raise ValueError(f"unknown measure {str(given)!r}; known are {MEASURES}")
    return spelled[_bare(str(given))]


def _bare(name: str) -> str:
    return re.sub(r"[-_\s]", "", name.casefold())


MeasureCalled = Annotated[str, BeforeValidator(measure_called), worded(CENTRALITIES)]


def measuring(view: View, ask: OfNetwork, compute: Computation[object]) -> Measuring:
    """What must be computed of the network that is asked about."""
    return Measuring(view.selection(ask), ask.grain, compute)


def titled(name: Bilingual, answer: Echo | StatisticsAnswer, lang: Language) -> str:
    """The title of a table: what it tells of, and of which network."""
    layer = of_layer(answer.layer)
    if lang == "zh":
        return f"{name.zh}（{layer.zh}，截至{said(answer.as_of).zh}）"
    return f"{name.en}: {layer.en}, as of {said(answer.as_of).en}"


def number(value: float) -> float:
    """A number as it is; a whole one as counts are written.

    >>> number(4.0), number(0.5)
    (4, 0.5)
    """
    return int(value) if float(value).is_integer() else value


def short(value: float | None) -> str | None:
    """A number to six digits, written out; None stays missing.

    >>> short(0.00005694112), short(0.5), short(1234567.8), short(7)
    ('0.0000569411', '0.5', '1234570', '7')
    """
    return None if value is None else str(value) if isinstance(value, int) else f"{Decimal(f'{value:.6g}'):f}"
