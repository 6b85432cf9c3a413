"""How long, broad, deep, warm and frequent the relations of a home are."""

from collections.abc import Iterator

from pydantic import Field

from graph_service.answers.scorecards import Scorecard, ScorecardsAnswer, scorecards_answer
from graph_service.metrics.dimensions import DIMENSIONS, Dimensions
from graph_service.planning.scorecards import CardOf
from graph_service.questions.parameters import InPages, OfHome
from graph_service.questions.question import Language, Question, Shown, View
from graph_service.questions.shown import name_of
from graph_service.words import network
from graph_service.words.bilingual import Bilingual, in_both


class Scorecards(InPages, OfHome):
    """Whose scorecards, and of what."""

    by: CardOf = Field("unit", description="one scorecard for each agreement, unit of the home, or partner country")


def scorecards(view: View, ask: Scorecards) -> ScorecardsAnswer:
    """Length, breadth, depth, heat and frequency of each agreement, unit or country, beside its named peers."""
    return scorecards_answer(view.vine(ask), ask.by, view.evaluation, view.vitality, ask.most, ask.cursor)


def rows(answer: ScorecardsAnswer) -> Iterator[tuple[object, ...]]:
    """One row per scorecard."""
    for card in answer.items:
        sides = (place.id if place else None for place in (card.unit, card.partner))
        peers = answer.peers[card.peers].name
        values = (*_values(card.values), *_values(card.percentiles))
        yield (card.id, *sides, card.tier, *values, peers.zh, peers.en, card.points, card.agreements, card.activities)


def shown(answer: ScorecardsAnswer, _: Language) -> Shown:
    """One row per scorecard, its place among the peers in brackets."""
    pairs = ((card, zip(_values(card.values), _values(card.percentiles), strict=True)) for card in answer.items)
    lines = ((*(_beside(value, place) for value, place in values), _title(card)) for card, values in pairs)
    names = (str(in_both(network.DIMENSIONS, name)) for name in DIMENSIONS)
    peers = "; ".join(f"{peers.name.zh} {peers.name.en}" for peers in answer.peers.values())
    title = f"{name_of(answer.home)}: {answer.total} scorecards by {answer.by}"
    return Shown(title, (*names, "of"), lines, (f"percentiles within: {peers}",))


def _values(vector: Dimensions) -> tuple[float | None, ...]:
    return tuple(getattr(vector, name) for name in DIMENSIONS)


def _beside(value: float | None, percentile: float | None) -> str:
    if value is None:
        return "?"
    return f"{value:.1f}" if percentile is None else f"{value:.1f} ({percentile:.0%})"


def _title(card: Scorecard) -> str:
    return " – ".join(name_of(place) for place in (card.unit, card.partner) if place)


SCORECARDS = Question(
    name="scorecards",
    title=Bilingual("长度、广度、深度、热度、频度", "Scorecards"),
    ask=Scorecards,
    answer=ScorecardsAnswer,
    find=scorecards,
    columns=(
        *("id", "unit", "partner", "tier", *DIMENSIONS, *(f"{name}_percentile" for name in DIMENSIONS)),
        *("peers_zh", "peers_en", "points", "agreements", "activities"),
    ),
    rows=rows,
    shown=shown,
    tag="evaluation",
)
