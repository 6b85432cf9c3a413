"""Seeds of an earlier release, packed: what no later ones may lose."""

import tarfile
from collections.abc import Mapping
from pathlib import Path

from graph_service.records.network import Network
from graph_service.records.registry import PLURAL_OF

PACKED = Path(__file__).with_name("earlier_seeds.tar.xz")


def unpack(folder: Path) -> Path:
    """The folder of the seeds of then, inside this one."""
    with tarfile.open(PACKED) as packed:
        packed.extractall(folder, filter="data")
    return folder / "seeds"


def leading(network: Network) -> Mapping[str, tuple[str, str]]:
    """Where every id and former id leads: the type and the id of its record."""
    return {each: (PLURAL_OF[type(record)], record.id) for record in network for each in (record.id, *record.former_ids)}
