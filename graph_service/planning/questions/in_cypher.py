"""A named question as Neo4j is asked it: the file of its name in cypher/queries, with the parameters that such files take."""

from collections.abc import Collection
from typing import Any

from graph_service.errors import BadRequest
from graph_service.metrics.denominator import ALL, frame_named
from graph_service.metrics.home import home_of
from graph_service.metrics.selection import ALL_LAYERS
from graph_service.planning.questions.network import DEPTH
from graph_service.planning.questions.question import Asked, Question
from graph_service.store.base import NamedQuery


def in_cypher(asked: Asked, name: str, question: Question) -> NamedQuery:
    """What asks Neo4j a named question; errors as its rows.

    Raises:
        BadRequest: no file asks it.
    """
    if not question.cypher:
        raise BadRequest("engine", f"Neo4j is not asked {name}, for which there is no file in cypher/queries; leave engine out")
    words = {
        "as_of": asked.selection.as_of.isoformat(),
        "kinds": in_list(asked.selection.kinds),
        "layer": None if asked.selection.layer == ALL_LAYERS else asked.selection.layer,
        "frame": _frame(asked),
        "tiers": in_list(_tiers(asked)),
    }
    return NamedQuery(name, {"depth": DEPTH, **asked.values, **words})


def in_list(values: Collection[Any]) -> list[Any]:
    """Each value twice, which says the same: for a list of one the server plans a query anew, and longer than it answers."""
    return [*sorted(values)] * 2


def _frame(asked: Asked) -> str | None:
    frame, whole = frame_named(asked.snapshot, asked.frame)
    return ALL if whole else frame.id if frame else None


def _tiers(asked: Asked) -> Collection[int]:
    """The tiers that are asked about, of a home that can have them."""
    tier = int(asked.values["tier"]) if "tier" in asked.values else None
    if "home" in asked.values:
        home_of(asked.snapshot, asked.text("home"), asked.selection.as_of).check_tier(tier)
    return (1, 2, 3) if tier is None else (tier,)
