"""The record of the reading, and the share of wrong rows that follows from it."""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tools.seed_builder.inputs import Row, read_rows

RECORD = Path(__file__).parent / "read.csv"
RIGHT, WRONG, OPEN = "right", "wrong", "open"
_Z = 1.96  # of a 95 % interval


class Share(NamedTuple):
    """How many of the rows that were decided are wrong, and the 95 % interval of the share, all in percent."""

    drawn: int
    decided: int
    wrong: int
    percent: float
    low: float
    high: float


def read_record() -> list[Row]:
    """The rows of the record, in the order of the draws.

    Raises:
        DataRefused: the record is missing.
    """
    return read_rows(RECORD)


def share(rows: Sequence[Row]) -> Share:
    """The share of one stratum, with the interval of Wilson, which holds for few rows and for none wrong."""
    decided = [row for row in rows if row["verdict"] != OPEN]
    wrong, number = sum(row["verdict"] == WRONG for row in decided), len(decided)
    if not number:
        return Share(len(rows), 0, 0, 0.0, 0.0, 100.0)
    found, squared = wrong / number, _Z**2 / number
    middle = (found + squared / 2) / (1 + squared)
    half = _Z / (1 + squared) * math.sqrt(found * (1 - found) / number + squared / (4 * number))
    return Share(len(rows), number, wrong, 100 * found, 100 * max(0.0, middle - half), 100 * min(1.0, middle + half))


def whole(rows: Sequence[Row]) -> Share:
    """The share of all rows of the seeds: that of each stratum counts as much as the stratum has rows. The interval adds
    the variances of the strata, each with one more row of either verdict, so that none wrong is not taken for certain."""
    strata = {row["stratum"]: float(row["of"]) for row in rows}
    parts = {name: share([row for row in rows if row["stratum"] == name]) for name in strata}
    weights = {name: size / sum(strata.values()) for name, size in strata.items()}
    percent = sum(weights[name] * part.percent for name, part in parts.items())
    half = 100 * _Z * math.sqrt(sum(weights[name] ** 2 * _variance(part) for name, part in parts.items()))
    drawn, decided, wrong = (sum(numbers) for numbers in zip(*(part[:3] for part in parts.values()), strict=True))
    return Share(drawn, decided, wrong, percent, max(0.0, percent - half), min(100.0, percent + half))


def _variance(part: Share) -> float:
    found = (part.wrong + 1) / (part.decided + 2)
    return found * (1 - found) / (part.decided + 2)
