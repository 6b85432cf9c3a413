"""Peers: where a value stands among those of a group of the same kind."""

from collections.abc import Sequence
from itertools import compress


def percentiles(values: Sequence[float | None]) -> tuple[float | None, ...]:
    """For each value the share of the known ones that do not exceed it, in (0, 1]; None for an unknown value, and for all
    where fewer than two are known, for there is nobody to be compared with.

    >>> percentiles([1.0, 3.0, 3.0, None, 5.0])
    (0.25, 0.75, 0.75, None, 1.0)
    """
    known = sorted(compress(values, (value is not None for value in values)))  # type: ignore[type-var]  # None left out
    if len(known) < 2:
        return (None,) * len(values)
    share: dict[float | None, float] = {}
    for position, value in enumerate(known, start=1):
        share[value] = position / len(known)
    return tuple(share.get(value) for value in values)
