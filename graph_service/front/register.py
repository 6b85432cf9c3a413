"""A register in Python, and the homes and places in it. Each question of the table is a method."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import msgspec

from graph_service.answers.scenarios import read_scenario
from graph_service.front.answer import Answer
from graph_service.front.graphs import whole_graph
from graph_service.front.methods import described
from graph_service.front.pictures import Cluster, Neighbours, selection_by
from graph_service.metrics.vine import vine_of
from graph_service.questions.answered import answered
from graph_service.questions.asking import asked
from graph_service.questions.parameters import Selected
from graph_service.questions.question import AnyQuestion, View
from graph_service.questions.scenario import SCENARIO, Supposing
from graph_service.questions.table import QUESTIONS
from graph_service.records.agreement import Agreement
from graph_service.resolver import resolve, resolve_home

if TYPE_CHECKING:
    import networkx as nx


class Register:
    """A register of places and agreements as it was when it was opened. Every question is a method of it, by keywords."""

    def __init__(self, view: View) -> None:
        self.view = view

    def home(self, name: str) -> "Home":
        """The home that is meant: a province-level place by id, code or name.

        Raises:
            NotFound, AmbiguousPlace: no place is meant, or one of several.
            WrongKind: it is no province-level place.
        """
        return Home(self.view, name)

    def place(self, name: str) -> "Place":
        """The place that is meant, by id, code or name; errors as `home`, of any level."""
        return Place(self.view, name)

    def cluster(self, home: str, partner: str, **words: object) -> "Cluster":
        """The cluster of a home in a region or country; `words` as `as_of`, `kinds`, `layer`; errors as `home`."""
        return Cluster(self.view, {**words, "home": home, "partner": partner})

    def scenario(self, document: Mapping[str, object]) -> Answer:
        """What would be if some agreements were signed and others ended: coverage, clusters, strength and gaps before and after.
        `document` is what `POST /v1/scenarios` takes: home, agreements (unit, partner, kind, signed), end, as_of, kinds, layer.

        Raises:
            BadRequest, AmbiguousPlace, WrongKind: something in it cannot be; the parameter says where.
        """
        ask = Supposing(document=read_scenario(msgspec.json.encode(document)))
        return Answer(answered(SCENARIO, self.view, ask))

    def to_networkx(self, **words: object) -> "nx.MultiGraph[str]":
        """All places and agreements as a multigraph: nodes and edges by id, with all that is known of each as attributes;
        what is not known is no attribute. `words` as `as_of` choose the day that kind and status are told for."""
        return whole_graph(self.view.snapshot, selection_by(self.view, words))

    def __repr__(self) -> str:
        snapshot = self.view.snapshot
        agreements = len(snapshot.network.table(Agreement))
        return f"register of {len(snapshot.places):,} places, {agreements:,} agreements, as of {snapshot.today}"

    if TYPE_CHECKING:  # the questions are made from their table below

        def __getattr__(self, name: str) -> Callable[..., Answer]: ...


class Home:
    """A home of a register. Each question that can be asked about a home is a method of it, by keywords."""

    def __init__(self, view: View, name: str) -> None:
        self.view = view
        self.id = vine_of(view.snapshot, resolve_home(view.snapshot, name).id, view.selection(Selected())).home.place.id

    def cluster(self, partner: str, **words: object) -> "Cluster":
        """Its cluster in a region or country, as `Register.cluster`."""
        return Cluster(self.view, {**words, "home": self.id, "partner": partner})

    def __repr__(self) -> str:
        names = self.view.snapshot.places[self.id].names
        return f"home {self.id} {names.zh or ''} {names.en or ''}".strip()

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Callable[..., Answer]: ...


class Place:
    """A place of a register. Each question that can be asked about a place is a method of it, by keywords."""

    def __init__(self, view: View, name: str) -> None:
        self.view = view
        self.id = resolve(view.snapshot, name).id

    def network(self, depth: int = 1, limit: int | None = None, **words: object) -> "Neighbours":
        """The places within `depth` agreements (1 to 3), at most the nearest `limit`; `words` as `as_of`, `kinds`, `layer`."""
        return Neighbours(self.view, {**words, "place": self.id, "depth": depth, "limit": limit})

    def __repr__(self) -> str:
        names = self.view.snapshot.places[self.id].names
        return f"place {self.id} {names.zh or ''} {names.en or ''}".strip()


def _ask(question: AnyQuestion, view: View, words: Mapping[str, object]) -> Answer:
    return Answer(answered(question, view, asked(question.ask, words)))


def _offer(question: AnyQuestion) -> None:
    """Make the question a method of registers, and of homes and places where it can be asked about one."""

    def ask_register(self: Register, **words: object) -> Answer:
        return _ask(question, self.view, words)

    def ask_home(self: Home, **words: object) -> Answer:
        return _ask(question, self.view, {"home": self.id, **words})

    def ask_place(self: Place, **words: object) -> Answer:
        return _ask(question, self.view, {"place": self.id, **words})

    _add(Register, described(ask_register, question, ()))
    if "home" in question.ask.model_fields:
        _add(Home, described(ask_home, question, ("home",)))
    if "place" in question.ask.model_fields:
        _add(Place, described(ask_place, question, ("place",)))


def _add(kind: type, method: Callable[..., Answer]) -> None:
    """Add a method, unless there is one of this name that does more."""
    if not hasattr(kind, method.__name__):
        setattr(kind, method.__name__, method)


for _question in QUESTIONS:
    _offer(_question)
