"""How long, broad, deep, warm and frequent the relations of a home are."""

from collections.abc import Iterator

from msgspec import Struct
from pydantic import Field

from graph_service.answers.common import Echo, PlaceReference, echo, reference
from graph_service.answers.paging import page_of
from graph_service.metrics.dimensions import DIMENSIONS, Dimension, Dimensions
from graph_service.metrics.points import ledger_of
from graph_service.metrics.vine import Vine
from graph_service.planning.scorecards import Card, CardOf, PeerGroup, cards_of
from graph_service.questions.called import Called
from graph_service.questions.parameters import InPages, OfHome
from graph_service.questions.question import Question, Shown, View
from graph_service.questions.shown import headline, row_of
from graph_service.records.agreement import Agreement
from graph_service.records.base import Names
from graph_service.records.evaluation import Evaluation
from graph_service.words import network
from graph_service.words.bilingual import Bilingual, Language, join
from graph_service.words.headings import heads


class Peers(Struct, frozen=True, kw_only=True):
    """A peer group: its name, how many it has, and of how many each dimension is known."""

    name: Bilingual
    size: int
    known: dict[Dimension, int]


class Scorecard(Struct, frozen=True, kw_only=True):
    """The vector of one agreement, unit or country. `percentiles` are the shares of the known peers it is not below, None
    where it or nobody else is known; `peers` is the key of its group. `points` is what the ledger of a unit comes to in
    the chosen layer; activities, plans and projects are those of every layer."""

    id: str
    names: Names
    unit: PlaceReference | None
    partner: PlaceReference | None
    tier: int | None
    values: Dimensions
    percentiles: Dimensions
    peers: str
    points: float | None
    agreements: int
    activities: tuple[str, ...]


class ScorecardsAnswer(Echo, frozen=True, kw_only=True):
    """The scorecards of a home, in id order, and the groups their percentiles are within. Nothing adds the dimensions up."""

    home: PlaceReference
    by: CardOf
    peers: dict[str, Peers]
    total: int
    items: tuple[Scorecard, ...]
    next: str | None


def _group(group: PeerGroup) -> Peers:
    return Peers(name=group.name, size=group.size, known=dict(group.known))


def _item(vine: Vine, by: CardOf, card: Card, evaluation: Evaluation) -> Scorecard:
    unit, partner, names = _sides(vine, by, card.id)
    as_of, layer = vine.selection.as_of, vine.selection.layer
    points = ledger_of(vine.snapshot, card.id, evaluation.points, as_of, layer=layer).total if by == "unit" else None
    return Scorecard(
        id=card.id,
        names=names,
        unit=unit,
        partner=partner,
        tier=card.tier,
        values=card.values,
        percentiles=card.percentiles,
        peers=card.group,
        points=points,
        agreements=len(card.agreements),
        activities=card.activities,
    )


def _sides(vine: Vine, by: CardOf, card_id: str) -> tuple[PlaceReference | None, PlaceReference | None, Names]:
    """The home side, the side abroad, and what the card is called."""
    places = vine.snapshot.places
    if by != "agreement":
        place = reference(places[card_id])
        return (place, None, place.names) if by == "unit" else (None, place, place.names)
    agreement = vine.snapshot.network.table(Agreement)[card_id]
    unit = next(party for party in agreement.parties if party in vine.home.tiers)
    return reference(places[unit]), reference(places[agreement.other(unit)]), agreement.names


class Scorecards(InPages, OfHome):
    """Whose scorecards, and of what."""

    by: CardOf = Field("unit", description="one scorecard for each agreement, unit of the home, or partner country")


def scorecards(view: View, ask: Scorecards) -> ScorecardsAnswer:
    """Length, breadth, depth, heat and frequency of each agreement, unit or country, beside its named peers."""
    vine, evaluation = view.vine(ask), view.evaluation
    cards, groups = cards_of(vine, ask.by, view.vitality)
    page = page_of(cards, lambda card: card.id, ask.most, ask.cursor)
    return ScorecardsAnswer(
        **echo(view.snapshot, vine.selection),
        home=reference(vine.home.place),
        by=ask.by,
        peers={group.key: _group(group) for group in groups},
        total=page.total,
        items=tuple(_item(vine, ask.by, card, evaluation) for card in page.items),
        next=page.next,
    )


def rows(answer: ScorecardsAnswer) -> Iterator[tuple[object, ...]]:
    """One row per scorecard."""
    for card in answer.items:
        sides = (place.id if place else None for place in (card.unit, card.partner))
        peers = answer.peers[card.peers].name
        values = (*_values(card.values), *_values(card.percentiles))
        yield (card.id, *sides, card.tier, *values, peers.zh, peers.en, card.points, card.agreements, card.activities)


def shown(answer: ScorecardsAnswer, lang: Language) -> Shown:
    """One row per scorecard, its place among the peers in brackets."""
    pairs = ((card, zip(_values(card.values), _values(card.percentiles), strict=True)) for card in answer.items)
    lines = ((*(_beside(value, place) for value, place in values), _whose(card, lang)) for card, values in pairs)
    names = (getattr(network.DIMENSIONS[name], lang) for name in DIMENSIONS)
    by, peers = network.CUTS[answer.by], join([peers.name for peers in answer.peers.values()], "；", "; ")
    told = Bilingual(
        f"长度以年计，频度以每年次数计，括号内是在同类中的百分位（{peers.zh}）；“?”为不详",
        f"length in years, frequency in occasions a year, in brackets the percentile among its like ({peers.en}); ? is not known",
    )
    title = headline(answer.home, lang, f"评分卡{answer.total:,}张，按{by.zh}", f"{answer.total:,} scorecards by {by.en}")
    return Shown(title, (*names, *heads(lang, "of")), lines, (getattr(told, lang),))


def _values(vector: Dimensions) -> tuple[float | None, ...]:
    return tuple(getattr(vector, name) for name in DIMENSIONS)


def _whose(card: Scorecard, lang: Language) -> Called:
    """Whose scorecard it is: a place, or the two of an agreement."""
    sides = [place for place in (card.unit, card.partner) if place]
    return row_of(sides, lang, *(("place", sides[0].id) if len(sides) == 1 else ("agreement", card.id)))


def _beside(value: float | None, percentile: float | None) -> str:
    if value is None:
        return "?"
    return f"{value:.1f}" if percentile is None else f"{value:.1f} ({percentile:.0%})"


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
