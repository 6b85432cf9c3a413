"""What a question is: one declaration, from which every door to it is made."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, NamedTuple, TypeVar

from msgspec import Struct

from graph_service.errors import BadRequest
from graph_service.files.evaluation import read_evaluation
from graph_service.formats.tables import Table
from graph_service.graph.measures import Computation
from graph_service.metrics.links import Grain
from graph_service.metrics.selection import Selection, select
from graph_service.metrics.vine import Vine, vine_of
from graph_service.questions.parameters import Chosen, OfHome, Strict
from graph_service.questions.standards import Standards
from graph_service.records.evaluation import Evaluation
from graph_service.resolver import id_named, ids_named, ids_on_record, resolve_home
from graph_service.rules import VitalityRule
from graph_service.snapshot import Snapshot
from graph_service.store.base import NamedQuery, Told
from graph_service.words.bilingual import Bilingual, Language

A = TypeVar("A", bound=Strict)
D = TypeVar("D", bound=Struct)
_IN_PATH = re.compile(r"{(\w+)}")


def _no_store(query: NamedQuery) -> Told:
    remedy = "leave engine out, or open the URL of a Neo4j"
    raise BadRequest("engine", f"there is no store to ask for {query.name}, the network was read from files; {remedy}")


@dataclass(frozen=True, slots=True)
class View:
    """What questions are asked of: a snapshot, judged by some standards, and the store it came from for those that ask it."""

    snapshot: Snapshot
    standards: Standards = field(default_factory=Standards)
    ask_store: Callable[[NamedQuery], Told] = _no_store

    def selection(self, ask: Chosen) -> Selection:
        """The agreements that count; errors as `select`."""
        return select(self.snapshot, ask.as_of, ask.kinds, ask.layer)

    def vine(self, ask: OfHome) -> Vine:
        """The home that is asked about with its agreements; errors as `resolve_home`, `vine_of` and `select`.

        Raises:
            BadRequest: the question names a tier that the home cannot have.
        """
        vine = vine_of(self.snapshot, resolve_home(self.snapshot, ask.home).id, self.selection(ask))
        vine.home.check_tier(getattr(ask, "tier", None))
        return vine

    @property
    def evaluation(self) -> Evaluation:
        """The points and indicators by which units are valued; errors as `read_evaluation`."""
        return read_evaluation(self.standards.points)

    @property
    def vitality(self) -> VitalityRule:
        """How fast what happened under an agreement fades."""
        return self.standards.rules

    def several(self, ask: Strict, *parameters: str) -> tuple[frozenset[str] | None, ...]:
        """What these parameters of a question, which take several, ask for: ids, or for countries codes; None for one that is
        left out; errors as `ids_named`."""
        asked = ((parameter, getattr(ask, parameter)) for parameter in parameters)
        return tuple(
            None if given is None else frozenset(ids_named(self.snapshot, name, given, ask.naming.get(name, ("places",))))
            for name, given in asked
        )

    def on_record(self, kind: str, ids: Iterable[str] | None) -> frozenset[str] | None:
        """These ids of records of a type, named by its plural; None where none are asked for; errors as `ids_on_record`."""
        return None if ids is None else ids_on_record(self.snapshot, kind, ids)

    def named(self, ask: Strict, *parameters: str) -> tuple[str | None, ...]:
        """What these parameters of a question ask for, by id, or for a country by code; None for one that is left out. The home
        is looked for first, as every door does; errors as `id_named`."""
        home = None if (given := getattr(ask, "home", None)) is None else id_named(self.snapshot, "home", given)
        asked = ((parameter, getattr(ask, parameter)) for parameter in parameters)
        return tuple(None if given is None else id_named(self.snapshot, name, given, home) for name, given in asked)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a terminal shows of an answer: a title, a few columns that fit it, and remarks after them."""

    title: str
    columns: Sequence[str]
    rows: Iterable[Sequence[object]]
    remarks: Sequence[str] = ()


class Form(NamedTuple):
    """A format of an answer besides those of its document and its table: its media type and what writes it, in a language.
    `address` is a path below /v1 that gives it and nothing else, for programs that come back to it and know no `format`."""

    media_type: str
    write: Callable[[Any, Language], bytes | str]
    address: str = ""


class Measuring(NamedTuple):
    """What must be known of a whole network before a question about it can be answered at once."""

    selection: Selection
    grain: Grain
    compute: Computation[object]


def items_held(answer: Struct) -> tuple[int, int] | None:
    """How many items a list holds, and how many there are; None where an answer is no list."""
    total = getattr(answer, "total", None)
    return None if total is None else (len(getattr(answer, "items", ())), total)


@dataclass(frozen=True, slots=True)
class Question(Generic[A, D]):
    """One question. `name` is its command, its method and, unless `path` tells another, its path below /v1; parameters in
    braces stand in the path. `find` answers it, and says in the first line of its docstring what it asks; `columns` and `rows`
    are the table of an answer in every format, `shown` the short one, `forms` are further formats. `measuring` tells what
    takes too long to be measured while others wait, `in_store` what the store must be asked before. `held` counts what an answer
    holds and what there is. `printed` is the format in which its command gives it where none is named, `page_order` the fields
    by which a page sorts it for people who look for a day or a name and not for an id, `sorts` the fields of columns that are
    called otherwise; in both, `{language}` stands for that of the page, and `{other}` for the other."""

    name: str
    title: Bilingual
    ask: type[A]
    answer: type[D]
    find: Callable[[View, A], D]
    columns: tuple[str, ...] | Callable[[D], tuple[str, ...]]
    rows: Callable[[D], Iterable[tuple[object, ...]]]
    shown: Callable[[D, Language], Shown]
    tag: str = "planning"
    path: str = ""
    forms: Mapping[str, Form] = field(default_factory=dict)
    measuring: Callable[[View, A], Measuring] | None = None
    in_store: Callable[[View, A], NamedQuery | None] | None = None
    held: Callable[[D], tuple[int, int] | None] = items_held
    printed: str = "table"
    page_order: tuple[str, ...] = ()
    sorts: Mapping[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Its path below /v1, parameters in braces."""
        return self.path or self.name

    @property
    def in_path(self) -> tuple[str, ...]:
        """The parameters that stand in its path, in order."""
        return tuple(_IN_PATH.findall(self.address))

    @property
    def summary(self) -> str:
        """What it asks, in a line."""
        return (self.find.__doc__ or self.name).strip().splitlines()[0]

    def table(self, answer: D) -> Table:
        """All columns of an answer."""
        columns = self.columns if isinstance(self.columns, tuple) else self.columns(answer)
        return Table(columns, tuple(self.rows(answer)))


AnyQuestion = Question[Any, Any]
