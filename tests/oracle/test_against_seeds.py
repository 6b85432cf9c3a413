"""The service answers as the oracle does on the real rows. Strategy: here every home once, and Jiangsu on every day;
`python -m tests.oracle` asks the rest."""

import pytest

from graph_service.records.agreement import Agreement
from graph_service.snapshot import Snapshot
from tests.oracle.cases import DAYS, HOMES, KINDS
from tests.oracle.compare import Case, Ledger, compare, lines, world_of
from tests.oracle.records import World

JIANGSU = "Q16963"
EACH_HOME_ONCE = [Case(home, DAYS[at % len(DAYS)], KINDS[at % len(KINDS)]) for at, home in enumerate(HOMES)]


@pytest.fixture(scope="module")
def world(seeds: Snapshot) -> World:
    return world_of(seeds)


@pytest.mark.thorough
def test_every_value_of_the_service_is_that_of_the_oracle(seeds: Snapshot, world: World) -> None:
    ledger = Ledger()
    for case in dict.fromkeys((*EACH_HOME_ONCE, *(Case(JIANGSU, on, KINDS[1]) for on in DAYS))):
        compare(ledger, seeds, world, case)
    print(*lines(ledger), sep="\n")
    assert ledger.differences == []
    assert ledger.compared.total() > 100_000


def test_an_agreement_that_only_one_of_both_knows_is_reported(seeds: Snapshot) -> None:
    case = Case(JIANGSU, DAYS[-1], KINDS[1])
    stem = "Q12771~Q16963"
    without = World(record for record in seeds.network if not (isinstance(record, Agreement) and record.id == stem))
    ledger = Ledger()
    compare(ledger, seeds, without, case)
    found = {(difference.measure, difference.about) for difference in ledger.differences}
    assert {("agreement", "Q39"), ("row.stem", "Q12771"), ("totals.agreements", JIANGSU), ("row.strength", "Q39")} <= found
