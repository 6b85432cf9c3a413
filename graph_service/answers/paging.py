"""Lists in pages: every list says how many there are in all and how to get the next page."""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import Generic, NamedTuple, TypeVar

from graph_service.errors import BadRequest

T = TypeVar("T")
MAX_LIMIT = 1000
DEFAULT_LIMIT = 100  # items of a page of JSON, where no limit is asked for
EVERYTHING = 1_000_000  # the limit of those who take no pages


class Page(NamedTuple, Generic[T]):
    """Part of a list: how many there are in all, the items of this page, and the cursor of the next one or None."""

    total: int
    items: tuple[T, ...]
    next: str | None


def page_of(rows: Iterable[T], key: Callable[[T], str], limit: int, cursor: str | None) -> Page[T]:
    """The page that begins after the row whose key is `cursor`, or the first one.

    The cursor names the last row seen, so that nothing is skipped or repeated when rows before it come or go.

    Raises:
        BadRequest: no row has that key any more.
    """
    every = list(rows)
    start = 0
    if cursor is not None:
        positions = (position for position, row in enumerate(every) if key(row) == cursor)
        found = next(positions, None)
        if found is None:
            raise BadRequest("cursor", f"{cursor!r} is in no page of this list; begin again without a cursor")
        start = found + 1
    return _page(every, start, key, limit)


def page_after(rows: Iterable[T], key: Callable[[T], str], limit: int, cursor: str | None) -> Page[T]:
    """The page of rows in the order of their keys that begins after `cursor`, or the first one.

    It needs no row of that key: who reads page by page goes on though the record he stopped at was removed meanwhile.
    """
    every = list(rows)
    return _page(every, bisect_right(every, cursor, key=key) if cursor is not None else 0, key, limit)


def _page(every: list[T], start: int, key: Callable[[T], str], limit: int) -> Page[T]:
    items = every[start : start + limit]
    more = start + limit < len(every)
    return Page(len(every), tuple(items), key(items[-1]) if more else None)


def cut(shown: int, total: int) -> str | None:
    """How much of a list a file holds, such as `1000 of 1170`; None where it holds all.

    >>> cut(1000, 1170), cut(3, 3)
    ('1000 of 1170', None)
    """
    return f"{shown} of {total}" if shown < total else None
