"""The sections of docs/data.md that tell what the register knows, what it knew, and what is missing."""

from datetime import date
from pathlib import Path

from graph_service.snapshot import Snapshot
from tools.marked import put
from tools.register_table.tables import known, missing

PAGE = Path(__file__).parents[2] / "docs" / "data.md"
AS_OF = date(2026, 11, 28)  # the day that the page speaks of
_HEAD = "截至 {day}；“→”前是第一版数据。As of {day}; before the arrow the seeds of the first release.\n\n"


def write(before: Snapshot, after: Snapshot) -> None:
    """Write the sections into the page."""
    PAGE.write_text(filled(PAGE.read_text("utf-8"), before, after), encoding="utf-8", newline="\n")


def filled(page: str, before: Snapshot, after: Snapshot) -> str:
    """The page with its sections made anew."""
    head = _HEAD.format(day=after.today.isoformat())
    return put(put(page, "known before and after", head + known(before, after)), "missing of published lists", missing(after))
