"""What is found of the whole network at once is what looking at each agreement finds."""

from datetime import date

import pytest

from graph_service.metrics.effective import effective_agreements
from graph_service.metrics.selection import Selection, select
from graph_service.records.agreement import Agreement
from graph_service.snapshot import Snapshot
from tests.drawing import TODAY, known_records, snapshot

DRAWN = snapshot(known_records())


def looked_at(where: Snapshot, selection: Selection) -> list[tuple[str, str | None, bool]]:
    """The effective agreements between places, one by one."""
    found = [
        (agreement.id, selection.standing(where, agreement))
        for agreement in where.network.table(Agreement).values()
        if agreement.parties[0] in where.places
    ]
    return [
        (agreement_id, standing.kind, standing.since is not None and standing.since.date is not None)
        for agreement_id, standing in found
        if standing is not None and selection.counts(standing)
    ]


def found_at_once(where: Snapshot, selection: Selection) -> list[tuple[str, str | None, bool]]:
    """The same, at once."""
    return [(found.agreement.id, found.kind, found.dated) for found in effective_agreements(where, selection)]


@pytest.mark.first(6)
@pytest.mark.parametrize("day", [date(1, 1, 1), date(1979, 12, 31), date(1998, 7, 1), date(2015, 1, 1), TODAY], ids=str)
@pytest.mark.parametrize("kinds", [None, "formal", "formal,unclassified,exchange,intent"])
@pytest.mark.parametrize("layer", ["all", "home", "china"])
def test_they_are_those_that_are_found_one_by_one(seeds: Snapshot, day: date, kinds: str | None, layer: str) -> None:
    selection = select(seeds, day, kinds, layer)
    assert found_at_once(seeds, selection) == looked_at(seeds, selection)


@pytest.mark.parametrize("year", range(1980, 2027, 3))
def test_ends_and_upgrades_are_looked_at(year: int) -> None:
    selection = select(DRAWN, date(year, 6, 15), "formal,unclassified,exchange,intent")
    assert found_at_once(DRAWN, selection) == looked_at(DRAWN, selection)


def test_without_agreements_there_are_none() -> None:
    assert list(effective_agreements(snapshot([]), Selection(TODAY))) == []
