"""Sets of countries that a text of the search names, a continent or an organisation: 欧洲, 东盟国家, BRICS."""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import TypeVar

from graph_service.metrics.frames import frames_with_members
from graph_service.records import frame as records
from graph_service.records.place import Place
from graph_service.search.find import find_places
from graph_service.search.folding import compact, line
from graph_service.search.spellings import Kind
from graph_service.site.phrases import AND, WAY, cuts_of_chinese, in_two
from graph_service.site.two_places import party_called
from graph_service.snapshot import Snapshot

T = TypeVar("T")
# What names of sets end with and people leave out or add: 金砖国家, ASEAN countries.
_ENDING = re.compile(
    r"(?<=..)(?:的?(?:各国|[一二三四五六七八九十]+国|成员国|沿线国家|共建国家|国家)|组织|机制|洲|countries|memberstates|states|members)$"
)


def group_called(snapshot: Snapshot, text: str) -> records.Frame | None:
    """The frame that is called so, unless a place has this for its official name."""
    found = snapshot.once(_by_name).get(_key(text))
    if found is None or any(hit.kind == Kind.OFFICIAL for hit in find_places(snapshot, text, whole=True)):
        return None
    return found


def place_and(snapshot: Snapshot, text: str, called: Callable[[str], T | None]) -> tuple[Place, T] | None:
    """The place that a text names, and what else beside it is `called` so, in either order."""
    chinese = ((one, other) for one, other, _ in cuts_of_chinese(text))
    for parts in chain(in_two(WAY, text), in_two(AND, text), chinese):
        for one, other in (parts, parts[::-1]):
            if (found := called(other)) is not None and (place := party_called(snapshot, one)) is not None:
                return place, found
    return None


def _by_name(snapshot: Snapshot) -> Mapping[str, records.Frame]:
    """The frames that name countries, by all they are called, official names before others; for `Snapshot.once`."""
    frames = snapshot.once(frames_with_members).values()
    found: dict[str, records.Frame] = {}
    for named in (_official, lambda frame: iter(frame.names.aliases)):
        for frame in frames:
            for name in named(frame):
                found.setdefault(_key(name), frame)
    return found


def _official(frame: records.Frame) -> Iterator[str]:
    return filter(None, (frame.names.zh, frame.names.en, frame.names.local))


def _key(name: str) -> str:
    return _ENDING.sub("", compact(line(name)))
