"""Denominator: the countries in which the lack of an agreement is a gap where nobody chose a frame."""

from collections.abc import Collection
from operator import attrgetter
from typing import Literal, NamedTuple

from graph_service.errors import NotFound
from graph_service.metrics.coverage import Scope, all_countries
from graph_service.metrics.frames import frame_called, frames_with_members, members_at
from graph_service.metrics.relations import states_related_to
from graph_service.metrics.vine import Vine
from graph_service.records.frame import Frame
from graph_service.records.place import Place
from graph_service.snapshot import Snapshot

ALL = "all"  # a reader's word for every country and area, in the place of a frame
UNITED_NATIONS = "frame:un"
_FRAME = "frame:"
Basis = Literal["relations", "un", "all"]
Reason = Literal["no_relations", "no_member", "area", "area_of_another"]


class LeftOut(NamedTuple):
    """A country or area that the default denominator leaves out, and why. An area of another state is left out as that: its
    relations are those of its state."""

    place: Place
    reason: Reason


class Denominator(NamedTuple):
    """The countries whose lack of an agreement is a gap where nobody chose a frame, and what decides about them: the
    diplomatic relations of the home's state on the day where any are on record, else membership in the United Nations,
    else everything there is."""

    basis: Basis
    scope: Scope
    left_out: tuple[LeftOut, ...]


def frame_named(snapshot: Snapshot, word: str | None) -> tuple[Frame | None, bool]:
    """The frame that a reader names, by id, by what follows `frame:` in it, or by its name; and whether all countries are meant.

    Raises:
        NotFound, Moved: there is none.
    """
    if word is None or word == ALL:
        return None, word == ALL
    try:
        return snapshot.record(Frame, word), False
    except NotFound:
        if (called := frame_called(snapshot, word)) is not None:
            return called, False
        if word.startswith(_FRAME):
            raise
        return snapshot.record(Frame, _FRAME + word), False


def denominator_of(vine: Vine, *, whole: bool = False) -> Denominator:
    """The default denominator of a home on the day of its vine, or the `whole`. It is a choice of denominator, no filter:
    agreements elsewhere count as ever."""
    snapshot, home = vine.snapshot, vine.home.place.country
    if whole:
        return Denominator("all", all_countries(vine), _areas(vine))
    related = states_related_to(snapshot, snapshot.state(home), vine.selection.as_of)
    if related:
        return _denominator(vine, "relations", related)
    if UNITED_NATIONS in snapshot.once(frames_with_members):
        members = members_at(snapshot, UNITED_NATIONS, vine.selection.as_of)
        return _denominator(vine, "un", {place.country for place in members.sure})
    return Denominator("all", all_countries(vine), _areas(vine))


def _denominator(vine: Vine, basis: Basis, codes: Collection[str]) -> Denominator:
    every = all_countries(vine).named
    reason: Reason = "no_relations" if basis == "relations" else "no_member"
    others = tuple(
        LeftOut(place, "area_of_another" if place.area_of else reason) for place in every if place.country not in codes
    )
    scope = Scope(tuple(place for place in every if place.country in codes))
    return Denominator(basis, scope, (*others, *_areas(vine)))


def _areas(vine: Vine) -> tuple[LeftOut, ...]:
    """The areas of the home's own state: they stand apart."""
    snapshot, home = vine.snapshot, vine.home.place.country
    places = sorted(snapshot.countries.values(), key=attrgetter("id"))
    return tuple(LeftOut(place, "area") for place in places if snapshot.is_area(place.country, home))
