"""Which agreements between places are effective on a day: of the whole network, for measures and maps of all of it.

Nearly every agreement is one signing, of which the day alone decides whether it is effective; so one comparison of
arrays finds those, and only the others are looked at one by one.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph_service.metrics.selection import ALL_LAYERS, Selection
from graph_service.records.agreement import Agreement
from graph_service.records.dates import span
from graph_service.records.life import RANK
from graph_service.records.vocabulary import AgreementKind
from graph_service.snapshot import Snapshot

_ALWAYS = 0  # before every day


class Effective(NamedTuple):
    """An agreement between places that is effective, as what it was signed and since when; None if that is not known."""

    agreement: Agreement
    kind: AgreementKind
    since: str | None

    @property
    def dated(self) -> bool:
        """Whether it is known when it was signed."""
        return self.since is not None


class _Signings(NamedTuple):
    """The agreements between places in the order of their ids, and the number of the day from which each can be effective;
    `known` is what it then is, None if that needs a closer look."""

    agreements: tuple[Agreement, ...]
    since: NDArray[np.int32]
    known: tuple[Effective | None, ...]


def effective_agreements(snapshot: Snapshot, selection: Selection) -> Iterator[Effective]:
    """All that the selection counts between places, domestic ones included, in the order of the table."""
    signings = snapshot.once(_signings)
    kinds, layer = selection.kinds, selection.layer
    for at in np.flatnonzero(signings.since <= selection.as_of.toordinal()).tolist():
        found = signings.known[at] or _looked_at(snapshot, signings.agreements[at], selection)
        if found is not None and found.kind in kinds and layer in (ALL_LAYERS, found.agreement.layer):
            yield found


def _looked_at(snapshot: Snapshot, agreement: Agreement, selection: Selection) -> Effective | None:
    standing = selection.standing(snapshot, agreement)
    if standing is None or standing.kind is None or not selection.counts(standing):
        return None
    return Effective(agreement, standing.kind, standing.since.date if standing.since else None)


def _signings(snapshot: Snapshot) -> _Signings:
    between = tuple(row for row in snapshot.network.table(Agreement).values() if row.parties[0] in snapshot.places)
    known = tuple(_signed_once(agreement) for agreement in between)
    since = np.array([_since(one) for one in known], np.int32)
    return _Signings(between, since, known)


def _signed_once(agreement: Agreement) -> Effective | None:
    """What an agreement is from its signing on, if nothing else is known of it."""
    first, *others = agreement.stages
    if others or first.kind not in RANK:
        return None
    return Effective(agreement, first.kind, first.date)  # type: ignore[arg-type]  # RANK holds agreement kinds only


def _since(known: Effective | None) -> int:
    """The day on which it surely was signed, the last of those that the date can mean."""
    date = known.agreement.stages[0].date if known else None
    return _ALWAYS if date is None else span(date).last.toordinal()
