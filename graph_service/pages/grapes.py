"""What the picture of a cluster shows: every agreement in its bunch, with the part it plays."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from graph_service.metrics.clusters import Cluster
from graph_service.metrics.ties import Tie
from graph_service.metrics.vine import Vine
from graph_service.pages.lines import is_drawn_beside, kind_of
from graph_service.records.place import Place

_ORDER = {role: rank for rank, role in enumerate(("stem", "A", "B", "U", "C", "D", "trunk", "beside"))}


class Grape(NamedTuple):
    """A tie and what it counts as: stem, trunk or its class; `beside` for exchange, intent and planned ties not counted."""

    tie: Tie
    role: str

    @property
    def mark(self) -> str:
        """The mark of its partner's dot."""
        if self.role != "beside":
            return self.role
        return self.kind

    @property
    def kind(self) -> str:
        """The kind its line is drawn as: planned, or the kind it was signed as."""
        return kind_of(self.tie.standing)


@dataclass(frozen=True, slots=True)
class GrapeBunch:
    """The grapes of one region. `head` is the agreement of the home with the region itself, if there is one;
    `recorded` is False where all that is known of the partners is their country."""

    region: Place
    head: Grape | None
    grapes: tuple[Grape, ...]
    recorded: bool

    @property
    def bare(self) -> bool:
        """Headed by a stem and without a counted grape."""
        return self.head is not None and self.head.role == "stem" and not any(grape.role == "A" for grape in self.grapes)


def grapes_of(cluster: Cluster) -> tuple[Grape, ...]:
    """Every agreement to draw: those that count, then the exchange, intent and planned ones beside them."""
    found = [Grape(tie, tie.grape_class or tie.role) for tie in cluster.ties]
    found += [Grape(tie, "beside") for tie in cluster.uncounted if is_drawn_beside(tie.standing)]
    return tuple(sorted(found, key=_rank))


def bunches_of(vine: Vine, grapes: Iterable[Grape]) -> tuple[GrapeBunch, ...]:
    """The grapes gathered by region: under stems first, the fullest first, then the regions without one."""
    grapes = tuple(grapes)
    heads = {grape.tie.partner.id: grape for grape in grapes if grape.tie.role == "stem"}
    # A stem may stand outside the region asked for and still carry its grapes.
    heads = {tie.partner.id: Grape(tie, "stem") for tie in _stems(vine, grapes)} | heads
    hanging: dict[str, list[Grape]] = defaultdict(list, {region: [] for region in heads})
    for grape in grapes:
        if grape.tie.role != "stem":
            hanging[_region(vine, grape, heads)].append(grape)
    places = vine.snapshot.places
    bunches = [_bunch(places[region], heads.get(region), hung) for region, hung in hanging.items()]
    return tuple(sorted(bunches, key=_fullness))


def _bunch(region: Place, head: Grape | None, grapes: list[Grape]) -> GrapeBunch:
    return GrapeBunch(region, head, tuple(grapes), head is not None or not region.is_level("country") or region.is_level("city"))


def _stems(vine: Vine, grapes: Iterable[Grape]) -> Iterator[Tie]:
    wanted = {grape.tie.stem for grape in grapes if grape.tie.stem is not None}
    return (tie for tie in vine.ties.effective if tie.role == "stem" and tie.partner.id in wanted)


def _region(vine: Vine, grape: Grape, heads: Mapping[str, Grape]) -> str:
    """The stem a grape hangs on or would hang on, else the nearest region it lies in, else its country."""
    if grape.tie.stem is not None:
        return grape.tie.stem
    above = vine.snapshot.above(grape.tie.partner.id)
    headed = (place for place in above if place.id in heads and (place.id != grape.tie.partner.id or place.is_level("city")))
    nearest = next(headed, None) or next((place for place in above if place.is_region_or_country), above[-1])
    return nearest.id


def _rank(grape: Grape) -> tuple[int, bool, int, str, str]:
    since = grape.tie.standing.since
    planned = grape.kind == "planned"
    return (_ORDER[grape.role], planned, grape.tie.tier, (since.date if since else None) or "9999", grape.tie.agreement.id)


def _fullness(bunch: GrapeBunch) -> tuple[bool, bool, int, str]:
    beside = bunch.head is not None and bunch.head.role == "beside"
    return (bunch.head is None, beside, -len(bunch.grapes), bunch.region.id)
