"""Why a node with its relationships is no record, in the words of the domain."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from msgspec import inspect

from graph_service.records.amiss import MISSING, amiss, told
from graph_service.store.neo4j_model import Model
from graph_service.store.neo4j_values import quoted


def amiss_in(model: Model, row: Sequence[Any]) -> tuple[str, str]:
    """The first field or property of these columns that the type of a record refuses, and what is wrong with it and others: of
    each the first, opening with its name and a colon."""
    given, unread = model.readable(row)
    wrong = {problem.partition(":")[0]: problem for problem in unread}
    for path, problem in amiss(model.cls, quoted(given)):
        if unread and problem == MISSING:  # for it is one of those
            continue
        field = str(path[0])
        of_relationship = _of_relationship(model, field, given) if len(path) == 1 else None
        wrong.setdefault(field, f"{told(path)}: {of_relationship or problem}")
    if not wrong:
        return "", "its properties and relationships make no record of this type"
    return next(iter(wrong)), "; ".join(wrong.values())


def readable_part(model: Model, row: Sequence[Any]) -> str:
    """The fields of a record that can be read of these columns, as JSON without defaults."""
    given, _ = model.readable(row)
    wrong = {path[0] for path, _ in amiss(model.cls, given)}
    described = inspect.type_info(model.cls)
    assert isinstance(described, inspect.StructType)
    usual = {field.encode_name: field.default for field in described.fields}
    fields = {name: value for name, value in given.items() if name not in wrong and value != usual[name]}
    return msgspec.json.encode(fields).decode()


def _of_relationship(model: Model, field: str, given: Mapping[str, Any]) -> str | None:
    """What is wrong with what a field reads from relationships; None where it reads properties."""
    found = given.get(field, [])
    found = found if isinstance(found, list) else [found]
    for link in model.links:
        if link.field == field:
            named = f" ({', '.join(map(repr, sorted(found)))})" if found else ""
            ends = f"{'from' if link.reference.incoming else 'to'} a node {' or '.join(link.labels)}{named}"
            number = len(found) or "no"
            return f"{number} relationship(s) {link.reference.relationship} {ends}, where {_wanted(model, field)}"
    for part in model.parts:
        if part.field == field:
            return f"no relationship {part.relationship} to a node {part.model.label}, where {_wanted(model, field)}"
    return None


def _wanted(model: Model, field: str) -> str:
    described = inspect.type_info(model.cls)
    assert isinstance(described, inspect.StructType)
    kind = next(each.type for each in described.fields if each.encode_name == field)
    if isinstance(kind, inspect.TupleType):
        return f"{len(kind.item_types)} must be"
    return "one must be at least" if isinstance(kind, inspect.VarTupleType) else "one must be"
