"""A store that hangs is told like one that is down: every call ends in time, and nothing else waits for it."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest

from graph_service.errors import StoreBusy, StoreUnavailable
from graph_service.records.network import ChangeSet, Difference
from graph_service.store.base import Store, Stored
from graph_service.store.deadline import Deadlines, PunctualStore
from graph_service.store.embedded import EmbeddedStore
from graph_service.store.feed import ALL, FeedPage, FeedQuery
from graph_service.store.open import open_store
from graph_service.store.threads import Threads
from tests.drawing import known_records, place

SOON = Deadlines(0.05, 0.1)
# Whoever opens a file that another process has a lease on waits until that lets go, as on a file system that hangs.
LEASE = """
import fcntl, os, signal, sys
signal.signal(signal.SIGIO, signal.SIG_IGN)
fcntl.fcntl(os.open(sys.argv[1], os.O_RDWR), fcntl.F_SETLEASE, fcntl.F_WRLCK)
print("held", flush=True)
sys.stdin.read()
"""
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has leases")


@contextmanager
def hung(file: Path) -> Iterator[None]:
    """Nobody can open this file, and whoever tries waits, until the end of the block."""
    words = [sys.executable, "-c", LEASE, str(file)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdin is not None
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        try:
            yield
        finally:
            holder.stdin.close()


class Silent:
    """A store that never answers."""

    async def revision(self) -> str:
        return await asyncio.Future()

    async def load(self, *_: object) -> Stored:
        return await asyncio.Future()

    async def apply(self, *_: object) -> Difference:
        return await asyncio.Future()

    async def changes(self, *_: object) -> FeedPage:
        return await asyncio.Future()

    async def aclose(self) -> None:
        return await asyncio.Future()


@pytest.mark.parametrize(
    ("call", "seconds", "setting"),
    [
        (lambda store: store.revision(), "0.05", "GRAPH_SERVICE_STORE_SECONDS"),
        (lambda store: store.changes(FeedQuery()), "0.05", "GRAPH_SERVICE_STORE_SECONDS"),
        (lambda store: store.changes(FeedQuery(limit=ALL)), "0.1", "GRAPH_SERVICE_STORE_LOAD_SECONDS"),
        (lambda store: store.apply(ChangeSet()), "0.1", "GRAPH_SERVICE_STORE_LOAD_SECONDS"),
    ],
)
def test_every_call_ends_in_time_and_says_which_setting_gives_it_more(
    call: Callable[[Store], Awaitable[object]], seconds: str, setting: str
) -> None:
    async def ask() -> None:
        await call(PunctualStore(Silent(), "there", SOON))

    with pytest.raises(StoreUnavailable, match=rf"^there did not answer within {seconds} s; .*hangs, or raise {setting}$"):
        asyncio.run(ask())


class Alive(Silent):
    """A store that answers short questions, and takes for ever to read the network."""

    async def revision(self) -> str:
        return "a mark"


def test_a_store_that_takes_too_long_to_read_the_network_is_given_up_though_it_lives() -> None:
    with pytest.raises(StoreUnavailable, match=r"within 0\.1 s; .* or raise GRAPH_SERVICE_STORE_LOAD_SECONDS$"):
        asyncio.run(PunctualStore(Alive(), "there", SOON).load())


def test_a_store_that_hangs_while_the_network_is_read_is_known_early() -> None:
    with pytest.raises(StoreUnavailable, match=r"within 0\.05 s; .* or raise GRAPH_SERVICE_STORE_SECONDS$"):
        asyncio.run(PunctualStore(Silent(), "there", Deadlines(0.05, 600)).load())


@pytest.mark.parametrize("fault", [StoreBusy("being written"), KeyError("nanjing")])
def test_what_reading_the_network_raises_is_raised(fault: Exception) -> None:
    class Failing(Alive):
        async def load(self, *_: object) -> Stored:
            await asyncio.sleep(0)
            raise fault

    with pytest.raises(type(fault)):
        asyncio.run(PunctualStore(Failing(), "there", SOON).load())


def test_a_store_that_does_not_even_close_is_left_behind() -> None:
    asyncio.run(PunctualStore(Silent(), "there", SOON).aclose())


def test_an_error_of_the_store_is_no_deadline() -> None:
    class Slow(Silent):
        async def revision(self) -> str:
            raise TimeoutError("of the store's own")

    with pytest.raises(TimeoutError, match="of the store's own"):
        asyncio.run(PunctualStore(Slow(), "there", SOON).revision())

    def opener() -> Store:
        raise TimeoutError("while opening")

    with pytest.raises(TimeoutError, match="while opening"):
        PunctualStore.opened(opener, "there", SOON)


@on_linux
def test_a_file_that_hangs_is_told_in_time_and_answers_again_when_it_is_back(tmp_path: Path) -> None:
    file = tmp_path / "graph.db"
    asyncio.run(EmbeddedStore.open(file).apply(ChangeSet(tuple(known_records()))))
    store = open_store(f"sqlite:///{file}", SOON)
    with hung(file), pytest.raises(StoreUnavailable, match=r"graph\.db did not answer within 0\.05 s"):
        asyncio.run(store.revision())
    with hung(file), pytest.raises(StoreUnavailable, match=r"graph\.db did not answer within 0\.05 s"):
        open_store(f"sqlite:///{file}", SOON)
    with hung(file), pytest.raises(StoreUnavailable, match=r"graph\.db did not answer within 0\.1 s"):
        open_store(f"sqlite:///{file}", SOON, create=True)
    patient = open_store(f"sqlite:///{file}")
    assert len(asyncio.run(patient.load()).network) == len(known_records())


@on_linux
def test_calls_that_hang_take_no_threads_from_others(tmp_path: Path) -> None:
    file = tmp_path / "graph.db"
    store = EmbeddedStore.open(file)

    async def story() -> str:
        calls = [asyncio.create_task(store.revision()) for _ in range(100)]
        await asyncio.sleep(0)
        assert await asyncio.wait_for(asyncio.to_thread(lambda: "a thread of the loop"), 20)
        for call in calls[:-1]:
            call.cancel()
        released.set()
        return await calls[-1]

    released = Event()
    with hung(file):
        runner = Threads(1).begin(lambda: asyncio.run(story()))
        assert released.wait(20)
    assert runner.result(20) == "empty"


@on_linux
def test_a_command_on_a_file_that_hangs_ends_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "graph.db"
    asyncio.run(EmbeddedStore.open(file).apply(ChangeSet((place("china", "country", "CN"),))))
    environment = os.environ | {"GRAPH_SERVICE_STORE": f"sqlite:///{file}", "GRAPH_SERVICE_STORE_SECONDS": "0.1"}
    with hung(file):
        words = [sys.executable, "-m", "graph_service", "statistics"]
        done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False, timeout=30)
    assert (done.returncode, done.stdout) == (1, "")
    [line] = done.stderr.splitlines()
    assert line.startswith(f"{file} did not answer within 0.1 s; see whether its server or disk hangs")


def test_threads_take_work_in_order_a_few_at_a_time_and_leave_out_what_nobody_wants_any_more() -> None:
    threads, gate, done = Threads(1), Event(), list[str]()
    first = threads.begin(gate.wait)
    unwanted, wanted = threads.begin(lambda: done.append("unwanted")), threads.begin(lambda: done.append("wanted"))
    assert unwanted.cancel()
    gate.set()
    wanted.result(20)
    assert (first.result(), done) == (True, ["wanted"])
    with pytest.raises(KeyError):
        threads.begin(lambda: {}["nothing"]).result(20)
