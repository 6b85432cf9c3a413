"""Ties: the agreements of a home seen from the home, each with its tier, role and class.

Stem: the home with a region. Trunk: the home with a plain city, or with a whole state that has regions. Grape: everything
else. A grape is of the first class that holds: A (on-stem), D (exempt), C (stemless), U (unplaced) or B (side-shoot).
Definitions: docs/glossary.md.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from graph_service.metrics.home import Home, home_of
from graph_service.metrics.regions import can_be_stem, countries_without_regions
from graph_service.metrics.second_records import second_records
from graph_service.metrics.selection import Selection
from graph_service.records.agreement import Agreement
from graph_service.records.life import ENDED, Standing
from graph_service.records.place import Place
from graph_service.snapshot import Snapshot

Role = Literal["stem", "trunk", "grape"]
GrapeClass = Literal["A", "B", "C", "D", "U"]


class Tie(Struct, frozen=True):
    """One agreement of a home with a partner abroad. `stem` is the partner region of the stem a grape of class A hangs
    on; `grape_class` is None unless the role is grape."""

    agreement: Agreement
    unit: str
    partner: Place
    tier: int
    role: Role
    standing: Standing
    grape_class: GrapeClass | None = None
    stem: str | None = None


class Ties(NamedTuple):
    """All agreements of a home, sorted by what they count as. `effective` is what every measure counts; the others
    stand beside it and are never inside it. Each in agreement-id order."""

    effective: tuple[Tie, ...]
    exchange: tuple[Tie, ...]  # effective exchange agreements, whether or not that kind was chosen
    planned: tuple[Tie, ...]
    possible: tuple[Tie, ...]  # signed, upgraded or ended in a span of days that straddles the date
    ended: tuple[Tie, ...]  # suspended or terminated
    domestic: tuple[Agreement, ...]  # effective, both parties in the home's country
    areas: tuple[Tie, ...]  # effective, with an area of the home's state (港澳台 for a home in China)
    beside: tuple[Tie, ...]  # a better documented record that may be the same counts in their place
    uncounted: tuple[Tie, ...]  # all of those abroad that stand beside the count, of whatever kind and status, each once

    def of_unit(self, unit: str) -> "Ties":
        """Those that this unit of the home has itself."""
        domestic = tuple(agreement for agreement in self.domestic if unit in agreement.parties)
        others = {
            name: tuple(tie for tie in ties if tie.unit == unit) for name, ties in self._asdict().items() if name != "domestic"
        }
        return Ties(domestic=domestic, **others)


def ties_of_homes(snapshot: Snapshot, selection: Selection) -> Iterator[tuple[Home, Ties]]:
    """Every province-level unit with its agreements under a selection."""
    for place in snapshot.places.values():
        if place.is_level("province"):
            home = home_of(snapshot, place.id, selection.as_of)
            yield home, ties_of(snapshot, home, selection)


def ties_of(snapshot: Snapshot, home: Home, selection: Selection) -> Ties:
    """The agreements of a home under a selection, roles and classes assigned."""
    agreements, seconds = list(_agreements_at(snapshot, home)), snapshot.once(second_records)
    doubled = {agreement.id for agreement, _ in agreements if seconds.stands_beside(agreement, selection.layer)}
    abroad, areas = _sides(snapshot, home, agreements)
    found = list(_seen_from(snapshot, home, selection, agreements))
    single = [tie for tie in found if tie.partner.country in abroad and tie.agreement.id not in doubled]
    inside = [tie for tie in found if tie.partner.country not in abroad and tie.agreement.id not in doubled]
    counted = [tie for tie in single if selection.counts(tie.standing)]
    near = [tie for tie in inside if selection.counts(tie.standing)]
    stems = {tie.partner.id: tie.partner.country for tie in counted if tie.role == "stem"}
    return Ties(
        exchange=tuple(tie for tie in single if tie.standing.effective and tie.standing.kind == "exchange"),
        planned=tuple(tie for tie in single if selection.plans(tie.standing)),
        possible=tuple(tie for tie in single if selection.perhaps_counts(tie.standing)),
        ended=tuple(tie for tie in single if tie.standing.status in ENDED),
        domestic=tuple(tie.agreement for tie in near if tie.partner.country not in areas),
        areas=tuple(tie for tie in near if tie.partner.country in areas),
        beside=tuple(tie for tie in found if tie.partner.country in abroad and tie.agreement.id in doubled),
        effective=tuple(_classed(snapshot, tie, stems) for tie in counted),
        uncounted=tuple(tie for tie in single if selection.stands_beside(tie.standing)),
    )


def _sides(snapshot: Snapshot, home: Home, agreements: Iterable[tuple[Agreement, str]]) -> tuple[frozenset[str], frozenset[str]]:
    """The countries of the partners that are abroad for a home, and those that are areas of its own state."""
    codes, own = {snapshot.places[agreement.other(unit)].country for agreement, unit in agreements}, home.place.country
    abroad = frozenset(code for code in codes if snapshot.is_abroad(code, own))
    return abroad, frozenset(codes - abroad - {own})


def _seen_from(
    snapshot: Snapshot, home: Home, selection: Selection, agreements: Iterable[tuple[Agreement, str]]
) -> Iterator[Tie]:
    for agreement, unit in agreements:
        standing = selection.standing(snapshot, agreement)
        if standing is None:
            continue
        partner = snapshot.places[agreement.other(unit)]
        tier = home.tiers[unit]
        yield Tie(agreement, unit, partner, tier, _role(snapshot, home, tier, partner), standing)


def ties_apart(snapshot: Snapshot, home: Home, selection: Selection) -> tuple[Tie, ...]:
    """The agreements of a home inside its own state, in agreement-id order, whatever their standing: with its areas and with
    the rest of its country. They stand outside every count; one that a better record counts for is left out."""
    seconds, own = snapshot.once(second_records), home.place.country
    inside = (
        (agreement, unit)
        for agreement, unit in _agreements_at(snapshot, home)
        if not snapshot.is_abroad(snapshot.places[agreement.other(unit)].country, own)
    )
    return tuple(
        tie for tie in _seen_from(snapshot, home, selection, inside) if not seconds.stands_beside(tie.agreement, selection.layer)
    )


def agreements_abroad(snapshot: Snapshot, home: Home) -> Iterator[tuple[Agreement, Place, Role]]:
    """The agreements of a home with partners abroad, and their roles, whatever day it is; in agreement-id order."""
    for agreement, unit in _agreements_at(snapshot, home):
        partner = snapshot.places[agreement.other(unit)]
        if snapshot.is_abroad(partner.country, home.place.country):
            yield agreement, partner, _role(snapshot, home, home.tiers[unit], partner)


def _agreements_at(snapshot: Snapshot, home: Home) -> Iterator[tuple[Agreement, str]]:
    """Each agreement of a home with its unit, in agreement-id order."""
    found = {agreement.id: (agreement, unit) for unit in home.tiers for agreement in snapshot.agreements_of(unit)}
    for agreement_id in sorted(found):
        yield found[agreement_id]


def _role(snapshot: Snapshot, home: Home, tier: int, partner: Place) -> Role:
    if tier > 1:
        return "grape"
    if can_be_stem(snapshot, partner):
        return "stem"
    return "grape" if home.place.is_municipality else "trunk"


def _classed(snapshot: Snapshot, tie: Tie, stems: Mapping[str, str]) -> Tie:
    if tie.role != "grape":
        return tie
    above, exempt = snapshot.above(tie.partner.id), snapshot.once(countries_without_regions)
    stem = _stem_above(tie.partner, above, stems)
    return replace(tie, grape_class=_class(tie.partner, above, stem, stems, exempt), stem=stem)


def _stem_above(partner: Place, above: Sequence[Place], stems: Mapping[str, str]) -> str | None:
    """The smallest stem region the partner lies in; the partner itself only where it is a city as well."""
    for place in above:
        if place.id in stems and (place.id != partner.id or place.is_level("city")):
            return place.id
    return None


def _class(
    partner: Place, above: Sequence[Place], stem: str | None, stems: Mapping[str, str], exempt: Container[str]
) -> GrapeClass:
    if stem is not None:
        return "A"
    if partner.country in exempt:
        return "D"
    if partner.country not in stems.values():
        return "C"
    known = partner.is_level("country") or any(place.is_level("province") for place in above)
    return "B" if known else "U"
