"""What the short tables of terminals share: how places are named, and how far the lists behind an answer are known."""

from graph_service.answers.common import PlaceReference
from graph_service.answers.network import NetworkNode
from graph_service.domain.base import Names
from graph_service.metrics.knowledge import HomeKnowledge
from graph_service.planning.listing import lists_of

# Behind rows that tell of something missing: whether it is known to be missing, and which lists would hold it.
KNOWN = ("established", "list_zh", "list_en")


def titled(title: str, known: HomeKnowledge) -> str:
    """The title of a table, and below it in both languages how far the lists of the home are known."""
    lists = lists_of(known)
    return f"{title}\n{lists.zh}\n{lists.en}"


def name_of(place: PlaceReference | NetworkNode) -> str:
    """Both names of a place, or its id where it has none."""
    return f"{place.names.zh or ''} {place.names.en or ''}".strip() or place.id


def both_names(names: Names) -> tuple[str | None, str | None]:
    """The Chinese and the English name."""
    return names.zh, names.en
