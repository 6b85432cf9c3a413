"""Diplomatic relations on a day, asked for by every row of a list."""

from datetime import date

from graph_service.metrics.relations import states_related_to
from graph_service.snapshot import Snapshot


def test_the_states_related_to_one_are_gathered_once_for_all_rows_of_a_day(seeds: Snapshot) -> None:
    found = states_related_to(seeds, "CN", date(2026, 11, 21))
    assert "FR" in found
    assert states_related_to(seeds, "CN", date(2026, 11, 21)) is found
    assert states_related_to(seeds, "CN", date(1960, 1, 1)) < found
