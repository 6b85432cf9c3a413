"""The first bytes of a file that SQLite may have open in this process, read without taking its locks away.

POSIX drops all locks that a process has on a file as soon as it closes any descriptor of that file. A writer in another
process would then clear away the log that our readers still read from, and a sound store would look damaged. So a descriptor
is closed only once no connection to the file is open, as SQLite does with its own.
"""

import os
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

_lock = Lock()
_uses: defaultdict[Path, int] = defaultdict(int)
_to_close: defaultdict[Path, list[int]] = defaultdict(list)


@contextmanager
def in_use(path: Path) -> Iterator[None]:
    """Until the end of the block SQLite may have the file open."""
    with _lock:
        _uses[path.absolute()] += 1
    try:
        yield
    finally:
        with _lock:
            _uses[path.absolute()] -= 1
            _close_unused(path.absolute())


def first_bytes(path: Path, count: int) -> bytes:
    """The first bytes of a file, fewer if it is shorter.

    Raises:
        OSError: it cannot be read.
    """
    descriptor = os.open(path, os.O_RDONLY)
    try:
        return os.read(descriptor, count)
    finally:
        with _lock:
            _to_close[path.absolute()].append(descriptor)
            _close_unused(path.absolute())


def _close_unused(path: Path) -> None:
    if not _uses[path]:
        del _uses[path]
        for descriptor in _to_close.pop(path, ()):
            os.close(descriptor)
