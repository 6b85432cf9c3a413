"""The service answers as the oracle does on networks drawn at random, where they hold what no real row does."""

from hypothesis import given, settings

from tests.drawing import snapshot
from tests.metrics.drawn import END_OF_2020
from tests.metrics.worlds import World, kinds, plain_lives, worlds
from tests.oracle.compare import Case, Ledger, compare, lines, world_of


@settings(max_examples=200)
@given(worlds(lives=plain_lives), kinds)
def test_every_value_of_the_service_is_that_of_the_oracle_on_a_drawn_network(world: World, chosen: frozenset[str]) -> None:
    found, ledger = snapshot(world.records()), Ledger()
    compare(ledger, found, world_of(found), Case("home", END_OF_2020, tuple(sorted(chosen))))
    assert ledger.differences == [], "\n".join(lines(ledger))
