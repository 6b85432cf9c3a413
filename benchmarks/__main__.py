"""Print the table of all axes, targets missed first, and how well candidates find hidden agreements."""

import statistics
from itertools import chain

from rich.console import Console
from rich.table import Table

from benchmarks import answers, candidates, graph_store, stores
from benchmarks.measure import Measured


def main() -> None:
    """Measure every axis and print the table."""
    found = sorted(chain(stores.axes(), graph_store.axes(), answers.axes()), key=lambda measured: measured.met)
    table = Table("axis", "yardstick", "ours, ms", "yardstick, ms", "spread", "ratio", "target", "met")
    for row in found:
        table.add_row(*_cells(row))
    Console(width=150).print(table)
    candidates.report()


def _cells(row: Measured) -> tuple[str, ...]:
    ours, theirs = (statistics.median(times) * 1000 for times in (row.ours, row.theirs))
    spread = f"{min(row.ours) * 1000:.1f}-{max(row.ours) * 1000:.1f}"
    met = "yes" if row.met else "NO"
    return (row.axis, row.yardstick, f"{ours:.1f}", f"{theirs:.1f}", spread, f"{row.ratio:.2f}", f"≤ {row.target:.2f}", met)


main()
