"""Which groups the whole network falls into."""

from collections import Counter
from collections.abc import Iterator

import numpy as np
from msgspec import Struct
from pydantic import Field

from graph_service.answers.common import PlaceReference, reference
from graph_service.answers.paging import EVERYTHING, MAX_LIMIT, page_of
from graph_service.answers.whole_network import CountryCount, NetworkEcho, network_echo, node_reference
from graph_service.errors import BadRequest
from graph_service.graph.arrays import Ints
from graph_service.graph.communities import CommunitiesBy
from graph_service.metrics.links import Grain, WholeNetwork, whole_network
from graph_service.metrics.selection import Selection
from graph_service.questions.called import Called
from graph_service.questions.parameters import InPages
from graph_service.questions.question import Measuring, Question, Shown, View
from graph_service.questions.shown import name_in, name_of
from graph_service.questions.whole_network import OfNetwork, measuring, short, titled
from graph_service.records.base import Names
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import SEMICOLON, Bilingual, Language
from graph_service.words.headings import heads

_COUNTRIES = 5


class CommunityItem(Struct, frozen=True, kw_only=True):
    """One community. `number` counts from 1, largest first; `countries` are the five with most of its places, out of
    `country_count`; `places` its first ones by links inside the network, then by id."""

    number: int
    size: int
    country_count: int
    countries: tuple[CountryCount, ...]
    places: tuple[PlaceReference, ...]


class CommunitiesAnswer(NetworkEcho, frozen=True, kw_only=True):
    """A page of communities, largest first, or the one of `place`. The same `seed` gives the same ones; `modularity` in
    [-1/2, 1] is null without links."""

    algorithm: str
    engine: str
    seed: int
    resolution: float
    modularity: float | None
    place: PlaceReference | None
    total: int
    items: tuple[CommunityItem, ...]
    next: str | None


def communities_answer(
    snapshot: Snapshot,
    selection: Selection,
    grain: Grain,
    by: CommunitiesBy,
    *,
    place: str | None = None,
    shown: int = 10,
    limit: int = EVERYTHING,
    cursor: str | None = None,
) -> CommunitiesAnswer:
    """The answer of `/communities`: all of them, or that of one place, with how many places of each to show.

    Raises:
        NotFound, Moved: the place.
        BadRequest: the place is no party of an agreement in the network, or the cursor.
    """
    network = whole_network(snapshot, selection, grain)
    found = network.measured.once(by)
    members = _Members(found.labels, network.graph.degrees)
    numbers = range(len(members)) if place is None else [int(found.labels[_node(snapshot, grain, network, place)])]
    page = page_of(numbers, lambda number: str(number + 1), limit, cursor)
    return CommunitiesAnswer(
        **network_echo(snapshot, selection, grain, network),
        algorithm="Leiden",
        engine="graspologic-native",
        seed=by.seed,
        resolution=by.resolution,
        modularity=found.modularity,
        place=None if place is None else reference(snapshot.place(place)),
        total=page.total,
        items=tuple(_item(snapshot, grain, network, number, members[number], shown) for number in page.items),
        next=page.next,
    )


class _Members:
    """The nodes of each community by its number from 0, those with most links first, then in the order of the nodes."""

    def __init__(self, labels: Ints, degrees: Ints) -> None:
        self._order = np.lexsort((-degrees, labels))
        self._ends = np.cumsum(np.bincount(labels))

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, number: int) -> list[int]:
        members: list[int] = self._order[self._ends[number - 1] if number else 0 : self._ends[number]].tolist()
        return members


def _node(snapshot: Snapshot, grain: Grain, network: WholeNetwork, place_id: str) -> int:
    place = snapshot.place(place_id)
    wanted = place.id if grain == "place" else place.country
    if wanted not in network.graph.numbers:
        raise BadRequest("place", f"{place.id} is no party of an agreement in this network, so it is in no community of it")
    return network.graph.numbers[wanted]


def _item(snapshot: Snapshot, grain: Grain, network: WholeNetwork, number: int, members: list[int], shown: int) -> CommunityItem:
    countries = Counter(network.countries[node] for node in members)
    most = sorted(countries.items(), key=lambda pair: (-pair[1], pair[0]))[:_COUNTRIES]
    return CommunityItem(
        number=number + 1,
        size=len(members),
        country_count=len(countries),
        countries=tuple(CountryCount(country=code, names=_names(snapshot, code), places=count) for code, count in most),
        places=tuple(node_reference(snapshot, grain, network.graph.ids[node]) for node in members[:shown]),
    )


def _names(snapshot: Snapshot, code: str) -> Names:
    country = snapshot.country(code)
    return country.names if country is not None else Names()


_LARGEST_SEED = 2**32 - 1
_NAMED = 3  # places of each in a terminal


class Communities(InPages, OfNetwork):
    """How communities are looked for, and whose to list."""

    seed: int = Field(0, ge=0, le=_LARGEST_SEED, description="the same gives the same communities")
    resolution: float = Field(1.0, gt=0, le=100, allow_inf_nan=False, description="higher gives more and smaller communities")
    place: str | None = Field(None, description="a place: only its community")
    shown: int = Field(10, ge=0, le=MAX_LIMIT, description="places shown of each")


def communities(view: View, ask: Communities) -> CommunitiesAnswer:
    """Groups of places, or countries, that are linked more among themselves than with others; or the one of a place."""
    (place,) = view.named(ask, "place")
    selection, by = view.selection(ask), CommunitiesBy(ask.seed, ask.resolution)
    return communities_answer(
        view.snapshot, selection, ask.grain, by, place=place, shown=ask.shown, limit=ask.most, cursor=ask.cursor
    )


def measured(view: View, ask: Communities) -> Measuring:
    """The communities of all places."""
    return measuring(view, ask, CommunitiesBy(ask.seed, ask.resolution))


def rows(answer: CommunitiesAnswer) -> Iterator[tuple[object, ...]]:
    """One row per community."""
    for item in answer.items:
        countries = [found.country for found in item.countries]
        names = "; ".join(name_of(place) for place in item.places)
        yield item.number, item.size, item.country_count, countries, [place.id for place in item.places], names


def shown(answer: CommunitiesAnswer, lang: Language) -> Shown:
    """One row per community, with its first places."""
    lines = (
        (
            *(item.number, item.size, item.country_count),
            " ".join(f"{found.country} {found.places}" for found in item.countries),
            _first(item, lang),
        )
        for item in answer.items
    )
    modularity = short(answer.modularity) or "?"
    found = Bilingual(f"社团{answer.total:,}个，模块度 {modularity}", f"{answer.total:,} communities, modularity {modularity}")
    return Shown(titled(found, answer, lang), heads(lang, "number", "places", "countries", "most_in", "first_places"), lines)


def _first(item: CommunityItem, lang: Language) -> Called:
    named = item.places[:_NAMED]
    return Called("; ".join(map(name_of, named)), on_page=getattr(SEMICOLON, lang).join(name_in(place, lang) for place in named))


COMMUNITIES = Question(
    name="communities",
    title=Bilingual("社团", "Communities"),
    ask=Communities,
    answer=CommunitiesAnswer,
    find=communities,
    columns=("number", "size", "country_count", "countries", "places", "names"),
    rows=rows,
    shown=shown,
    tag="whole network",
    measuring=measured,
)
