"""Chains of agreements between two places, on a network that can be drawn on paper, and on the real rows."""

from itertools import pairwise

import pytest

from graph_service.errors import BadRequest, NotFound
from graph_service.metrics.selection import Selection, select
from graph_service.questions.paths import LONGEST, PathsAnswer, paths_answer
from graph_service.records.base import Record
from graph_service.snapshot import Snapshot
from tests.drawing import TODAY, agreement, place, snapshot

NOW = Selection(TODAY)


def drawn() -> list[Record]:
    """From a to d over b or over c; e beyond d; an exchange straight from a to d; p, the province of a, with d alone; x and y
    apart from all."""
    states = [place(code, "country", code) for code in ("AA", "BB")]
    cities = [place(name, "city", "BB", "BB") for name in ("b", "c", "d", "e", "x", "y")]
    return [
        *states, place("p", "province", "AA", "AA"), place("a", "city", "AA", "p"), *cities,
        agreement("a", "b"), agreement("a", "c"), agreement("b", "d"), agreement("c", "d"), agreement("d", "e"),
        agreement("a", "d", "exchange"), agreement("p", "d"), agreement("x", "y"),
    ]  # fmt: skip


def chains(answer: PathsAnswer) -> list[str]:
    return ["".join(step.id for step in chain.places) for chain in answer.items]


def test_all_shortest_chains_come_in_the_order_of_their_places_with_the_agreements_between() -> None:
    answer = paths_answer(snapshot(drawn()), NOW, "a", "e", 10)
    assert (answer.connected, answer.length, answer.total, answer.next) == (True, 3, 2, None)
    assert chains(answer) == ["abde", "acde"]
    assert [chain.number for chain in answer.items] == [1, 2]
    assert [step.id for step in answer.items[0].agreements] == ["a~b", "b~d", "d~e"]
    assert {step.kind for step in answer.items[0].agreements} == {"formal"}
    assert answer.warning is None


def test_from_the_other_end_the_chains_are_the_same_turned_round() -> None:
    there, back = (paths_answer(snapshot(drawn()), NOW, *ends, 10) for ends in (("a", "e"), ("e", "a")))
    assert sorted(chain[::-1] for chain in chains(back)) == chains(there)


def test_only_agreements_of_the_selection_are_steps() -> None:
    found = snapshot(drawn())
    assert chains(paths_answer(found, select(found, kinds="formal,exchange"), "a", "d", 10)) == ["ad"]
    assert chains(paths_answer(found, NOW, "a", "d", 10)) == ["abd", "acd"]
    assert not paths_answer(found, select(found, kinds="exchange"), "a", "b", 10).connected


def test_a_city_and_its_province_are_different_places() -> None:
    answer = paths_answer(snapshot(drawn()), NOW, "a", "p", 10)
    assert (answer.length, chains(answer)) == (3, ["abdp", "acdp"])


def test_where_no_chain_is_on_record_the_answer_says_that_this_is_no_word_on_the_places() -> None:
    answer = paths_answer(snapshot(drawn()), NOW, "a", "x", 10)
    assert (answer.connected, answer.length, answer.total, answer.items, answer.next) == (False, None, 0, (), None)
    assert answer.warning is not None
    assert "不等于两地没有往来" in answer.warning.zh
    assert "register" in answer.warning.en


def test_chains_longer_than_twelve_are_not_looked_for() -> None:
    line = [place(f"l{number:02}", "city", "BB", "BB") for number in range(LONGEST + 2)]
    records = [place("BB", "country", "BB"), *line, *(agreement(one.id, other.id) for one, other in pairwise(line))]
    assert paths_answer(snapshot(records), NOW, "l00", f"l{LONGEST}", 1).length == LONGEST
    beyond = paths_answer(snapshot(records), NOW, "l00", f"l{LONGEST + 1}", 1)
    assert (beyond.connected, beyond.longest) == (False, LONGEST)


def test_pages_hold_every_chain_once_and_go_on_though_the_last_one_seen_is_gone() -> None:
    records = drawn()
    first = paths_answer(snapshot(records), NOW, "a", "e", 1)
    assert (chains(first), first.total, first.next) == (["abde"], 2, "a,b,d,e")
    second = paths_answer(snapshot(records), NOW, "a", "e", 1, first.next)
    assert (chains(second), [chain.number for chain in second.items], second.next) == (["acde"], [2], None)
    ended = [record for record in records if record.id != "a~b"]
    assert chains(paths_answer(snapshot(ended), NOW, "a", "e", 1, first.next)) == ["acde"]


@pytest.mark.parametrize("cursor", ["", "a", "a,b,e", "b,b,d,e", "no such chain"])
def test_a_cursor_of_no_such_list_is_refused(cursor: str) -> None:
    with pytest.raises(BadRequest, match="begin again without a cursor"):
        paths_answer(snapshot(drawn()), NOW, "a", "e", 1, cursor)


def test_the_same_place_twice_and_a_place_that_is_none_are_refused() -> None:
    with pytest.raises(BadRequest, match="is the same place"):
        paths_answer(snapshot(drawn()), NOW, "a", "a", 1)
    with pytest.raises(NotFound):
        paths_answer(snapshot(drawn()), NOW, "a", "nowhere", 1)


def test_nanjing_is_three_agreements_from_cologne(seeds: Snapshot) -> None:
    answer = paths_answer(seeds, NOW, "Q16666", "Q365", 100)
    assert (answer.length, len(answer.items)) == (3, answer.total)
    assert answer.total >= 1
    for chain in answer.items:
        steps = [frozenset((step.source, step.target)) for step in chain.agreements]
        assert steps == [frozenset((one.id, other.id)) for one, other in pairwise(chain.places)]
