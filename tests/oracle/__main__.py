"""`python -m tests.oracle` compares every answer with the oracle, for all homes, days and kinds; exit code 1 on a difference."""

import sys
import time
from pathlib import Path

from graph_service.files.seeds import read_paths
from graph_service.loader import records_of
from graph_service.records.network import Network
from graph_service.snapshot import Snapshot
from tests.oracle.cases import CASES, DAYS
from tests.oracle.compare import Ledger, compare, lines, world_of


def main() -> int:
    """Compare and report."""
    start = time.monotonic()
    seeds = Path(__file__).parents[2] / "seeds"
    snapshot = Snapshot(Network(records_of(read_paths([seeds]))), "seeds", DAYS[-1])
    world, ledger = world_of(snapshot), Ledger()
    for case in CASES:
        compare(ledger, snapshot, world, case)
    for line in lines(ledger):
        print(line)
    print(f"{len(CASES)} cases in {time.monotonic() - start:.0f} s")
    return 1 if ledger.differences else 0


if __name__ == "__main__":
    sys.exit(main())
