"""Processes killed in the middle of a write: the store is as before it or as after it, never between, and undamaged."""

import asyncio
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

from graph_service.records.network import Network
from graph_service.records.place import Place
from graph_service.store.embedded import EmbeddedStore
from graph_service.store.embedded_file import is_missing
from tests.soak.writer import first

ROOT = Path(__file__).parent.parent.parent
LONGEST = 0.6  # seconds of writing before a writer is killed: a dozen changes


def killed_writers(folder: Path, rounds: int, draw: Random) -> Counter[str]:
    """Kill a process that writes changes, over and over on one store; how often the last change stood or was taken back.

    Raises:
        AssertionError: a change stands in part, one that was said to be done is lost, or the file is damaged.
    """
    path, held, found = folder / "written.db", 0, Counter[str]()
    asyncio.run(EmbeddedStore.open(path).apply(first()))
    for _ in range(rounds):
        words = [sys.executable, "-m", "tests.soak.writer", str(path), str(held)]
        with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == f"{held}\n"
            time.sleep(draw.uniform(0, LONGEST))
            writer.kill()
            said = int([str(held), *writer.stdout.read().split()][-1])
        [note] = {record.note for record in stored(path) if isinstance(record, Place) and record.level == "province"}
        held = int(note or 0)
        assert held in (said, said + 1), f"{said} changes were said to be done, {held} are held"
        found["as after it" if held > said else "as before it"] += 1
    found["changes"] = held
    return found


def killed_loads(folder: Path, seeds: Sequence[Path], rounds: int, draw: Random) -> Counter[str]:
    """Kill `load` at any moment; how often the new store held nothing and how often everything. Errors as above."""
    begun = time.monotonic()
    everything = len(loaded(folder / "whole.db", seeds))
    took, found = time.monotonic() - begun, Counter[str]()
    for number in range(rounds):
        path = folder / f"{number}.db"
        with loading(path, seeds) as load:
            time.sleep(draw.uniform(0, took))
            load.kill()
        held = 0 if is_missing(path) else len(stored(path))
        assert held in (0, everything), f"{held} of {everything} records are held"
        assert len(loaded(path, seeds)) == everything
        found["as after it" if held else "as before it"] += 1
    return found


def loading(path: Path, seeds: Sequence[Path]) -> subprocess.Popen[bytes]:
    """The command `load`, under way."""
    words = [sys.executable, "-m", "graph_service", "load", *map(str, seeds)]
    environment = os.environ | {"GRAPH_SERVICE_STORE": f"sqlite:///{path}"}
    return subprocess.Popen(words, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def loaded(path: Path, seeds: Sequence[Path]) -> Network:
    """What the store holds once `load` has ended."""
    with loading(path, seeds) as load:
        assert load.wait() == 0
    return stored(path)


def stored(path: Path) -> Network:
    """The network of a store, its file and its content proved."""
    return asyncio.run(EmbeddedStore.open(path).load()).network
