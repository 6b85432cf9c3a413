"""What `make test` runs one or two of, and `make thorough` all: the like of what is tested already, in every form.

What asks the real rows of a Neo4j is for `make thorough` too: `make test` asks the same of the drawn network there. So is how a
page is laid out on a phone, on paper and in a picture: `make test` has what is done with it, by clicks, keys and without scripts.
And so is what a hand may do wrong in Neo4j, in all its ways: `make test` has the story from an edit through `verify` to health.
"""

from collections import Counter
from collections.abc import Iterable

import pytest

from tests.sharing import wants_real_rows


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """`@pytest.mark.first(2)`: of the many forms in which a test is tried, all but the first two are for `make thorough`."""
    seen: Counter[str] = Counter()
    for item in items:
        if wants_real_rows(item):
            item.add_marker("thorough")
        if mark := item.get_closest_marker("first"):
            test = item.nodeid.partition("[")[0]
            seen[test] += 1
            if seen[test] > mark.args[0]:
                item.add_marker("thorough")


def thorough(values: Iterable[object]) -> list:
    """Values of a parameter that are tried by `make thorough` alone."""
    return [pytest.param(value, marks=pytest.mark.thorough) for value in values]
