"""Addresses: the origins of pages elsewhere, the prefix that a proxy puts before our paths, and the queries of our own pages."""

import re
from collections.abc import Mapping
from urllib.parse import quote_plus

_ORIGIN = re.compile(r"https?://([a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:.]+\])(:\d{1,5})?")
_PREFIX = re.compile(r"(/(?!\.\.?(/|$))[A-Za-z0-9._~-]+)*")


def origins_of(given: str) -> tuple[str, ...]:
    """The origins in a list by commas, as browsers write them; `*` is every one.

    >>> origins_of("https://map.example, http://localhost:5173")
    ('https://map.example', 'http://localhost:5173')

    Raises:
        ValueError: one of them is no origin.
    """
    origins = tuple(filter(None, map(str.strip, given.split(","))))
    for origin in origins:
        if origin != "*" and not _ORIGIN.fullmatch(origin):
            raise ValueError(
                f"{origin!r} is no origin; give scheme, host and port in lower case without a path, such as "
                "https://map.example or http://localhost:5173, or * for every one"
            )
    return origins


def prefix_of(given: str) -> str:
    """The prefix of paths, without a slash at its end; `/` is none.

    >>> prefix_of("/graph/"), prefix_of("/")
    ('/graph', '')

    Raises:
        ValueError: it is no path.
    """
    prefix = given.strip().rstrip("/")
    if not _PREFIX.fullmatch(prefix):
        raise ValueError(f"{given!r} is no prefix of paths; give one such as /graph, of letters, digits and . _ ~ -")
    return prefix


def query_of(words: Mapping[str, object]) -> str:
    """The query of an address, as `urlencode` writes it; what is letters and digits alone, as nearly all is, needs no escaping.

    >>> query_of({"lang": "zh", "partner": "Q183", "frame": "frame:eu"})
    'lang=zh&partner=Q183&frame=frame%3Aeu'
    """
    return "&".join(f"{name}={_escaped(str(value))}" for name, value in words.items())


def _escaped(text: str) -> str:
    return text if text.isascii() and text.isalnum() else quote_plus(text)
