"""Stems: the province-level agreements with regions, whether they can bear grapes and whether they are bare."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from graph_service.metrics.share import Share, share_of
from graph_service.metrics.ties import Tie
from graph_service.records.agreement import Stage
from graph_service.records.place import Place
from graph_service.snapshot import Snapshot

# "Filled" is asked at one, two and three grapes.
FILL_STEPS = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Stem:
    """An agreement of a home with a region and the agreements of the grapes on it. `fillable` says whether the region
    can bear grapes at all; a fillable stem without any is bare. `partner_dissolved` says that the region has ended."""

    agreement: str
    region: Place
    since: Stage | None
    fillable: bool
    grapes: tuple[str, ...]
    partner_dissolved: bool

    @property
    def bare(self) -> bool:
        """Fillable and without a grape."""
        return self.fillable and not self.grapes


def stems_of(snapshot: Snapshot, ties: Iterable[Tie], as_of: date) -> tuple[Stem, ...]:
    """The stems among the ties effective at a date, in agreement-id order."""
    grapes: dict[str, list[str]] = {}
    stems: list[Tie] = []
    for tie in ties:
        if tie.stem is not None:
            grapes.setdefault(tie.stem, []).append(tie.agreement.id)
        if tie.role == "stem":
            stems.append(tie)
    return tuple(
        Stem(
            tie.agreement.id,
            tie.partner,
            tie.standing.since,
            is_fillable(snapshot, tie.partner, as_of),
            tuple(grapes.get(tie.partner.id, ())),
            tie.partner.ended(as_of),
        )
        for tie in stems
    )


def is_fillable(snapshot: Snapshot, region: Place, as_of: date) -> bool:
    """Whether a region has units that could bear a grape on a day.

    A region that is no city has them by its nature, even where none is on record; a city-state or a city that is a
    region has them only if lower units are recorded by name. One dissolved without a successor has none left.
    """
    if region.ended(as_of) and not region.succeeded_by:
        return False
    units = snapshot.below(region.id)
    return not region.is_level("city") or any(unit.exists(as_of) and not unit.placeholder for unit in units)


def bare_stem_rate(stems: Iterable[Stem]) -> Share:
    """Bare stems among the fillable ones."""
    fillable = [stem for stem in stems if stem.fillable]
    return share_of((stem.agreement for stem in fillable if stem.bare), [stem.agreement for stem in fillable])


def stem_fill(stems: Iterable[Stem], at_least: int) -> Share:
    """Fillable stems with at least so many grapes among the fillable ones."""
    fillable = [stem for stem in stems if stem.fillable]
    return share_of((stem.agreement for stem in fillable if len(stem.grapes) >= at_least), [stem.agreement for stem in fillable])
