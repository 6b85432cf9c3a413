"""What the short tables of terminals share: how places are named, and how far the lists behind an answer are known."""

from collections.abc import Iterable

from graph_service.answers.agreements import Party
from graph_service.answers.common import PlaceReference
from graph_service.answers.network import NetworkNode
from graph_service.answers.places import PlaceItem
from graph_service.metrics.knowledge import HomeKnowledge
from graph_service.metrics.share import Share
from graph_service.planning.listing import listing_of, tiers_of
from graph_service.questions.called import Called
from graph_service.records.base import Names
from graph_service.records.vocabulary import PopulationOf
from graph_service.words.bilingual import Language, called
from graph_service.words.records import POPULATIONS

# Behind rows that tell of something missing: whether it is known to be missing, and which lists would hold it.
KNOWN = ("established", "list_zh", "list_en")


def headline(place: PlaceReference, language: Language, zh: str, en: str) -> str:
    """The title of a table: whose it is, and what it holds, in one language."""
    name = name_in(place, language)
    return f"{name}：{zh}" if language == "zh" else f"{name}: {en}"


def name_in(place: PlaceReference | NetworkNode | PlaceItem | Party, language: Language) -> str:
    """The name of a place or of a party in one language, as titles have it; else another name, else its id."""
    return place.names.best(language, place.id)


def titled(title: str, known: HomeKnowledge, language: Language) -> str:
    """The title of a table, and below it in one language how far the whole list of the home is known, then that of each tier."""
    lists = (listing_of(known, map(int, known.tiers)).words, tiers_of(known))
    return "\n".join((title, *(getattr(words, language) for words in lists)))


def name_of(place: PlaceReference | NetworkNode | PlaceItem | Party) -> str:
    """Both names of a place or of a party, or its id where it has none."""
    return f"{place.names.zh or ''} {place.names.en or ''}".strip() or place.id


def way_to(place: PlaceReference | NetworkNode | PlaceItem | Party, language: Language) -> Called:
    """The name of a place as above, which a page links to its network."""
    return Called(name_of(place), "place", place.id, on_page=name_in(place, language))


def with_id(place: PlaceReference | PlaceItem, language: Language, *page: str, before: str = "") -> Called:
    """Both names of a place and its id, for the next command; a page links its name to this page of it."""
    return Called(f"{before}{name_of(place)} ({place.id})", *page, on_page=f"{before}{name_in(place, language)}")


def row_of(places: Iterable[PlaceReference | NetworkNode | Party], language: Language, *page: str) -> Called:
    """The names of several places in a row, such as the parties of an agreement."""
    told = tuple(places)
    return Called(" – ".join(map(name_of, told)), *page, on_page=" – ".join(name_in(place, language) for place in told))


def share_told(share: Share) -> str | None:
    """A rate with its two counts; None where there is nothing that it is a share of."""
    return None if share.share is None else f"{share.share:.0%} ({share.numerator:,}/{share.denominator:,})"


def both_names(names: Names) -> tuple[str | None, str | None]:
    """The Chinese and the English name."""
    return names.zh, names.en


def people(count: int | None, of: PopulationOf | None, language: Language) -> str:
    """How many live somewhere, and whom that counts; — where nobody tells."""
    if count is None:
        return "—"
    whose = called(POPULATIONS, of or "unit", language)
    return f"{count:,}（{whose}）" if language == "zh" else f"{count:,} ({whose})"
