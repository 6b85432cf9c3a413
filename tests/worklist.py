"""The first ten of the worklists of four homes, as docs/worklist.md shows them: `python -m tests.worklist` writes the page."""

from datetime import date
from pathlib import Path

from graph_service.loader import snapshot_of_seeds
from graph_service.metrics.knowledge import knowledge_of
from graph_service.metrics.selection import select
from graph_service.metrics.vine import vine_of
from graph_service.planning.gaps.find import find_gaps
from graph_service.planning.gaps.gap import Gap, PriorityTerm
from graph_service.planning.listing import state_of
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual, both

PAGE = Path(__file__).parent.parent / "docs" / "worklist.md"
DAY = date(2026, 11, 28)
HOMES = ("Q16963", "Q43407", "Q1198", "Q130290")
WHY = {
    "established": "the lists it rests on are complete, or a source itself says so",
    "grapes_waiting": "agreements of cities and counties wait for it",
    "key_country": "a plan of the home names the country, or the agreement is marked as key",
    "frames": "both sides are in the same frames of co-operation",
    "business": "the home has business there on record",
    "anniversary": "an anniversary is near",
}
HEAD = """# The first ten of a worklist

What `/v1/gaps?home=…` puts first for four homes on {day}, and why: each line shows the terms of its
[priority](glossary.md#priority) in points. The page is written by `python -m tests.worklist` from the seeds; a test compares it.

How to read it as a planner of that place:

- What a source itself says is still to be done comes first, for nobody can call it a hole in the register: mechanisms that a plan
  promises, totals that it publishes far above what is on record. Each line tells how old the source is.
- What is only not on record follows, by what speaks for it: how many agreements wait for a stem, whether a plan names the
  country, business on record, an anniversary ahead. The reason names the list and what is on record and published of it, and
  asks to complete it first: Shandong has dozens of province-level agreements in truth, and two here.
- Loading an agreement, a plan or a claim moves the lines (`tests/planning/test_worklist.py`): a list declared whole gives the
  lines that rest on it forty points.
"""


def text(seeds: Snapshot) -> str:
    """The whole page."""
    return HEAD.format(day=DAY) + "".join(_section(seeds, home) for home in HOMES)


def _section(seeds: Snapshot, home: str) -> str:
    vine = vine_of(seeds, home, select(seeds))
    name, known = both(vine.home.place), state_of(knowledge_of(vine).tiers["1"], Bilingual("省级名单", "tier-1 list"))
    rows = "\n".join(map(_row, find_gaps(vine)[:10]))
    head = "| # | points | what | why |\n|---|---|---|---|\n"
    return f"\n## {name.zh} {name.en}\n\n{known.zh}. {known.en[0].upper()}{known.en[1:]}.\n\n{head}{rows}\n"


def _row(gap: Gap) -> str:
    terms = sorted((term for term in gap.priority.terms if term.value), key=lambda term: -term.weight * term.value)
    return f"| {gap.rank} | {gap.priority.score:.1f} | {gap.reason.zh}<br>{gap.reason.en} | {'; '.join(map(_why, terms))} |"


def _why(term: PriorityTerm) -> str:
    return f"{WHY[term.name]} ({term.weight * term.value:.1f})"


if __name__ == "__main__":
    PAGE.write_text(text(snapshot_of_seeds(DAY)), encoding="utf-8", newline="\n")
