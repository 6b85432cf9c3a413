"""Which agreements a list holds: by party, partner, country, kind, status, tier, role, signing."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph_service.errors import TURN_ROUND, BadRequest
from graph_service.metrics.growth import dating
from graph_service.metrics.second_records import SecondRecords, second_records
from graph_service.metrics.selection import ALL_LAYERS, Selection, standing_on
from graph_service.metrics.ties import Tie
from graph_service.metrics.vine import Vine
from graph_service.records.agreement import Agreement, Stage
from graph_service.records.dates import span
from graph_service.records.life import EFFECTIVE, Standing
from graph_service.records.organisation import Organisation
from graph_service.records.place import Place
from graph_service.snapshot import Snapshot

_Check = Callable[[Agreement], bool]
Any = Collection[str] | None  # any of these; None asks nothing


@dataclass(frozen=True, slots=True)
class AgreementFilter:
    """Which agreements to list, by ids and codes; None asks nothing. `places` are parties, places or organisations; `partners`
    and `countries` are those of the other side where the question has a home. `counted` are those that a count of agreements
    abroad may hold: with a partner abroad, not a second record of one that a better record counts for, and not one that only may
    be in effect on the day; `second` those that a better record counts for. `among` are the places of which both parties are."""

    ids: Any = None
    places: Any = None
    partners: Any = None
    countries: Any = None
    kinds: Any = None
    statuses: Any = None
    tiers: Collection[int] | None = None
    roles: Any = None
    classes: Any = None
    signed_from: str | None = None
    signed_to: str | None = None
    dated: Any = None
    domestic: bool | None = None
    counted: bool | None = None
    beside: bool | None = None
    second: bool | None = None
    among: frozenset[str] | None = None


def agreements_where(snapshot: Snapshot, vine: Vine | None, wanted: AgreementFilter, selection: Selection) -> Iterator[Agreement]:
    """The agreements that pass the filter, of any kind unless `kinds` names some, in id order; `selection` tells beside which
    count one may stand.

    Raises:
        BadRequest: the home cannot have the tier, a tier, role or class is asked for without a home, or the period ends before it
            begins.
    """
    if wanted.signed_from and wanted.signed_to and span(wanted.signed_to).last < span(wanted.signed_from).first:
        raise BadRequest("signed_to", f"{wanted.signed_to} is before signed_from, {wanted.signed_from}; {TURN_ROUND}")
    for name, given in (("tier", wanted.tiers), ("role", wanted.roles), ("class", wanted.classes)):
        if vine is None and given is not None:
            raise BadRequest(name, "it is that of the unit of a home; name the home as well")
    if vine is not None:
        for tier in wanted.tiers or ():
            vine.home.check_tier(tier)
    checks = tuple(_checks(snapshot, vine, wanted, selection))
    return (agreement for agreement in _candidates(snapshot, vine, wanted) if all(check(agreement) for check in checks))


def _candidates(snapshot: Snapshot, vine: Vine | None, wanted: AgreementFilter) -> Iterable[Agreement]:
    """The agreements among which those that pass are looked for: the fewest that can be found at once."""
    table = snapshot.network.table(Agreement)
    if wanted.ids is not None:
        return map(table.__getitem__, sorted(wanted.ids))
    if wanted.among is not None:
        return _of_any(snapshot, wanted.among)
    if wanted.places is not None:
        return _of_any(snapshot, wanted.places)
    if vine is not None:
        return _of_any(snapshot, vine.home.tiers)
    if wanted.partners is not None:
        return _of_any(snapshot, snapshot.inside(wanted.partners))
    return table.values()


def _of_any(snapshot: Snapshot, parties: Iterable[str]) -> Iterable[Agreement]:
    bodies = snapshot.once(agreements_of_organisations)
    rows = ((*snapshot.agreements_of(party), *bodies.get(party, ())) for party in parties)
    found = {agreement.id: agreement for agreements in rows for agreement in agreements}
    return (found[agreement_id] for agreement_id in sorted(found))


def agreements_of_organisations(snapshot: Snapshot) -> Mapping[str, tuple[Agreement, ...]]:
    """The agreements of each organisation, in id order; for `Snapshot.once`."""
    bodies, found = snapshot.network.table(Organisation), dict[str, list[Agreement]]()
    for agreement in snapshot.network.table(Agreement).values():
        for party in agreement.parties:
            if party in bodies:
                found.setdefault(party, []).append(agreement)
    return {party: tuple(rows) for party, rows in found.items()}


def _checks(snapshot: Snapshot, vine: Vine | None, wanted: AgreementFilter, selection: Selection) -> Iterator[_Check]:
    """What an agreement must pass: only what was asked for, the cheapest first."""
    if selection.layer != ALL_LAYERS:
        yield lambda agreement: agreement.layer == selection.layer
    if (places := wanted.places) is not None:
        yield lambda agreement: any(party in places for party in agreement.parties)
    if (among := wanted.among) is not None:
        yield lambda agreement: among.issuperset(agreement.parties)
    if vine is not None:
        yield from _checks_of_home(vine, wanted)
    if wanted.domestic is not None:
        yield lambda agreement: _is_domestic(snapshot, agreement) is wanted.domestic
    yield from _checks_of_counts(snapshot, vine, wanted, selection)
    if (countries := wanted.countries) is not None:
        yield lambda agreement: any(place.country in countries for place in _partners(snapshot, vine, agreement))
    if wanted.partners is not None:
        inside = snapshot.inside(wanted.partners)
        yield lambda agreement: any(place.id in inside for place in _partners(snapshot, vine, agreement))
    if (wanted.kinds, wanted.statuses, wanted.signed_from, wanted.signed_to, wanted.dated, wanted.beside) != (None,) * 6:
        yield lambda agreement: _stands(standing_on(snapshot, agreement, selection.as_of), wanted, selection)


def _checks_of_counts(snapshot: Snapshot, vine: Vine | None, wanted: AgreementFilter, selection: Selection) -> Iterator[_Check]:
    seconds = snapshot.once(second_records)
    if wanted.counted is not None:
        yield lambda agreement: _counts(snapshot, vine, seconds, agreement, selection) is wanted.counted
    if wanted.second is not None:
        yield lambda agreement: seconds.stands_beside(agreement, selection.layer) is wanted.second


def _checks_of_home(vine: Vine, wanted: AgreementFilter) -> Iterator[_Check]:
    yield lambda agreement: not vine.home.tiers.keys().isdisjoint(agreement.parties)
    if (tiers := wanted.tiers) is not None:
        yield lambda agreement: _tier(vine, agreement) in tiers
    if (wanted.roles, wanted.classes) != (None, None):
        playing = {tie.agreement.id for tie in vine.ties.effective if _plays(tie, wanted)}
        yield lambda agreement: agreement.id in playing


def _plays(tie: Tie, wanted: AgreementFilter) -> bool:
    role = wanted.roles is None or tie.role in wanted.roles
    return role and (wanted.classes is None or tie.grape_class in wanted.classes)


def _stands(found: Standing, wanted: AgreementFilter, selection: Selection) -> bool:
    kind = wanted.kinds is None or found.kind in wanted.kinds
    status = wanted.statuses is None or found.status in wanted.statuses
    dated = wanted.dated is None or dating(found.since) in wanted.dated
    beside = wanted.beside is None or selection.stands_beside(found) is wanted.beside
    return kind and status and dated and beside and _in_period(found.since, wanted)


def _tier(vine: Vine, agreement: Agreement) -> int | None:
    tiers = [vine.home.tiers[party] for party in agreement.parties if party in vine.home.tiers]
    return min(tiers, default=None)


def _in_period(stage: Stage | None, wanted: AgreementFilter) -> bool:
    """Whether the signing may lie in the period asked about. One without a date counts as signed by every day, and lies in no
    period that has a beginning."""
    if wanted.signed_from is None and wanted.signed_to is None:
        return True
    if stage is None:
        return False
    if stage.date is None:
        return wanted.signed_from is None
    when = span(stage.date)
    return (wanted.signed_from is None or span(wanted.signed_from).first <= when.last) and (
        wanted.signed_to is None or when.first <= span(wanted.signed_to).last
    )


def _places(snapshot: Snapshot, agreement: Agreement) -> tuple[Place, ...]:
    """The parties; none of an agreement between organisations, which is of no country and of no region."""
    return tuple(snapshot.places[party] for party in agreement.parties if party in snapshot.places)


def _is_domestic(snapshot: Snapshot, agreement: Agreement) -> bool | None:
    countries = [place.country for place in _places(snapshot, agreement)]
    return countries[0] == countries[1] if countries else None


def _counts(snapshot: Snapshot, vine: Vine | None, seconds: SecondRecords, agreement: Agreement, selection: Selection) -> bool:
    """Whether a count of the agreements abroad may hold one: none that is a second record or only may be in effect on the day; of
    those of a home, its own areas stand apart."""
    places, found = _places(snapshot, agreement), standing_on(snapshot, agreement, selection.as_of)
    if not places or seconds.stands_beside(agreement, selection.layer) or (found.status in EFFECTIVE and not found.effective):
        return False
    one, other = places
    if vine is None:
        return snapshot.is_abroad(one.country, other.country)
    return any(snapshot.is_abroad(place.country, vine.home.place.country) for place in _partners(snapshot, vine, agreement))


def _partners(snapshot: Snapshot, vine: Vine | None, agreement: Agreement) -> Iterator[Place]:
    """The parties that are not of the home."""
    return (place for place in _places(snapshot, agreement) if vine is None or place.id not in vine.home.tiers)
