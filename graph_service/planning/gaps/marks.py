"""Marks of gaps: what is done about them. A mark finds its gap by a key that stays from day to day and when the seeds are new."""

import hashlib
from collections.abc import Collection, Iterable, Mapping

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
    """The key of a gap: its type, home, unit, partner or country and tier, and the agreement or claim where it is of one.

    Neither its reason nor its rank nor what else it rests on is part of it: these change while the gap stays.
    """
    about = [gap.type, gap.home, gap.unit, gap.place or gap.country or "", str(gap.tier or 0)]
    record = gap.evidence[:1] if gap.type in _OF_A_RECORD else ()
    key = _BETWEEN.join(("gap", *about, *record))
    if len(key) <= _LONGEST and not any(_BETWEEN in part for part in about):
        return key
    return _BETWEEN.join(("gap", gap.type, hashlib.sha256(msgspec.json.encode((*about, *record))).hexdigest()))


def marks_of(snapshot: Snapshot, home: str) -> Mapping[str, Mark]:
    """The marks on the worklist of a home, by id."""
    return {mark.id: mark for mark in snapshot.network.table(Mark).values() if mark.home == home}


def gone_marks(snapshot: Snapshot, home: Place, found: Iterable[Gap], rules: Rules) -> tuple[Mark, ...]:
    """The marks of a home whose gaps are neither among those found nor anywhere on its worklist today, in id order."""
    marks = marks_of(snapshot, home.id)
    if marks:
        marks = _without(marks, map(mark_id, found))
    return tuple((_without(marks, standing(snapshot, home, rules)) if marks else {}).values())


def standing(snapshot: Snapshot, home: Place, rules: Rules) -> Mapping[str, Gap]:
    """Every gap of a home today, wherever the lack of an agreement may count as one, by key."""
    gaps = find_gaps(vine_of(snapshot, home.id, select(snapshot)), rules=rules, whole=True)
    return {mark_id(gap): gap for gap in gaps}


def _without(marks: Mapping[str, Mark], keys: Iterable[str]) -> Mapping[str, Mark]:
    known: Collection[str] = frozenset(keys)
    return {key: mark for key, mark in marks.items() if key not in known}
