"""Load on a server of this machine: connections that each ask the same again as soon as they are answered."""

import asyncio
import time
from typing import NamedTuple, cast
from urllib.parse import urlsplit

import uvloop

CONNECTIONS = 16


class Load(NamedTuple):
    """What a server did under load: answers per second, and the seconds that 99 in 100 answers took at most."""

    rate: float
    p99: float


def load(url: str, headers: str = "", status: int = 200, seconds: float = 0.3) -> Load:
    """Ask for this long, after a tenth of it uncounted. `headers` are lines, each with its line break.

    Raises:
        RuntimeError: an answer had another status, or the server hung up.
    """
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(_load(url, headers, status, seconds))


async def _load(url: str, headers: str, status: int, seconds: float) -> Load:
    parts = urlsplit(url)
    request = f"GET {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\n{headers}\r\n".encode()
    host, port = parts.netloc.split(":")
    loop = asyncio.get_running_loop()
    made = [await loop.create_connection(lambda: _Client(request, status), host, int(port)) for _ in range(CONNECTIONS)]
    clients = [client for _, client in made]
    await asyncio.sleep(seconds / 10)
    for client in clients:
        client.times.clear()
    start = time.perf_counter()
    await asyncio.sleep(seconds)
    passed = time.perf_counter() - start
    times = sorted(time for client in clients for time in client.times)
    failures = [client.failure for client in clients if client.failure]
    for transport, _ in made:
        transport.abort()
    if failures or not times:
        raise RuntimeError(f"{url}: {failures[0] if failures else 'no answer'}")
    return Load(len(times) / passed, times[len(times) * 99 // 100])


class _Client(asyncio.Protocol):
    """One connection. All answers to one request are of one length, so only the first is read; the rest are counted."""

    def __init__(self, request: bytes, status: int) -> None:
        self.times: list[float] = []
        self.failure = ""
        self._request = request
        self._status = f"HTTP/1.1 {status} ".encode()
        self._begun = b""
        self._length = self._missing = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._ask()

    def connection_lost(self, error: Exception | None) -> None:
        self.failure = self.failure or str(error or "the server hung up")

    def data_received(self, data: bytes) -> None:
        if not self._length and not (data := self._first(data)):
            return
        if self._missing == self._length and not data.startswith(self._status):
            self.failure = f"answered {data[:40]!r}"
            self._transport.abort()
        self._missing -= len(data)
        if self._missing == 0:
            self.times.append(time.perf_counter() - self._asked)
            self._ask()

    def _ask(self) -> None:
        self._missing = self._length
        self._asked = time.perf_counter()
        self._transport.write(self._request)

    def _first(self, data: bytes) -> bytes:
        """All that has come, once the head of the first answer has told how long it is; until then nothing."""
        self._begun += data
        head, end, _ = self._begun.partition(b"\r\n\r\n")
        if not end:
            return b""
        told = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
        self._length = self._missing = len(head) + len(end) + int(told.get(b"content-length", 0))
        return self._begun
