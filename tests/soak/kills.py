"""Processes killed in the middle of a write: the store is as before it or as after it, never between, and undamaged."""

import asyncio
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryFile
from typing import Any

from neo4j import GraphDatabase

from graph_service.records.network import ChangeSet, Network
from graph_service.records.place import Place
from graph_service.store.neo4j_server.trial import empty
from graph_service.store.neo4j_url import Neo4jUrl
from graph_service.store.open import missing_file
from tests.soak.writer import PATIENT, first, noted, opened

ROOT = Path(__file__).parent.parent.parent
MORE = 3  # changes that are written before a kill, at most, beside the first: by the time that took


def killed_writers(url: str, rounds: int, draw: Random) -> Counter[str]:
    """Kill a process that writes changes, over and over on one store; how often the last change stood or was taken back.

    Each writes one change at least, on however slow a machine: where nothing is done nothing can be lost.

    Raises:
        AssertionError: a change stands in part, one that was said to be done is lost, the store is damaged, or nothing was
            written to it.
    """
    begin(url)
    found, held = Counter[str](), 0
    for _ in range(rounds):
        with writing(url, held) as writer:
            said = at_work(writer, held, draw)
            writer.kill()
            said = last_said(writer, said)
        outcome, held = compared(url, said)
        found[outcome] += 1
    found["changes"] = held
    return found


def begin(url: str) -> None:
    """Write the places that writers change to a new store."""
    asyncio.run(write(url, first()))


def write_one(url: str, number: int) -> None:
    """Write the change of this number."""
    asyncio.run(write(url, noted(first(), number)))


async def write(url: str, change: ChangeSet) -> None:
    """Write a change, however long that takes."""
    store = opened(url, create=True)
    await store.apply(change)
    await store.aclose()


@contextmanager
def writing(url: str, held: int) -> Iterator["subprocess.Popen[str]"]:
    """A process that writes one change after the other from this number on, and has begun."""
    words = [sys.executable, "-m", "tests.soak.writer", str(held)]
    with (
        TemporaryFile("w+") as errors,
        subprocess.Popen(words, cwd=ROOT, env=_named(url), stdout=subprocess.PIPE, stderr=errors, text=True) as writer,
    ):
        try:
            _proved_said(writer, held)
            yield writer
        except AssertionError as error:
            writer.kill()
            writer.wait()
            errors.seek(0)
            error.add_note(errors.read())
            raise


def at_work(writer: "subprocess.Popen[str]", held: int, draw: Random) -> int:
    """Return when a writer has done its next change and may be at another; the number of the one it has done.

    Raises:
        AssertionError: it ended without one.
    """
    begun = time.monotonic()
    _proved_said(writer, held + 1)
    time.sleep(draw.uniform(0, MORE * (time.monotonic() - begun)))
    return held + 1


def _proved_said(writer: "subprocess.Popen[str]", number: int) -> None:
    assert writer.stdout is not None
    said = writer.stdout.readline()
    assert said == f"{number}\n", f"the writer says {said!r}, where it was to do change {number}"


def last_said(writer: "subprocess.Popen[str]", held: int) -> int:
    """The number of the last change that a writer said was done, once it has ended."""
    assert writer.stdout is not None
    return int([str(held), *writer.stdout.read().split()][-1])


def compared(url: str, said: int) -> tuple[str, int]:
    """Whether the store is as before or as after a change that was underway, and the number of the last one it holds."""
    [note] = {record.note for record in stored(url) if isinstance(record, Place) and record.level == "province"}
    held = int(note or 0)
    assert held in (said, said + 1), f"{said} changes were said to be done, {held} are held"
    return ("as after it" if held > said else "as before it"), held


def killed_loads(fresh: Callable[[int], str], seeds: Sequence[Path], rounds: int, draw: Random) -> Counter[str]:
    """Kill `load` at any moment; how often the new store held nothing and how often everything. Errors as above.

    `fresh` gives the URL of an empty store for each number.
    """
    begun = time.monotonic()
    everything = len(loaded(fresh(rounds), seeds))
    took, found = time.monotonic() - begun, Counter[str]()
    for number in range(rounds):
        url = fresh(number)
        with loading(url, seeds) as load:
            time.sleep(draw.uniform(0, took))
            load.kill()
            load.communicate()
        held = 0 if missing_file(url) else len(stored(url))
        assert held in (0, everything), f"{held} of {everything} records are held"
        assert len(loaded(url, seeds)) == everything
        found["as after it" if held else "as before it"] += 1
    return found


def files_in(folder: Path) -> Callable[[int], str]:
    """The URLs of files that are not there yet."""
    return lambda number: f"sqlite:///{folder / f'{number}.db'}"


def emptied(url: str) -> Callable[[int], str]:
    """The URL of a server whose database is emptied each time."""
    parsed = Neo4jUrl.parse(url)

    def fresh(_: int) -> str:
        with GraphDatabase.driver(parsed.address, auth=(parsed.user, parsed.password)) as driver:
            empty(driver, parsed)
        return url

    return fresh


def _named(url: str) -> dict[str, str]:
    """An environment that names a store, whose loads may take their time: arguments stand in the list of processes, and the URL
    has the password in it."""
    return os.environ | {"GRAPH_SERVICE_STORE": url, "GRAPH_SERVICE_STORE_LOAD_SECONDS": str(PATIENT.whole)}


def loading(url: str, seeds: Sequence[Path]) -> "subprocess.Popen[str]":
    """The command `load`, under way; what it complains of comes with `communicate`."""
    words = [sys.executable, "-m", "graph_service", "load", *map(str, seeds)]
    output: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(words, cwd=ROOT, env=_named(url), **output)


def loaded(url: str, seeds: Sequence[Path]) -> Network:
    """What the store holds once `load` has ended.

    Raises:
        AssertionError: it did not end well; tells what it complained of.
    """
    with loading(url, seeds) as load:
        _, complaint = load.communicate()
    assert load.returncode == 0, f"a load that nothing disturbed ended with {load.returncode}: {complaint}"
    return stored(url)


def stored(url: str) -> Network:
    """The network of a store, proved.

    Raises:
        StoreUnavailable: it did not answer in time, which tells nothing of what it holds.
    """
    return asyncio.run(_stored(url))


async def _stored(url: str) -> Network:
    store = opened(url)
    try:
        return (await store.load()).network
    finally:
        await store.aclose()
