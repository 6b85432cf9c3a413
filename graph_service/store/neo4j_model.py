"""How each type of record stands in Neo4j: labels, properties, relationships. Made from the classes of the records, so that a new
field needs nothing here; rows are written and columns read by it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import islice
from typing import Any

import msgspec
from msgspec import inspect

from graph_service.records.agreement import Agreement, Stage
from graph_service.records.place import Place
from graph_service.records.registry import RECORD_TYPES
from graph_service.store.neo4j_kinds import Day, Kind, Plain, Properties, Sourced, Whole, Worded
from graph_service.store.neo4j_links import Link, in_order
from graph_service.store.neo4j_names import Named, Shown
from graph_service.store.neo4j_places import LEVEL_LABELS, Levels, Position

OF_PART = 3  # what stands before the columns of a part in a row of it
# Kinds that take several fields, or one that no other rule tells.
_SPECIAL: dict[str, tuple[str, Kind]] = {
    "sources": ("sources", Sourced()),
    "lat": ("position", Position()),
    "lon": ("position", Position()),
    "level": ("levels", Levels()),
    "levels": ("levels", Levels()),
    "stated": ("stated", Worded("stated")),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A field that holds structures of its own, each a node that belongs to the record alone."""

    field: str
    relationship: str
    model: "Model"

    def fill(self, given: Sequence[Properties], column: Sequence[list[list[Any]]]) -> None:
        """Give each of several records its own, in their order; a cell of the column is rows of the place in the list, the ids of
        those that share the part, what the server calls it where there are others, and the columns. Errors as `Kind.read`; where
        one record is given they tell which of its parts.
        """
        ordered = list(map(self.order(), column))
        for found in ordered:
            self._prove_own(found)
        rows = [row[OF_PART:] for found in ordered for row in found]
        try:
            parts = iter(self.model.records(rows))
        except ValueError:
            self._tell(rows)
            raise
        for fields, found in zip(given, ordered, strict=True):
            fields[self.field] = list(islice(parts, len(found)))

    def order(self) -> Callable[[Sequence[list[Any]]], Sequence[list[Any]]]:
        """What puts the parts of a record in order; errors as `Kind.read`."""
        columns = list(self.model.columns())
        days = [OF_PART + columns.index(column) for column in ("told.date", "told.date_first")]
        return partial(in_order, days=days, field=self.field, relationship=self.relationship)

    @property
    def asked(self) -> str:
        """The column of it, asked as the links are; no ids where nothing is shared."""
        columns = ", ".join(column.replace("told.", "own.") for column in self.model.columns())
        mine, several = f"(part)<-[:{self.relationship}]-", f"COUNT {{ (part)<-[:{self.relationship}]-() }} > 1"
        shared = f"CASE WHEN {several} THEN [{mine}(owner) | coalesce(owner.id, elementId(owner))] END"
        other = f"CASE WHEN COUNT {{ (record)-[:{self.relationship}]->() }} > 1 THEN elementId(part) END"
        parts = f"MATCH (record)-[link:{self.relationship}]->(part:{self.model.label}) WITH link, part, properties(part) AS own"
        return f"COLLECT {{ {parts} RETURN [link.position, {shared}, {other}, {columns}] }}"

    def _prove_own(self, found: Sequence[Sequence[Any]]) -> None:
        for number, (_, owners, *_) in enumerate(found, start=1):
            if owners is not None:
                told = f"one node {self.model.label} of {' and '.join(map(repr, sorted(map(str, owners))))}"
                remedy = f"take away all but one relationship {self.relationship} to it, and give each record a node of its own"
                raise ValueError(f"{self.field}: no. {number} is {told}; {remedy}")

    def _tell(self, rows: Sequence[Sequence[Any]]) -> None:
        for number, row in enumerate(rows, start=1):
            try:
                self.model.records([row])
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
        """What is asked of a node `record` with its properties `told`: those, then what it is linked with, then its parts."""
        for kind in self.kinds:
            yield from kind.columns
        for link in self.links:
            name = f"link:{link.reference.relationship}"
            yield f"[(record){link.arrow(name)}(other:{'|'.join(link.labels)}) | [link.position, other.id]]"
        yield from (part.asked for part in self.parts)

    def property_names(self) -> Iterator[str]:
        """Every property that a node of it may have."""
        for kind in self.kinds:
            yield from (column.removeprefix("told.") for column in kind.columns if column.startswith("told."))

    def records(self, rows: Sequence[Sequence[Any]]) -> list[Properties]:
        """The fields that these columns say of each record, by their names in files, as `msgspec.convert` takes them. Many at
        once are read several times faster than one by one, for most columns are empty.

        Raises:
            ValueError: one of them says none; the message opens with the name of a field or property and a colon.
        """
        given: list[Properties] = [{} for _ in rows]
        for step in self._steps(rows, given):
            step()
        return given

    def readable(self, row: Sequence[Any]) -> tuple[Properties, tuple[str, ...]]:
        """As `records` of one, without what says no field, and what that is: messages as there."""
        given: Properties = {}
        wrong = []
        for step in self._steps([row], [given]):
            try:
                step()
            except ValueError as error:
                wrong.append(str(error))
        return given, tuple(wrong)

    def _steps(self, rows: Sequence[Sequence[Any]], given: Sequence[Properties]) -> Iterator[Callable[[], None]]:
        """What gives the records their fields, column by column."""
        if not rows:
            return
        columns = zip(*rows, strict=True)
        for kind in self.kinds:
            yield partial(kind.fill, given, list(islice(columns, len(kind.columns))))
        fields: tuple[Link | Part, ...] = (*self.links, *self.parts)
        for field in fields:
            yield partial(field.fill, given, next(columns))


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
        elif name == "names":
            kinds[name] = Named(cls)
        elif name in _SPECIAL:
            kinds.update([_SPECIAL[name]])
        elif _is_whole(field.type):
            kinds[name] = Whole(name)
        elif name not in {part.field for part in parts}:
            plain[name] = encoded
    kinds.setdefault("names", Shown())
    return Model(cls, label, beside, (Plain(plain), *kinds.values()), tuple(links), parts)


def _is_whole(kind: inspect.Type) -> bool:
    if isinstance(kind, inspect.Metadata):
        return _is_whole(kind.type)
    return isinstance(kind, inspect.IntType) or (isinstance(kind, inspect.UnionType) and any(map(_is_whole, kind.types)))


_STAGES = Part("stages", "HAS_STAGE", _model(Stage, "Stage"))
MODELS: dict[str, Model] = {
    plural: _model(cls, cls.__name__, LEVEL_LABELS if cls is Place else (), (_STAGES,) if cls is Agreement else ())
    for plural, cls in RECORD_TYPES
}


@cache
def model_of(cls: type[Any]) -> Model:
    """The model of a class of records."""
    return next(model for model in MODELS.values() if model.cls is cls)
