"""Draw places and agreements from the seeds: the same seed and the same ids give the same rows.

Each stratum is drawn by itself, so that small classes that matter are read as much as large ones. A row's turn
depends on its id alone: rows that join or leave the seeds change the draw only where they stand in it.
"""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from tools.seed_builder.inputs import Row, read_rows

SEEDS = Path(__file__).parents[2] / "seeds"
LAYERS = ("china", "world")

# How many of a hundred rows each stratum gets; what a stratum is says docs/data-reading.md.
PLACES: Mapping[str, int] = {"china": 20, "region": 26, "partner": 26, "elsewhere": 24, "country": 4}
AGREEMENTS: Mapping[str, int] = {"china-page": 34, "china-list": 22, "world-page": 22, "world-list": 22}
_PERCENT = 100


class Drawn(NamedTuple):
    """A row that was drawn: of which stratum, and its cells."""

    stratum: str
    row: Row


class Seeds(NamedTuple):
    """Places and agreements by stratum, and every place by id."""

    places: dict[str, list[Row]]
    agreements: dict[str, list[Row]]
    by_id: dict[str, Row]


def read_seeds(folder: Path = SEEDS) -> Seeds:
    """The rows of the layers `china` and `world`, by stratum.

    Raises:
        DataRefused: a table is missing.
    """
    places = {layer: read_rows(folder / layer / "places.csv") for layer in LAYERS}
    ties = {layer: read_rows(folder / layer / "agreements.csv") for layer in LAYERS}
    partners = {row[end] for row in ties["china"] for end in ("a", "b")}
    by_stratum: dict[str, list[Row]] = {name: [] for name in PLACES}
    for layer, rows in places.items():
        for row in rows:
            by_stratum[_place_stratum(layer, row, partners)].append(row)
    ties_by_stratum: dict[str, list[Row]] = {name: [] for name in AGREEMENTS}
    for layer, rows in ties.items():
        for row in rows:
            ties_by_stratum[f"{layer}-{'page' if 'http' in row['source'] else 'list'}"].append(row)
    home = read_rows(folder / "home" / "places.csv")
    return Seeds(by_stratum, ties_by_stratum, {row["id"]: row for row in (*home, *places["china"], *places["world"])})


def draw(strata: Mapping[str, list[Row]], shares: Mapping[str, int], number: int, seed: int) -> list[Drawn]:
    """About `number` rows, each stratum with its share, in the order of their turns."""
    return [
        Drawn(stratum, row)
        for stratum, share in shares.items()
        for row in _first(strata[stratum], round(number * share / _PERCENT), seed)
    ]


def _first(rows: Iterable[Row], number: int, seed: int) -> list[Row]:
    return sorted(rows, key=lambda row: hashlib.sha256(f"{seed}:{row['id']}".encode()).digest())[:number]


def _place_stratum(layer: str, row: Row, partners: set[str]) -> str:
    if layer == "china":
        return "china"
    if row["level"] in {"country", "province"}:
        return "country" if row["level"] == "country" else "region"
    return "partner" if row["id"] in partners else "elsewhere"
