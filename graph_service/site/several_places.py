"""Three or four places that one text names: homes to be compared (江苏、浙江、山东), a home and its partners (江苏 德国 法国)."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import combinations

from graph_service.errors import AmbiguousPlace, NotFound, WrongKind
from graph_service.records.place import Place
from graph_service.search.find import find_places
from graph_service.site.compare import MOST
from graph_service.site.typed import home_named
from graph_service.snapshot import Snapshot

_JOINT = re.compile(r"[,，、;；]|\s+(?:and|和|与)\s+|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_SPACE = re.compile(r"\s+")  # which may stand within a name too
_PAIR, _SHORTEST = 2, 2  # places of which `two_places` tells; characters of a name


def several_places(snapshot: Snapshot, text: str, *, spaced: bool = False) -> Sequence[Place]:
    """The three or four places that a text names, each by its whole name, homes before others of the name; else none. `spaced`
    takes every space for one between two names."""
    parts = list(filter(None, map(str.strip, (_SPACE if spaced else _JOINT).split(text))))
    if not _PAIR < len(parts) <= MOST:
        return ()
    found = {place.id: place for part in parts if (place := _called(snapshot, part)) is not None}
    return tuple(found.values()) if len(found) == len(parts) else ()


def pairs_of(places: Sequence[Place]) -> Iterator[tuple[Place, Place]]:
    """Each two of them in different countries, in the order in which they are named."""
    return ((one, other) for one, other in combinations(places, 2) if one.country != other.country)


def _called(snapshot: Snapshot, text: str) -> Place | None:
    with suppress(AmbiguousPlace, NotFound, WrongKind):
        return home_named(snapshot, text)
    found = (hit.place for hit in find_places(snapshot, text) if hit.match == "exact")
    return next(found, None) if len(text) >= _SHORTEST else None
