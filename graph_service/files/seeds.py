"""Folders of tables: `seeds/` with one folder per layer, a layer's folder, or a single file."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from graph_service.errors import Fault
from graph_service.files.bounded import MOST
from graph_service.files.tables import Reading, read_table, type_of_file
from graph_service.records.registry import RECORD_TYPES

_KNOWN = ", ".join(f"{kind.plural}.csv" for kind in RECORD_TYPES)


def read_paths(paths: Iterable[Path], layer: str | None = None, most: int = MOST) -> Reading:
    """All records under the paths. The layer is the name of the folder a table lies in, unless given.

    A table of more than `most` bytes is a fault.
    """
    reading = Reading([], [])
    for path in paths:
        if not path.exists():
            reading.faults.append(Fault(str(path), None, None, "there is no such file or folder", "check the path"))
            continue
        files = list(files_under(path))
        if not files:
            fault = Fault(str(path), None, None, "nothing to load here", f"name a CSV file or a folder with {_KNOWN}")
            reading.faults.append(fault)
        for file in files:
            plural = type_of_file(file)
            if plural is None:
                remedy = f"rename it to what it holds, one of {_KNOWN}"
                reading.faults.append(Fault(str(file), None, None, "the name does not say what the file holds", remedy))
                continue
            named = layer or file.resolve().parent.name
            reading = reading._replace(layers=reading.layers | {named})
            part = read_table(file, plural, named, most)
            reading.rows.extend(part.rows)
            reading.faults.extend(part.faults)
    return reading


def files_under(path: Path) -> Iterator[Path]:
    """The tables of a folder of layers or of one layer, in order; a file is itself."""
    if not path.is_dir():
        yield path
        return
    yield from sorted(path.glob("*.csv"))
    for folder in sorted(child for child in path.iterdir() if child.is_dir()):
        yield from sorted(folder.glob("*.csv"))
