"""Whether the nodes that tell what was written are whole: what `verify` says of the change feed and of the mark."""

from collections.abc import Iterator, Sequence

from neo4j import AsyncManagedTransaction

from graph_service.store.findings import Finding
from graph_service.store.neo4j_cypher import COUNT_RECORDS
from graph_service.store.neo4j_log import CHANGE, FORMER, MARK, META, amiss
from graph_service.store.neo4j_run import FORM, NO_MARK, OlderForm, run_query
from graph_service.store.queries import LOG, LogRow

_EXPECTED = {"Meta": META, "Change": CHANGE, "Former": FORMER}


async def verify_log(tx: AsyncManagedTransaction) -> tuple[Finding, ...]:
    """What is wrong with the nodes of the change feed and of the mark.

    Raises:
        OlderForm: the network has that of an earlier release.
    """
    rows = await run_query(tx, LOG)
    if any(row.label == "Meta" and row.properties.get("form", 1) in range(1, FORM) for row in rows):
        raise OlderForm
    [[counts]] = await run_query(tx, COUNT_RECORDS)
    return (*_each(rows), *_mark(rows, any(number for _, number in counts)), *_whole(rows))


def _each(rows: Sequence[LogRow]) -> Iterator[Finding]:
    for row in rows:
        for problem in amiss(_EXPECTED[row.label], row.properties):
            yield Finding(_where(row), problem)
        if not row.tied:
            yield Finding(_where(row), "no Change of its sequence keeps it (KEPT)")


def _mark(rows: Sequence[LogRow], stored: bool) -> Iterator[Finding]:
    marks = [row for row in rows if row.label == "Meta"]
    changes = [row for row in rows if row.label == "Change"]
    if not marks and (stored or changes):
        yield Finding(MARK, NO_MARK)
    numbers: list[int] = [
        row.properties["sequence"] for row in changes if CHANGE["sequence"].holds(row.properties.get("sequence"))
    ]
    for mark in marks:
        given, last = mark.properties.get("sequence"), max(numbers, default=None)
        if META["sequence"].holds(given) and given != last:
            yield Finding(_where(mark), f"sequence is {given}, that of the last Change is {last}")


def _whole(rows: Sequence[LogRow]) -> Iterator[Finding]:
    """Changes that do not keep as many records as they say, and numbers left out. The first of the feed lists none."""
    before: int | None = None
    for row in rows:
        number, records = row.properties.get("sequence"), row.properties.get("records")
        if row.label != "Change" or not CHANGE["sequence"].holds(number):
            continue
        if before is not None and number != before + 1:
            yield Finding(_where(row), f"the change before it is {before}: what stood between is not there")
        if before is not None and records != row.kept:
            yield Finding(_where(row), f"it keeps {row.kept} record(s), and says {records}")
        before = number


def _where(row: LogRow) -> str:
    return f"{row.label}, elementId {row.element!r}"
