"""Build the layers `world` and `china` of the seeds from the public data sets: `python seeds/build_seeds.py --from FOLDER`.

The same inputs, tables and home layer give the same bytes. Nothing is written unless the whole network is sound.
"""

import argparse
import sys
from pathlib import Path

from builder import layers
from builder.agreements import Agreements, gather
from builder.claims import left_over, tell
from builder.corrections import correct
from builder.inputs import read_home, read_inputs
from builder.places import Places

from graph_service.errors import DataRefused

SEEDS = Path(__file__).parent


def main() -> int:
    """Build and say what became of the rows; 1 if the inputs do not make a sound network."""
    options = _options()
    try:
        _build(options.source, options.to)
    except DataRefused as refused:
        print(*refused.faults, sep="\n", file=sys.stderr)
        return 1
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--from", dest="source", type=Path, required=True, help="folder with world/ and china/")
    parser.add_argument("--to", type=Path, default=SEEDS, help="folder to write the layers in (default: %(default)s)")
    return parser.parse_args()


def _build(source: Path, to: Path) -> None:
    inputs, home = read_inputs(source), read_home(SEEDS / "home")
    places = Places(inputs.places, inputs.agreements, home)
    correct(places, inputs.names)
    agreements = gather(inputs.agreements, places, home)
    built = layers.assign(places, agreements, tell(inputs, agreements.ids))
    layers.prove(built, SEEDS / "home")
    layers.write(built, left_over(inputs), to)
    for layer, tables in built.items():
        print(f"{layer}: " + ", ".join(f"{len(rows):,} {plural}" for plural, rows in tables.items()))
    _report(len(inputs.agreements), agreements)


def _report(rows: int, agreements: Agreements) -> None:
    doubled = rows - len(agreements.ties) - len(agreements.at_home)
    print(f"{rows:,} rows of pairs: {doubled} are second rows of a pair, {len(agreements.at_home)} are in the home layer")
    for tie_id, tie in sorted(agreements.at_home.items()):
        print(f"  home has {tie_id}; its row was: {tie.stages} ({'; '.join(tie.sources)})")


if __name__ == "__main__":
    sys.exit(main())
