"""Everything in full: `make soak` prints the rows of the table of figures in docs/reliability.md; `make soak PARTS=…` those of
the parts that are named."""

import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import TypeAlias

from graph_service.errors import StoreUnavailable
from graph_service.files.seeds import read_paths
from graph_service.loader import records_of
from graph_service.store.neo4j_server import trial_database
from tests.soak.kills import ROOT, emptied, files_in, killed_loads, killed_writers
from tests.soak.servers import REFRESH_SECONDS, killed_under_loads, outages, seconds_to_tell
from tests.soak.serving import loaded, soaked

SEEDS = [ROOT / "seeds"]
HOME = "Q16963"  # Jiangsu
Row: TypeAlias = tuple[str, str]  # what was done, and what came of it
WRITERS, LOADS, REQUESTS, CLIENTS, WRITES, DAYS = 200, 20, 5_000, 64, 10_000, 1_000


def main() -> None:
    """Do the parts that are named, else all; the first promise that is broken ends it."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True)
    when = f"{datetime.now(UTC).date()}, {commit.stdout.strip()}"
    for name in sys.argv[1:] or PARTS:
        with folder() as path:
            what, told = PARTS[name](path)
        print(f"| {what} | {told} | {when} |", flush=True)


def _writers(path: Path) -> Row:
    found = killed_writers(f"sqlite:///{path}/written.db", WRITERS, Random(1))
    return f"{WRITERS} processes killed while they write", _kept(found)


def _loads(path: Path) -> Row:
    return f"{LOADS} loads of the seeds killed", _loaded(killed_loads(files_in(path), SEEDS, LOADS, Random(1)))


def _neo4j_writers(_: Path) -> Row:
    with trial_database() as url:
        found = killed_writers(url.secret(), LOADS, Random(1))
    return f"{LOADS} processes killed while they write to Neo4j", _kept(found)


def _neo4j_loads(_: Path) -> Row:
    with trial_database() as url:
        found = killed_loads(emptied(url.secret()), SEEDS, LOADS, Random(1))
    return f"{LOADS} loads of the seeds into Neo4j killed", _loaded(found)


def _neo4j_outages(path: Path) -> Row:
    found, reads, slowest = outages(path, LOADS, Random(1))
    told = f"{_kept(found)}; {reads:,} reads of two services, all answered; both told a change after {slowest:.1f} s at most"
    return f"{LOADS} times a Neo4j killed or stopped while it is written to", told


def _neo4j_killed_loads(path: Path) -> Row:
    found = killed_under_loads(path, SEEDS, LOADS, Random(1))
    return f"{LOADS} times a Neo4j killed in the middle of a load of the seeds", _loaded(found)


def _neo4j_told(path: Path) -> Row:
    took = sorted(seconds_to_tell(path, SEEDS, HOME, LOADS))
    assert took[-1] <= REFRESH_SECONDS + 1, f"a change was told after {took[-1]:.1f} s, with no more to do than to ask"
    told = f"both told a change after {took[len(took) // 2]:.1f} s, {took[-1]:.1f} s at most"
    return f"{LOADS} changes of a place of the seeds in Neo4j, two services that ask every {REFRESH_SECONDS} s", told


def _clients(path: Path) -> Row:
    load = loaded(path, records_of(read_paths(SEEDS)), HOME, REQUESTS, CLIENTS)
    told = f"{load.statuses[200]:,} answered, {load.statuses[503]:,} told to ask again; {load.rate:.0f} requests/s, "
    told += f"p50 {load.at(0.5) * 1000:.0f} ms, p99 {load.at(0.99) * 1000:.0f} ms, at most {load.peak:.0f} MiB"
    return f"{REQUESTS:,} requests of {CLIENTS} clients, ever new days", told


def _changes(path: Path) -> Row:
    soak = soaked(path, records_of(read_paths(SEEDS)), HOME, WRITES, DAYS)
    told = f"{soak.early:.0f} MiB after a tenth, {soak.late:.0f} MiB at the end, all {soak.sequence - 1:,} changes told"
    return f"{WRITES:,} changes and {DAYS:,} dates", told


PARTS: Mapping[str, Callable[[Path], Row]] = {
    "writers": _writers,
    "loads": _loads,
    "neo4j-writers": _neo4j_writers,
    "neo4j-loads": _neo4j_loads,
    "neo4j-outages": _neo4j_outages,
    "neo4j-killed-in-loads": _neo4j_killed_loads,
    "neo4j-told": _neo4j_told,
    "clients": _clients,
    "changes": _changes,
}


def _kept(found: Counter[str]) -> str:
    return f"{found['as before it']} as before it, {found['as after it']} as after it; {found['changes']:,} changes, none lost"


def _loaded(found: Counter[str]) -> str:
    return f"{found['as before it']} held nothing, {found['as after it']} everything"


@contextmanager
def folder() -> Iterator[Path]:
    """An empty folder until the end of the block."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


if __name__ == "__main__":
    try:
        main()
    except StoreUnavailable as error:  # on a machine that is too busy, say: no change was lost, and none is proved to be kept
        sys.exit(f"nothing is proved: {error}")
