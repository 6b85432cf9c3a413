"""Vine: a home with its agreements, stems and what is known of its lists, under one selection."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from graph_service.graph.memo import Memo
from graph_service.metrics.home import Home, home_of
from graph_service.metrics.selection import Selection
from graph_service.metrics.stems import Stem, stems_of
from graph_service.metrics.ties import Tie, Ties, ties_of
from graph_service.records.base import Names, Source
from graph_service.records.place import Place
from graph_service.snapshot import Snapshot

_UNRECORDED = "unrecorded"


@dataclass(frozen=True, slots=True)
class Vine:
    """A home with its agreements and stems under one selection: what every cluster of it is computed from. `stem_of` finds
    a stem by its agreement; the other maps gather ties under every place their partner lies in, so that no row searches."""

    snapshot: Snapshot
    home: Home
    selection: Selection
    ties: Ties
    stems: tuple[Stem, ...]
    stem_of: Mapping[str, Stem]
    effective_in: Mapping[str, tuple[Tie, ...]]
    exchange_in: Mapping[str, tuple[Tie, ...]]
    planned_in: Mapping[str, tuple[Tie, ...]]
    possible_in: Mapping[str, tuple[Tie, ...]]
    uncounted_in: Mapping[str, tuple[Tie, ...]]


def vine_of(snapshot: Snapshot, home_id: str, selection: Selection) -> Vine:
    """A home with its agreements and stems; the last few are kept, for who asks for its clusters asks for its gaps next.

    Raises:
        NotFound, Moved, WrongKind: see `home_of`.
    """
    return snapshot.once(_kept).get((home_id, selection), lambda: _grown(snapshot, home_id, selection))(snapshot)


def _kept(_: Snapshot) -> Memo[tuple[str, Selection], Callable[[Snapshot], Vine]]:
    """All of each vine but the snapshot: one that is kept with itself would never go, see `Publisher`."""
    return Memo(16)


def _grown(snapshot: Snapshot, home_id: str, selection: Selection) -> Callable[[Snapshot], Vine]:
    home = home_of(snapshot, home_id, selection.as_of)
    ties = ties_of(snapshot, home, selection)
    stems = stems_of(snapshot, ties.effective, selection.as_of)
    return partial(
        Vine,
        home=home,
        selection=selection,
        ties=ties,
        stems=stems,
        stem_of={stem.agreement: stem for stem in stems},
        effective_in=by_place(snapshot, ties.effective),
        exchange_in=by_place(snapshot, ties.exchange),
        planned_in=by_place(snapshot, ties.planned),
        possible_in=by_place(snapshot, ties.possible),
        uncounted_in=by_place(snapshot, ties.uncounted),
    )


def counted_under(snapshot: Snapshot, partner: Place) -> tuple[str, ...]:
    """The ids of the places that an agreement with a partner counts under: the partner, what it lies in, its country.

    A partner with a country code of its own (Macao in China) counts under that code only, and one that no parent leads to
    its country counts there all the same, under the bare code where no such country is on record, so that the countries add
    up to the whole.
    """
    around = [place for place in snapshot.above(partner.id) if place.country == partner.country]
    ids = tuple(place.id for place in around)
    return ids if any(place.is_level("country") for place in around) else (*ids, country_row(snapshot, partner.country).id)


def country_row(snapshot: Snapshot, code: str) -> Place:
    """The country with a code; one that is not on record stands there under its bare code."""
    return snapshot.country(code) or Place(
        id=code,
        level="country",
        country=code,
        names=Names(zh=f"{code}（未在册）", en=f"{code} (not on record)"),
        sources=(Source("ISO 3166-1"),),
        layer=_UNRECORDED,
    )


def by_place(snapshot: Snapshot, ties: Iterable[Tie]) -> Mapping[str, tuple[Tie, ...]]:
    """The ties under each place that they count under."""
    lists: dict[str, list[Tie]] = {}
    for tie in ties:
        for place_id in counted_under(snapshot, tie.partner):
            lists.setdefault(place_id, []).append(tie)
    return {place_id: tuple(rows) for place_id, rows in lists.items()}
