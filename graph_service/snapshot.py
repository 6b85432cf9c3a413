"""Snapshot: everything a reader may ask, fixed at one moment.

A snapshot never changes; only its private memo grows. A new one starts empty and the old one disappears with its
last reader, so there is no cache to configure or to invalidate.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from datetime import date
from typing import Any, TypeVar

from graph_service.errors import Moved, NotFound
from graph_service.records.agreement import Agreement
from graph_service.records.base import Record
from graph_service.records.network import ChangeSet, Network
from graph_service.records.place import Place
from graph_service.store.base import Stored
from graph_service.store.canonical import prove_sound

T = TypeVar("T")
R = TypeVar("R", bound=Record)


class Snapshot:
    """A network with the indexes every question needs: where a place lies, what lies in it, which agreements it has.

    `version` is the SHA-256 of the records; `today` the day the snapshot was published, the default of `as_of`; `sequence`
    the last change of the feed that it holds.
    """

    __slots__ = (
        "_above",
        "_agreements_of",
        "_children",
        "_countries",
        "_memo",
        "network",
        "places",
        "sequence",
        "today",
        "version",
    )

    def __init__(self, network: Network, version: str, today: date, sequence: int = 0) -> None:
        self.network = network
        self.version = version
        self.today = today
        self.sequence = sequence
        self.places: Mapping[str, Place] = network.table(Place)
        self._children = _children(self.places)
        self._agreements_of = _agreements_of(network.table(Agreement), self.places)
        self._countries = {place.country: place for place in self.places.values() if place.is_level("country")}
        self._above: dict[str, tuple[Place, ...]] = {}
        self._memo: dict[Callable[[Any], Any], Any] = {}

    @classmethod
    def of(cls, stored: Stored, today: date) -> "Snapshot":
        """The snapshot of what a store holds.

        Raises:
            StoreUnsound: a record names another that is not there, as after a change by hand.
        """
        prove_sound(stored.network)
        return cls(stored.network, stored.version, today, stored.sequence)

    def once(self, measure: Callable[["Snapshot"], T]) -> T:
        """The result of a measure without parameters, computed on first request and kept with the snapshot.

        Threads that ask for it at the same time all get one result, that of who is done first; none waits for another.
        """
        if measure not in self._memo:
            self._memo.setdefault(measure, measure(self))
        result: T = self._memo[measure]
        return result

    def is_past(self, day: date) -> bool:
        """Whether a day lies before the one on which the snapshot was published: what has no date may have come after it."""
        return day < self.today

    def record(self, cls: type[R], record_id: str) -> R:
        """The record of this type with this id.

        Raises:
            Moved: the id was merged into another.
            NotFound: there is none.
        """
        table = self.network.table(cls)
        if record_id in table:
            return table[record_id]
        if (successor := self.network.redirects.get(record_id)) in table:
            raise Moved(record_id, str(successor))
        raise NotFound(cls.__name__.lower(), record_id)

    def place(self, place_id: str) -> Place:
        """The place with this id; errors as `record`."""
        return self.record(Place, place_id)

    def above(self, place_id: str) -> tuple[Place, ...]:
        """The place itself, its parent and so on up to its country. Remembered: every measure asks, most for a few places."""
        found = self._above.get(place_id)
        if found is None:
            place = self.places[place_id]
            found = self._above[place_id] = (place, *(self.above(place.parent) if place.parent is not None else ()))
        return found

    def lies_in(self, place_id: str, region_id: str) -> bool:
        """Whether a place is the region or lies inside it, at any depth."""
        step: str | None = place_id
        while step is not None and step != region_id:
            step = self.places[step].parent
        return step is not None

    def inside(self, regions: Iterable[str]) -> frozenset[str]:
        """The ids of these places and of all that lie in them."""
        return frozenset(place_id for region in regions for place_id in (region, *(place.id for place in self.below(region))))

    def children(self, place_id: str) -> tuple[Place, ...]:
        """The places directly below, in id order."""
        return self._children.get(place_id, ())

    def below(self, place_id: str) -> Iterator[Place]:
        """Every place inside, at any depth, not the place itself; parents before children."""
        for child in self.children(place_id):
            yield child
            yield from self.below(child.id)

    def country(self, code: str) -> Place | None:
        """The country with this ISO 3166-1 alpha-2 code."""
        return self._countries.get(code)

    def state(self, code: str) -> str:
        """The ISO code of the state that a country or area belongs to: its own unless it is an area of another."""
        country = self._countries.get(code)
        return code if country is None else country.area_of or code

    def is_area(self, code: str, home: str) -> bool:
        """Whether a country code and that of a home are two of one state: its areas, which stand apart."""
        return code != home and self.state(code) == self.state(home)

    def is_abroad(self, code: str, home: str) -> bool:
        """Whether a country code is abroad for a home with another: of another state."""
        return self.state(code) != self.state(home)

    @property
    def countries(self) -> Mapping[str, Place]:
        """All countries by ISO code."""
        return self._countries

    def with_agreements(self, agreements: Iterable[Agreement]) -> "Snapshot":
        """What this snapshot would be with these agreements added, or in the place of those they share an id with.

        Everything else is shared, so that asking "what if" costs little; the variant remembers measures of its own.
        """
        changed = tuple(agreements)
        variant = copy(self)
        variant._memo = {}  # noqa: SLF001  # of this class
        variant.network = self.network.changed_by(ChangeSet(changed))
        table = variant.network.table(Agreement)
        touched = {party for agreement in changed for party in agreement.parties if party in self.places}
        lists = {party: tuple(table[found] for found in sorted(self._ids_at(party, changed))) for party in touched}
        variant._agreements_of = self._agreements_of | lists  # noqa: SLF001  # of this class
        return variant

    def _ids_at(self, place_id: str, changed: Iterable[Agreement]) -> set[str]:
        here = (*self.agreements_of(place_id), *(agreement for agreement in changed if place_id in agreement.parties))
        return {agreement.id for agreement in here}

    def agreements_of(self, place_id: str) -> tuple[Agreement, ...]:
        """The agreements a place is a party of, in id order."""
        return self._agreements_of.get(place_id, ())


def _children(places: Mapping[str, Place]) -> dict[str, tuple[Place, ...]]:
    lists: dict[str, list[Place]] = {}
    for place in places.values():
        if place.parent is not None:
            lists.setdefault(place.parent, []).append(place)
    return {parent: tuple(rows) for parent, rows in lists.items()}


def _agreements_of(agreements: Mapping[str, Agreement], places: Mapping[str, Place]) -> dict[str, tuple[Agreement, ...]]:
    lists: defaultdict[str, list[Agreement]] = defaultdict(list)
    for agreement in agreements.values():
        for party in agreement.parties:
            lists[party].append(agreement)
    return {party: tuple(rows) for party, rows in lists.items() if party in places}
