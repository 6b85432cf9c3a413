"""The answer about the five dimensions: each agreement, unit or partner country of a home beside its peers."""

from msgspec import Struct

from graph_service.answers.common import Echo, PlaceReference, echo, reference
from graph_service.answers.pages import page_of
from graph_service.domain.agreement import Agreement
from graph_service.domain.base import Names
from graph_service.domain.evaluation import Evaluation
from graph_service.metrics.dimensions import Dimension, Dimensions
from graph_service.metrics.points import ledger_of
from graph_service.metrics.vine import Vine
from graph_service.metrics.vitality import VitalityRule
from graph_service.planning.scorecards import Card, CardOf, PeerGroup, cards_of
from graph_service.words.bilingual import Bilingual


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


def scorecards_answer(
    vine: Vine, by: CardOf, evaluation: Evaluation, rule: VitalityRule, limit: int, cursor: str | None = None
) -> ScorecardsAnswer:
    """The answer of `/scorecards`.

    Raises:
        BadRequest: the cursor.
    """
    cards, groups = cards_of(vine, by, rule)
    page = page_of(cards, lambda card: card.id, limit, cursor)
    return ScorecardsAnswer(
        **echo(vine.snapshot, vine.selection),
        home=reference(vine.home.place),
        by=by,
        peers={group.key: _peers(group) for group in groups},
        total=page.total,
        items=tuple(_item(vine, by, card, evaluation) for card in page.items),
        next=page.next,
    )


def _peers(group: PeerGroup) -> Peers:
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
