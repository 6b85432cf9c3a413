"""The nodes of every type as rows, some thousands at a time."""

from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from neo4j import AsyncManagedTransaction, AsyncResult

from graph_service.store.neo4j_cypher import COUNT_RECORDS, read_next
from graph_service.store.neo4j_model import MODELS
from graph_service.store.neo4j_run import run_query

_AT_ONCE = 3_000  # nodes of one answer: enough to make the round trip cheap, little enough for the server's memory
_AHEAD = 2  # answers asked for and not yet taken: the server gathers one while another is unpacked


@dataclass(slots=True)
class _Walk:
    """One type on the way through its nodes in the order of their ids: how many are left, and the id after which to go on."""

    plural: str
    left: int
    after: str = ""

    async def ask(self, tx: AsyncManagedTransaction) -> AsyncResult:
        """Let the server gather what comes next; it may answer later."""
        query = read_next(MODELS[self.plural].label)
        return await tx.run(query.text, {"after": self.after, "limit": _AT_ONCE})


async def pages(tx: AsyncManagedTransaction) -> AsyncIterator[tuple[str, list[list[Any]]]]:
    """The plural of a type with the columns of nodes of it, see `Model.columns`, until all are told; an empty list where fewer
    were found than were counted, for some have no id."""
    [[counts]] = await run_query(tx, COUNT_RECORDS)
    there: dict[str, int] = dict(counts)  # pairs of label and number
    walks = (_Walk(plural, number) for plural, model in MODELS.items() if (number := there[model.label]))
    waiting = deque(sorted(walks, key=attrgetter("left"), reverse=True))
    asked = deque[tuple[_Walk, AsyncResult]]()
    while waiting or asked:
        while waiting and len(asked) < _AHEAD:
            walk = waiting.popleft()
            asked.append((walk, await walk.ask(tx)))
        walk, result = asked.popleft()
        [[rows]] = await result.values()
        yield walk.plural, rows
        if rows:
            walk.left, walk.after = walk.left - len(rows), str(rows[-1][0])
            if walk.left > 0:
                waiting.appendleft(walk)
