"""The five external channels (五外): through which of them a home and its partners are linked on record.

Foreign affairs (外事), foreign investment (外资), co-operation abroad (外经), trade (外贸), publicity (外宣). A record counts
under a channel only where its own words leave no other: what they leave open stands apart as `unsorted`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, cast

from graph_service.metrics.resources import Resource, footprint_of, of_home
from graph_service.metrics.vine import Vine
from graph_service.records.activity import Activity
from graph_service.records.dates import Certainty, happened_by
from graph_service.records.organisation import Organisation
from graph_service.records.place import Place
from graph_service.records.project import Project
from graph_service.snapshot import Snapshot

ExternalChannel = Literal["affairs", "investment", "cooperation", "trade", "publicity"]
ChannelAxis = Literal["country", "partner"]
EXTERNAL_CHANNELS: tuple[ExternalChannel, ...] = ("affairs", "investment", "cooperation", "trade", "publicity")
_TRADE = frozenset(("外贸", "贸易", "经贸", "贸易便利化"))
_SIDES: Mapping[bool | None, ExternalChannel] = {True: "investment", False: "cooperation"}
_PROSPECTS = frozenset(("proposed", "planned"))


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """A partner, or a country, with the ids of its records under each channel, in id order; those of agreements stand
    under foreign affairs. `unsorted` are activities and projects whose words do not tell the channel."""

    place: Place
    channels: Mapping[ExternalChannel, tuple[str, ...]]
    unsorted: tuple[str, ...]

    @property
    def filled(self) -> int:
        """How many of the five channels have a record."""
        return sum(map(bool, self.channels.values()))


def channels_of(vine: Vine, by: ChannelAxis = "country") -> tuple[ChannelRow, ...]:
    """The channels of a home to each country, or to each partner, that it has an effective agreement, an activity or a
    project with; most channels first. What is only announced, proposed or planned does not count."""
    places = _countries(vine) if by == "country" else {tie.partner.id: tie.partner for tie in vine.ties.effective}
    records: dict[str, list[Resource]] = {}
    for resource in of_home(vine.snapshot, vine.home, vine.snapshot.once(channel_records), vine.selection):
        if _counts(vine, resource):
            named = _codes(vine, resource) if by == "country" else resource.footprint.places
            for place_id in named & places.keys():
                records.setdefault(place_id, []).append(resource)
    rows = (_row(vine, place, records.get(place.id, ())) for place in places.values())
    found = (row for row in rows if row.filled or row.unsorted)
    return tuple(sorted(found, key=lambda row: (-row.filled, -sum(map(len, row.channels.values())), row.place.id)))


def channel_records(snapshot: Snapshot) -> tuple[Resource, ...]:
    """Every activity and project with where it leads, in id order; for `Snapshot.once`."""
    tables = (snapshot.network.table(cls).values() for cls in (Activity, Project))
    records = sorted((record for table in tables for record in table), key=lambda record: record.id)
    return tuple(Resource(record, footprint_of(snapshot, record)) for record in records)


def channel_of(vine: Vine, record: Activity | Project) -> ExternalChannel | None:
    """The channel that a record's own words tell, None where they leave it open."""
    if isinstance(record, Project):
        return _of_project(vine, record)
    if record.channel is None or record.channel == "public":
        return None if record.channel is None else "publicity"
    if record.channel == "economy":
        return None if _TRADE.isdisjoint(record.fields) else "trade"
    return "affairs"


def _of_project(vine: Vine, project: Project) -> ExternalChannel | None:
    if project.kind in ("image", "trade"):
        return "publicity" if project.kind == "image" else "trade"
    if project.kind not in ("investment", "park"):
        return None
    bodies = vine.snapshot.network.table(Organisation)
    named = (bodies[party] for party in project.parties if party in bodies)
    sides = {_built_here(vine, body) for body in named if body.kind in ("park", "company")}
    return _SIDES.get(sides.pop()) if len(sides) == 1 else None  # parks on both sides leave it open who invests where


def _built_here(vine: Vine, body: Organisation) -> bool | None:
    """Whether a park, or what a company takes part in abroad, stands in the home's country; None where it does not tell."""
    seat = vine.snapshot.places[body.seat].country if body.seat else body.country
    return None if seat is None else (seat == vine.home.place.country) is (body.kind == "park")


def _countries(vine: Vine) -> Mapping[str, Place]:
    own = vine.home.place.country
    return {country.id: country for country in vine.snapshot.countries.values() if country.country != own}


def _codes(vine: Vine, resource: Resource) -> set[str]:
    return {country.id for code in resource.footprint.countries if (country := vine.snapshot.country(code)) is not None}


def _row(vine: Vine, place: Place, resources: Iterable[Resource]) -> ChannelRow:
    channels: dict[ExternalChannel, list[str]] = {channel: [] for channel in EXTERNAL_CHANNELS}
    channels["affairs"] += [tie.agreement.id for tie in vine.effective_in.get(place.id, ())]
    unsorted: list[str] = []
    for resource in resources:
        channel = channel_of(vine, cast(Activity | Project, resource.record))
        (channels[channel] if channel else unsorted).append(resource.record.id)
    return ChannelRow(place, {channel: tuple(ids) for channel, ids in channels.items()}, tuple(unsorted))


def _counts(vine: Vine, resource: Resource) -> bool:
    """Whether it has begun and is not another home's: one that names only others inside the home's country is."""
    record, snapshot = resource.record, vine.snapshot
    begun = happened_by(getattr(record, "period", None), vine.selection.as_of) is not Certainty.NO
    here = {place for place in resource.footprint.places if snapshot.places[place].country == vine.home.place.country}
    others = here - {place.id for place in snapshot.above(vine.home.place.id)}
    ours = not others or not here.isdisjoint(vine.home.tiers)
    return begun and ours and getattr(record, "status", None) not in _PROSPECTS
