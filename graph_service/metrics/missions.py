"""Missions: the embassies and consulates tied to each place."""

from collections.abc import Mapping

from graph_service.records.organisation import Organisation
from graph_service.snapshot import Snapshot


def missions_by_place(snapshot: Snapshot) -> Mapping[str, tuple[Organisation, ...]]:
    """The embassies and consulates that serve each place, both sides' alike, in id order; for `Snapshot.once`."""
    lists: dict[str, list[Organisation]] = {}
    for body in snapshot.network.table(Organisation).values():
        if body.kind in ("embassy", "consulate") and body.status != "closed":
            for place in dict.fromkeys(body.serves):
                lists.setdefault(place, []).append(body)
    return {place: tuple(rows) for place, rows in lists.items()}
