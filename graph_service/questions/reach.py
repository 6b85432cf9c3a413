"""Whom the partners of a home open the way to."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from msgspec import Struct
from pydantic import Field

from graph_service.answers.centrality import ranks_of
from graph_service.answers.common import Echo, PlaceReference, echo, reference
from graph_service.answers.paging import EVERYTHING, page_of
from graph_service.answers.whole_network import warning_of
from graph_service.errors import BadRequest
from graph_service.graph.measures import Measure, Values
from graph_service.metrics.links import WholeNetwork, whole_network
from graph_service.metrics.reach import Gateway, reach_of
from graph_service.metrics.reach import Reach as Reached
from graph_service.metrics.vine import Vine
from graph_service.planning.candidates.rank import rank_candidates
from graph_service.questions.counted import recorded
from graph_service.questions.parameters import InPages, Listed, OfHome
from graph_service.questions.question import Measuring, Question, Shown, View
from graph_service.questions.shown import both_names, headline, name_in, way_to
from graph_service.questions.whole_network import MEASURES, MeasureCalled, number, short
from graph_service.resolver import id_named
from graph_service.rules import CandidateWeights
from graph_service.words.bilingual import COMMA, Bilingual, Language
from graph_service.words.headings import heads
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


def _gains(vine: Vine, reach: Reached, possible: Iterable[str]) -> tuple[GainItem, ...]:
    partners = {gateway.partner.id for gateway in reach.gateways}
    items = []
    for place_id in possible:
        already = place_id in partners
        gained = () if already else reach.gained(place_id)
        place = reference(vine.snapshot.places[place_id])
        items.append(GainItem(place=place, already=already, gain=len(gained), gained=gained))
    return tuple(sorted(items, key=lambda item: (-item.gain, item.place.id)))


_BEYOND = Bilingual(
    "“再远一步”只计数：是该友城自己的友城，我方各地不计，名单见它自己的网页。",
    "“One step beyond” is a count alone: the partners of the partner but for our own places, listed on its page.",
)
ALREADY = Bilingual("已是友城", "already a partner")


class Reach(InPages, OfHome):
    """Whose reach, and which new partners to weigh."""

    measure: MeasureCalled = Field("degree", description=f"by what partners are ranked in the whole network: one of {MEASURES}")
    partner: Listed | None = Field(
        None, max_length=400, description="places that could be partners, by commas or by repeating it"
    )
    candidates: int = Field(0, ge=0, le=100, description="how many of the home's first candidates to weigh besides")


def reach(view: View, ask: Reach) -> ReachAnswer:
    """Partners of a home by whom they alone open the way to within two steps, and what new partners would add."""
    home, *_ = view.named(ask, "home")
    possible = [id_named(view.snapshot, "partner", given, home) for given in ask.partner or ()]
    weights, vine = view.standards.rules, view.vine(ask)
    return reach_answer(
        vine, ask.measure, weights, possible=possible, candidates=ask.candidates, limit=ask.most, cursor=ask.cursor
    )


def measured(view: View, ask: Reach) -> Measuring:
    """The measure by which partners are ranked, of all places."""
    return Measuring(view.selection(ask), "place", Values(ask.measure))


def rows(answer: ReachAnswer) -> Iterator[tuple[object, ...]]:
    """One row per partner."""
    for item in answer.items:
        partner = (item.partner.id, *both_names(item.partner.names), item.partner.level, item.partner.country)
        yield (*partner, item.units, item.beyond, item.bridge, item.only_through, number(item.value), item.rank)


def shown(answer: ReachAnswer, lang: Language) -> Shown:
    """One row per partner; below them what each new partner that was asked about would add."""
    lines = (
        (recorded(item.only_through), item.beyond, short(item.value), item.rank, way_to(item.partner, lang))
        for item in answer.items
    )
    already = getattr(ALREADY, lang)
    gains = (f"{name_in(gain.place, lang)}: {already if gain.already else f'+{gain.gain}'}" for gain in answer.gains)
    title = headline(answer.home, lang, f"两步可达{answer.within_two}处", f"{answer.within_two} places within two steps")
    columns = heads(lang, "only_through", "beyond", "value", "rank", "partner")
    return Shown(f"{title}{getattr(COMMA, lang)}{getattr(answer.names, lang)}", columns, lines, (*gains, getattr(_BEYOND, lang)))


REACH = Question(
    name="reach",
    title=Bilingual("两步可达", "Reach"),
    ask=Reach,
    answer=ReachAnswer,
    find=reach,
    columns=(
        *("id", "zh", "en", "level", "country"),
        *("units", "beyond", "bridge", "only_through", "value", "rank"),
    ),
    rows=rows,
    shown=shown,
    tag="whole network",
    measuring=measured,
)
