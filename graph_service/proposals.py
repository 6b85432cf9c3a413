"""Proposals: what the seeds say of records that somebody else wrote since. They are shown, never written."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import msgspec
from msgspec.structs import replace as replace_fields

from graph_service.files.tables import Reading, Row
from graph_service.files.understood import followed, successors_of
from graph_service.records.agreement import Agreement
from graph_service.records.base import Record
from graph_service.records.network import Network

_OF_THE_RECORD = ("id", "former_ids", "layer")  # what two records of one pair differ in anyway


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the seeds would make of a record that somebody else wrote: `before` as it stands, `after` as the seeds have it.

    `before` is None where somebody removed it, and another agreement of the same parties where the seeds' one would be the
    second. `apart` are records that somebody edited and that the seeds have merged into this one; `lacking` is what the row
    of the seeds names and is not there: somebody removed it, or it is left out itself.
    """

    record_id: str
    before: Record | None
    after: Record
    apart: tuple[str, ...] = ()
    lacking: str | None = None

    @property
    def is_for_people(self) -> bool:
        """Whether only people can decide: overwriting does not touch the other agreement of the same parties."""
        return self._other is not None and self._other not in self.after.former_ids

    @property
    def _other(self) -> str | None:
        """The id of the record that stands in the place of the seeds' one, where it is another."""
        return None if self.before is None or self.before.id == self.record_id else self.before.id

    def __str__(self) -> str:
        if self.apart:
            return f"{', '.join(self.apart)} stay(s) as edited; the seeds propose to merge into {self.record_id}"
        if self.lacking:
            return f"{self.record_id} is left out with {self.lacking}, which it names"
        if self.before is None:
            return f"{self.record_id} was removed, and stays so; the seeds have it still"
        if self._other:
            told = f"{self._other} stands for {self.record_id}, which has the same parties"
            return f"{told}; the seeds propose {'; '.join(self._fields()) or 'nothing else'}"
        return f"{self.record_id} stays as it was edited; the seeds propose {'; '.join(self._fields())}"

    def _fields(self) -> Iterator[str]:
        old, new = msgspec.to_builtins(self.before), msgspec.to_builtins(self.after)
        for name in old | new:
            if old.get(name) != new.get(name) and not (self._other and name in _OF_THE_RECORD):
                yield f"{name}: {_shown(old.get(name))} → {_shown(new.get(name))}"


@dataclass(frozen=True, slots=True)
class Withheld:
    """The rows that are written, the proposals in place of the others, and `standing`: what people wrote and what stays as it
    is, but for the former ids that lead to it now."""

    reading: Reading
    proposals: tuple[Proposal, ...] = ()
    standing: tuple[Record, ...] = ()


def withheld(stored: Network, reading: Reading, people: Collection[str]) -> Withheld:
    """The reading without the rows that would change, bring back, double or absorb what people wrote, and these as proposals.

    What a row says was merged into a record that stands instead of it leads to that record. Rows that name what was removed
    are left out with it.
    """
    old = {record.id: record for record in stored}
    others = _others(stored, reading, people)
    kept: list[Row] = []
    proposals: list[Proposal] = []
    standing: dict[str, Record] = {}
    for row in reading.rows:
        record, before = row.record, old.get(row.record.id)
        apart = tuple(each for each in record.former_ids if each in people and each in old)
        if record.id not in people or before == record:
            before = others.get(record.pair) if isinstance(record, Agreement) else None
            if before is None or _stand_both(before, old.get(record.id)):
                kept.append(row._replace(record=_without(record, apart)) if apart else row)
                proposals += [Proposal(record.id, old.get(record.id), record, apart)] if apart else []
                continue
        proposals.append(Proposal(record.id, before, record))
        if before is not None:
            standing[before.id] = _leading(standing.get(before.id, before), record, apart)
    kept, lacking = _without_lacking(kept, old, {each.record_id for each in proposals if each.before is None and not each.apart})
    now = successors_of(stored, (*(row.record for row in kept), *standing.values()))
    kept = [row._replace(record=followed(now, row.record)[0]) for row in kept]
    return Withheld(
        reading._replace(rows=kept), (*proposals, *lacking), tuple(followed(now, record)[0] for record in standing.values())
    )


def _others(stored: Network, reading: Reading, people: Collection[str]) -> dict[tuple[str, str], Agreement]:
    """The stored agreements that stay and are none of the rows, by their parties as these are after the rows."""
    records = [row.record for row in reading.rows]
    given, now = {record.id for record in records}, successors_of(stored, records)
    merged = {former for record in records for former in record.former_ids} - set(people)
    found = {}
    for agreement in stored.table(Agreement).values():
        if agreement.id not in given and agreement.id not in merged:
            a, b = (now.get(party, party) for party in agreement.pair)
            found[min(a, b), max(a, b)] = agreement
    return found


def _stand_both(one: Agreement, other: Record | None) -> bool:
    """Whether two agreements of the same parties are stored: such a store is refused and named, and nothing of it taken away."""
    return isinstance(other, Agreement) and one.pair == other.pair


def _without(record: Record, apart: Collection[str]) -> Record:
    return replace_fields(record, former_ids=tuple(each for each in record.former_ids if each not in apart))


def _leading(standing: Record, record: Record, apart: Collection[str]) -> Record:
    """The record that stands in the place of another, with the ids that lead to that one."""
    more = (each for each in (record.id, *record.former_ids) if each != standing.id and each not in apart)
    return replace_fields(standing, former_ids=tuple(dict.fromkeys((*standing.former_ids, *more))))


def _without_lacking(rows: list[Row], old: Collection[str], gone: set[str]) -> tuple[list[Row], list[Proposal]]:
    """The rows but for those that name a record which is gone, or another that is left out with it."""
    left_out: list[Proposal] = []
    again = bool(gone)
    while again:
        kept = []
        for row in rows:
            lacking = next((target for _, target in row.record.references() if target in gone), None)
            if lacking is None:
                kept.append(row)
                continue
            left_out.append(Proposal(row.record.id, None, row.record, lacking=lacking))
            if row.record.id not in old:
                gone.add(row.record.id)
        again, rows = len(kept) < len(rows), kept
    return rows, left_out


def _shown(value: object) -> str:
    return "nothing" if value is None else msgspec.json.encode(value).decode()
