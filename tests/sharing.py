"""How several processes share the tests: a file stays together, and so does all that uses the one Neo4j or the browser.

Each is then started once in a run, and the database, which is emptied for each test, belongs to one process. Tests that start a
Neo4j of their own share nothing and wait for long: whichever process is free takes the next. The groups are found by names and
files alone: the process that gives out the tests knows no marks.
"""

from functools import cache
from pathlib import Path

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling, Scheduling

ROOT = Path(__file__).parent.parent
TOGETHER = ("neo4j", "chromium")
ALONE = "own_neo4j"
SEEDED = "seeded_neo4j"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Scheduling:
    """Give out tests by group."""
    return Groups(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest: the tests that need a server or a browser. Those that want the real rows in the server come
    after those that empty it, so that they are loaded once, and between them what has it plan its queries anew: that takes ten
    seconds of a processor each time."""
    order = [*TOGETHER, ALONE, ""]

    def place(item: pytest.Item) -> tuple[int, bool, bool]:
        need = next((name for name in order if item.get_closest_marker(name)), "")
        return order.index(need), wants_real_rows(item), item.get_closest_marker("plans_anew") is not None

    items.sort(key=place)


def wants_real_rows(item: pytest.Item) -> bool:
    """Whether a test wants the real rows in the one Neo4j: by its fixtures, or by the mark of one that chooses another later."""
    return SEEDED in getattr(item, "fixturenames", ()) or item.get_closest_marker(SEEDED) is not None


class Groups(LoadScopeScheduling):
    """Tests of a group go to one process."""

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)


def group_of(nodeid: str) -> str:
    """The server or browser that a test needs, or that others in its file are marked with; itself, where it starts a server of
    its own; otherwise its file."""
    file, _, name = str(nodeid).partition("::")
    whole = nodeid if ALONE in _marks(file) else file
    return next((need for need in TOGETHER if f"[{need}" in name or need in _marks(file)), whole)


@cache
def _marks(file: str) -> frozenset[str]:
    text = (ROOT / file).read_text("utf-8")
    return frozenset(need for need in (*TOGETHER, ALONE) if f"pytest.mark.{need}" in text)
