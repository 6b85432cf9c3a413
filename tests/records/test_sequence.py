"""Oddities of a life are warned of and never refused: steps by one side, steps out of order, ends that are no ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.records.agreement import Agreement
from graph_service.records.checks import find_flaws
from graph_service.records.network import Network
from graph_service.records.sequence import life_warnings
from graph_service.snapshot import Snapshot
from tests.drawing import agreement, place
from tests.drawn_records import records


def odd(stages: str) -> list[tuple[str, int]]:
    return [tuple(warning) for warning in life_warnings(agreement("home", "abroad", stages))]


@pytest.mark.parametrize(
    "stages",
    [
        "formal",
        "contact 2000; intent 2001; approval 2002; exchange 2003; formal 2005; renewal 2010",
        "exchange 2001; intent 2004; approval 2005; formal 2006",  # an upgrade has its own preparations
        "intent 2001; approval 2002",  # the signing is still to come
        "planned 2000 aim=formal; formal 2001",
        "exchange 2001; planned 2005 aim=formal",
        "formal 2001; suspended 2005; resumed 2007; suspended 2009; resumed 2011; terminated 2015; resumed 2016",
        "formal 2001; dormant 2015; resumed 2018",
        "formal 2015/2019; renewal 2017",  # may well have been signed before
        "formal; renewal 2017",
        "unclassified 2001; exchange 2003; unclassified 2005",
        "terminated 2010; formal 2001",  # dates decide, not the order of the list
    ],
)
def test_a_life_that_makes_sense_is_not_warned_of(stages: str) -> None:
    assert odd(stages) == []


@pytest.mark.parametrize(
    ("stages", "code", "stage"),
    [
        ("formal 2001; suspended 2012 by=home", "one_sided", 1),
        ("formal 2001; terminated 2012 by=abroad", "one_sided", 1),
        ("formal 2001; suspended 2012 by=third", "outsider", 1),
        ("renewal 2005", "unsigned_step", 0),
        ("contact 2001; terminated 2005", "unsigned_step", 1),
        ("formal 2010; suspended 2005", "unsigned_step", 1),
        ("formal 2001; terminated 2010; renewal 2012", "after_the_end", 2),
        ("formal 2001; terminated 2010; formal 2015", "after_the_end", 2),
        ("formal 2001; resumed 2005", "nothing_to_resume", 1),
        ("formal 2001; suspended 2003; resumed 2005; resumed 2007", "nothing_to_resume", 3),
        ("formal 2001; suspended 2003; suspended 2005", "repeated_step", 2),
        ("formal 2001; terminated 2003; terminated 2005", "repeated_step", 2),
        ("formal 2001; exchange 2005", "falling_kind", 1),
        ("formal 2001; intent 2005", "falling_kind", 1),
        ("formal 2001; planned 2005 aim=formal", "plan_already_reached", 1),
        ("formal 2001; planned 2005 aim=exchange", "plan_already_reached", 1),
        ("formal 2001; approval 2002", "approved_late", 1),
    ],
)
def test_an_odd_step_is_named_with_its_position(stages: str, code: str, stage: int) -> None:
    assert (code, stage) in odd(stages)


def test_resuming_twice_is_one_oddity() -> None:
    assert odd("formal 2001; suspended 2003; resumed 2005; resumed 2007") == [("nothing_to_resume", 3)]


@given(records(Agreement))
def test_warnings_never_refuse_and_point_at_stages_that_exist(found: Agreement) -> None:
    assert all(0 <= warning.stage < len(found.stages) for warning in life_warnings(found))


@given(st.permutations(["formal 2001", "suspended 2003", "resumed 2005", "terminated 2010", "renewal 2012"]))
def test_where_every_step_is_dated_the_order_of_the_list_changes_nothing(stages: list[str]) -> None:
    assert [stages[position] for _, position in odd("; ".join(stages))] == ["renewal 2012"]


def test_an_odd_life_makes_no_flaw() -> None:
    network = Network(
        [place("home", "country", "HH"), place("abroad", "country", "AA"), agreement("home", "abroad", "renewal 2005")]
    )
    assert find_flaws(network) == []


def test_nothing_else_is_odd_in_the_seeds_than_ends_that_one_party_declared(seeds: Snapshot) -> None:
    table = seeds.network.table(Agreement)
    warned = {found.id: life_warnings(found) for found in table.values() if len(found.stages) > 1}
    odd = {tie: [warning.code for warning in warnings] for tie, warnings in warned.items() if warnings}
    assert {"Q1085~Q956", "Q11751~Q16666"} <= odd.keys()  # Prague – Beijing and Nagoya – Nanjing
    assert set(map(tuple, odd.values())) == {("one_sided",)}
