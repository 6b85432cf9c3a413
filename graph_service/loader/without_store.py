"""Files as a snapshot or as records, without a store."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from graph_service.data_files import data_folder
from graph_service.errors import DataRefused
from graph_service.files.seeds import read_paths
from graph_service.files.tables import Reading
from graph_service.loader.plan import plan_load
from graph_service.records.base import Record
from graph_service.records.network import Network
from graph_service.snapshot import Snapshot
from graph_service.store.canonical import collector_at_rest, version_of_network


def snapshot_of_seeds(today: date) -> Snapshot:
    """The seeds that come with the service as a snapshot, without a store: what a notebook asks its questions of.

    The same version as that of a store which holds the seeds and nothing else.

    Raises:
        DataRefused: the seeds are faulty.
    """
    return snapshot_of_files([data_folder("seeds")], today)


def snapshot_of_files(paths: Iterable[Path], today: date) -> Snapshot:
    """Tables as a snapshot, without a store; errors as `snapshot_of_seeds`."""
    with collector_at_rest():
        change, _ = plan_load(Network(), read_paths(paths), today=today)
        network = Network(change.put)
    return Snapshot(network, version_of_network(network), today)


def records_of(reading: Reading) -> list[Record]:
    """The records of a reading without faults.

    Raises:
        DataRefused: it has faults.
    """
    if reading.faults:
        raise DataRefused(reading.faults)
    return [row.record for row in reading.rows]
