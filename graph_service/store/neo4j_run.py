"""Cypher run within one transaction: typed rows, batches, and reads that no writer came between."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import Any, TypeVar

from neo4j import AsyncManagedTransaction

from graph_service.errors import StoreUnavailable, StoreUnsound
from graph_service.store.base import EMPTY
from graph_service.store.cypher_file import CypherQuery, Row
from graph_service.store.neo4j_log import MARK, MARKED, META, proved
from graph_service.store.queries import LOCK_REVISION, OPENING_CHANGE, REVISION, LockRow, RevisionRow

T = TypeVar("T")
Mark = TypeVar("Mark", RevisionRow, LockRow)
# Of the stored network: the first, without a number, was one text of JSON on each node, the second had moments and stated dates
# as text, the third stated dates before words, the fourth nodes without a name.
FORM = 5
NO_MARK = (
    "there is none, though there are records or changes; make it: OPTIONAL MATCH (last:Change) WITH last ORDER BY last.sequence "
    f"DESC LIMIT 1 CREATE (:Meta {{id: 'network', revision: randomUUID(), form: {FORM}, sequence: last.sequence, at: last.at}})"
)
_BATCH = 5_000  # rows per statement: enough to make the round trip cheap, little enough for the server's memory


async def run_query(tx: AsyncManagedTransaction, query: CypherQuery[Row], **parameters: Any) -> list[Row]:
    """All rows of a query."""
    result = await tx.run(query.text, parameters)
    return list(map(query.row._make, await result.values()))


class OlderForm(StoreUnavailable):
    """The network has the form of an earlier release."""

    def __init__(self) -> None:
        super().__init__("the store has the form of an earlier release; `graph-service load` or `serve` brings it up to date")


def prove_form(form: int) -> None:
    """Refuse another form than that of this release.

    Raises:
        OlderForm: it is that of an earlier one.
        StoreUnavailable: it is that of a newer one.
    """
    if form < FORM:
        raise OlderForm
    if form > FORM:
        raise StoreUnavailable(f"the store has form {form} of a newer release, this one knows forms up to {FORM}; upgrade")


async def head_of(tx: AsyncManagedTransaction) -> RevisionRow:
    """The mark of the stored network, the number and moment of its last change and its form; errors as `proved`."""
    found = await run_query(tx, REVISION)
    return await _begun(tx, _proved(found) if found else RevisionRow(EMPTY, 0, None, FORM))


async def lock_head(tx: AsyncManagedTransaction) -> LockRow:
    """The mark with what was written last, no other writer beside this one until the transaction ends; errors as `proved`."""
    return await _begun(tx, _proved(await run_query(tx, LOCK_REVISION, form=FORM)))


async def _begun(tx: AsyncManagedTransaction, mark: Mark) -> Mark:
    """The mark, unless it is that of an empty store and there are changes: a hand took the mark away."""
    if mark.revision == EMPTY and await run_query(tx, OPENING_CHANGE):
        raise StoreUnsound(MARK, NO_MARK, "or restore a backup")
    return mark


def _proved(found: Sequence[Mark]) -> Mark:
    """The mark, proved; in an older form the moment is none yet."""
    [mark] = proved(found, MARKED, lambda _: MARK)
    return mark if mark.form < FORM else proved(found, META, lambda _: MARK)[0]


async def steady(tx: AsyncManagedTransaction, read: Callable[[], Awaitable[T]]) -> tuple[RevisionRow, T]:
    """What is read, and the head of the network it belongs to.

    Neo4j reads what is committed, even in mid-transaction: the mark tells whether a writer came between, and then it is
    read again. Errors as `prove_form`.
    """
    head = await head_of(tx)
    prove_form(head.form)
    while True:
        found, before = await read(), head
        if (head := await head_of(tx)) == before:
            return head, found


def batches(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    """The rows, as many at a time as one statement should be given."""
    return (rows[start : start + _BATCH] for start in range(0, len(rows), _BATCH))
