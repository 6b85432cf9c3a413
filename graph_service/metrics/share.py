"""Share: a rate that shows its two counts and the lists behind them."""

from collections.abc import Iterable

from msgspec import Struct


class Share(Struct, frozen=True):
    """`share` = numerator / denominator in [0, 1], None when the denominator is 0. `ids` are those counted in the
    numerator, `missing` the rest of the denominator, both in id order."""

    numerator: int
    denominator: int
    share: float | None
    ids: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def share_of(part: Iterable[str], whole: Iterable[str]) -> Share:
    """The share of `whole` that `part` covers; ids in `part` outside `whole` do not count.

    >>> share_of(["a"], ["a", "b"])
    Share(numerator=1, denominator=2, share=0.5, ids=('a',), missing=('b',))
    """
    every = frozenset(whole)
    covered = every.intersection(part)
    share = len(covered) / len(every) if every else None
    return Share(len(covered), len(every), share, tuple(sorted(covered)), tuple(sorted(every - covered)))
