"""Frames: which places belong to a frame at a date, and how surely."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from graph_service.metrics.home import Home
from graph_service.records.dates import Certainty, happened_by
from graph_service.records.frame import Frame
from graph_service.records.membership import Membership
from graph_service.records.place import Place
from graph_service.search.folding import compact, line
from graph_service.snapshot import Snapshot

# What names of sets end with and people leave out or add: 金砖国家, ASEAN countries.
_ENDING = re.compile(
    r"(?<=..)(?:的?(?:各国|[一二三四五六七八九十]+国|成员国|沿线国家|共建国家|国家)|组织|机制|洲|countries|memberstates|states|members)$"
)
_WORKING = ("mechanism", "plan", "group", "initiative")


class Members(NamedTuple):
    """The places that belong to a frame at a date, in id order: surely, or possibly, their entry or exit straddling it."""

    sure: tuple[Place, ...]
    possible: tuple[Place, ...]


def members_of(snapshot: Snapshot, frame_id: str, as_of: date) -> tuple[Place, ...]:
    """The places that surely are members of a frame at a date, in id order."""
    return members_at(snapshot, frame_id, as_of).sure


def members_at(snapshot: Snapshot, frame_id: str, as_of: date) -> Members:
    """The places that are, or may be, members of a frame at a date. Observers are no members."""
    found: dict[str, Certainty] = {}
    for membership in snapshot.once(memberships_by_body).get(frame_id, ()):
        member, held = membership.member, _held(membership, as_of)
        if member in snapshot.places and held is not Certainty.NO and found.get(member) is not Certainty.SURELY:
            found[member] = held
    places = {member: snapshot.places[member] for member in sorted(found)}
    return Members(
        tuple(place for member, place in places.items() if found[member] is Certainty.SURELY),
        tuple(place for member, place in places.items() if found[member] is Certainty.POSSIBLY),
    )


def frames_with_members(snapshot: Snapshot) -> Mapping[str, Frame]:
    """The frames that name a place or declare a size, whenever it was, by id in id order; for `Snapshot.once`."""
    named = {
        body
        for body, memberships in snapshot.once(memberships_by_body).items()
        if any(membership.member in snapshot.places for membership in memberships)
    }
    frames = snapshot.network.table(Frame)
    return {frame_id: frame for frame_id, frame in frames.items() if frame_id in named or frame.declared}


def frames_for(snapshot: Snapshot, home: Home) -> Iterator[Frame]:
    """Those that nobody owns, and those of a home, its units or what it lies in: what another home chose says nothing of it."""
    own = {*home.tiers, *(place.id for place in snapshot.above(home.place.id))}
    return (frame for frame in snapshot.once(frames_with_members).values() if frame.owner is None or frame.owner in own)


def frame_called(snapshot: Snapshot, text: str) -> Frame | None:
    """The frame that names countries and is called so, however people end its name: 金砖, ASEAN countries."""
    return snapshot.once(_by_name).get(_key(text))


def frames_of(snapshot: Snapshot, place_id: str, as_of: date) -> tuple[Frame, ...]:
    """The frames in which a place works together with others and of which it surely is a member at a date, in id order; those
    that only say where it lies are none."""
    frames = snapshot.once(frames_with_members).values()
    working = (frame for frame in frames if frame.kind in _WORKING)
    return tuple(frame for frame in working if any(place.id == place_id for place in members_of(snapshot, frame.id, as_of)))


def is_party(snapshot: Snapshot, frame: Frame, country: str, as_of: date) -> bool | None:
    """Whether a country, by its code, is or may be a member of a frame at a date; None of one that only says where places lie."""
    if frame.kind not in _WORKING:
        return None
    return any(place.country == country for places in members_at(snapshot, frame.id, as_of) for place in places)


def _by_name(snapshot: Snapshot) -> Mapping[str, Frame]:
    """The frames that name countries, by all they are called, official names before others; for `Snapshot.once`."""
    frames = snapshot.once(frames_with_members).values()
    found: dict[str, Frame] = {}
    for named in (_official, lambda frame: iter(frame.names.aliases)):
        for frame in frames:
            for name in named(frame):
                found.setdefault(_key(name), frame)
    return found


def _official(frame: Frame) -> Iterator[str]:
    return filter(None, (frame.names.zh, frame.names.en, frame.names.local))


def _key(name: str) -> str:
    return _ENDING.sub("", compact(line(name)))


def memberships_by_body(snapshot: Snapshot) -> Mapping[str, tuple[Membership, ...]]:
    """The memberships of every frame and organisation; for `Snapshot.once`."""
    lists: dict[str, list[Membership]] = {}
    for membership in snapshot.network.table(Membership).values():
        lists.setdefault(membership.of, []).append(membership)
    return {body: tuple(rows) for body, rows in lists.items()}


def _held(membership: Membership, as_of: date) -> Certainty:
    """Whether the membership had begun and not ended by a date."""
    begun = Certainty.NO if membership.grade == "observer" else happened_by(membership.from_, as_of)
    ended = Certainty.NO if membership.to is None else happened_by(membership.to, as_of)
    if begun is Certainty.NO or ended is Certainty.SURELY:
        return Certainty.NO
    return Certainty.SURELY if begun is Certainty.SURELY and ended is Certainty.NO else Certainty.POSSIBLY
