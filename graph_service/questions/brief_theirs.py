"""What a partner has without us: agreements with the rest of our state, and activities on record that name no other side and no
agreement. A brief counts these apart, for nothing in them is common."""

from collections.abc import Iterator

from graph_service.answers.common import reference, since
from graph_service.metrics.home import home_above
from graph_service.metrics.resources import Resource, of_home, resources_by_country
from graph_service.metrics.second_records import second_records
from graph_service.metrics.vine import Vine
from graph_service.questions.brief_answer import OtherHome, OtherTie
from graph_service.questions.brief_found import events_of
from graph_service.records.activity import Activity
from graph_service.records.place import Place


def others_there(vine: Vine, partner: Place) -> Iterator[OtherHome]:
    """The partner's agreements that count with other places of the home's state, by their region, most first."""
    snapshot, own, seconds = vine.snapshot, vine.home.place.country, vine.snapshot.once(second_records)
    found: dict[str, list[OtherTie]] = {}
    for place in (partner, *snapshot.below(partner.id)):
        if place.country != partner.country:  # an area of its state stands for itself
            continue
        for agreement in snapshot.agreements_of(place.id):
            unit = snapshot.places[agreement.other(place.id)]
            standing = vine.selection.standing(snapshot, agreement)
            apart = unit.country != own or unit.id in vine.home.tiers or snapshot.lies_in(unit.id, partner.id)
            if apart or standing is None or not vine.selection.counts(standing):
                continue
            if not seconds.stands_beside(agreement, vine.selection.layer):
                above, when = home_above(snapshot, unit.id), since(snapshot, agreement, standing.since)
                tie = OtherTie(
                    id=agreement.id,
                    unit=reference(unit),
                    partner=reference(place),
                    kind=standing.kind,
                    since=when.date,
                    since_basis=when.basis,
                    since_also=when.also,
                )
                found.setdefault(above.id if above else "", []).append(tie)
    for home, ties in sorted(found.items(), key=lambda row: (-len(row[1]), row[0])):
        inner = sorted(ties, key=lambda tie: (tie.partner.id != partner.id, tie.since is None, tie.since or "", tie.id))
        yield OtherHome(home=reference(snapshot.places[home]) if home else None, agreements=tuple(inner))


def activities_alone(vine: Vine, partner: Place) -> list[Activity]:
    """The activities that name the partner and what lies in it alone, the latest first."""
    found = vine.snapshot.once(resources_by_country).get(partner.country, ())
    return events_of(_alone(vine, partner, of_home(vine.snapshot, vine.home, found, vine.selection)))


def _alone(vine: Vine, partner: Place, found: Iterator[Resource]) -> Iterator[Activity]:
    for resource in found:
        record, (places, countries) = resource.record, resource.footprint
        if isinstance(record, Activity) and record.agreement is None and countries == {partner.country}:
            inside = [vine.snapshot.lies_in(place, partner.id) for place in places]
            if all(inside) and (inside or partner.is_level("country")):
                yield record
