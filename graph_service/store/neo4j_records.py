"""Reading records back from what Cypher finds of them, and nothing else."""

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import msgspec
from neo4j import AsyncManagedTransaction

from graph_service.errors import StoreUnsound
from graph_service.records.base import Record
from graph_service.records.network import Network
from graph_service.store.base import Readable
from graph_service.store.canonical import collector_at_rest
from graph_service.store.feed import ALL
from graph_service.store.findings import Finding
from graph_service.store.neo4j_amiss import amiss_in, readable_part
from graph_service.store.neo4j_cypher import LOCATE, read_some
from graph_service.store.neo4j_lost import causes_first, doubled, lost_labels, nodes_without_id
from graph_service.store.neo4j_model import MODELS, Model
from graph_service.store.neo4j_pages import pages
from graph_service.store.neo4j_run import head_of, prove_form, run_query
from graph_service.store.neo4j_shown import Misnamed, misnamed
from graph_service.store.neo4j_strays import strays_of
from graph_service.store.queries import TOUCHED, RevisionRow

MANY = 1_000  # records at once: the whole is read faster than so many by their ids
REMEDY = "correct it in Neo4j, load its row again with those of what it names, or restore a backup"


class Unsound(NamedTuple):
    """A node that is no record: its label, its id, what is wrong, and in which field, "" where that is not known. Without an id
    it stands for all such nodes of the label."""

    label: str
    id: str
    problem: str
    field: str = ""

    @property
    def where(self) -> str:
        """How it is named."""
        return f"{self.label} {self.id!r}" if self.id else self.label

    def finding(self) -> Finding:
        """The finding that names it."""
        return Finding(self.where, self.problem, field=(self.id, self.field))


@dataclass(slots=True)
class Found:
    """What was found: the records, the label of the type under which each id stands, the nodes that are no records, as JSON what
    can be read of these, and the nodes that are shown by another name than they should."""

    records: list[Record] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    unsound: list[Unsound] = field(default_factory=list)
    parts: dict[tuple[str, str], str] = field(default_factory=dict)
    misnamed: list[Misnamed] = field(default_factory=list)

    @property
    def misses_some(self) -> bool:
        """Whether there were fewer nodes than were counted: some have no id, or somebody took them away meanwhile."""
        return any(not each.id for each in self.unsound)

    def brought_up(self, lately: "Touched") -> "Found":
        """With what was found lately in the place of what was found of the same ids before."""
        ids, again = lately
        return Found(
            [*(record for record in self.records if record.id not in ids), *again.records],
            {record_id: label for record_id, label in self.labels.items() if record_id not in ids} | again.labels,
            [*(each for each in self.unsound if each.id not in ids), *again.unsound],
            {key: part for key, part in self.parts.items() if key[1] not in ids} | again.parts,
            [*(each for each in self.misnamed if each.id not in ids), *again.misnamed],
        )


class Touched(NamedTuple):
    """The ids of records that programs touched, and what is found of them."""

    ids: frozenset[str]
    found: Found


async def read_steadily(tx: AsyncManagedTransaction) -> tuple[RevisionRow, Found]:
    """Every record, and the head of the network they belong to; errors as `prove_form`.

    What writers touched while it was read is read again, which is soon done: who reads the whole again and again never ends
    where somebody writes more often than that takes.
    """
    head = await head_of(tx)
    prove_form(head.form)
    found = await read_all(tx)
    while (now := await head_of(tx)) != head:
        lately = None if found.misses_some else await read_touched(tx, head.sequence, head.revision)
        found, head = found.brought_up(lately) if lately else await read_all(tx), now
    return head, found


async def read_touched(tx: AsyncManagedTransaction, sequence: int, revision: str) -> "Touched | None":
    """What programs touched since the change of this number, which left this mark; None where the store is another one, or where
    that is so much that the whole is read faster."""
    told = await run_query(tx, TOUCHED, since=sequence, latest=ALL, revision=revision)
    if not told or len(told[0].ids) > MANY:
        return None
    return Touched(frozenset(told[0].ids), await read_ids(tx, told[0].ids))


async def read_all(tx: AsyncManagedTransaction) -> Found:
    """Every record."""
    found = Found()
    taking = []  # rows are made records while the server gathers the next
    async for plural, rows in pages(tx):
        if rows:
            taking.append(asyncio.create_task(asyncio.to_thread(_take, found, plural, rows)))
        else:
            label = MODELS[plural].label
            found.unsound.append(Unsound(label, "", await nodes_without_id(tx, label)))
    await asyncio.gather(*taking)
    return found


async def read_what_can_be(tx: AsyncManagedTransaction) -> Readable:
    """See `Store.readable`."""
    unread: list[Finding] = []
    try:
        _, found = await read_steadily(tx)
    except StoreUnsound as error:  # the mark, without which a writer beside this is not known
        found = await read_all(tx)
        unread.append(Finding(error.where, error.problem))
    unread += (each.finding() for each in found.unsound)
    told = causes_first(lost_labels(await strays_of(tx)), unread) if unread else ()
    return Readable(await asyncio.to_thread(Network, found.records), tuple(unread), tuple(told), bool(found.misnamed))


async def read_ids(tx: AsyncManagedTransaction, ids: Iterable[str]) -> Found:
    """The records with these ids."""
    found = Found()
    by_label: dict[str, list[str]] = {}
    for record_id, label in await run_query(tx, LOCATE, ids=list(ids)):
        by_label.setdefault(label, []).append(record_id)
    for plural, model in MODELS.items():
        if model.label in by_label:
            [[rows]] = await run_query(tx, read_some(model.label), ids=by_label[model.label])
            _take(found, plural, rows)
    return found


def _take(found: Found, plural: str, rows: list[list[Any]]) -> None:
    model = MODELS[plural]
    with collector_at_rest():
        own = list(_own(found, model, rows))
        try:  # one call for all is faster
            records = msgspec.convert(model.records(own), list[model.cls])  # type: ignore[name-defined]
        except ValueError:  # msgspec's own among them
            taken = [(row, record) for row in own if (record := _one(found, model, row)) is not None]
            own, records = [row for row, _ in taken], [record for _, record in taken]
        found.records += records
        found.misnamed += misnamed(model, own, records)
        _keep_parts(found, plural, rows)


def _own(found: Found, model: Model, rows: list[list[Any]]) -> Iterator[list[Any]]:
    """The rows that have an id to themselves."""
    for row in rows:
        record_id = str(row[0])
        if found.labels.get(record_id) == model.label:
            found.unsound.append(Unsound(model.label, "", doubled(model.label, record_id)))
        else:
            found.labels[record_id] = model.label
            yield row


def _one(found: Found, model: Model, row: list[Any]) -> Record | None:
    """The record of a row; None where it makes none, which is told then."""
    try:
        return msgspec.convert(model.records([row])[0], model.cls)  # type: ignore[return-value]  # the class of a record
    except ValueError:
        wrong, problem = amiss_in(model, row)
        found.unsound.append(Unsound(model.label, str(row[0]), problem, wrong))
        return None


def _keep_parts(found: Found, plural: str, rows: list[list[Any]]) -> None:
    unread = {each.id for each in found.unsound if each.label == MODELS[plural].label}
    for row in rows if unread else ():
        if str(row[0]) in unread:
            found.parts[plural, str(row[0])] = readable_part(MODELS[plural], row)
