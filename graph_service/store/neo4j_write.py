"""Writing a change set: nodes, relationships, parts, and the partners that are derived from them."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from neo4j import AsyncManagedTransaction

from graph_service.errors import DataRefused, Fault
from graph_service.records.agreement import Agreement
from graph_service.records.base import Record
from graph_service.records.network import ChangeSet
from graph_service.records.place import Place
from graph_service.store.neo4j_beside import stand_beside
from graph_service.store.neo4j_cypher import connect, create, give_parts, remove, reset, still_named, strip
from graph_service.store.neo4j_links import Link
from graph_service.store.neo4j_model import MODELS, model_of
from graph_service.store.neo4j_partners import Partner, partners_of
from graph_service.store.neo4j_places import level_labels
from graph_service.store.neo4j_records import read_ids
from graph_service.store.neo4j_run import batches, run_query
from graph_service.store.queries import AGREEMENTS_OF, LINK_PARTNERS, UNLINK_PARTNERS


async def write(tx: AsyncManagedTransaction, change: ChangeSet, stored: Mapping[str, str]) -> None:
    """Write what a change set says. `stored` are the labels of the ids it names that are there.

    Raises:
        DataRefused: a record would name one that is not there, which no relationship can say.
    """
    put, gone = {record.id: type(record).__name__ for record in change.put}, _gone(change, stored)
    touched = [record_id for record_id in (*put, *gone) if record_id in stored]
    for ids in batches(touched):
        await run_query(tx, UNLINK_PARTNERS, ids=ids)
    await _each(tx, strip, _by_label(touched, stored))
    await _put_nodes(tx, change.put, stored)
    await _each(tx, remove, _by_label(gone, stored))
    await _link(tx, change.put, put)
    await write_partners(tx, await asyncio.to_thread(_partners, change.put))
    await _tie_anew(tx, [record_id for record_id, label in put.items() if _turned(stored.get(record_id, label), label)])
    if {"Agreement", "Place"} & {*put.values(), *(stored[record_id] for record_id in gone)}:
        await stand_beside(tx)


def _turned(old: str, new: str) -> bool:
    """Whether a record became a place, or is one no more."""
    return old != new and Place.__name__ in (old, new)


async def _tie_anew(tx: AsyncManagedTransaction, parties: Sequence[str]) -> None:
    """Say anew which places are partners by the agreements of these parties, by what the database holds."""
    if parties:
        [[ids]] = await run_query(tx, AGREEMENTS_OF, ids=parties)
        await run_query(tx, UNLINK_PARTNERS, ids=ids)
        await write_partners(tx, _partners((await read_ids(tx, ids)).records))


async def refuse_named(tx: AsyncManagedTransaction, change: ChangeSet, stored: Mapping[str, str]) -> None:
    """Nothing is removed that what stays as it is names; `stored` as in `write`.

    Raises:
        DataRefused: it would be.
    """
    gone = _gone(change, stored)
    apart = [*(record.id for record in change.put), *gone]
    for label, ids in _by_label(gone, stored).items():
        for some in batches(ids):
            for record_id, relationship, other in await run_query(tx, still_named(label), ids=some, apart=apart):
                problem = f"it names {other!r} ({relationship}), which would be gone"
                raise DataRefused([Fault(f"stored record {record_id}", None, "id", problem, "remove both, or name another")])


def _gone(change: ChangeSet, stored: Mapping[str, str]) -> list[str]:
    put = {record.id for record in change.put}
    return [record_id for record_id in change.remove if record_id in stored and record_id not in put]


async def write_partners(tx: AsyncManagedTransaction, partners: Sequence[Partner]) -> None:
    """Relationships PARTNER; where a party is no place there is none."""
    for some in batches(partners):
        await run_query(tx, LINK_PARTNERS, rows=[[each.a, each.b, each.properties] for each in some])


def _partners(records: Iterable[Record]) -> list[Partner]:
    return list(partners_of(record for record in records if isinstance(record, Agreement)))


def _by_label(ids: Iterable[str], stored: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for record_id in ids:
        found[stored[record_id]].append(record_id)
    return found


async def _each(tx: AsyncManagedTransaction, query: Any, by_label: Mapping[str, Sequence[str]]) -> None:
    for label, ids in by_label.items():
        for some in batches(ids):
            await run_query(tx, query(label), ids=some)


async def _put_nodes(tx: AsyncManagedTransaction, records: Iterable[Record], stored: Mapping[str, str]) -> None:
    groups: dict[tuple[str | None, str, tuple[str, ...]], list[Record]] = defaultdict(list)
    for record in records:
        model = model_of(type(record))
        groups[stored.get(record.id), model.label, level_labels(record) if model.beside else ()].append(record)
    for (old, label, beside), some in groups.items():
        query = create(label, beside) if old is None else reset(old, label, beside)
        for batch in batches(some):
            await run_query(tx, query, rows=await asyncio.to_thread(_rows, batch))


def _rows(records: Sequence[Record]) -> list[dict[str, Any]]:
    return [model_of(type(record)).properties(record) for record in records]


async def _link(tx: AsyncManagedTransaction, records: Sequence[Record], put: Mapping[str, str]) -> None:
    by_model: dict[type[Record], list[Record]] = defaultdict(list)
    for record in records:
        by_model[type(record)].append(record)
    for cls, some in by_model.items():
        model = model_of(cls)
        for link in model.links:
            await _connect(tx, model.label, link, list(_named(some, link)), put)
        for part in model.parts:
            rows = [
                [record.id, at if len(held) > 1 else None, part.model.properties(each)]
                for record in some
                for held in (getattr(record, part.field),)
                for at, each in enumerate(held)
            ]
            for batch in batches(rows):
                await run_query(tx, give_parts(model.label, part.field), rows=batch)


def _named(records: Iterable[Record], link: Link) -> Iterator[list[Any]]:
    """[id, id it names, position], without a position where the order is that of the ids."""
    for record in records:
        value = getattr(record, link.reference.field)
        if isinstance(value, str):
            yield [record.id, value, None]
        elif value:
            ordered = list(value) == sorted(value)
            yield from ([record.id, named, None if ordered else at] for at, named in enumerate(value))


async def _connect(
    tx: AsyncManagedTransaction, label: str, link: Link, rows: Sequence[list[Any]], put: Mapping[str, str]
) -> None:
    """Each row to the type that its target has; where that is stored and not put now, to whichever holds it."""
    targets = [MODELS[plural].label for plural in link.reference.targets]
    known: dict[str, list[list[Any]]] = defaultdict(list)
    for row in rows:
        for target in [put[row[1]]] if row[1] in put else targets:
            known[target].append(row)
    made = 0
    for target, some in known.items():
        for batch in batches(some):
            [[number]] = await run_query(tx, connect(label, link.field, target), rows=batch)
            made += number
    if made != len(rows):
        raise DataRefused([_dangling(rows, label, link, made)])


def _dangling(rows: Sequence[list[Any]], label: str, link: Link, made: int) -> Fault:
    where = " or ".join(link.reference.targets)
    first = rows[0]
    problem = f"{len(rows) - made} of the ids it or others of {label} name, such as {first[1]!r}, are not there among {where}"
    return Fault(f"record {first[0]}", None, link.field, problem, "store what is named with it or before")
