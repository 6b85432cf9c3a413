"""Which tests are traced to tell how much of the code they run: tracing takes as long as the tests themselves.

Left out are those on the real rows, those whose cases are drawn, examples in docstrings, and those that go through
everything there is where other tests hold each part. So the gate is kept by less than all there is, never by more. What asks
the one client of all tests is traced, for its thread, once it is not, is not traced again.
"""

from collections.abc import Iterator

import pytest
from coverage import Coverage

REAL_ROWS = ("seeds", "seeded")  # how fixtures that hold them are called
THROUGH_EVERYTHING = (
    "graph_service/",
    "tests/acceptance/",
    "tests/documents/",
    "tests/formats/test_graph_files.py",
    "tests/oracle/",
    "tests/soak/",
    "tests/test_architecture.py",
    "tests/web/test_prefix.py",
    "tests/web/test_ready.py",
)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> Iterator[None]:
    """Measure what is run by imports in the first of several processes only: it is the same in each."""
    earlier = Coverage.current()
    several = hasattr(session.config, "workerinput")
    if several and earlier is not None:
        earlier.stop()  # pytest-cov begins it before it knows; going on beneath the next, it would trace what is left out
    yield
    if several and session.config.workerinput["workerid"] != "gw0" and (measuring := Coverage.current()):
        session.config.stash[_WAITING] = measuring
        measuring.stop()


def pytest_collection_finish(session: pytest.Session) -> None:
    """Go on where it was stopped for the imports."""
    if measuring := session.config.stash.get(_WAITING, None):
        measuring.start()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Trace no part of a test that is left out, the making of its fixtures included."""
    measuring = Coverage.current()
    if measuring is None or not left_out(item):
        return (yield)
    measuring.stop()
    try:
        return (yield)
    finally:
        measuring.start()


def left_out(item: pytest.Item) -> bool:
    """Whether a test is not traced."""
    names = getattr(item, "fixturenames", ())
    real = any(name.startswith(REAL_ROWS) for name in names)
    marks = ("untraced", "hypothesis")
    much = item.nodeid.startswith(THROUGH_EVERYTHING) or any(item.get_closest_marker(mark) for mark in marks)
    return real or (much and "client" not in names)


_WAITING = pytest.StashKey[Coverage]()
