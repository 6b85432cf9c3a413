"""Lists as they are asked for: sorted by some fields, or counted by them.

Pages of a sorted list go on after the values at which the page before ended, not after a row, which may be gone by then.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import total_ordering
from hashlib import sha256
from itertools import product
from typing import Any, TypeVar

import msgspec
from msgspec import UNSET, Struct, UnsetType

from graph_service.answers.common import PlaceReference
from graph_service.answers.paging import Page
from graph_service.errors import BadRequest
from graph_service.formats.tables import Table
from graph_service.questions.fields import Field, field_of, item_of
from graph_service.questions.parameters import InPages

T = TypeVar("T")
Key = tuple[Any, ...]


class GroupsAnswer(Struct, frozen=True, kw_only=True):
    """The items of a list counted by some of their fields, the largest group first. `counted` are the items; one with a list
    of several values in a field stands in a group of each."""

    snapshot: str
    home: PlaceReference | UnsetType | None = UNSET
    as_of: str | UnsetType = UNSET
    kinds: tuple[str, ...] | UnsetType = UNSET
    layer: str | UnsetType = UNSET
    group_by: tuple[str, ...]
    counted: int
    total: int
    items: tuple[dict[str, Any], ...]
    next: str | None

    @property
    def table(self) -> Table:
        """One row per group."""
        return Table((*self.group_by, "count"), tuple(tuple(item.values()) for item in self.items))


def arranged(find: Callable[[Any], Struct], ask: InPages) -> Struct:
    """The answer to a question about a list, sorted or grouped where that is asked for; errors as `find`.

    Raises:
        BadRequest: the question names a field that items do not have, or one that is no single value to sort by; or the cursor
            is not that of such a list.
    """
    if not ask.sort and not ask.group_by:
        return find(ask)
    whole: Any = find(ask.model_copy(update={"limit": None, "cursor": None}))
    item = item_of(type(whole))
    if ask.group_by:
        for name in ("sort", "select"):
            if getattr(ask, name):
                raise BadRequest(name, "groups come largest first with their fields alone; leave it out, or group_by")
        by = tuple(field_of(item, path, "group_by") for path in ask.group_by)
        return _groups(whole, by, ask)
    order = [_direction(item, given) for given in ask.sort or ()]
    page = _page(_sorted(whole.items, order), lambda row: _key(row, order), ask)
    sorted_page: Struct = msgspec.structs.replace(whole, items=page.items, next=page.next)
    return sorted_page


def _groups(whole: Any, by: Sequence[Field], ask: InPages) -> GroupsAnswer:
    counts = Counter(values for row in whole.items for values in product(*(_values(field, row) for field in by)))

    def key(row: tuple[tuple[Any, ...], int]) -> Key:
        return (_Down(row[1]), *map(_Up, row[0]))

    page = _page(sorted(counts.items(), key=key), key, ask)
    names = [field.path for field in by]
    echo = {name: getattr(whole, name) for name in ("home", "as_of", "kinds", "layer") if hasattr(whole, name)}
    return GroupsAnswer(
        snapshot=whole.snapshot,
        **echo,
        group_by=tuple(names),
        counted=len(whole.items),
        total=page.total,
        items=tuple({**dict(zip(names, values, strict=True)), "count": count} for values, count in page.items),
        next=page.next,
    )


def _values(field: Field, row: Any) -> Iterable[Any]:
    """What an item has in a field, each once: an item without a value stands in the group of what is unknown."""
    if field.shape == "object":
        raise BadRequest("group_by", f"{field.path} holds several fields; name one of them, such as {field.path}.id")
    found = field.read(row)
    return [found] if not isinstance(found, tuple | list | frozenset) else list(dict.fromkeys(found)) or [None]


def _direction(item: type[Struct], given: str) -> tuple[Field, bool]:
    """The field to sort by, and whether from high to low."""
    field = field_of(item, given.removeprefix("-"), "sort")
    if field.shape != "value":
        raise BadRequest("sort", f"{field.path} is no single value; name a field that is")
    return field, given.startswith("-")


def _sorted(rows: Iterable[Any], order: Sequence[tuple[Field, bool]]) -> list[Any]:
    """The rows in the order of their keys. Field by field, the last first, by tuples: comparing the keys themselves takes
    several times as long."""
    every = sorted(rows, key=_identity)
    for field, down in reversed(order):
        every.sort(key=_by(field, down), reverse=down)
    return every


def _by(field: Field, down: bool) -> Callable[[Any], tuple[Any, ...]]:
    """What to sort rows by, or to sort them by from high to low: numbers come before texts, what is unknown at the end."""
    number, text, unknown = (2, 1, (0,)) if down else (0, 1, (2,))

    def ranked(row: Any) -> tuple[Any, ...]:
        value = field.order(row)
        return unknown if value is None else (text if isinstance(value, str) else number, value)

    return ranked


def _identity(row: Any) -> str:
    """What tells rows apart that are equal in what they are sorted by."""
    return getattr(row, "id", None) or sha256(msgspec.json.encode(row)).hexdigest()[:16]


def _key(row: Any, order: Sequence[tuple[Field, bool]]) -> Key:
    values = ((_Down if down else _Up)(field.order(row)) for field, down in order)
    return (*values, _Up(_identity(row)))


@total_ordering
class _Up:
    """A value in the order of a list: numbers before texts, what is unknown at the end."""

    def __init__(self, value: Any) -> None:
        self.value = value
        self.rank = 2 if value is None else 1 if isinstance(value, str) else 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Up) and (self.rank, self.value) == (other.rank, other.value)

    def __lt__(self, other: "_Up") -> bool:
        if self.rank != other.rank or self.value is None:
            return self.rank < other.rank
        return self.before(self.value, other.value)

    def __hash__(self) -> int:
        return hash(self.value)

    @staticmethod
    def before(one: Any, other: Any) -> bool:
        """Whether one known value comes before another."""
        return bool(one < other)


class _Down(_Up):
    """A value in the other order; what is unknown is at the end here too."""

    @staticmethod
    def before(one: Any, other: Any) -> bool:
        """Whether one known value comes before another."""
        return bool(one > other)


def _page(every: Sequence[T], key: Callable[[T], Key], ask: InPages) -> Page[T]:
    """The page of rows, which are in the order of their keys, after the key that the cursor tells."""
    start = bisect_right(every, _after(ask.cursor, key(every[0])), key=key) if ask.cursor and every else 0
    items = every[start : start + ask.most]
    more = start + ask.most < len(every)
    return Page(len(every), tuple(items), _cursor(key(items[-1])) if more else None)


def _cursor(key: Key) -> str:
    return urlsafe_b64encode(msgspec.json.encode([part.value for part in key])).decode().rstrip("=")


def _after(cursor: str, like: Key) -> Key:
    """The key that a cursor tells, in directions like those of another."""
    try:
        values = msgspec.json.decode(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)), type=list[float | bool | str | None])
    except (ValueError, msgspec.MsgspecError):
        values = []
    if len(values) != len(like):
        raise BadRequest("cursor", f"{cursor!r} is none of a list sorted so; begin again without a cursor")
    return tuple(type(part)(value) for part, value in zip(like, values, strict=True))
