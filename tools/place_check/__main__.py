"""Look for places of the seeds that may stand wrong: `python -m tools.place_check`.

Without options it names what is new and ends with 1 where anything is. `--note` takes what is new into the table of the known as
open; `--page` writes the section of docs/data.md.
"""

import argparse
import sys
from pathlib import Path

from graph_service.errors import DataRefused
from tools.place_check import known, page
from tools.place_check.register import read

SEEDS = Path(__file__).parents[2] / "seeds"


def main() -> int:
    """Look, and say what is new; 1 if anything is, or if the table names what is no more."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=Path, default=SEEDS, help="folder of the seeds (default: %(default)s)")
    parser.add_argument("--note", action="store_true", help="take what is new into the table as open, and out what is gone")
    parser.add_argument("--page", action="store_true", help="write the section of docs/data.md")
    options = parser.parse_args()
    try:
        findings = known.find(read(options.seeds))
    except DataRefused as refused:
        print(*refused.faults, sep="\n", file=sys.stderr)
        return 1
    if options.note:
        known.note(findings)
    judged = known.judge(findings)
    if options.page:
        page.write(judged)
    for finding in judged.new:
        print(f"{finding.check}: {', '.join(finding.names)} ({', '.join(finding.ids)}): {finding.reason}")
    for row in judged.gone:
        print(f"no more: {row['check']}: {row['names']} ({row['ids']}); delete its row in {known.TABLE.name}")
    print(f"{len(judged.new)} new, {len(judged.open)} open, {len(judged.right)} right")
    return 1 if judged.new or judged.gone else 0


if __name__ == "__main__":
    sys.exit(main())
