"""Write seeds/manifest.json, which tells what the seeds hold without their being read: `python -m tools.seed_manifest`."""

from pathlib import Path

from graph_service.errors import DataRefused
from graph_service.files.manifest import Manifest, digest_of, write_manifest
from graph_service.files.seeds import read_paths
from graph_service.given import told_of

SEEDS = Path(__file__).resolve().parent.parent / "seeds"


def manifest_to_write(folder: Path) -> Manifest:
    """The manifest of a folder of layers as it is.

    Raises:
        DataRefused: something is wrong with a row.
        ValueError: the rows make no sound network; a load says why.
    """
    reading = read_paths([folder])
    if reading.faults:
        raise DataRefused(reading.faults)
    told = told_of(reading)
    if not told.sound:
        raise ValueError(f"{folder}: its rows make no sound network; `graph-service load` says why")
    return Manifest(digest_of(folder), told.count, told.version, told.layers)


if __name__ == "__main__":
    write_manifest(SEEDS, manifest_to_write(SEEDS))
