"""Network: all records together, found by id; and the change sets that turn one network into the next."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import TypeVar

from graph_service.records.base import Record
from graph_service.records.registry import PLURAL_OF, RECORD_TYPES

R = TypeVar("R", bound=Record)


class Network:
    """Every record, by type and by id, in id order. Not changed after it is made."""

    def __init__(self, records: Iterable[Record] = ()) -> None:
        tables: dict[str, list[Record]] = {kind.plural: [] for kind in RECORD_TYPES}
        for record in records:
            tables[PLURAL_OF[type(record)]].append(record)
        self._tables: dict[str, dict[str, Record]] = {
            plural: {record.id: record for record in sorted(rows, key=attrgetter("id"))} for plural, rows in tables.items()
        }

    def table(self, cls: type[R]) -> Mapping[str, R]:
        """All records of one class by id."""
        return self._tables[PLURAL_OF[cls]]  # type: ignore[return-value]  # __init__ sorted them by their class

    def rows(self, plural: str) -> Mapping[str, Record]:
        """All records of one type, named by its plural, by id."""
        return self._tables[plural]

    def __iter__(self) -> Iterator[Record]:
        for rows in self._tables.values():
            yield from rows.values()

    def __len__(self) -> int:
        return sum(map(len, self._tables.values()))

    def find(self, record_id: str) -> Record | None:
        """The record of any type that has this id."""
        return next((rows[record_id] for rows in self._tables.values() if record_id in rows), None)

    def of_layer(self, layer: str) -> "Network":
        """The records of one layer."""
        part = Network()
        part._tables = {
            plural: {record.id: record for record in rows.values() if record.layer == layer}
            for plural, rows in self._tables.items()
        }
        return part

    def called(self, record_id: str) -> str:
        """How a record is named where something is wrong with it: its type, which is its label in Neo4j, and its id."""
        return f"{type(self.find(record_id)).__name__} {record_id!r}"

    @cached_property
    def redirects(self) -> Mapping[str, str]:
        """Merged ids and the ids they live under now."""
        return {former: record.id for record in self for former in record.former_ids}

    def changed_by(self, change: "ChangeSet") -> "Network":
        """The network after `change`; this one stays as it is. Only a record of the same type is replaced: an id that
        stands in two types is a flaw to be found, not a record to be lost. Tables that stay the same are shared."""
        gone, put = frozenset(change.remove), Network(change.put)
        after = Network()
        after._tables = {plural: _merged(rows, put.rows(plural), gone) for plural, rows in self._tables.items()}
        return after


def _merged(rows: dict[str, Record], put: Mapping[str, Record], gone: frozenset[str]) -> dict[str, Record]:
    if not put and not any(record_id in rows for record_id in gone):
        return rows
    kept = {record_id: record for record_id, record in rows.items() if record_id not in gone}
    return dict(sorted((kept | dict(put)).items()))


@dataclass(frozen=True, slots=True, repr=False)
class ChangeSet:
    """Records to add or replace, and ids to remove. Applied as a whole or not at all."""

    put: tuple[Record, ...] = ()
    remove: tuple[str, ...] = ()

    def __repr__(self) -> str:
        # asyncio.run prints the result of its task to itself; tens of thousands of records would take it a second.
        return f"ChangeSet({len(self.put)} to put, {len(self.remove)} to remove)"


@dataclass(frozen=True, slots=True)
class Difference:
    """What a change set does to a network, counted; `effective` is the part that is not already so, `healed` are the ids of what
    was there and could not be read: to write it anew changes it."""

    added: int
    changed: int
    unchanged: int
    removed: int
    effective: ChangeSet
    healed: frozenset[str] = frozenset()

    @property
    def has_effect(self) -> bool:
        """Whether anything changes at all."""
        return bool(self.effective.put or self.effective.remove)

    @classmethod
    def between(cls, network: Network, change: ChangeSet, unread: Collection[str] = ()) -> "Difference":
        """Compare a change set with what is there, so that loading a file twice writes nothing. `unread` are ids of what is there
        beside the network and cannot be read.

        Both stores ask before they write, so whatever is written has passed `Record.check`.

        Raises:
            ValueError: a record that is not there yet breaks a rule of its type.
        """
        old = {record.id: record for record in network}
        fresh = [record for record in change.put if record.id not in old]
        changed = [record for record in change.put if record.id in old and old[record.id] != record]
        for record in (*fresh, *changed):
            record.check()
        stays = {record.id for record in change.put if type(record) is type(old.get(record.id))}
        removed = tuple(record_id for record_id in dict.fromkeys(change.remove) if record_id in old and record_id not in stays)
        unchanged = len(change.put) - len(fresh) - len(changed)
        healed = frozenset(record.id for record in fresh if record.id in unread)
        effective = ChangeSet((*fresh, *changed), removed)
        return cls(len(fresh) - len(healed), len(changed) + len(healed), unchanged, len(removed), effective, healed)
