"""Print the table of all axes, targets missed first, and how well candidates find hidden agreements."""

import statistics
from itertools import chain

from rich.console import Console
from rich.table import Table

from benchmarks import answers, candidates, graph_store, http, memory, stores
from benchmarks.measure import Measured


def main() -> None:
    """Measure every axis and print the table."""
    modules = (stores, graph_store, answers, http, memory)
    found = sorted(chain.from_iterable(module.axes() for module in modules), key=lambda measured: measured.met)
    table = Table("axis", "yardstick", "unit", "ours", "theirs", "spread", "ratio", "target", "met")
    for row in found:
        table.add_row(*_cells(row))
    Console(width=150).print(table)
    candidates.report()


def _cells(row: Measured) -> tuple[str, ...]:
    scale, digits = (1000, 1) if row.unit == "ms" else (1, 0)
    sign = "≥" if row.more_is_better else "≤"
    ours, theirs = (f"{statistics.median(values) * scale:.{digits}f}" for values in (row.ours, row.theirs))
    spread = f"{min(row.ours) * scale:.{digits}f}-{max(row.ours) * scale:.{digits}f}"
    met = "yes" if row.met else "NO"
    return (row.axis, row.yardstick, row.unit, ours, theirs, spread, f"{row.ratio:.2f}", f"{sign} {row.target:.2f}", met)


main()
