"""Sentences and names in Chinese and English, and how they are put together."""

from collections.abc import Collection, Mapping
from typing import Literal

from msgspec import Struct

from graph_service.records.place import Place

Language = Literal["zh", "en"]


class Bilingual(Struct, frozen=True):
    """The same sentence in Chinese and English."""

    zh: str
    en: str


NOTHING = Bilingual("", "")
NONE_RECORDED = Bilingual("未见记录", "none recorded")
COLON, SEMICOLON = Bilingual("：", ": "), Bilingual("；", "; ")  # with the space that goes with it
COMMA, ENUMERATED = Bilingual("，", ", "), Bilingual("、", ", ")


def both(place: Place) -> Bilingual:
    """A place's name for either reader."""
    names = place.names
    if names.zh and names.en:  # nearly every place, and gaps name thousands
        return Bilingual(names.zh, names.en)
    return Bilingual(names.best("zh", place.id), names.best("en", place.id))


def join(parts: Collection[Bilingual], zh: str = " · ", en: str = " · ") -> Bilingual:
    """Several phrases as one, with the given joints."""
    return Bilingual(zh.join(part.zh for part in parts), en.join(part.en for part in parts))


def noun(count: int, one: str, many: str = "") -> str:
    """The English noun of a count that stands apart from it.

    >>> noun(1, "place"), noun(0, "place")
    ('place', 'places')
    """
    return one if count == 1 else many or f"{one}s"


def plural(count: int, one: str, many: str = "") -> str:
    """An English count with its noun.

    >>> plural(1, "place"), plural(1200, "city", "cities")
    ('1 place', '1,200 cities')
    """
    return f"{count:,} {noun(count, one, many)}"


def labels(**words: tuple[str, str]) -> Mapping[str, Bilingual]:
    """The label of every word of a closed list, as pairs of Chinese and English."""
    return {word: Bilingual(zh, en) for word, (zh, en) in words.items()}


def called(table: Mapping[str, Bilingual], word: str | None, language: str) -> str | None:
    """The label of a word in one language, zh or en; None for no word."""
    return None if word is None else getattr(table[word], language)


def in_both(table: Mapping[str, Bilingual], word: str | None) -> str | None:
    """The label of a word in both languages, for tables that both read; None for no word."""
    return None if word is None else f"{table[word].zh} {table[word].en}"
