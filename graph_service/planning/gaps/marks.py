"""Marks of gaps: what is done about them. A mark finds its gap by a key that stays from day to day and when the seeds are new."""

import hashlib
from collections.abc import Iterable, Mapping

import msgspec

from graph_service.metrics.selection import select
from graph_service.metrics.vine import vine_of
from graph_service.planning.gaps.find import find_gaps
from graph_service.planning.gaps.gap import Gap, GapType
from graph_service.records.mark import Mark
from graph_service.records.place import Place
from graph_service.rules import Rules
from graph_service.snapshot import Snapshot

# Gaps of one agreement or claim: two of them may be of the same unit and partner.
_OF_A_RECORD: frozenset[GapType] = frozenset(("dormant", "mechanism_missing", "off_stem_grape", "stale_knowledge"))
_BETWEEN = "~"
_LONGEST = 200  # letters of an id


def mark_id(gap: Gap) -> str:
    """The key of a gap: its type, home, unit, partner or country and tier, the year of an anniversary, and the agreement or
    claim where it is of one.

    Neither its reason nor its rank nor what else it rests on is part of it: these change while the gap stays.
    """
    return _key(gap, () if gap.year is None else (str(gap.year),))


def _key(gap: Gap, year: tuple[str, ...]) -> str:
    about = [gap.type, gap.home, gap.unit, gap.place or gap.country or "", str(gap.tier or 0), *year]
    record = gap.evidence[:1] if gap.type in _OF_A_RECORD else ()
    key = _BETWEEN.join(("gap", *about, *record))
    if len(key) <= _LONGEST and not any(_BETWEEN in part for part in about):
        return key
    return _BETWEEN.join(("gap", gap.type, hashlib.sha256(msgspec.json.encode((*about, *record))).hexdigest()))


def mark_on(marks: Mapping[str, Mark], gap: Gap) -> Mark | None:
    """The mark of a gap. Keys once had no year: such a mark is of the anniversary that the worklist told of on its day."""
    mark = marks.get(mark_id(gap))
    if mark is not None or gap.ahead is None:
        return mark
    earlier = marks.get(_key(gap, ()))
    return earlier if earlier is not None and earlier.day is not None and earlier.day >= gap.ahead.isoformat() else None


def marks_of(snapshot: Snapshot, home: str) -> Mapping[str, Mark]:
    """The marks on the worklist of a home, by id."""
    return {mark.id: mark for mark in snapshot.network.table(Mark).values() if mark.home == home}


def gone_marks(snapshot: Snapshot, home: Place, found: Iterable[Gap], rules: Rules) -> tuple[Mark, ...]:
    """The marks of a home whose gaps are neither among those found nor anywhere on its worklist today, in id order."""
    marks = _without(marks_of(snapshot, home.id), found)
    return tuple((_without(marks, standing(snapshot, home, rules).values()) if marks else {}).values())


def standing(snapshot: Snapshot, home: Place, rules: Rules) -> Mapping[str, Gap]:
    """Every gap of a home today, wherever the lack of an agreement may count as one, by key."""
    gaps = find_gaps(vine_of(snapshot, home.id, select(snapshot)), rules=rules, whole=True)
    return {mark_id(gap): gap for gap in gaps}


def _without(marks: Mapping[str, Mark], gaps: Iterable[Gap]) -> Mapping[str, Mark]:
    known = {mark.id for gap in gaps if (mark := mark_on(marks, gap))} if marks else frozenset[str]()
    return {key: mark for key, mark in marks.items() if key not in known}
