"""What the builder reads: the two public data sets, the hand-made tables beside it, and the pairs of the home layer."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from graph_service.errors import DataRefused, Fault

Row = dict[str, str]
TABLES = Path(__file__).parent / "tables"


# The sets found later, in the order in which they build on each other.
LATER = ("more", "more-2", "more-3", "more-4")


class Inputs(NamedTuple):
    """The rows of the public data sets, in the order of the sets; where `world` and `china` both hold a row, it stands
    here once. `later` are the rows of pairs of the sets found later, which may state a pair again."""

    places: list[Row]
    counties: list[Row]
    subdivisions: list[Row]
    agreements: list[Row]
    later: list[Row]
    claims: list[Row]
    later_claims: list[Row]
    totals: list[Row]
    dated_pairs: list[Row]
    unresolved: list[Row]
    names: list[Row]


class Home(NamedTuple):
    """What the home layer already says: its agreement ids by pair, and the countries of its places by id."""

    agreements: dict[tuple[str, str], str]
    places: dict[str, str]


def read_inputs(folder: Path) -> Inputs:
    """The data sets in `folder/world`, `folder/china` and the folders of `LATER`, and the Chinese names of regions in
    `folder/names`.

    Raises:
        DataRefused: a file is missing, or the first two sets contradict each other.
    """
    world, china = folder / "world", folder / "china"
    return Inputs(
        [*_united(world / "places.csv", china / "places.csv", ("id",)), *_later(folder, "places_new")],
        read_rows(folder / "more" / "cn_counties_all.csv"),
        read_rows(folder / "more" / "subdivisions_world.csv"),
        _united(world / "agreements.csv", china / "agreements.csv", ("a_id", "b_id")),
        _classed(_later(folder, "agreements")),
        read_rows(china / "claims.csv"),
        _classed(_later(folder, "claims", "world_claims")),
        [row for name in LATER[1:] for row in read_rows(folder / name / "totals.csv")],
        read_rows(world / "wikidata12k_dated_pairs.csv"),
        [*read_rows(world / "unresolved.csv"), *_later(folder, "unresolved")],
        read_rows(folder / "names" / "subdivisions_zh.csv"),
    )


def _later(folder: Path, *tables: str) -> list[Row]:
    """The rows of tables of the later sets, set by set; not every set has each table."""
    paths = [folder / name / f"{table}.csv" for name in LATER for table in tables]
    return [row for path in paths if path.exists() for row in read_rows(path)]


def _classed(rows: list[Row]) -> list[Row]:
    """The rows, those without a class with the one that the heading of their page gives to its whole list."""
    headed = {row["source"]: row["kind"] for row in read_table("kinds")}
    for row in rows:
        row["kind"] = row["kind"] or next((kind for source, kind in headed.items() if source in row["source"]), "")
    return rows


def read_home(folder: Path) -> Home:
    """The pairs and places of the home layer; both empty where there is none."""
    agreements = read_rows(folder / "agreements.csv") if (folder / "agreements.csv").exists() else []
    places = read_rows(folder / "places.csv") if (folder / "places.csv").exists() else []
    return Home({pair(row["a"], row["b"]): row["id"] for row in agreements}, {row["id"]: row["country"] for row in places})


def read_table(name: str) -> list[Row]:
    """The rows of a hand-made table."""
    return read_rows(TABLES / f"{name}.csv")


def read_rows(path: Path) -> list[Row]:
    """The rows of a CSV file, each as cells by column.

    Raises:
        DataRefused: the file is missing.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file, strict=True))
    except OSError as error:
        remedy = "name the folder that holds world/, china/, names/ and the later sets with --from"
        raise refused(path, f"cannot be read ({error.strerror})", remedy) from error


def refused(where: str | Path, problem: str, remedy: str) -> DataRefused:
    """The error for one thing wrong in an input or a hand-made table (named without its folder)."""
    path = where if isinstance(where, Path) else f"tools/seed_builder/tables/{where}.csv"
    return DataRefused([Fault(str(path), None, None, problem, remedy)])


def pair(a: str, b: str) -> tuple[str, str]:
    """Two ids in order."""
    return (a, b) if a <= b else (b, a)


def clean_id(place_id: str) -> str:
    """The id as seeds write it: a slash would end a part of a URL.

    >>> clean_id("wp:AL/dropull")
    'wp:AL.dropull'
    """
    return place_id.replace("/", ".")


def _united(first: Path, second: Path, keys: Sequence[str]) -> list[Row]:
    rows = {tuple(row[key] for key in keys): row for row in read_rows(first)}
    for row in read_rows(second):
        key = tuple(row[column] for column in keys)
        if rows.setdefault(key, row) != row:
            raise refused(second, f"{' and '.join(key)} differ from {first}", "make the two data sets agree")
    return list(rows.values())
