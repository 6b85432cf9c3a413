"""Large tables are read by another process: who asks for them can read a store meanwhile, on another core."""

import gc
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import groupby
from pathlib import Path

import msgspec
from msgspec import Raw, Struct

from graph_service.errors import Fault
from graph_service.files.bounded import MOST
from graph_service.files.seeds import files_under, read_paths
from graph_service.files.tables import Reading, Row
from graph_service.records.registry import BY_PLURAL, PLURAL_OF

_LARGE = 1_000_000  # bytes; what is less is read before another process has begun


class _Asked(Struct):
    """What the other process is to read."""

    paths: list[str]
    layer: str | None
    most: int


class _Part(Struct):
    """The records of one type that one file holds, and the line on which each stands."""

    plural: str
    file: str
    lines: list[int]
    records: Raw


class _Told(Struct):
    """What it read."""

    parts: list[_Part]
    faults: list[Fault]
    layers: frozenset[str]


def read_aside(paths: Sequence[Path], layer: str | None = None, most: int = MOST) -> Reading:
    """What `read_paths` gives. Where the other process cannot do it, for whatever reason, it is done here."""
    with suppress(OSError, subprocess.CalledProcessError, ValueError):  # a name that is no text is no value to tell
        if _bytes_under(paths) >= _LARGE:
            asked = msgspec.json.encode(_Asked([str(path) for path in paths], layer, most))
            command = (sys.executable, "-P", "-m", __name__)  # -P: of the modules of the folder one stands in, none is ours
            done = subprocess.run(command, input=asked, capture_output=True, check=True, start_new_session=True)  # noqa: S603
            return reading_from(done.stdout)
    return read_paths(paths, layer, most)


def told_of(reading: Reading) -> bytes:
    """A reading as one process tells it another."""
    parts = groupby(reading.rows, lambda row: (type(row.record), row.file))
    told = _Told([_part(file, list(rows)) for (_, file), rows in parts], reading.faults, reading.layers)
    return msgspec.msgpack.encode(told)


def reading_from(told: bytes) -> Reading:
    """The reading that was told.

    Raises:
        MsgspecError: it is none.
    """
    found = msgspec.msgpack.decode(told, type=_Told)
    return Reading([row for part in found.parts for row in _rows(part)], found.faults, found.layers)


def _bytes_under(paths: Iterable[Path]) -> int:
    return sum(file.stat().st_size for path in paths if path.exists() for file in files_under(path))


def _part(file: str, rows: Sequence[Row]) -> _Part:
    records = Raw(msgspec.msgpack.encode([row.record for row in rows]))
    return _Part(PLURAL_OF[type(rows[0].record)], file, [row.line for row in rows], records)


def _rows(part: _Part) -> Iterator[Row]:
    records = msgspec.msgpack.decode(part.records, type=list[BY_PLURAL[part.plural].cls])  # type: ignore[misc]  # by its name
    return (Row(record, part.file, line) for record, line in zip(records, part.lines, strict=True))


def _serve() -> None:
    """Be the other process: what is asked on standard input, what was read on standard output."""
    gc.disable()  # it ends before that is of use
    asked = msgspec.json.decode(sys.stdin.buffer.read(), type=_Asked)
    sys.stdout.buffer.write(told_of(read_paths(map(Path, asked.paths), asked.layer, asked.most)))


if __name__ == "__main__":
    _serve()
