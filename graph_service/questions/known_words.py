"""Words that no list closes, such as what a claim measures: known are those that records have."""

from collections.abc import Collection, Iterable
from difflib import SequenceMatcher

from graph_service.errors import BadRequest

_NAMED = 20  # words that a message names; the others are counted


def check_words(parameter: str, given: Iterable[str], known: Collection[str]) -> None:
    """Refuse a word that no record has: an empty list would be read as an answer.

    Raises:
        BadRequest: one is none of the known words; the message names those most like it.
    """
    for word in given:
        if word not in known:
            raise BadRequest(parameter, f"unknown {parameter} {word!r}; {_told(word, known)}")


def _told(word: str, known: Collection[str]) -> str:
    if not known:
        return "no record has any"
    nearest = sorted(known, key=lambda other: (-SequenceMatcher(None, word.casefold(), other.casefold()).ratio(), other))
    more = f" and {len(nearest) - _NAMED} more" if len(nearest) > _NAMED else ""
    return f"known are {', '.join(nearest[:_NAMED])}{more}"
