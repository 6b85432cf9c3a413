"""Draw places and agreements to be read against their sources, or write the page of what was read: `python -m tools.reading`."""

import argparse
import csv
import sys
from collections.abc import Iterable
from pathlib import Path

from graph_service.errors import DataRefused
from tools.reading import page
from tools.reading.draw import AGREEMENTS, PLACES, SEEDS, Drawn, Seeds, draw, read_seeds
from tools.reading.record import read_record

_COLUMNS = ("kind", "stratum", "id", "what", "stated", "source", "note")


def main() -> int:
    """Draw or write; 1 if a table is missing."""
    options = _options()
    try:
        if options.command == "page":
            page.write(read_record())
        else:
            _print(read_seeds(options.seeds), options.places, options.agreements, options.seed)
    except DataRefused as refused:
        print(*refused.faults, sep="\n", file=sys.stderr)
        return 1
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.reading", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("page", help="write docs/data-reading.md from the record")
    drawing = commands.add_parser("draw", help="print rows drawn at random as CSV")
    drawing.add_argument("--seed", type=int, required=True, help="any whole number; the same one draws the same rows")
    drawing.add_argument("--places", type=int, default=250, help="how many places (default: %(default)s)")
    drawing.add_argument("--agreements", type=int, default=250, help="how many agreements (default: %(default)s)")
    drawing.add_argument("--seeds", type=Path, default=SEEDS, help="folder of the seeds (default: %(default)s)")
    return parser.parse_args()


def _print(seeds: Seeds, places: int, agreements: int, seed: int) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows(_places(draw(seeds.places, PLACES, places, seed), seeds))
    writer.writerows(_agreements(draw(seeds.agreements, AGREEMENTS, agreements, seed), seeds))


def _places(drawn: Iterable[Drawn], seeds: Seeds) -> Iterable[tuple[str, ...]]:
    for stratum, row in drawn:
        stated = " ".join(filter(None, (row["lat"], row["lon"], row["population"], row["iso_3166_2"], row["gbt_2260"])))
        yield "place", stratum, row["id"], _called(row["id"], seeds), stated, row["source"], row.get("note", "")


def _agreements(drawn: Iterable[Drawn], seeds: Seeds) -> Iterable[tuple[str, ...]]:
    for stratum, row in drawn:
        parties = " – ".join(_called(row[end], seeds) for end in ("a", "b"))
        yield "agreement", stratum, row["id"], parties, row["stages"], row["source"], row["note"]


def _called(place_id: str, seeds: Seeds) -> str:
    row = seeds.by_id[place_id]
    above = seeds.by_id.get(row["parent"], {"name_zh": "", "name_en": ""})
    within = above["name_en"] or above["name_zh"]
    return f"{row['name_zh']} {row['name_en']} ({', '.join(filter(None, (row['level'], within, row['country'])))})".strip()


if __name__ == "__main__":
    sys.exit(main())
