"""How two places are joined by agreements."""

from collections.abc import Iterator
from itertools import islice, pairwise
from typing import ClassVar

from msgspec import Struct
from pydantic import Field

from graph_service.answers.common import Echo, PlaceReference, echo, reference
from graph_service.answers.network import NetworkEdge, NetworkNode, edge_of, node_of
from graph_service.answers.network_graph import graph_of_places
from graph_service.answers.paging import DEFAULT_LIMIT, MAX_LIMIT
from graph_service.errors import BadRequest
from graph_service.formats.graph import Graph as PlainGraph
from graph_service.graph.arrays import Graph
from graph_service.graph.chains import Chains, shortest_chains
from graph_service.metrics.links import whole_network
from graph_service.metrics.neighbourhood import Link
from graph_service.metrics.selection import Selection
from graph_service.questions.graph_forms import graph_forms
from graph_service.questions.parameters import Limited, Selected
from graph_service.questions.question import Question, Shown, View
from graph_service.questions.shown import both_names, headline, name_in, row_of
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual, Language
from graph_service.words.headings import heads

LONGEST = 12  # agreements of a chain
NOT_CONNECTED = Bilingual(
    f"在册的有效协议中，没有不超过{LONGEST}步的链把两地连起来。这说的是在册情况，不等于两地没有往来：多数地方的友城名单并不完整。",
    f"No chain of at most {LONGEST} effective agreements on record leads from one to the other. That tells of the register, not "
    "of the places: most lists of partners are incomplete.",
)


class PathsChain(Struct, frozen=True, kw_only=True):
    """One chain. `number` counts from 1 in the order of the list; `agreements[k]` joins `places[k]` and `places[k + 1]`."""

    number: int
    places: tuple[NetworkNode, ...]
    agreements: tuple[NetworkEdge, ...]


class PathsAnswer(Echo, frozen=True, kw_only=True):
    """A page of the shortest chains of effective agreements from a place to another, in the order of the ids of the places
    along them; `total` counts all, `total_nodes` the places on any of them. A place and what lies in it are different places:
    an agreement of a city is none of its province. Where none of at most `longest` agreements is on record they are not
    `connected`, `length` is null and `warning` says what that does not mean."""

    place: PlaceReference
    other: PlaceReference
    longest: int
    connected: bool
    length: int | None
    warning: Bilingual | None
    total: int
    total_nodes: int
    items: tuple[PathsChain, ...]
    next: str | None


def paths_answer(
    snapshot: Snapshot, selection: Selection, place_id: str, other_id: str, limit: int, cursor: str | None = None
) -> PathsAnswer:
    """The answer of `/places/{place}/paths/{other}`.

    Raises:
        NotFound, Moved: one of the places.
        BadRequest: both are the same place, or the cursor is none of this list.
    """
    place, other = snapshot.place(place_id), snapshot.place(other_id)
    if place.id == other.id:
        raise BadRequest("other", f"{other.id} is the same place; name two")
    found = shortest_chains(whole_network(snapshot, selection).graph, place.id, other.id, LONGEST)
    items, more = _page(snapshot, selection, found, limit, cursor)
    return PathsAnswer(
        **echo(snapshot, selection),
        place=reference(place),
        other=reference(other),
        longest=LONGEST,
        connected=found is not None,
        length=found.length if found else None,
        warning=None if found else NOT_CONNECTED,
        total=found.total if found else 0,
        total_nodes=len(found.ways) if found else 0,
        items=items,
        next=",".join(step.id for step in items[-1].places) if more else None,
    )


def _page(
    snapshot: Snapshot, selection: Selection, found: Chains | None, limit: int, cursor: str | None
) -> tuple[tuple[PathsChain, ...], bool]:
    """The chains after the one that the cursor names, place by place, which need not be there any more; and whether there are
    others after them."""
    after = cursor.split(",") if cursor is not None else []
    if cursor is not None and (found is None or len(after) != found.length + 1 or after[0] != found.graph.ids[found.start]):
        raise BadRequest("cursor", f"{cursor!r} is none of this list; begin again without a cursor")
    if found is None:
        return (), False
    seen, edges = found.up_to(after) if after else 0, dict[tuple[str, str], NetworkEdge]()
    chains = enumerate(islice(found.listed(after), limit), start=seen + 1)
    items = tuple(_chain(snapshot, selection, found.graph, number, chain, edges) for number, chain in chains)
    return items, seen + len(items) < found.total


def _chain(
    snapshot: Snapshot,
    selection: Selection,
    graph: Graph,
    number: int,
    chain: tuple[str, ...],
    edges: dict[tuple[str, str], NetworkEdge],
) -> PathsChain:
    for pair in pairwise(chain):
        if pair not in edges:
            edges[pair] = _agreement(snapshot, selection, *pair)
    return PathsChain(
        number=number,
        places=tuple(
            node_of(snapshot.places[place_id], hops, int(graph.degrees[graph.numbers[place_id]]))
            for hops, place_id in enumerate(chain)
        ),
        agreements=tuple(edges[pair] for pair in pairwise(chain)),
    )


def _agreement(snapshot: Snapshot, selection: Selection, one: str, other: str) -> NetworkEdge:
    """The agreement of two places, of which there is one at most."""
    agreement = next(found for found in snapshot.agreements_of(one) if found.other(one) == other)
    standing = selection.standing(snapshot, agreement)
    assert standing is not None, "the graph holds agreements of the layer alone"
    return edge_of(snapshot, Link(agreement, standing))


_IN_TABLE = 20


class Paths(Limited, Selected):
    """Between which places. There may be more chains than anybody could read: no more than a thousand come at once."""

    in_table: ClassVar[int] = _IN_TABLE
    in_file: ClassVar[int] = MAX_LIMIT

    place: str = Field(description="a place by id, former id, code or any name")
    other: str = Field(description="another place, named so")
    limit: int | None = Field(
        None,
        ge=1,
        le=MAX_LIMIT,
        description=f"chains at most; if left out {DEFAULT_LIMIT} in json over HTTP, {_IN_TABLE} in a terminal, else {MAX_LIMIT}",
    )
    cursor: str | None = Field(None, description="`next` of the page before")

    @property
    def most(self) -> int:
        """How many chains to give."""
        return self.limit or MAX_LIMIT


def paths(view: View, ask: Paths) -> PathsAnswer:
    """The shortest chains of agreements between two places."""
    place, other = view.named(ask, "place", "other")
    return paths_answer(view.snapshot, view.selection(ask), str(place), str(other), ask.most, ask.cursor)


def rows(answer: PathsAnswer) -> Iterator[tuple[object, ...]]:
    """One row per step of each chain."""
    for chain in answer.items:
        for step, found in enumerate(chain.agreements, start=1):
            ends = chain.places[step - 1 : step + 1]
            sides = (cell for end in ends for cell in (end.id, *both_names(end.names), end.level, end.country))
            standing = (found.kind, found.status, found.certainty, found.since, found.since_also)
            yield (chain.number, step, *sides, found.id, *standing, found.layer)


def shown(answer: PathsAnswer, lang: Language) -> Shown:
    """One row per chain."""
    lines = ((chain.number, row_of(chain.places, lang)) for chain in answer.items)
    title = headline(
        answer.place,
        lang,
        f"到{name_in(answer.other, lang)}，最短{answer.length or '?'}步，{answer.total:,}条链",
        f"{answer.total:,} chains of {answer.length or '?'} agreements to {name_in(answer.other, lang)}",
    )
    return Shown(title, heads(lang, "number", "chain"), lines)


def graph_of_chains(answer: PathsAnswer) -> PlainGraph:
    """The places and agreements of the chains, `hops` from the place that they begin at."""
    nodes = {node.id: node for chain in answer.items for node in chain.places}
    edges = {edge.id: edge for chain in answer.items for edge in chain.agreements}
    ends = {"place": answer.place.id, "other": answer.other.id}
    return graph_of_places(answer, nodes.values(), edges.values(), answer.total_nodes, ends)


PATHS = Question(
    name="paths",
    title=Bilingual("最短路径", "Shortest chains"),
    ask=Paths,
    answer=PathsAnswer,
    find=paths,
    columns=(
        *("chain", "step", "source", "source_zh", "source_en", "source_level", "source_country"),
        *("target", "target_zh", "target_en", "target_level", "target_country"),
        *("agreement", "kind", "status", "certainty", "since", "since_also", "layer"),
    ),
    rows=rows,
    shown=shown,
    tag="places",
    path="places/{place}/paths/{other}",
    forms=graph_forms(graph_of_chains),
)
