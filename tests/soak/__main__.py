"""Everything in full: `make soak` prints the rows of the table of figures in docs/reliability.md."""

import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from graph_service.files.seeds import read_paths
from graph_service.loader import records_of
from graph_service.store.neo4j_server import trial_database
from tests.soak.kills import LONGEST_NEO4J, ROOT, emptied, files_in, killed_loads, killed_writers
from tests.soak.servers import killed_under_loads, outages
from tests.soak.serving import loaded, soaked

SEEDS = [ROOT / "seeds"]
HOME = "Q16963"  # Jiangsu
WRITERS, LOADS, REQUESTS, CLIENTS, WRITES, DAYS = 200, 20, 5_000, 64, 10_000, 1_000


def main() -> None:
    """Do it all; the first promise that is broken ends it."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True)
    when = f"{datetime.now(UTC).date()}, {commit.stdout.strip()}"
    records = records_of(read_paths(SEEDS))
    with folder() as path:
        found = killed_writers(f"sqlite:///{path}/written.db", WRITERS, Random(1))
        told = _kept(found)
        print(f"| {WRITERS} processes killed while they write | {told} | {when} |", flush=True)
    with folder() as path:
        found = killed_loads(files_in(path), SEEDS, LOADS, Random(1))
        told = _loaded(found)
        print(f"| {LOADS} loads of the seeds killed | {told} | {when} |", flush=True)
    with trial_database() as url:
        found = killed_writers(url.secret(), LOADS, Random(1), LONGEST_NEO4J)
        told = _kept(found)
        print(f"| {LOADS} processes killed while they write to Neo4j | {told} | {when} |", flush=True)
        found = killed_loads(emptied(url.secret()), SEEDS, LOADS, Random(1))
        told = _loaded(found)
        print(f"| {LOADS} loads of the seeds into Neo4j killed | {told} | {when} |", flush=True)
    with folder() as path:
        found, reads, slowest = outages(path, LOADS, Random(1))
        told = f"{_kept(found)}; {reads:,} reads of two services, all answered; both told a change after {slowest:.1f} s at most"
        print(f"| {LOADS} times a Neo4j killed or stopped while it is written to | {told} | {when} |", flush=True)
    with folder() as path:
        told = _loaded(killed_under_loads(path, SEEDS, LOADS, Random(1)))
        print(f"| {LOADS} times a Neo4j killed in the middle of a load of the seeds | {told} | {when} |", flush=True)
    with folder() as path:
        load = loaded(path, records, HOME, REQUESTS, CLIENTS)
        told = f"{load.statuses[200]:,} answered, {load.statuses[503]:,} told to ask again; {load.rate:.0f} requests/s, "
        told += f"p50 {load.at(0.5) * 1000:.0f} ms, p99 {load.at(0.99) * 1000:.0f} ms, at most {load.peak:.0f} MiB"
        print(f"| {REQUESTS:,} requests of {CLIENTS} clients, ever new days | {told} | {when} |", flush=True)
    with folder() as path:
        soak = soaked(path, records, HOME, WRITES, DAYS)
        told = f"{soak.early:.0f} MiB after a tenth, {soak.late:.0f} MiB at the end, all {soak.sequence - 1:,} changes told"
        print(f"| {WRITES:,} changes and {DAYS:,} dates | {told} | {when} |", flush=True)


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
    main()
