"""What is computed once is computed once, and nobody waits for what he did not ask for."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from graph_service.graph.arrays import graph_of
from graph_service.graph.measures import Measured, Values
from graph_service.graph.memo import Memo

PATIENCE = 30  # seconds until a test that would wait for ever fails


def test_of_several_threads_one_computes_and_all_get_its_result() -> None:
    kept, begun, go_on, computed = Memo[str, object](), Event(), Event(), list[int]()

    def compute() -> object:
        computed.append(1)
        begun.set()
        assert go_on.wait(PATIENCE)
        return object()

    with ThreadPoolExecutor(3) as threads:
        first = threads.submit(kept.get, "slow", compute)
        assert begun.wait(PATIENCE)
        others = [threads.submit(kept.get, "slow", compute) for _ in range(2)]
        go_on.set()
        assert {id(other.result(PATIENCE)) for other in others} == {id(first.result(PATIENCE))}
    assert computed == [1]


def test_nobody_waits_for_the_result_of_another_key() -> None:
    kept, begun, go_on = Memo[str, str](), Event(), Event()

    def compute() -> str:
        begun.set()
        assert go_on.wait(PATIENCE)
        return "slow"

    with ThreadPoolExecutor(1) as threads:
        slow = threads.submit(kept.get, "slow", compute)
        assert begun.wait(PATIENCE)
        assert kept.get("fast", lambda: "fast") == "fast"
        assert "slow" not in kept
        go_on.set()
        assert slow.result(PATIENCE) == "slow"


def test_those_asked_for_last_stay() -> None:
    kept = Memo[str, str](most=2)
    for key in "abac":
        kept.get(key, key.upper)
    assert ("a" in kept, "b" in kept, "c" in kept) == (True, False, True)
    assert kept.values == ("A", "C")


def test_after_a_failure_the_next_to_ask_tries_again() -> None:
    kept = Memo[str, float]()
    with pytest.raises(ZeroDivisionError):
        kept.get("a", lambda: 1 / 0)
    assert kept.get("a", lambda: 1.0) == 1.0


def test_a_fast_measure_does_not_wait_for_a_slow_one() -> None:
    measured, begun, go_on = Measured(graph_of("abc", [("a", "b")])), Event(), Event()

    def slow(on: Measured) -> float:
        begun.set()
        assert go_on.wait(PATIENCE)
        return float(on.values("closeness").sum())

    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(measured.once, slow)
        assert begun.wait(PATIENCE)
        assert measured.values("degree").tolist() == [0.5, 0.5, 0.0]
        assert [measured.knows(asked) for asked in (Values("degree"), Values("closeness"), slow)] == [True, False, False]
        go_on.set()
        waiting.result(PATIENCE)
    assert measured.knows(slow)


def test_what_fails_leaves_nothing_behind() -> None:
    kept: Memo[str, int] = Memo()

    def fail() -> int:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        kept.get("a", fail)
    assert kept.get("a", lambda: 1) == 1


def test_what_was_computed_elsewhere_is_kept_without_waiting_for_who_computes_it() -> None:
    kept, begun, go_on = Memo[str, str](), Event(), Event()

    def compute() -> str:
        begun.set()
        assert go_on.wait(PATIENCE)
        return "here"

    with ThreadPoolExecutor(1) as threads:
        here = threads.submit(kept.get, "key", compute)
        assert begun.wait(PATIENCE)
        kept.put("key", "elsewhere")
        assert kept.peek("key") == "elsewhere"
        go_on.set()
        assert here.result(PATIENCE) in ("here", "elsewhere")
