"""What files give, to be held against what a store has. Large tables are read by another process: who asks for them can read a
store meanwhile, on another core."""

import gc
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryFile

import msgspec
from msgspec import Raw, Struct

from graph_service.errors import Fault
from graph_service.files.bounded import MOST
from graph_service.files.manifest import manifest_of
from graph_service.files.seeds import files_under, read_paths
from graph_service.files.tables import Reading, Row
from graph_service.records.checks import find_flaws
from graph_service.records.network import Network
from graph_service.records.registry import BY_PLURAL, PLURAL_OF
from graph_service.store.canonical import version_of_network

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

    def rows(self) -> Iterator[Row]:
        records = msgspec.msgpack.decode(self.records, type=list[BY_PLURAL[self.plural].cls])  # type: ignore[misc]  # by its name
        return (Row(record, self.file, line) for record, line in zip(records, self.lines, strict=True))


class Told(Struct):
    """What was read, as one process tells it another: whether each row makes sense and all of them a sound network, the version
    and the number of the records of that, and the version of those of each layer; then the rows and what is wrong with others."""

    sound: bool
    version: str
    count: int
    layers: dict[str, str]
    faults: list[Fault]
    parts: list[_Part]

    @property
    def reading(self) -> Reading:
        """As `read_paths` gives it."""
        return Reading([row for part in self.parts for row in part.rows()], self.faults, frozenset(self.layers))

    def reading_of(self, layer: str) -> Reading:
        """The rows of one layer."""
        return self.reading._replace(rows=[row for row in self.reading.rows if row.record.layer == layer])


@dataclass(frozen=True, slots=True)
class Given:
    """What files give, as `Told` has it; the rows are made, or read only then where a manifest tells the rest, once they are
    asked for."""

    sound: bool
    version: str
    count: int
    layers: Mapping[str, str]
    read: Callable[[], Reading]
    read_layer: Callable[[str], Reading]


def given_by(paths: Sequence[Path], layer: str | None = None, most: int = MOST, *, trusted: bool = False) -> Given:
    """What these files give, see `read_paths`; where they are one `trusted` folder, as a manifest of them tells it."""
    found = manifest_of(paths[0]) if trusted and len(paths) == 1 and layer is None else None
    if found:
        return Given(
            True,
            found.version,
            found.records,
            found.layers,
            lambda: _told_by(paths, layer, most).reading,
            lambda one: _told_by([paths[0] / one], None, most).reading,
        )
    told = _told_by(paths, layer, most)
    return Given(told.sound, told.version, told.count, told.layers, lambda: told.reading, told.reading_of)


def _told_by(paths: Sequence[Path], layer: str | None, most: int) -> Told:
    # Where the other process cannot read them, for whatever reason, it is done here.
    with suppress(OSError, subprocess.CalledProcessError, ValueError):  # a name that is no text is no value to tell
        if _bytes_under(paths) >= _LARGE:
            asked = msgspec.json.encode(_Asked([str(path) for path in paths], layer, most))
            command = (sys.executable, "-P", "-m", __name__)  # -P: of the modules of the folder one stands in, none is ours
            with TemporaryFile() as told:  # a pipe is read in hundreds of pieces, for each of which a busy process waits its turn
                subprocess.run(command, input=asked, stdout=told, stderr=subprocess.DEVNULL, check=True, start_new_session=True)  # noqa: S603
                told.seek(0)
                return msgspec.msgpack.decode(told.read(), type=Told)
    return told_of(read_paths(paths, layer, most))


def told_of(reading: Reading) -> Told:
    """A reading as one process tells it another."""
    network = Network(row.record for row in reading.rows)
    sound = not reading.faults and len(network) == len(reading.rows) and not find_flaws(network)
    parts = groupby(reading.rows, lambda row: (type(row.record), row.file))
    told = [_part(file, list(rows)) for (_, file), rows in parts]
    layers = {layer: version_of_network(network.of_layer(layer)) for layer in reading.layers}
    return Told(sound, version_of_network(network), len(network), layers, reading.faults, told)


def _bytes_under(paths: Iterable[Path]) -> int:
    return sum(file.stat().st_size for path in paths if path.exists() for file in files_under(path))


def _part(file: str, rows: Sequence[Row]) -> _Part:
    records = Raw(msgspec.msgpack.encode([row.record for row in rows]))
    return _Part(PLURAL_OF[type(rows[0].record)], file, [row.line for row in rows], records)


def _serve() -> None:
    """Be the other process: what is asked on standard input, what was read on standard output."""
    gc.disable()  # it ends before that is of use
    asked = msgspec.json.decode(sys.stdin.buffer.read(), type=_Asked)
    told = told_of(read_paths(map(Path, asked.paths), asked.layer, asked.most))
    sys.stdout.buffer.write(msgspec.msgpack.encode(told))


if __name__ == "__main__":
    _serve()
