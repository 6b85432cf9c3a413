"""What researchers noted of a record, as far as its reader can read it: the part in the language of the page, else the original,
which is marked as such."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from graph_service.records.place import Place
from graph_service.words.bilingual import COLON, Language, labels

_CHINESE = re.compile("[\u4e00-\u9fff]")
_DOUBT = "doubt: "  # begins the note of a place that may stand wrong
_JOINT = " / "  # between the Chinese and the English of a note that has both
_KINDS = labels(
    conflict=("来源说法不一", "sources differ"),
    doubt=("地点存疑", "place in doubt"),
    **{"partner corrected": ("友城已更正", "partner corrected")},
)


class Note(NamedTuple):
    """A note: what kind it is, its text, and the language of that where it is not the one of the page."""

    kind: str
    text: str
    foreign: str


def note_for(note: str, language: Language) -> Note:
    """The note as a reader of this language is shown it. What has no Chinese is taken for English, as nearly all are.

    >>> note_for("conflict: sznews.com says 1986-04", "zh")
    Note(kind='来源说法不一', text='sznews.com says 1986-04', foreign='en')
    >>> note_for("友好交流城市 / A friendly-exchange city", "zh")
    Note(kind='', text='友好交流城市', foreign='')
    """
    kind, joint, rest = note.partition(": ")
    known = _KINDS.get(kind) if joint else None
    text = rest if known else note
    first, joint, second = text.partition(_JOINT)
    if joint and _CHINESE.search(first) and not _CHINESE.search(second):
        text = first if language == "zh" else second
    written: Language = "zh" if _CHINESE.search(text) else "en"
    return Note(getattr(known, language) if known else "", text, "" if written == language else written)


def doubts_of(place: Place, language: Language) -> Iterator[str]:
    """That a place may not be the one that its sources mean, where its note says so."""
    if (place.note or "").startswith(_DOUBT):
        note = note_for(str(place.note), language)
        yield f"{note.kind}{getattr(COLON, language)}{note.text}"
