"""Records as nodes and relationships.

A node carries its record as canonical JSON, which alone counts when it is read back, and beside it, for people who
query the database, every plain field as a property. Ids of other records become relationships.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from operator import attrgetter
from typing import Any

import msgspec

from graph_service.records.agreement import Agreement, Stage
from graph_service.records.base import Record
from graph_service.records.dates import span
from graph_service.records.life import document_rank
from graph_service.records.place import Place
from graph_service.store.canonical import encode

Properties = dict[str, Any]  # text, numbers, flags and lists of one of them: what Neo4j can keep
_INTEGER_LIMIT = 2**63  # beyond it the property, not the record, is rounded
_PARTY = "PARTY"  # linked by a statement of its own, which halves the look-ups of a load
_UNDATED_LAST = "9999-12-31"


def properties(record: Record) -> Properties:
    """The properties of a record's node; a field without a value has none."""
    columns, values_of, dates = _plain_fields(type(record))
    row: Properties = {"record": encode(record), "sources": [source.document for source in record.sources]}
    row |= {
        column: _fitting(value) if type(value) is int else value
        for column, value in zip(columns, values_of(record), strict=True)
        if value is not None and value != ()
    }
    for column in dates & row.keys():
        when = span(row[column])
        row |= {f"{column}_first": when.first.isoformat(), f"{column}_last": when.last.isoformat()}
    names = record.names
    spelt = {"name_zh": names.zh, "name_en": names.en, "name_local": names.local, "aliases": names.aliases}
    row |= {column: name for column, name in spelt.items() if name}
    if isinstance(record, Place):
        row["levels"] = record.levels or (record.level,)
    elif isinstance(record, Agreement):
        row |= _life(record.stages)
    return row


@lru_cache
def _plain_fields(cls: type[Record]) -> tuple[tuple[str, ...], Callable[[Record], tuple[Any, ...]], frozenset[str]]:
    """The columns of every field that is neither a relationship nor a structure of its own, what reads their values,
    and which of them are dates; beside a date go the first and the last day it can mean."""
    others = {"names", "sources", "stages", *(reference.field for reference in cls.REFERENCES)}
    plain = [field for field in msgspec.structs.fields(cls) if field.name not in others]
    dates = frozenset(field.encode_name for field in plain if field.name in cls.DATES)
    return tuple(field.encode_name for field in plain), attrgetter(*(field.name for field in plain)), dates


def _fitting(number: int) -> int | float:
    return number if -_INTEGER_LIMIT <= number < _INTEGER_LIMIT else float(number)


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
        "document": document_rank(stages),
    }


def links(records: Iterable[Record]) -> dict[str, list[list[str]]]:
    """The relationships that records state: for each type, [source id, target id] each. Those of `parties` are apart."""
    found: dict[str, list[list[str]]] = {}
    for record in records:
        for reference, target in record.references():
            if reference.relationship != _PARTY:
                found.setdefault(reference.relationship, []).append([record.id, target])
    return found


def parties(records: Iterable[Record]) -> list[list[str]]:
    """[agreement id, party, party] of every agreement, the smaller party id first."""
    return [[record.id, *record.pair] for record in records if isinstance(record, Agreement)]
