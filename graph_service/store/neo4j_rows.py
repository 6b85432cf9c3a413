"""Records as nodes and relationships.

A node carries its record as canonical JSON, which alone counts when it is read back, and beside it, for people who
query the database, every plain field as a property. Ids of other records become relationships.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import msgspec

from graph_service.domain.agreement import Agreement, Stage
from graph_service.domain.base import Record
from graph_service.domain.dates import span
from graph_service.domain.place import Place
from graph_service.store.canonical import encode

Properties = dict[str, Any]  # text, numbers, flags and lists of one of them: what Neo4j can keep
_INTEGER_LIMIT = 2**63  # beyond it the property, not the record, is rounded
_UNDATED_LAST = "9999-12-31"


def properties(record: Record) -> Properties:
    """The properties of a record's node; a field without a value has none."""
    row: Properties = {"record": encode(record), "sources": [source.document for source in record.sources]}
    for column, attribute in _plain_fields(type(record)):
        value = getattr(record, attribute)
        if value is not None and value != ():
            row[column] = _property(value)
    for column, text in _dates(record):
        when = span(text)
        row |= {f"{column}_first": when.first.isoformat(), f"{column}_last": when.last.isoformat()}
    names = record.names
    spelt = {"name_zh": names.zh, "name_en": names.en, "name_local": names.local, "aliases": list(names.aliases)}
    row |= {column: name for column, name in spelt.items() if name}
    if isinstance(record, Place):
        row["levels"] = list(record.levels or (record.level,))
    elif isinstance(record, Agreement):
        row |= _life(record.stages)
    return row


@lru_cache
def _plain_fields(cls: type[Record]) -> tuple[tuple[str, str], ...]:
    """Column and attribute of every field that is neither a relationship nor a structure of its own."""
    others = {"names", "sources", "stages", *(reference.field for reference in cls.REFERENCES)}
    return tuple((field.encode_name, field.name) for field in msgspec.structs.fields(cls) if field.name not in others)


def _dates(record: Record) -> Iterator[tuple[str, str]]:
    """Column and text of every date; beside the text go the first and the last day it can mean."""
    for column, attribute in _plain_fields(type(record)):
        if attribute in record.DATES and (text := getattr(record, attribute)) is not None:
            yield column, text


def _property(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, int) and not -_INTEGER_LIMIT <= value < _INTEGER_LIMIT:
        return float(value)
    return value


def _life(stages: Iterable[Stage]) -> Properties:
    """The stages in order of time as three lists: what, and the first and the last day it can mean, "" where undated.

    An undated stage comes last: it is the latest word on its agreement.
    """
    spans = [(stage, span(stage.date)) if stage.date else (stage, None) for stage in stages]
    days = [(stage, when.first.isoformat(), when.last.isoformat()) if when else (stage, "", "") for stage, when in spans]
    days.sort(key=lambda day: (day[2] or _UNDATED_LAST, day[0].order or 0))
    return {
        "stage_kinds": [stage.kind for stage, _, _ in days],
        "stage_first": [first for _, first, _ in days],
        "stage_last": [last for _, _, last in days],
    }


def links(records: Iterable[Record]) -> dict[str, list[list[str]]]:
    """The relationships that records state: for each type, [source id, target id] each."""
    found: dict[str, list[list[str]]] = {}
    for record in records:
        for reference, target in record.references():
            found.setdefault(reference.relationship, []).append([record.id, target])
    return found


def partner_ties(records: Iterable[Record]) -> list[list[str]]:
    """[agreement id, party, party] of every agreement, the smaller party id first."""
    return [[record.id, *record.pair] for record in records if isinstance(record, Agreement)]
