"""Work in the loop is done once for all who wait for it, and ends with the last of them."""

import asyncio

import pytest

from graph_service.background.single_flight import SingleFlight


class Work:
    """Work that goes on until it is told to end."""

    def __init__(self) -> None:
        self.begun = 0
        self.cancelled = 0
        self.first, self.end = asyncio.Event(), asyncio.Event()

    async def __call__(self) -> object:
        self.begun += 1
        self.first.set()
        try:
            await self.end.wait()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        return object()


async def _asking(underway: SingleFlight[str, object], work: Work, times: int) -> list[asyncio.Task[object]]:
    asked = [asyncio.create_task(underway.get("key", work)) for _ in range(times)]
    await work.first.wait()
    return asked


def test_all_who_ask_meanwhile_get_the_result_of_one() -> None:
    async def run() -> None:
        underway, work = SingleFlight[str, object](), Work()
        asked = await _asking(underway, work, 3)
        other = asyncio.create_task(underway.get("other key", work))
        work.end.set()
        assert len({id(await task) for task in asked}) == 1
        assert await other is not await asked[0]
        assert work.begun == 2

    asyncio.run(run())


def test_a_result_is_not_kept() -> None:
    async def run() -> None:
        underway, work = SingleFlight[str, object](), Work()
        work.end.set()
        assert await underway.get("key", work) is not await underway.get("key", work)

    asyncio.run(run())


def test_the_work_is_cancelled_with_the_last_who_waits_and_who_asks_next_begins_anew() -> None:
    async def run() -> None:
        underway, work = SingleFlight[str, object](), Work()
        first, second = await _asking(underway, work, 2)
        first.cancel()
        await asyncio.wait([first])
        assert (work.begun, work.cancelled) == (1, 0)
        second.cancel()
        await asyncio.wait([second])
        again = asyncio.create_task(underway.get("key", work))
        work.end.set()
        await again
        assert (work.begun, work.cancelled) == (2, 1)

    asyncio.run(run())


def test_all_who_wait_are_told_of_a_failure() -> None:
    async def fail() -> object:
        raise ZeroDivisionError

    async def run() -> None:
        underway = SingleFlight[str, object]()
        for told in await asyncio.gather(*(underway.get("key", fail) for _ in range(2)), return_exceptions=True):
            assert isinstance(told, ZeroDivisionError)
        with pytest.raises(ZeroDivisionError):
            await underway.get("key", fail)

    asyncio.run(run())
