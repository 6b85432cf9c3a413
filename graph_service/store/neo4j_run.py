"""Cypher run within one transaction: typed rows, batches, and reads that no writer came between."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import Any, TypeVar

from neo4j import AsyncManagedTransaction

from graph_service.store.base import EMPTY
from graph_service.store.queries import REVISION, CypherQuery, RevisionRow, Row

T = TypeVar("T")
_BATCH = 5_000  # rows per statement: enough to make the round trip cheap, little enough for the server's memory


async def run_query(tx: AsyncManagedTransaction, query: CypherQuery[Row], **parameters: Any) -> list[Row]:
    """All rows of a query."""
    result = await tx.run(query.text, parameters)
    return list(map(query.row._make, await result.values()))


async def head_of(tx: AsyncManagedTransaction) -> RevisionRow:
    """The mark of the stored network and the number of its last change."""
    rows = await run_query(tx, REVISION)
    return rows[0] if rows else RevisionRow(EMPTY, 0)


async def steady(tx: AsyncManagedTransaction, read: Callable[[], Awaitable[T]]) -> tuple[RevisionRow, T]:
    """What is read, and the head of the network it belongs to.

    Neo4j reads what is committed, even in mid-transaction: the mark tells whether a writer came between, and then it is
    read again.
    """
    head = await head_of(tx)
    while True:
        found, before = await read(), head
        if (head := await head_of(tx)) == before:
            return head, found


def batches(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    """The rows, as many at a time as one statement should be given."""
    return (rows[start : start + _BATCH] for start in range(0, len(rows), _BATCH))
