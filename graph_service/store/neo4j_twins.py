"""Nodes that bear the id of a record without the label of its type: of those that a record would double, that one doubles, and
those of others that only have the id."""

from collections.abc import Collection, Iterable, Iterator

from neo4j import AsyncManagedTransaction

from graph_service.errors import StoreUnsound
from graph_service.store.findings import Finding
from graph_service.store.neo4j_lost import AT_MOST, ElementsRow, lost_labels
from graph_service.store.neo4j_strays import Stray, strays_of


def twin_findings(strays: Iterable[Stray]) -> Iterator[Finding]:
    """What is wrong with nodes beside a record that bear its id, for queries by hand may count them: a line each, with what to
    do. Those with labels of others alone are no fault, and told in one."""
    others = []
    for stray in strays:
        if stray.is_twin:
            problem = (
                f"the node with elementId {stray.element!r} has its id and no label of a record, "
                f"the record is elementId {stray.record!r}; look at both, keep in the record what is wanted, "
                f"then: MATCH (node) WHERE elementId(node) = {stray.element!r} DETACH DELETE node"
            )
            yield Finding(f"{stray.label} {stray.id!r}", problem)
        elif not stray.is_lost:
            others.append(stray)
    if others:
        nodes = ElementsRow(len(others), [stray.element for stray in others[:AT_MOST]])
        named = ", ".join(repr(stray.id) for stray in others[:AT_MOST])
        yield Finding("database", f"of no type of record, with the id of one ({named}): {nodes}", unread=True)


async def refuse_twins(tx: AsyncManagedTransaction, ids: Collection[str]) -> None:
    """No record is added while a node with its id has only lost its label: there would be two, and what a hand wrote on the
    first would be read no more.

    Raises:
        StoreUnsound: there is such a node; told as `verify` does.
    """
    for lost in lost_labels(await strays_of(tx)) if ids else ():
        if not set(ids).isdisjoint(lost.ids):
            finding = lost.finding(())
            raise StoreUnsound(finding.where, finding.problem, "then write again; nothing was written")
