"""Records as canonical JSON: what both stores keep, compare and hash."""

import gc
import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import msgspec

from graph_service.errors import StoreUnsound
from graph_service.records.amiss import first_amiss
from graph_service.records.base import Record
from graph_service.records.checks import find_broken
from graph_service.records.network import Network
from graph_service.records.registry import BY_PLURAL, RECORD_TYPES

_NEWER = "if a newer release wrote it, upgrade; else restore a backup, or load your files again into a new store"
_LONGEST_ID = 200
# Types of records that came after stores had been written. While there are none of them the hash is what it was before, so that
# such a store is still found to be as it was written.
_LATER = frozenset(("marks",))
_ENCODER = msgspec.json.Encoder(order="deterministic")


class _Named(msgspec.Struct):
    id: str


def encode(record: Record) -> str:
    """The canonical JSON of a record: fields in declared order, defaults left out."""
    return _ENCODER.encode(record).decode()


def lines_of(bodies: Iterable[str]) -> bytes:
    """Bodies as lines of UTF-8, the form in which they are decoded and hashed."""
    return "\n".join(bodies).encode()


def decode_many(plural: str, lines: bytes) -> list[Record]:
    """The records of one type from their JSON, one a line; one call for all is several times faster.

    What `Record.check` tells was checked before they were written; doing so again would double the time of a start.

    Raises:
        StoreUnsound: one of them is no record of this type; the message names it.
    """
    decoder: msgspec.json.Decoder[Record] = msgspec.json.Decoder(BY_PLURAL[plural].cls)
    try:
        return decoder.decode_lines(lines)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _unreadable(decoder, plural, lines) from error


def _unreadable(decoder: msgspec.json.Decoder[Record], plural: str, lines: bytes) -> StoreUnsound:
    """Which of these lines is no record, and why."""
    for number, line in enumerate(lines.split(b"\n"), start=1):
        try:
            value = msgspec.json.decode(line)  # the whole of it: a decoder of a type stops at the first that is not of it
            decoder.decode(line)
        except msgspec.ValidationError:
            return _unsound(plural, number, line, first_amiss(BY_PLURAL[plural].cls, value))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            return _unsound(plural, number, line, str(error))
    return StoreUnsound(plural, "its records cannot be read", _NEWER)


def _unsound(plural: str, number: int, line: bytes, problem: str) -> StoreUnsound:
    record_id = _id_of(line)
    where = f"{BY_PLURAL[plural].cls.__name__} {record_id}" if record_id else f"{plural}, record no. {number}"
    return StoreUnsound(where, f"it cannot be read ({problem})", _NEWER)


def _id_of(line: bytes) -> str | None:
    """The id that a line of JSON gives, quoted, where it is readable that far."""
    try:
        return repr(msgspec.json.decode(line, type=_Named).id[:_LONGEST_ID])
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


class _Version:
    """The hash of the pieces added so far."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self._last = ""

    def add(self, plural: str, lines: bytes) -> None:
        if not lines and plural in _LATER:
            return
        self._digest.update(b"\n" if plural == self._last else f"\n{plural}\n".encode())
        self._digest.update(lines)
        self._last = plural

    def __str__(self) -> str:
        return self._digest.hexdigest()


def version_of(pieces: Iterable[tuple[str, bytes]]) -> str:
    """SHA-256, in hex, over every type's bodies in id order, one a line: the same in any store for the same records,
    and in any release for those that it knew.

    A type may come whole or in several pieces, each with its plural.
    """
    version = _Version()
    for plural, lines in pieces:
        version.add(plural, lines)
    return str(version)


def version_of_network(network: Network) -> str:
    """The version of all that a network holds; one call for all records of a type is several times faster."""
    tables = ((plural, _ENCODER.encode_lines(network.rows(plural).values())) for plural, _ in RECORD_TYPES)
    return version_of((plural, lines.removesuffix(b"\n")) for plural, lines in tables)


def network_of(pieces: Iterable[tuple[str, bytes]]) -> tuple[Network, str]:
    """The network of such pieces and its version. Each is let go before the next is asked for."""
    version, records = _Version(), list[Record]()
    with collector_at_rest():
        for plural, lines in pieces:
            version.add(plural, lines)
            records += decode_many(plural, lines)
        return Network(records), str(version)


def prove_sound(network: Network) -> None:
    """Refuse a stored network that no answer survives.

    Raises:
        StoreUnsound: a record names another that is not there, as after a change by hand.
    """
    for flaw in find_broken(network):
        raise StoreUnsound(network.called(flaw.record_id), f"{flaw.field}: {flaw.problem}", flaw.remedy)


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
