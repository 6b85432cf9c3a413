"""Build the layers `world` and `china` of the seeds from the public data sets: `python -m tools.seed_builder --from FOLDER`.

The same inputs, tables and home layer give the same bytes. Nothing is written unless the whole network is sound.
"""

import argparse
import gc
import sys
from pathlib import Path

from graph_service.errors import DataRefused
from tools.seed_builder import layers
from tools.seed_builder.agreements import Agreements, gather
from tools.seed_builder.alternates import name_otherwise
from tools.seed_builder.claims import left_over, tell
from tools.seed_builder.corrections import correct
from tools.seed_builder.glyphs import simplify
from tools.seed_builder.inputs import read_home, read_inputs
from tools.seed_builder.places import Places

ROOT = Path(__file__).parents[2]
HOME = ROOT / "seeds" / "home"


def main() -> int:
    """Build and say what became of the rows; 1 if the inputs do not make a sound network."""
    gc.set_threshold(50_000, 50, 50)  # all that is read and made lives to the end; looking for what does not takes a seventh
    options = _options()
    try:
        _build(options.source, options.to)
    except DataRefused as refused:
        print(*refused.faults, sep="\n", file=sys.stderr)
        return 1
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--from", dest="source", type=Path, required=True, help="folder with world/, china/ and the other sets")
    parser.add_argument("--to", type=Path, default=ROOT, help="folder to write in (default: %(default)s)")
    return parser.parse_args()


def _build(source: Path, to: Path) -> None:
    inputs, home = read_inputs(source), read_home(HOME)
    places = Places(inputs.places, inputs.agreements, home)
    print(f"{places.add_counties(inputs.counties):,} counties added")
    tied = {row[end] for row in (*inputs.agreements, *inputs.later) for end in ("a_id", "b_id")}
    correct(places, inputs.subdivisions, inputs.names, tied)
    print(f"{simplify(places.drafts.values())} Chinese names written in simplified characters")
    name_otherwise(places.drafts.values())
    agreements = gather([*inputs.agreements, *inputs.later], places, home)
    built = layers.assign(places, agreements, tell(inputs, agreements.ids, places), home)
    layers.prove(built, HOME)
    layers.write(built, left_over(inputs), to)
    for layer, tables in built.items():
        print(f"{layer}: " + ", ".join(f"{len(rows):,} {plural}" for plural, rows in tables.items()))
    _report(len(inputs.agreements) + len(inputs.later), agreements)


def _report(rows: int, agreements: Agreements) -> None:
    doubled = rows - len(agreements.ties) - len(agreements.at_home)
    print(f"{rows:,} rows of pairs: {doubled} are second rows of a pair, {len(agreements.at_home)} are in the home layer")
    for tie_id, tie in sorted(agreements.at_home.items()):
        print(f"  home has {tie_id}; its row was: {tie.stages} ({'; '.join(tie.sources)})")


if __name__ == "__main__":
    sys.exit(main())
