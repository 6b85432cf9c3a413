"""Conditional requests: the tag of every answer, who has it already, and what else answers vary by.

Every read is a function of its address, the language and coding asked for, the snapshot, its last change and its day, the
settings and the release. One ETag stands for all but the address and the coding; it is weak because the body may be
compressed on the way. An answer that is the same in every language has no language in its tag.
"""

import re
from collections.abc import Mapping

from graph_service import __version__
from graph_service.settings import Settings
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Language

_NO_WEIGHT = re.compile(r"[qQ]\s*=\s*0(\.0*)?")


def etag_of(snapshot: Snapshot, settings: Settings, language: Language | None = None) -> str:
    """The weak ETag of everything answered from a snapshot under these settings, in this language if it has one."""
    said = f"-{language}" if language else ""
    return f'W/"{snapshot.version[:16]}-{snapshot.sequence}-{snapshot.today}-{settings.fingerprint}-{__version__}{said}"'


def has_it(if_none_match: str | None, tag: str) -> bool:
    """Whether a client that sends this If-None-Match has what is tagged so; `*` is anything."""
    return if_none_match is not None and (if_none_match.strip() == "*" or names_tag(if_none_match, tag))


def names_tag(if_none_match: str, tag: str) -> bool:
    """Whether the list of an If-None-Match header has the tag, by the weak comparison of RFC 9110. `*` names none."""
    return any(given.strip().removeprefix("W/") == tag.removeprefix("W/") for given in if_none_match.split(","))


def tagged(tag: str, by_language: bool) -> dict[str, str]:
    """The headers of a 200 by which clients and caches keep it. Compressing adds to `Vary` where it comes to that."""
    return {"ETag": tag, "Cache-Control": "no-cache"} | ({"Vary": "Accept-Language, Cookie"} if by_language else {})


UNKEPT = {"Cache-Control": "no-store"}  # the headers of an answer that is not of the snapshot


def unchanged(tag: str, by_language: bool) -> Mapping[str, str]:
    """The headers of a 304. A cache replaces what it had by these, so they name the coding, compressed or not."""
    return tagged(tag, by_language) | {"Vary": "Accept-Language, Cookie, Accept-Encoding" if by_language else "Accept-Encoding"}


def takes_gzip(accept_encoding: str | None) -> bool:
    """Whether a client takes an answer compressed by gzip.

    >>> takes_gzip("gzip, br"), takes_gzip("gzip;q=0"), takes_gzip("br;q=1.0, *;q=0.5"), takes_gzip(None)
    (True, False, False, False)
    """
    for coding in (accept_encoding or "").split(","):
        name, _, weight = coding.partition(";")
        if name.strip().lower() == "gzip":
            return not _NO_WEIGHT.fullmatch(weight.strip())
    return False


def language_of(settings: Settings, asked: str | None, accepted: str | None, chosen: str | None = None) -> Language:
    """The language asked for, else the one chosen before, else the configured one, else the browser's, else Chinese."""
    known: dict[str | None, Language] = {"zh": "zh", "en": "en"}
    return known.get(asked) or known.get(chosen) or settings.language or ("zh" if prefers_chinese(accepted) else "en")


def prefers_chinese(accept_language: str | None) -> bool:
    """Whether a reader would rather have Chinese than English, as a browser ranks them; so would a client that says nothing, and
    who names neither would not.

    >>> prefers_chinese("zh-TW,en;q=0.8"), prefers_chinese("de,en;q=0.3,zh;q=0.5"), prefers_chinese("de"), prefers_chinese(None)
    (True, True, False, True)
    """
    weights: dict[str, float] = {}
    for said in (accept_language or "zh").lower().split(","):
        name, _, weight = said.strip().partition(";")
        weights.setdefault(name[:2], _weight(weight))
    ranked = sorted(
        (name for name, weight in weights.items() if name in ("zh", "en") and weight), key=lambda name: -weights[name]
    )
    return ranked[:1] == ["zh"]


def _weight(text: str) -> float:
    """How much a language is wanted, 1 where nothing is said, 0 where nobody can read it."""
    try:
        return float(text.strip().removeprefix("q=")) if text.strip() else 1.0
    except ValueError:
        return 0.0
