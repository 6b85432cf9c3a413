"""The documents that a source cell of the public data sets names."""

import html
import re
from collections.abc import Sequence

ENWIKI = "enwiki-2026-02 (Hekman/twincities)"
WIKIDATA12K = "Wikidata P190 start time (Wikidata12k)"
# A semicolon parts documents, but not inside parentheses, where it parts remarks.
_BOUNDARY = re.compile(r"; (?![^()]*\))")
# The one cell whose second part is a remark on another document.
_RESTATED = {"year also in duisburg.de": "duisburg.de (gives the year)"}


# Numbers of an index that nobody else can open, and how the later sets mark a page that was read as a copy.
_UNOPENABLE = re.compile(r" \(file \d+\)")
_NO_ADDRESS = re.compile(r"page without address(?: in the corpus)?: (?P<page>.+)")


def documents(cell: str) -> list[str]:
    """The documents of a cell, in its order.

    >>> documents("enwiki-2026-02 (Hekman/twincities); a list (state 2005; copied 2009)")
    ['enwiki-2026-02 (Hekman/twincities)', 'a list (state 2005; copied 2009)']
    """
    return [_plain(_RESTATED.get(part, part)) for part in _BOUNDARY.split(html.unescape(cell)) if part]


def _plain(document: str) -> str:
    named = _NO_ADDRESS.fullmatch(document)
    return f"{named['page']}（无网址 no address）" if named else _UNOPENABLE.sub("", document)


def trusted(names: Sequence[str], confidence: str) -> dict[str, str]:
    """Each document with how far it is trusted. A row's confidence is that of the document it was dated from: the
    first that is not the undated base."""
    dated = next((name for name in names if name != ENWIKI), names[0])
    return {name: confidence if name == dated else "" for name in names}
