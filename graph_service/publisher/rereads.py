"""When a store is read as a whole though its mark is the same: people may edit it past us."""

from datetime import datetime, timedelta


class Rereads:
    """Reads of the whole, this many seconds apart; None never. Whoever asks for one need not wait so long."""

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
