"""Nodes that bear the id of a record without the label of its type: of those that a record would double, and that one doubles."""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from neo4j import AsyncManagedTransaction, RoutingControl

from graph_service.errors import StoreUnsound
from graph_service.store.cypher_file import CypherQuery
from graph_service.store.findings import Finding
from graph_service.store.neo4j_lost import LABELS, ONCE_A_RECORD, lost_labels
from graph_service.store.neo4j_model import MODELS
from graph_service.store.neo4j_run import run_query


class TwinRow(NamedTuple):
    """A node without a label of ours, its id, and the label and what the server calls the record with that id."""

    element: str
    id: str
    label: str
    record: str


_TWINS = CypherQuery(
    "twins",
    "twins",
    "\nUNION ALL\n".join(
        f"""MATCH (node:!({"|".join(LABELS)})) WHERE node.id IS NOT NULL AND ({ONCE_A_RECORD} OR labels(node) = [])
MATCH (record:{model.label} {{id: node.id}})
RETURN elementId(node) AS element, node.id AS id, '{model.label}' AS label, elementId(record) AS record"""
        for model in MODELS.values()
    ),
    (),
    TwinRow,
    RoutingControl.READ,
)


async def twins_of_records(tx: AsyncManagedTransaction) -> tuple[TwinRow, ...]:
    """The nodes beside a record that bear its id: queries by hand may count them."""
    return tuple(sorted(await run_query(tx, _TWINS), key=lambda row: (row.id, row.element)))


def twin_findings(twins: Iterable[TwinRow]) -> Iterator[Finding]:
    """What is wrong, a line each, with what to do."""
    for twin in twins:
        problem = (
            f"the node with elementId {twin.element!r} has its id and no label of a record, "
            f"the record is elementId {twin.record!r}; look at both, keep in the record what is wanted, "
            f"then: MATCH (node) WHERE elementId(node) = {twin.element!r} DETACH DELETE node"
        )
        yield Finding(f"{twin.label} {twin.id!r}", problem)


async def refuse_twins(tx: AsyncManagedTransaction, ids: Collection[str]) -> None:
    """No record is added while a node with its id has only lost its label: there would be two, and what a hand wrote on the
    first would be read no more.

    Raises:
        StoreUnsound: there is such a node; told as `verify` does.
    """
    for lost in await lost_labels(tx) if ids else ():
        if not set(ids).isdisjoint(lost.ids):
            finding = lost.finding(())
            raise StoreUnsound(finding.where, finding.problem, "then write again; nothing was written")
