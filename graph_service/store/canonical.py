"""Records as canonical JSON: what both stores keep, compare and hash."""

import gc
import hashlib
from collections.abc import Iterable

import msgspec

from graph_service.domain.base import Record
from graph_service.domain.registry import BY_PLURAL

_ENCODER = msgspec.json.Encoder(order="deterministic")


def encode(record: Record) -> str:
    """The canonical JSON of a record: fields in declared order, defaults left out."""
    return _ENCODER.encode(record).decode()


def decode_many(plural: str, bodies: Iterable[str]) -> list[Record]:
    """The records of one type from their JSON, a body or a line each; one call for all is several times faster.

    The collector rests meanwhile: all these objects live on, and looking for rubbish among them triples the time.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _decode(plural, bodies)
    finally:
        if collecting:
            gc.enable()


def _decode(plural: str, bodies: Iterable[str]) -> list[Record]:
    rows: list[Record] = msgspec.json.Decoder(BY_PLURAL[plural].cls).decode_lines("\n".join(bodies))
    return rows


def version_of(tables: Iterable[tuple[str, Iterable[str]]]) -> str:
    """SHA-256, in hex, over every type's bodies in id order: the same records give the same version in any store."""
    digest = hashlib.sha256()
    for plural, bodies in tables:
        digest.update(f"\n{plural}\n".encode())
        digest.update("\n".join(bodies).encode())
    return digest.hexdigest()
