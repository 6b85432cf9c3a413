"""Records as canonical JSON: what both stores keep, compare and hash."""

import gc
import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import msgspec

from graph_service.domain.base import Record
from graph_service.domain.registry import BY_PLURAL

_ENCODER = msgspec.json.Encoder(order="deterministic")


def encode(record: Record) -> str:
    """The canonical JSON of a record: fields in declared order, defaults left out."""
    return _ENCODER.encode(record).decode()


def lines_of(bodies: Iterable[str]) -> bytes:
    """Bodies as lines of UTF-8, the form in which they are decoded and hashed."""
    return "\n".join(bodies).encode()


def decode_many(plural: str, lines: bytes) -> list[Record]:
    """The records of one type from their JSON, one a line; one call for all is several times faster.

    What `Record.check` tells was checked before they were written; doing so again would double the time of a start.
    """
    rows: list[Record] = msgspec.json.Decoder(BY_PLURAL[plural].cls).decode_lines(lines)
    return rows


def version_of(tables: Iterable[tuple[str, bytes]]) -> str:
    """SHA-256, in hex, over every type's bodies in id order, one a line: the same in any store for the same records."""
    digest = hashlib.sha256()
    for plural, lines in tables:
        digest.update(f"\n{plural}\n".encode())
        digest.update(lines)
    return digest.hexdigest()


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """While a network is built, all its objects live on: to look for rubbish among them costs a third of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
