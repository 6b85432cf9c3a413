"""Reading records back from what Cypher finds of them, and nothing else."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import msgspec
from neo4j import AsyncManagedTransaction

from graph_service.errors import StoreUnsound
from graph_service.records.base import Record
from graph_service.records.network import Network
from graph_service.store.base import Readable
from graph_service.store.canonical import collector_at_rest
from graph_service.store.findings import Finding
from graph_service.store.neo4j_amiss import amiss_in, readable_part
from graph_service.store.neo4j_cypher import COUNT_RECORDS, LOCATE, read_next, read_some
from graph_service.store.neo4j_lost import doubled, nodes_without_id
from graph_service.store.neo4j_model import MODELS, Model
from graph_service.store.neo4j_run import run_query, steady

_AT_ONCE = 10_000  # nodes of one answer: enough to make the round trip cheap, little enough for the server's memory
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
    """What was found: the records, the label of the type under which each id stands, the nodes that are no records, and as JSON
    what can be read of these."""

    records: list[Record] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    unsound: list[Unsound] = field(default_factory=list)
    parts: dict[tuple[str, str], str] = field(default_factory=dict)


async def read_all(tx: AsyncManagedTransaction) -> Found:
    """Every record, type by type in the order of the ids."""
    found = Found()
    taking = []  # rows are made records while the server gathers the next
    [[counts]] = await run_query(tx, COUNT_RECORDS)
    there: Mapping[str, int] = dict(counts)  # pairs of label and number
    for plural, model in MODELS.items():
        after, seen = "", 0
        while there[model.label] > seen:
            [[rows]] = await run_query(tx, read_next(model.label), after=after, limit=_AT_ONCE)
            if not rows:
                break
            seen, after = seen + len(rows), str(rows[-1][0])
            taking.append(asyncio.create_task(asyncio.to_thread(_take, found, plural, rows)))
        if there[model.label] > seen:
            found.unsound.append(Unsound(model.label, "", await nodes_without_id(tx, model.label)))
    await asyncio.gather(*taking)
    return found


async def read_what_can_be(tx: AsyncManagedTransaction) -> Readable:
    """See `Store.readable`."""
    unread: list[Finding] = []
    try:
        _, found = await steady(tx, lambda: read_all(tx))
    except StoreUnsound as error:  # the mark, without which a writer beside this is not known
        found = await read_all(tx)
        unread.append(Finding(error.where, error.problem))
    unread += (each.finding() for each in found.unsound)
    return Readable(await asyncio.to_thread(Network, found.records), tuple(unread))


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
            found.records += msgspec.convert(model.records(own), list[model.cls])  # type: ignore[name-defined]
        except ValueError:  # msgspec's own among them
            for row in own:
                _take_one(found, model, row)
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


def _take_one(found: Found, model: Model, row: list[Any]) -> None:
    try:
        found.records.append(msgspec.convert(model.records([row])[0], model.cls))  # type: ignore[arg-type]
    except ValueError:
        wrong, problem = amiss_in(model, row)
        found.unsound.append(Unsound(model.label, str(row[0]), problem, wrong))


def _keep_parts(found: Found, plural: str, rows: list[list[Any]]) -> None:
    unread = {each.id for each in found.unsound if each.label == MODELS[plural].label}
    for row in rows if unread else ():
        if str(row[0]) in unread:
            found.parts[plural, str(row[0])] = readable_part(MODELS[plural], row)
