"""Measure every axis, print the table, targets missed first, and write it to docs/performance.md."""

import sys
from itertools import chain

from rich.console import Console
from rich.table import Table

from benchmarks import (
    answers,
    candidates,
    graph_store,
    growth,
    http,
    loop,
    memory,
    mixed,
    pages,
    report,
    search,
    stores,
    whole_network,
    writes,
)
from benchmarks.measure import Measured

MODULES = {
    module.__name__.rpartition(".")[2]: module
    for module in (http, mixed, stores, graph_store, writes, answers, search, memory, pages, loop, whole_network, growth)
}


def main(chosen: list[str]) -> None:
    """Measure all modules, or those named: then nothing is written."""
    console = Console(width=170)
    if unknown := sorted(set(chosen) - set(MODULES)):
        raise SystemExit(f"unknown benchmark {unknown[0]!r}; known are {', '.join(MODULES)}")
    measured = chain.from_iterable(MODULES[name].axes() for name in chosen or MODULES)
    found = sorted(measured, key=lambda row: row.met)
    console.print(_table(found))
    if not chosen:
        evaluation = candidates.report()
        console.print(evaluation)
        report.write(found, evaluation)


def _table(found: list[Measured]) -> Table:
    table = Table(*report.HEADS)
    for row in found:
        table.add_row(*report.cells(row))
    return table


main(sys.argv[1:])
