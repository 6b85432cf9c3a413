"""How long to wait before a store is asked again, and until it is read as a whole."""

from collections.abc import Iterator
from datetime import datetime, timedelta

_LONGEST = 10.0  # seconds: a store that is back is seen so soon
_DOUBLINGS = 20  # beyond it every pause is the longest anyway


def pause_after(failures: int, seconds: float) -> float:
    """Seconds to wait after so many failures in a row: `seconds` after none, twice as long after each, in bounds.

    >>> [pause_after(failures, 2.0) for failures in range(5)]
    [2.0, 4.0, 8.0, 10.0, 10.0]

    Who asks less often anyway goes on as before.

    >>> pause_after(3, 60.0)
    60.0
    """
    return max(seconds, min(_LONGEST, seconds * (1 << min(failures, _DOUBLINGS))))


def pieces(pause: float, seconds: float) -> Iterator[float]:
    """A pause in pieces of so many seconds.

    >>> list(pieces(30.0, 8.0))
    [8.0, 8.0, 8.0, 6.0]
    """
    while pause > 0:
        yield min(pause, seconds)
        pause -= seconds


class Rereads:
    """Reads of the whole of a store whose mark is the same, for people may edit it past us: this many seconds apart, None never.
    Whoever asks for one need not wait so long."""

    def __init__(self, seconds: float | None) -> None:
        self._apart = None if seconds is None else timedelta(seconds=seconds)
        self._asked = False
        self._last: datetime | None = None

    @property
    def wanted(self) -> bool:
        """Whether there are any."""
        return self._apart is not None

    def ask(self) -> None:
        """Have the next one that begins from now on be due."""
        self._asked = True

    def begin(self) -> None:
        """What is asked for from now on comes too late for this one."""
        if self._asked:
            self._asked, self._last = False, None

    def due(self, now: datetime) -> bool:
        """Whether it is time."""
        return self._apart is not None and (self._last is None or now - self._last >= self._apart)

    def done(self, now: datetime) -> None:
        """The whole was read."""
        self._last = now
