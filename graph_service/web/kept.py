"""Kept answers: as they went out, with the snapshot they come from."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

from starlette.types import Message

Address = tuple[str, bytes]  # path; query string as it was sent
Header = tuple[bytes, bytes]

VARIANTS = range(4)  # of one address: 2 if compressed, plus 1 if for readers of Chinese
_OVERHEAD = 1_500  # bytes that headers and bookkeeping take per answer, measured and rounded up


@dataclass(frozen=True, slots=True, eq=False)
class Ready:
    """An answer as it goes out, again and again: status and headers of the first message to a server, and the second message,
    never to be changed. `unchanged` is the 304 in place of a 200, `tag` its ETag."""

    status: int
    headers: tuple[Header, ...]
    body: Message
    unchanged: "Ready | None" = None
    tag: str = ""

    @classmethod
    def of(
        cls, status: int, headers: Iterable[Header], body: bytes = b"", unchanged: "Ready | None" = None, tag: str = ""
    ) -> "Ready":
        """The answer with these parts."""
        return cls(status, tuple(headers), {"type": "http.response.body", "body": body}, unchanged, tag)

    @property
    def start(self) -> Message:
        """The first message to a server: one of its own each time, for what stands before may add to the headers."""
        return {"type": "http.response.start", "status": self.status, "headers": list(self.headers)}


class Kept:
    """The ready answers under the tags of one snapshot, at most `room` bytes of them; the address longest not asked for goes
    first."""

    def __init__(self, tags: Iterable[str], room: int) -> None:
        self.tags = frozenset(tag.encode() for tag in tags)
        self.taken = 0
        self._room = room
        self._answers: OrderedDict[Address, list[Ready | None]] = OrderedDict()

    def take(self, address: Address, variant: int) -> Ready | None:
        """The answer for a variant of an address, if it is here."""
        if (variants := self._answers.get(address)) is None:
            return None
        self._answers.move_to_end(address)
        return variants[variant]

    def put(self, address: Address, variants: Iterable[int], ready: Ready) -> None:
        """Keep an answer for those of these variants that are not here, unless it alone takes more than the room."""
        cost = _cost(address, ready)
        if cost > self._room:
            return
        kept = self._answers.setdefault(address, [None for _ in VARIANTS])
        missing = [variant for variant in variants if kept[variant] is None]
        for variant in missing:
            kept[variant] = ready
        self.taken += cost if missing else 0
        while self.taken > self._room:
            gone, answers = self._answers.popitem(last=False)
            self.taken -= sum(_cost(gone, answer) for answer in {*answers} if answer is not None)


def _cost(address: Address, ready: Ready) -> int:
    path, query = address
    return len(path) + len(query) + len(ready.body["body"]) + _OVERHEAD
