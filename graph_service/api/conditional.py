"""Conditional requests: the tag of every answer, who has it already, and what else answers vary by.

Every read is a function of its address, the language and coding asked for, the snapshot, its last change and its day, the
settings and the release. One ETag stands for all but the first three; it is weak because the body may be compressed on the way.
"""

from collections.abc import Mapping

from graph_service import __version__
from graph_service.settings import Settings
from graph_service.snapshot import Snapshot


def etag_of(snapshot: Snapshot, settings: Settings) -> str:
    """The weak ETag of everything answered from a snapshot under these settings."""
    return f'W/"{snapshot.version[:16]}-{snapshot.sequence}-{snapshot.today}-{settings.fingerprint}-{__version__}"'


def names_tag(if_none_match: str, tag: str) -> bool:
    """Whether the list of an If-None-Match header has the tag, by the weak comparison of RFC 9110. `*` names none."""
    return any(given.strip().removeprefix("W/") == tag.removeprefix("W/") for given in if_none_match.split(","))


def tagged(tag: str, by_language: bool) -> dict[str, str]:
    """The headers of a 200 by which clients and caches keep it. Compressing adds to `Vary` where it comes to that."""
    return {"ETag": tag, "Cache-Control": "no-cache"} | ({"Vary": "Accept-Language"} if by_language else {})


def unchanged(tag: str, by_language: bool) -> Mapping[str, str]:
    """The headers of a 304. A cache replaces what it had by these, so they name the coding, compressed or not."""
    return tagged(tag, by_language) | {"Vary": "Accept-Language, Accept-Encoding" if by_language else "Accept-Encoding"}


def prefers_chinese(accept_language: str | None) -> bool:
    """Whether a browser's first language is Chinese; so is that of a client that says nothing.

    >>> prefers_chinese("zh-TW,en;q=0.8"), prefers_chinese("de, zh"), prefers_chinese(None)
    (True, False, True)
    """
    return (accept_language or "zh").lstrip()[:2].lower() == "zh"
