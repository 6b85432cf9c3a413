"""The table of all axes, for the terminal and for docs/performance.md: targets missed first, each with its reason."""

import os
import platform
import statistics
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.measure import Measured
from benchmarks.reasons import REASONS

PAGE = Path(__file__).parent.parent / "docs" / "performance.md"
HEADS = ("axis", "yardstick", "unit", "ours", "theirs", "spread of ours", "ratio", "target", "met")


def cells(row: Measured) -> tuple[str, ...]:
    """One line of the table as text: medians, the least and the most of ours, and the ratio beside its target."""
    scale, digits = (1000, 1) if row.unit == "ms" else (1, 0)
    sign = "≥" if row.more_is_better else "≤"
    ours, theirs = (f"{statistics.median(values) * scale:,.{digits}f}" for values in (row.ours, row.theirs))
    spread = f"{min(row.ours) * scale:,.{digits}f}–{max(row.ours) * scale:,.{digits}f}"
    met = "yes" if row.met else "NO"
    return (row.axis, row.yardstick, row.unit, ours, theirs, spread, f"{row.ratio:.3g}", f"{sign} {row.target:.3g}", met)


def write(found: Sequence[Measured], evaluation: str) -> None:
    """Write docs/performance.md anew."""
    missed = [row for row in found if not row.met]
    parts = [_HEAD.format(machine=_machine(), missed=len(missed), axes=len(found))]
    if missed:
        parts.append("## Missed\n\n" + _table(missed) + "\n" + "\n".join(map(_reason, missed)) + "\n")
    parts.append("## Met\n\n" + _table(row for row in found if row.met))
    parts.append("## How well candidates find hidden agreements\n\n```text\n" + evaluation.rstrip() + "\n```\n")
    PAGE.write_text("\n".join(parts), encoding="utf-8")


_HEAD = """# Performance

`make bench` measures every axis and writes this page. Each is a ratio to a yardstick that runs in turn with ours in the same
run, because absolute times differ from machine to machine and from minute to minute. Medians; the spread is the least and the
most of ours.

Ready answers are plain ASGI middleware, and every other answer is FastAPI's, dependencies included. What that costs, in turn
with the release that wrote past uvicorn's task and called handlers past FastAPI (medians of 15 runs on 2026-11-28, ratio to
hello): ready 0.82 in the place of 1.06, a 304 1.05 in the place of 1.35, a city network computed anew 0.07 in the place of 0.21,
one place 0.15 in the place of 0.38.

{machine}. {missed} of {axes} targets missed.
"""


def _table(rows: Iterable[Measured]) -> str:
    lines = [" | ".join(HEADS), " | ".join("---" for _ in HEADS), *(" | ".join(cells(row)) for row in rows)]
    return "".join(f"| {line} |\n" for line in lines)


def _reason(row: Measured) -> str:
    return f"- **{row.axis}**: {REASONS.get(row.axis, 'not yet known.')}"


def _machine() -> str:
    cpu = next(
        (line.split(":")[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), platform.machine()
    )
    memory = next((int(line.split()[1]) // 1024**2 for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), 0)
    today = datetime.now(UTC).date()
    return f"{today}, {os.cpu_count()} cores of {cpu}, {memory} GiB, Python {platform.python_version()}, {platform.system()}"


def _lines(file: str) -> list[str]:
    path = Path(file)
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []
