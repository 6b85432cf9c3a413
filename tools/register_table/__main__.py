"""What the register knows before and after a change of the seeds, as a table: `python -m tools.register_table BEFORE AFTER`.

Either is a folder of seeds, one packed as .tar.xz, or the URL of a store. Stems, grapes by class, dated and classified
agreements and the share of partners with a Chinese name, of each Chinese province and of Germany, Japan, Korea and the United
States. `--page` writes the sections of docs/data.md.
"""

import argparse
import sys
from datetime import UTC, date, datetime

from graph_service.errors import ServiceError
from tools.register_table import page
from tools.register_table.registers import read
from tools.register_table.tables import known


def main() -> int:
    """Print the table, or write the page; 1 if a register cannot be read."""
    options = _options()
    as_of = page.AS_OF if options.page else options.as_of
    try:
        before, after = read(options.before, as_of), read(options.after, as_of)
    except ServiceError as error:
        print(error, file=sys.stderr)
        return 1
    if options.page:
        page.write(before, after)
    else:
        print(known(before, after), end="")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.register_table", description=__doc__)
    parser.add_argument("before", help="a folder of seeds, a .tar.xz of one, or the URL of a store")
    parser.add_argument("after", help="the same, later")
    today = datetime.now(UTC).date()
    parser.add_argument("--as-of", type=date.fromisoformat, default=today, help="the day that is asked about (default: today)")
    parser.add_argument("--page", action="store_true", help="write the sections of docs/data.md, of the day that page speaks of")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
