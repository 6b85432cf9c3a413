"""The network of a city over HTTP, ready, unchanged and computed, against bare uvicorn saying hello under the same options."""

import asyncio
import ctypes
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.error import URLError
from urllib.request import urlopen

from benchmarks.load import Load, load
from benchmarks.measure import Measured
from benchmarks.stores import seeds
from graph_service.records.network import ChangeSet
from graph_service.store.embedded import EmbeddedStore

NETWORK = "/v1/places/Q1563/network"  # Havana: 23 kB
SERVE = ("graph_service", "serve")
HELLO = ("uvicorn", "benchmarks.hello:app", "--lifespan=off", "--log-level=warning", "--no-access-log", "--no-server-header")
RUNS = 31  # short and many: whoever else uses the machine then slows down all alike
_LIBC, _PR_SET_PDEATHSIG = ctypes.CDLL(None), 1


class Server(NamedTuple):
    """Where a server answers and which process it is."""

    url: str
    pid: int


def axes() -> Iterator[Measured]:
    """Every axis about HTTP; each server is a process of its own and ends with the measurement."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as servers:
        asyncio.run(EmbeddedStore.open(Path(folder) / "graph.db").apply(ChangeSet(seeds())))
        store = {"GRAPH_SERVICE_STORE": f"sqlite:///{folder}/graph.db"}
        hello = servers.enter_context(served(HELLO, {}, "/")).url + "/"
        ready = servers.enter_context(served(SERVE, store, NETWORK)).url + NETWORK
        computed = servers.enter_context(served(SERVE, store | {"GRAPH_SERVICE_READY_BYTES": "0"}, NETWORK)).url + NETWORK
        with urlopen(ready) as answer:
            seen = f"If-None-Match: {answer.headers['etag']}\r\n"
        yield from compared(
            {
                "hello": lambda: load(hello),
                "ready": lambda: load(ready),
                "ready, gzip": lambda: load(ready, "Accept-Encoding: gzip\r\n"),
                "304": lambda: load(ready, seen, status=304),
                "computed": lambda: load(computed),
            }
        )


def compared(loads: Mapping[str, Callable[[], Load]]) -> Iterator[Measured]:
    """The axes from loads that take turns, after one uncounted round."""
    rounds = [{name: work() for name, work in loads.items()} for _ in range(1 + RUNS)][1:]
    rates = {name: [found[name].rate for found in rounds] for name in loads}
    for name, target in {"ready": 0.50, "ready, gzip": 0.50, "304": 0.60, "computed": 0.20}.items():
        yield Measured(f"city network, {name}", "bare uvicorn hello", rates[name], rates["hello"], target, "requests/s")
    slowest = {name: [found[name].p99 for found in rounds] for name in ("ready", "hello")}
    yield Measured("city network, ready: p99", "bare uvicorn hello", slowest["ready"], slowest["hello"], target=2.0)


@contextmanager
def served(command: tuple[str, ...], environment: Mapping[str, str], path: str) -> Iterator[Server]:
    """A server in a process of its own, which answers at this path, until the end of the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", *command, f"--port={port}"],
        env=os.environ | environment,
        preexec_fn=_end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509  # one call of a loaded library
    )
    try:
        _wait_until_it_answers(process, f"http://127.0.0.1:{port}{path}")
        yield Server(f"http://127.0.0.1:{port}", process.pid)
    finally:
        process.terminate()
        process.wait()


def _end_with_parent() -> None:
    """Ask the kernel to stop the server if we are killed and cannot do it ourselves."""
    _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _wait_until_it_answers(process: subprocess.Popen[bytes], url: str) -> None:
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        try:
            urlopen(url).close()
        except URLError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"{url}: the server did not start")
