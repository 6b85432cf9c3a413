"""Frames: which places belong to a frame at a date."""

from collections.abc import Mapping
from datetime import date

from graph_service.domain.dates import Certainty, happened_by
from graph_service.domain.membership import Membership
from graph_service.domain.place import Place
from graph_service.snapshot import Snapshot


def members_of(snapshot: Snapshot, frame_id: str, as_of: date) -> tuple[Place, ...]:
    """The places that surely are members of a frame at a date, in id order."""
    members = {
        membership.member
        for membership in snapshot.once(memberships_by_body).get(frame_id, ())
        if membership.member in snapshot.places and _holds(membership, as_of)
    }
    return tuple(snapshot.places[member] for member in sorted(members))


def memberships_by_body(snapshot: Snapshot) -> Mapping[str, tuple[Membership, ...]]:
    """The memberships of every frame and organisation; for `Snapshot.once`."""
    lists: dict[str, list[Membership]] = {}
    for membership in snapshot.network.table(Membership).values():
        lists.setdefault(membership.of, []).append(membership)
    return {body: tuple(rows) for body, rows in lists.items()}


def _holds(membership: Membership, as_of: date) -> bool:
    ended = membership.to is not None and happened_by(membership.to, as_of) is not Certainty.NO
    return happened_by(membership.from_, as_of) is Certainty.SURELY and not ended
