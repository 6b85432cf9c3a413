"""The answer about two-step reach: which partners of a home open the way to whom, and what new ones would add."""

from collections.abc import Iterable, Sequence

import numpy as np
from msgspec import Struct

from graph_service.answers.centrality import ranks_of
from graph_service.answers.common import Echo, PlaceReference, echo, reference
from graph_service.answers.pages import EVERYTHING, page_of
from graph_service.answers.whole_network import warning_of
from graph_service.errors import BadRequest
from graph_service.graph.measures import Measure
from graph_service.metrics.links import WholeNetwork, whole_network
from graph_service.metrics.reach import Gateway, Reach, reach_of
from graph_service.metrics.vine import Vine
from graph_service.planning.candidates.rank import rank_candidates
from graph_service.rules import CandidateWeights
from graph_service.words.bilingual import Bilingual
from graph_service.words.network import CENTRALITY_NAMES


class ReachItem(Struct, frozen=True, kw_only=True):
    """One partner. `units` are those of the home linked with it; `beyond` counts the places one step further, `bridge` those
    of them that are reached through no other partner and are none, named in `only_through`. `value` and `rank` are its own
    by the measure, in the whole network."""

    partner: PlaceReference
    units: tuple[str, ...]
    beyond: int
    bridge: int
    only_through: tuple[str, ...]
    value: float
    rank: int


class GainItem(Struct, frozen=True, kw_only=True):
    """A place that could be a partner: how many places its agreement would bring within two steps, itself included, and
    which; none are `gained` where it is a partner `already`."""

    place: PlaceReference
    already: bool
    gain: int
    gained: tuple[str, ...]


class ReachAnswer(Echo, frozen=True, kw_only=True):
    """A page of the partners of a home, those that alone reach most first. `within_two` counts the places one or two steps
    away from its units, partners included; `gains` are those asked for, the greatest first."""

    home: PlaceReference
    measure: Measure
    names: Bilingual
    within_two: int
    warning: Bilingual | None
    gains: tuple[GainItem, ...]
    total: int
    items: tuple[ReachItem, ...]
    next: str | None


def reach_answer(
    vine: Vine,
    measure: Measure,
    weights: CandidateWeights,
    *,
    possible: Sequence[str] = (),
    candidates: int = 0,
    limit: int = EVERYTHING,
    cursor: str | None = None,
) -> ReachAnswer:
    """The answer of `/reach`: the partners, ranked by a measure of the whole network, and what `possible` ones, by id, and
    so many of the home's first `candidates` would add. Takes as long as the measure does where it was not computed before.

    Raises:
        NotFound, Moved: a possible partner.
        BadRequest: the cursor, or a possible partner that lies in the home.
    """
    snapshot, selection, network = vine.snapshot, vine.selection, whole_network(vine.snapshot, vine.selection)
    reach = reach_of(vine, network.graph)
    page = page_of(reach.gateways, lambda gateway: gateway.partner.id, limit, cursor)
    return ReachAnswer(
        **echo(snapshot, selection),
        home=reference(vine.home.place),
        measure=measure,
        names=CENTRALITY_NAMES[measure],
        within_two=int(reach.within.sum()),
        warning=warning_of(selection, network),
        gains=_gains(vine, reach, _possible(vine, possible, candidates, weights)),
        total=page.total,
        items=_items(network, measure, page.items),
        next=page.next,
    )


def _items(network: WholeNetwork, measure: str, gateways: Iterable[Gateway]) -> tuple[ReachItem, ...]:
    chosen, values = tuple(gateways), network.measured.values(measure)
    nodes = np.array([network.graph.numbers[gateway.partner.id] for gateway in chosen], np.int64)
    return tuple(
        ReachItem(
            partner=reference(gateway.partner),
            units=gateway.units,
            beyond=gateway.beyond,
            bridge=len(gateway.only_through),
            only_through=gateway.only_through,
            value=value,
            rank=rank,
        )
        for gateway, value, rank in zip(chosen, values[nodes].tolist(), ranks_of(values, nodes).tolist(), strict=True)
    )


def _possible(vine: Vine, possible: Iterable[str], candidates: int, weights: CandidateWeights) -> dict[str, None]:
    """The possible partners named, then the first candidates of the home, each once."""
    named = [vine.snapshot.place(place_id).id for place_id in possible]
    if own := [place_id for place_id in named if place_id in vine.home.tiers]:
        raise BadRequest("partner", f"{own[0]} lies in the home; name places that could be partners of it")
    if candidates:
        ranking = rank_candidates(vine, vine.home.place, weights)
        named += [ranking.question.atlas.ids[position] for position in ranking.order[:candidates].tolist()]
    return dict.fromkeys(named)


def _gains(vine: Vine, reach: Reach, possible: Iterable[str]) -> tuple[GainItem, ...]:
    partners = {gateway.partner.id for gateway in reach.gateways}
    items = []
    for place_id in possible:
        already = place_id in partners
        gained = () if already else reach.gained(place_id)
        place = reference(vine.snapshot.places[place_id])
        items.append(GainItem(place=place, already=already, gain=len(gained), gained=gained))
    return tuple(sorted(items, key=lambda item: (-item.gain, item.place.id)))
