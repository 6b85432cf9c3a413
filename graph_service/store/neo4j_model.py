"""How each type of record stands in Neo4j: labels, properties, relationships. Made from the classes of the records, so that a new
field needs nothing here; rows are written and columns read by it."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec
from msgspec import inspect

from graph_service.records.agreement import Agreement, Stage
from graph_service.records.base import Reference
from graph_service.records.place import Place
from graph_service.records.registry import RECORD_TYPES
from graph_service.store.neo4j_kinds import NO_ID, Day, Kind, Named, Plain, Properties, Sourced, Whole, Worded
from graph_service.store.neo4j_places import LEVEL_LABELS, Levels, Position

# Kinds that take several fields, or one that no other rule tells.
_SPECIAL: dict[str, tuple[str, Kind]] = {
    "names": ("names", Named()),
    "sources": ("sources", Sourced()),
    "lat": ("position", Position()),
    "lon": ("position", Position()),
    "level": ("levels", Levels()),
    "levels": ("levels", Levels()),
    "stated": ("stated", Worded("stated")),
}


@dataclass(frozen=True, slots=True)
class Link:
    """A field that names records: its reference, and whether it names one or several."""

    reference: Reference
    field: str
    several: bool

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that the other may have: a node that lost its label is no record."""
        return tuple(dict(RECORD_TYPES)[plural].__name__ for plural in self.reference.targets)

    def arrow(self, inside: str) -> str:
        """The relationship as Cypher writes it between the record and the other."""
        return f"<-[{inside}]-" if self.reference.incoming else f"-[{inside}]->"


@dataclass(frozen=True, slots=True)
class Part:
    """A field that holds structures of its own, each a node that belongs to the record alone."""

    field: str
    relationship: str
    model: "Model"

    def records(self, rows: Sequence[Sequence[Any]]) -> Iterator[Properties]:
        """The fields of each, in their order; a row is the place in the list and the columns. Errors as `Model.record`."""
        for number, values in enumerate(sorted(rows, key=_position), start=1):
            try:
                yield self.model.record(values[1:])
            except ValueError as error:
                raise ValueError(f"{self.field}: no. {number}, {error}") from None


@dataclass(frozen=True, slots=True)
class Model:
    """One class as nodes: its label, others that a node may have beside it, and what its fields become."""

    cls: type[msgspec.Struct]
    label: str
    beside: tuple[str, ...]
    kinds: tuple[Kind, ...]
    links: tuple[Link, ...] = ()
    parts: tuple[Part, ...] = ()

    def properties(self, record: Any) -> Properties:
        """The properties of a record's node."""
        row: Properties = {}
        for kind in self.kinds:
            row.update(kind.write(record))
        return row

    def columns(self) -> Iterator[str]:
        """What is asked of a node called `record`: first its properties, then what it is linked with, then its parts."""
        for kind in self.kinds:
            yield from kind.columns
        for link in self.links:
            name = f"link:{link.reference.relationship}"
            yield f"[(record){link.arrow(name)}(other:{'|'.join(link.labels)}) | [link.position, other.id]]"
        for part in self.parts:
            asked = ", ".join(column.replace("record.", "part.") for column in part.model.columns())
            yield f"[(record)-[link:{part.relationship}]->(part:{part.model.label}) | [link.position, {asked}]]"

    def property_names(self) -> Iterator[str]:
        """Every property that a node of it may have."""
        for kind in self.kinds:
            yield from (column.removeprefix("record.") for column in kind.columns if column.startswith("record."))

    def record(self, row: Sequence[Any]) -> Properties:
        """The fields that these columns say, by their names in files, as `msgspec.convert` takes them.

        Raises:
            ValueError: they say none; the message opens with the name of a field or property and a colon.
        """
        given: Properties = {}
        at = 0
        for kind in self.kinds:
            found, at = row[at : at + len(kind.columns)], at + len(kind.columns)
            if found.count(None) < len(found):  # else, as most often, there is nothing to read
                given.update(kind.read(*found))
        for link, others in zip(self.links, row[at:], strict=False):
            if others:
                given[link.field] = _named(link, others)
        for part, rows in zip(self.parts, row[at + len(self.links) :], strict=True):
            given[part.field] = list(part.records(rows))
        return given

    def readable(self, row: Sequence[Any]) -> Properties:
        """As `record`, without what says no field."""
        given: Properties = {}
        at = 0
        for kind in self.kinds:
            with suppress(ValueError):
                given.update(kind.read(*row[at : at + len(kind.columns)]))
            at += len(kind.columns)
        for link, found in zip(self.links, row[at:], strict=False):
            with suppress(ValueError):
                given.update({link.field: _named(link, found)} if found else {})
        for part, found in zip(self.parts, row[at + len(self.links) :], strict=True):
            with suppress(ValueError):
                given[part.field] = list(part.records(found))
        return given


def _position(found: Sequence[Any]) -> tuple[bool, Any]:
    """By place in the list; what has none, as after a hand wrote it, comes last."""
    position = found[0]
    return (False, position) if isinstance(position, int) else (True, 0)


def _named(link: Link, found: list[list[Any]]) -> str | list[str]:
    if not all(isinstance(other, str) for _, other in found):
        raise ValueError(f"{link.field}: the node at the other end of {link.reference.relationship} {NO_ID}")
    if not link.several:
        if len(found) > 1:
            raise ValueError(f"{link.field}: {len(found)} relationships {link.reference.relationship} where one may be")
        return str(found[0][1])
    if len(found) > 1:
        found = sorted(found, key=lambda each: (*_position(each), each[1]))
    return [other for _, other in found]


def _model(cls: type[msgspec.Struct], label: str, beside: tuple[str, ...] = (), parts: tuple[Part, ...] = ()) -> Model:
    described = inspect.type_info(cls)
    assert isinstance(described, inspect.StructType)
    references = {reference.field: reference for reference in getattr(cls, "REFERENCES", ())}
    dates = getattr(cls, "DATES", ("date",))
    plain: dict[str, str] = {}
    kinds: dict[str, Kind] = {}
    links = []
    for field in described.fields:
        name, encoded = field.name, field.encode_name
        if name in references:
            several = isinstance(field.type, inspect.TupleType | inspect.VarTupleType)
            links.append(Link(references[name], encoded, several))
        elif name in dates:
            kinds[name] = Day(name, encoded)
        elif name in _SPECIAL:
            kinds.update([_SPECIAL[name]])
        elif _is_whole(field.type):
            kinds[name] = Whole(name)
        elif name not in {part.field for part in parts}:
            plain[name] = encoded
    return Model(cls, label, beside, (Plain(plain), *kinds.values()), tuple(links), parts)


def _is_whole(kind: inspect.Type) -> bool:
    if isinstance(kind, inspect.Metadata):
        return _is_whole(kind.type)
    return isinstance(kind, inspect.IntType) or (isinstance(kind, inspect.UnionType) and any(map(_is_whole, kind.types)))


_STAGES = Part("stages", "HAS_STAGE", _model(Stage, "Stage"))
MODELS: dict[str, Model] = {
    plural: _model(
        cls,
        cls.__name__,
        LEVEL_LABELS if cls is Place else (),
        (_STAGES,) if cls is Agreement else (),
    )
    for plural, cls in RECORD_TYPES
}


@cache
def model_of(cls: type[Any]) -> Model:
    """The model of a class of records."""
    return next(model for model in MODELS.values() if model.cls is cls)
