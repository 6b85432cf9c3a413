"""A register to be measured: a folder of seeds, one packed as .tar.xz, or a store."""

import asyncio
import tarfile
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from graph_service.files.seeds import read_paths
from graph_service.loader import records_of
from graph_service.records.network import Network
from graph_service.snapshot import Snapshot
from graph_service.store.open import open_store


def read(source: str, today: date) -> Snapshot:
    """The register at a path or in the store of a URL. Seeds of any release are read; a load would refuse some of the first.

    Raises:
        DataRefused: the tables cannot be read.
        StoreUnavailable, StoreUnsound: see `open_store` and `Store.load`.
    """
    if "://" in source:
        return asyncio.run(_stored(source, today))
    path = Path(source)
    if not path.name.endswith(".tar.xz"):
        return _of_folder(path, today)
    with TemporaryDirectory() as folder, tarfile.open(path) as packed:
        packed.extractall(folder, filter="data")
        return _of_folder(Path(folder) / "seeds", today)


def _of_folder(folder: Path, today: date) -> Snapshot:
    return Snapshot(Network(records_of(read_paths([folder]))), "seeds", today)


async def _stored(url: str, today: date) -> Snapshot:
    store = open_store(url, create=False)
    try:
        return Snapshot.of(await store.load(), today)
    finally:
        await store.aclose()
