"""Sentences and names in Chinese and English."""

from msgspec import Struct

from graph_service.domain.place import Place


class Bilingual(Struct, frozen=True):
    """The same sentence in Chinese and English."""

    zh: str
    en: str


NOTHING = Bilingual("", "")


def both(place: Place) -> Bilingual:
    """A place's name for either reader."""
    names = place.names
    if names.zh and names.en:  # nearly every place, and gaps name thousands
        return Bilingual(names.zh, names.en)
    return Bilingual(names.best("zh", place.id), names.best("en", place.id))
