"""Results that are computed once, though several threads ask for them at the same time."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Memo(Generic[K, V]):
    """Results by key. Who asks for one that is being computed waits for it, and for no other.

    Only the last `most` that were asked for stay; all of them if it is None.
    """

    def __init__(self, most: int | None = None) -> None:
        self._most = most
        self._found: OrderedDict[K, V] = OrderedDict()
        self._underway: dict[K, Lock] = {}
        self._lock = Lock()

    def __contains__(self, key: K) -> bool:
        return key in self._found

    @property
    def values(self) -> tuple[V, ...]:
        """What is kept now, that asked for last at the end."""
        with self._lock:
            return tuple(self._found.values())

    def peek(self, key: K) -> V | None:
        """The result of this key if it is kept, at no cost."""
        return self._found.get(key)

    def get(self, key: K, compute: Callable[[], V]) -> V:
        """The result of this key, computed now if it is not kept; never None. If that fails, the next to ask tries again."""
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
                return self._found[key]
            underway = self._underway.setdefault(key, Lock())
        try:
            with underway:
                meanwhile = self._found.get(key)
                return self._keep(key, compute()) if meanwhile is None else meanwhile
        finally:
            with self._lock:  # also of what failed: keys may come from anybody
                self._underway.pop(key, None)

    def put(self, key: K, value: V) -> None:
        """Keep what was computed elsewhere, unless it is kept already; waits for nobody who is computing it."""
        if key not in self._found:
            self._keep(key, value)

    def _keep(self, key: K, value: V) -> V:
        with self._lock:
            self._found[key] = value
            while self._most is not None and len(self._found) > self._most:
                self._found.popitem(last=False)
        return value
