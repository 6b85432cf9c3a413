"""Coverage: how much of a set of countries a home reaches with effective agreements.

A frame may claim more members than it names. The unnamed ones are never invented: whether they are covered is not
known, and the answer is the interval from none of them to all of them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from graph_service.errors import WrongKind
from graph_service.metrics.frames import frames_with_members, members_at
from graph_service.metrics.ties import Tie
from graph_service.metrics.vine import Vine
from graph_service.records.dates import Certainty, happened_by
from graph_service.records.frame import Frame
from graph_service.records.place import Place


@dataclass(frozen=True)
class Scope:
    """What a share is taken of: the `named` places abroad in id order, at most so many `unnamed` ones beside them, and
    those that `perhaps` belong to it at the date. `open` says that the source ends its list with 等 (and others); `whole`
    is every country there is, so that anything lies in it."""

    named: tuple[Place, ...]
    unnamed: int = 0
    perhaps: tuple[Place, ...] = ()
    open: bool = False
    whole: bool = False

    def within(self, other: "Scope") -> "Scope":
        """What both hold. An unnamed member of one may be a member that only the other names, or unnamed there too."""
        if self.whole or self is other:
            return other
        named = tuple(place for place in self.named if place.id in other.sure)
        uncertain = {place.id for place in other.perhaps}
        unsure = [place for place in self.named if place.id in uncertain]
        unsure += [place for place in self.perhaps if place.id in other.ids]
        only_here, only_there = len(self.named) - len(named), len(other.named) - len(named)
        unnamed = min(self.unnamed, only_there + other.unnamed) + min(other.unnamed, only_here)
        return Scope(named, unnamed, tuple(sorted(unsure, key=_id)), self.open or other.open)

    def meets(self, other: "Scope") -> bool:
        """Whether the two hold, or may hold, a place in common that is known by name."""
        return self.whole or self is other or not self.ids.isdisjoint(other.ids)

    @cached_property
    def sure(self) -> frozenset[str]:
        """The ids of the named places."""
        return frozenset(place.id for place in self.named)

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of the named places and of those that perhaps belong to it."""
        return self.sure.union(place.id for place in self.perhaps)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The named members of a scope by what the home has there at the tiers in question; ids in id order.

    `covered` and `missing` share them out. `planned` have a planned agreement, covered or not; `possible` are those of
    the missing that may be covered, a signing or an end straddling the date.
    """

    scope: Scope
    covered: tuple[str, ...]
    missing: tuple[str, ...]
    planned: tuple[str, ...]
    possible: tuple[str, ...]

    @property
    def named(self) -> int:
        """How many members are known by name."""
        return len(self.scope.named)

    @property
    def declared(self) -> int:
        """How many members there are, the unnamed included; of a part of a frame, the most there can be."""
        return self.named + self.scope.unnamed

    @property
    def low(self) -> float | None:
        """The share if no unnamed member is covered, in [0, 1]; None without members."""
        return len(self.covered) / self.declared if self.declared else None

    @property
    def high(self) -> float | None:
        """The share if every unnamed member is covered, in [0, 1]; None without members."""
        return (len(self.covered) + self.scope.unnamed) / self.declared if self.declared else None


class Reach(NamedTuple):
    """The places, at any level, where a home has agreements of some tiers: effective, planned or possible ones."""

    effective: frozenset[str]
    planned: frozenset[str]
    possible: frozenset[str]


def reach_of(vine: Vine, tiers: Iterable[int]) -> Reach:
    """Where a home has agreements of these tiers. An agreement reaches its partner and everything the partner lies in."""
    chosen = frozenset(tiers)

    def reached(ties_in: Mapping[str, tuple[Tie, ...]]) -> frozenset[str]:
        return frozenset(place_id for place_id, ties in ties_in.items() if any(tie.tier in chosen for tie in ties))

    return Reach(reached(vine.effective_in), reached(vine.planned_in), reached(vine.possible_in))


def coverage(scope: Scope, reach: Reach) -> Coverage:
    """The coverage of a scope by what a home reaches."""
    members = tuple(place.id for place in scope.named)
    missing = tuple(place_id for place_id in members if place_id not in reach.effective)
    return Coverage(
        scope,
        covered=tuple(place_id for place_id in members if place_id in reach.effective),
        missing=missing,
        planned=tuple(place_id for place_id in members if place_id in reach.planned),
        possible=tuple(place_id for place_id in missing if place_id in reach.possible),
    )


def all_countries(vine: Vine) -> Scope:
    """Every country on record but the home's own."""
    return Scope(_abroad(vine, sorted(vine.snapshot.countries.values(), key=_id)), whole=True)


def frame_scope(vine: Vine, frame: Frame) -> Scope:
    """The members of a frame at the date of the vine, the home country left out of the named and of the declared.

    Raises:
        WrongKind: the frame has never had a member that is a place, and declares none.
    """
    if frame.id not in vine.snapshot.once(frames_with_members):
        raise WrongKind(
            f"{frame.id} ({frame.names.best('en', frame.id)}) has no country among its members on record, so no share of it "
            "can be covered; add memberships or choose another frame"
        )
    as_of = vine.selection.as_of
    members = members_at(vine.snapshot, frame.id, as_of)
    unnamed = max(0, (frame.declared or 0) - len(members.sure)) if _exists(frame, vine) else 0
    return Scope(_abroad(vine, members.sure), unnamed, _abroad(vine, members.possible), frame.open)


def _exists(frame: Frame, vine: Vine) -> bool:
    """A claimed size says nothing of days before the frame began or after it ended."""
    as_of = vine.selection.as_of
    ended = frame.valid_to is not None and happened_by(frame.valid_to, as_of) is Certainty.SURELY
    return happened_by(frame.valid_from, as_of) is not Certainty.NO and not ended


def _abroad(vine: Vine, places: Iterable[Place]) -> tuple[Place, ...]:
    """The places outside the home's state: neither in it nor one of its areas."""
    return tuple(place for place in places if vine.snapshot.is_abroad(place.country, vine.home.place.country))


def _id(place: Place) -> str:
    return place.id
