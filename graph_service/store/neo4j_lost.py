"""Nodes that a hand made none of ours: those without an id, and those that lost the label of their type. Both are named by what
the server calls them, for an id does not find them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from neo4j import AsyncManagedTransaction, RoutingControl

from graph_service.store.cypher_file import CypherQuery
from graph_service.store.findings import Finding, following
from graph_service.store.neo4j_model import MODELS
from graph_service.store.neo4j_places import LEVEL_LABELS
from graph_service.store.neo4j_run import run_query
from graph_service.store.neo4j_strays import PARTS, Stray

AT_MOST = 10  # nodes named one by one


class ElementsRow(NamedTuple):
    """How many nodes there are, and what the server calls the first of them."""

    number: int
    elements: list[str]

    def __str__(self) -> str:
        more = f" and {self.number - len(self.elements)} more" if self.number > len(self.elements) else ""
        return f"{self.number} node(s), elementId {', '.join(map(repr, self.elements))}{more}"


class Lost(NamedTuple):
    """Nodes that lost the same label (`labels`: several where what is left does not tell which), their ids, and the fields of
    records that named them, each as (id of the record, field)."""

    labels: tuple[str, ...]
    elements: tuple[str, ...]
    ids: tuple[str, ...]
    fields: frozenset[tuple[str, str]]

    def finding(self, follows: Sequence[str]) -> Finding:
        """What happened and what to do; `follows` names what cannot be read for that."""
        nodes = ElementsRow(len(self.elements), list(self.elements[:AT_MOST]))
        called = f" ({', '.join(map(repr, self.ids[:AT_MOST]))})" if self.ids else ""
        label, *others = self.labels
        either = f" (or {', '.join(others)})" if others else ""
        remedy = f"give it back: MATCH (node) WHERE elementId(node) IN {nodes.elements} SET node:{label}{either}"
        return Finding(f"label {' or '.join(self.labels)}", f"lost by {nodes}{called}; {remedy}{following(follows)}")


def first_nodes(name: str, match: str, *params: str) -> CypherQuery[ElementsRow]:
    """A query for nodes called `node`: how many, and the first of them."""
    in_order = "WITH elementId(node) AS element ORDER BY element"  # the server gives the numbers of what is gone to what is new
    text = f"{match}\n{in_order}\nRETURN count(*) AS number, collect(element)[..{AT_MOST}] AS elements"
    return CypherQuery(name, name.replace("_", " "), text, params, ElementsRow, RoutingControl.READ)


def doubled(label: str, record_id: str) -> str:
    """What is wrong where several nodes of a label have one id, as after its constraint was dropped."""
    shown = f"MATCH (node:{label} {{id: {record_id!r}}}) RETURN elementId(node), node"
    return f"the id {record_id!r} stands on several nodes ({shown}); keep one of them"


async def nodes_without_id(tx: AsyncManagedTransaction, label: str) -> str:
    """The nodes of a label that no id finds, told with what to do."""
    query = first_nodes(f"{label.lower()}_without_id", f"MATCH (node:{label}) WHERE NOT coalesce(node.id > '', false)")
    [found] = await run_query(tx, query)
    if not found.number:  # what was not read has the id of a node that was
        shown = f"MATCH (node:{label}) WITH node.id AS id, count(*) AS number WHERE number > 1 RETURN id"
        return f"an id stands on several nodes ({shown}); keep one of them"
    return f"without an id that is a text: {found}; give each one (SET node.id = …) or take it away"


def lost_labels(strays: Iterable[Stray]) -> tuple[Lost, ...]:
    """The labels that nodes lost, and what names the nodes; a node whose id is stored anew is none of them."""
    by_labels: dict[tuple[str, ...], list[Stray]] = {}
    for stray in strays:
        if stray.is_lost:
            by_labels.setdefault(tuple(_labels_of(stray)), []).append(stray)
    return tuple(
        Lost(
            labels,
            tuple(stray.element for stray in some),
            tuple(stray.id for stray in some if isinstance(stray.id, str)),
            frozenset(named for stray in some for tie in stray.ties for named in _naming(*tie)),
        )
        for labels, some in by_labels.items()
    )


def causes_first(lost: Sequence[Lost], told: Iterable[Finding]) -> Iterator[Finding]:
    """The labels that were lost, each with how much follows from it; then what does not."""
    follows: dict[Lost, list[str]] = {each: [] for each in lost}
    others = []
    for finding in told:
        causes = [each for each in lost if finding.field in each.fields]
        for each in causes:
            follows[each].append(finding.where)
        if not causes:
            others.append(finding)
    yield from (each.finding(where) for each, where in follows.items())
    yield from others


def _labels_of(row: Stray) -> list[str]:
    """The labels that the node may have had, by its levels and by what it is tied to."""
    if set(LEVEL_LABELS) & set(row.labels):
        return ["Place"]
    possible = [set(_possible(*tie[:3])) for tie in row.ties]
    all_of = [model.label for model in MODELS.values()] if row.id is not None else [part.model.label for part in PARTS]
    return [label for label in all_of if all(label in some for some in possible)] or all_of


def _possible(relationship: str, outgoing: bool, other: str) -> Iterator[str]:
    for model in MODELS.values():
        for link in model.links:
            if link.reference.relationship != relationship:
                continue
            if model.label == other and outgoing == link.reference.incoming:
                yield from link.labels
            if other in link.labels and outgoing != link.reference.incoming:
                yield model.label
        for part in model.parts:
            if part.relationship == relationship:
                yield model.label if outgoing else part.model.label


def _naming(relationship: str, outgoing: bool, other: str, other_id: Any) -> Iterator[tuple[str, str]]:
    """The field by which the other names the node, if it does."""
    for model in MODELS.values():
        if model.label == other:
            for link in model.links:
                if link.reference.relationship == relationship and outgoing == link.reference.incoming:
                    yield str(other_id), link.field
            for part in model.parts:
                if part.relationship == relationship:
                    yield str(other_id), part.field
