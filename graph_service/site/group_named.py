"""Sets of countries that a text of the search names, a continent or an organisation: 欧洲, 东盟国家, BRICS."""

import re
from collections.abc import Callable
from itertools import chain
from typing import TypeVar

from graph_service.metrics.frames import frame_called, frames_with_members
from graph_service.records import frame as records
from graph_service.records.place import Place
from graph_service.search.find import find_places
from graph_service.search.spellings import Kind
from graph_service.site.phrases import AND, WAY, cuts_of_chinese, in_two
from graph_service.site.two_places import party_called, whole_names
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual

T = TypeVar("T")


def group_called(snapshot: Snapshot, text: str) -> records.Frame | None:
    """The frame that is called so, unless a place has this for its official name."""
    found = frame_called(snapshot, text)
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


# Sets that people ask for, on record or not, by what they are called; and what else is written in capitals, as they are.
_SET = re.compile(
    r"(?<![a-z0-9])(?:g-?\d{1,2}|rcep|cptpp|nato|opec|oecd|mercosur|saarc|ecowas|asem|quad|commonwealth)(?![a-z0-9])"
    r"|[七八]国集团|北约|欧佩克|经合组织|非盟|阿盟|独联体|英联邦|南方共同市场|[\u4e00-\u9fff]{2,12}(?:协定|联盟|共同体|共同市场)",
    re.IGNORECASE,
)
_CAPITALS = re.compile(r"(?<![A-Za-z0-9])[A-Z]{3,6}(?![A-Za-z0-9])")
_OFFERED = ("mechanism", "group", "initiative", "continent")


def set_unknown(snapshot: Snapshot, text: str) -> str | None:
    """What in a text of the search reads like a set of countries and is none on record, nor the name of a place."""
    called = (match.group() for match in _SET.finditer(text))
    capitals = (match.group() for match in _CAPITALS.finditer(text))
    unknown = [one for one in called if not whole_names(snapshot, one)]
    unknown += [one for one in capitals if not find_places(snapshot, one)]
    return next((one for one in unknown if frame_called(snapshot, one) is None), None)


def sets_on_record(snapshot: Snapshot, asked: str) -> Bilingual:
    """That no set of countries is called so, and which there are."""
    frames = [frame for frame in snapshot.once(frames_with_members).values() if frame.kind in _OFFERED and not frame.owner]
    zh, en = (
        "、".join(frame.names.best("zh", "") for frame in frames),
        ", ".join(frame.names.best("en", "") for frame in frames),
    )
    return Bilingual(
        f"在册的国家范围中没有“{asked}”。有的是：{zh}，以及联合国划分的各地区。",
        f"No set of countries on record is called “{asked}”. There are: {en}, and the regions of the United Nations.",
    )
