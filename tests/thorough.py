"""What `make test` runs one or two of, and `make thorough` all: the like of what is tested already, in every form."""

from collections import Counter
from collections.abc import Iterable, Mapping

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """`@pytest.mark.first(2)`: of the many forms in which a test is tried, all but the first two are for `make thorough`."""
    seen: Counter[str] = Counter()
    for item in items:
        if mark := item.get_closest_marker("first"):
            seen[item.nodeid.partition("[")[0]] += 1
            if seen[item.nodeid.partition("[")[0]] > mark.args[0]:
                item.add_marker("thorough")


def mostly_thorough(named: Mapping[str, tuple], at_once: int) -> list:
    """The first rows of a table by name as they are, the others for `make thorough` alone."""
    return [
        pytest.param(*row, id=name, marks=[] if number < at_once else [pytest.mark.thorough])
        for number, (name, row) in enumerate(named.items())
    ]


def thorough(values: Iterable[object]) -> list:
    """Values of a parameter that are tried by `make thorough` alone."""
    return [pytest.param(value, marks=pytest.mark.thorough) for value in values]
