"""How long to wait before a store is asked again."""

_LONGEST = 30.0  # seconds: a store that is back is seen within half a minute
_DOUBLINGS = 20  # beyond it every pause is the longest anyway


def pause_after(failures: int, seconds: float) -> float:
    """Seconds to wait after so many failures in a row: `seconds` after none, twice as long after each, in bounds.

    >>> [pause_after(failures, 5.0) for failures in range(5)]
    [5.0, 10.0, 20.0, 30.0, 30.0]

    Who asks less often anyway goes on as before.

    >>> pause_after(3, 60.0)
    60.0
    """
    return max(seconds, min(_LONGEST, seconds * (1 << min(failures, _DOUBLINGS))))
