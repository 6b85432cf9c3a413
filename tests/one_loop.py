"""One event loop for tests of stores: a store is used within the loop it was first used in, as in the service."""

from asyncio import Runner
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")
_RUNNER = Runner()


def run(work: Coroutine[Any, Any, T]) -> T:
    """The result of a coroutine, run in the loop all of these tests share."""
    return _RUNNER.run(work)


def close() -> None:
    """End the loop; for the end of the test run."""
    _RUNNER.close()
