"""The write-ahead log beside the file of the embedded store, proved before SQLite reads it.

SQLite ends its reading at the first frame whose checksum is wrong, and leaves out what was committed after it without a word.
The format is https://www.sqlite.org/walformat.html: a header of 32 bytes, then frames, each with a header of 24 bytes and a page.
"""

import struct
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

from graph_service.errors import StoreUnsound

_HEADER = 32
_FRAME_HEADER = 24
_SUMMED = 8  # bytes of the header of a frame that its checksum covers, beside the page
_LITTLE, _BIG = 0x377F0682, 0x377F0683
_START = (0, 0)
_WAY_BACK = "move the log away, then restore a backup of the store, or load your files again into a new file"

_Sum = tuple[int, int]


class _Frame(NamedTuple):
    """A frame: whether it ends a transaction, the salts that tell which log it belongs to, and its checksum as noted."""

    content: bytes
    commits: bool
    salts: tuple[int, int]
    noted: _Sum

    @classmethod
    def of(cls, content: bytes) -> "_Frame":
        _, size, *rest = struct.unpack_from(">6I", content)
        return cls(content, bool(size), (rest[0], rest[1]), (rest[2], rest[3]))

    def sum_after(self, previous: _Sum, order: str) -> _Sum:
        return _added(_added(previous, self.content[:_SUMMED], order), self.content[_FRAME_HEADER:], order)


class _Damage(NamedTuple):
    """What is wrong, and the bytes that show it: found twice the same, no writer was just at work."""

    told: str
    shown: tuple[bytes, ...]


def log_of(path: Path) -> Path:
    """Where the log of a store is: beside the file itself, not beside a link to it."""
    file = path.resolve()
    return file.with_name(f"{file.name}-wal")


def check_log(path: Path) -> None:
    """Prove that SQLite will read all that was committed to the log of this store, as far as the log alone can tell.

    Raises:
        StoreUnsound: it would not.
    """
    log = log_of(path)
    found = _damage(log)
    while found:
        again = _damage(log)
        if again == found:
            raise StoreUnsound(f"log {log.name}", f"it is damaged ({found.told})", _WAY_BACK)
        found = again


def _damage(log: Path) -> _Damage | None:
    with suppress(OSError):  # there is none, or SQLite tells why it cannot be read
        if log.is_file():
            with log.open("rb") as file:
                return _damage_in(file)
    return None


def _damage_in(file: BinaryIO) -> _Damage | None:
    header = file.read(_HEADER)
    if len(header) < _HEADER:
        return None
    magic, _, page, _, *salts, noted_0, noted_1 = struct.unpack(">8I", header)
    order = "<" if magic == _LITTLE else ">"
    total = _added(_START, header[:24], order)
    if magic not in (_LITTLE, _BIG) or total != (noted_0, noted_1):
        return _Damage("its header is not as it was written", (header,)) if file.read(1) else None
    frames = _frames(file, page)
    for number, frame in enumerate(frames, 1):
        total = frame.sum_after(total, order)
        if frame.salts != tuple(salts) or frame.noted != total:
            if _is_committed_after(frame, total, frames, (salts[0], salts[1]), order):
                told = f"frame {number} is not as it was written, and a change was committed after it"
                return _Damage(told, (header, frame.content))
            return None
    return None


def _is_committed_after(frame: _Frame, total: _Sum, later: Iterator[_Frame], salts: tuple[int, int], order: str) -> bool:
    """Whether this frame and those after it, up to one that ends a transaction, were all written to the present log.

    Frames of an earlier log have other salts, both of them, and are no damage. A process that was killed leaves frames that
    none follows which ends the transaction; a loss of power may leave gaps between them, of other salts.
    """
    for following in later:
        if not _either(frame.salts, salts) or not _either(following.salts, salts):
            return False
        # The sum that is noted before it, or should be: either may be what is damaged.
        if following.commits and following.noted in (following.sum_after(before, order) for before in (frame.noted, total)):
            return True
        frame, total = following, following.sum_after(total, order)
    return False


def _either(found: tuple[int, int], salts: tuple[int, int]) -> bool:
    return found[0] == salts[0] or found[1] == salts[1]


def _frames(file: BinaryIO, page: int) -> Iterator[_Frame]:
    size = _FRAME_HEADER + page
    while len(content := file.read(size)) == size:
        yield _Frame.of(content)


def _added(total: _Sum, data: bytes, order: str) -> _Sum:
    """The checksum after these bytes."""
    first, second = total
    for one, other in struct.iter_unpack(f"{order}2I", data):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + other + first) & 0xFFFFFFFF
    return first, second
