"""What a folder of tables says of them as they are: who finds them unchanged need not read them to know what they hold."""

import hashlib
from pathlib import Path

import msgspec
from msgspec import Struct

from graph_service.files.seeds import files_under

_NAME = "manifest.json"


class Manifest(Struct, frozen=True):
    """The SHA-256, in hex, of the names and bytes of the files; the number and the version of the records in them, and the
    version of those of each layer. Nothing was wrong with any."""

    files: str
    records: int
    version: str
    layers: dict[str, str]


def manifest_of(folder: Path) -> Manifest | None:
    """The manifest of a folder of layers; None where it has none, or the files are no more those of which it tells."""
    try:
        found = msgspec.json.decode((folder / _NAME).read_bytes(), type=Manifest)
        return found if found.files == digest_of(folder) else None
    except (OSError, msgspec.DecodeError):
        return None


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Keep it with the files."""
    (folder / _NAME).write_bytes(msgspec.json.format(msgspec.json.encode(manifest, order="sorted")) + b"\n")


def digest_of(folder: Path) -> str:
    """The SHA-256, in hex, of the names and bytes of the tables of a folder of layers, in order."""
    digest = hashlib.sha256()
    for file in files_under(folder):
        data = file.read_bytes()
        digest.update(f"{file.resolve().parent.name}/{file.name} {len(data)}\n".encode())  # of the layer as it is read
        digest.update(data)
    return digest.hexdigest()
