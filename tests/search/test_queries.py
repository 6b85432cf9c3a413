"""What people type, by class of spelling and in some fifteen languages, over the seeds: each query names the place it means."""

import csv
from collections.abc import Mapping
from itertools import groupby
from typing import NamedTuple

import pytest

from graph_service.search.find import find_places
from graph_service.snapshot import Snapshot
from tests.conftest import ROOT


class Query(NamedTuple):
    """What is typed and the id of the place that is meant."""

    spelling: str
    text: str
    meant: str


with (ROOT / "tests" / "search" / "queries.csv").open(encoding="utf-8", newline="") as file:
    QUERIES = [Query(*row) for row in list(csv.reader(file))[1:]]
CLASSES = {spelling: list(group) for spelling, group in groupby(QUERIES, lambda query: query.spelling)}


@pytest.fixture(scope="module")
def stood(seeds: Snapshot) -> Mapping[Query, int | None]:
    """Where the meant place of each query stands, from 0 on; None where it is not found."""
    found = {query: [hit.place.id for hit in find_places(seeds, query.text)] for query in QUERIES}
    return {query: ids.index(query.meant) if query.meant in ids else None for query, ids in found.items()}


def share(stood: Mapping[Query, int | None], queries: list[Query], among: int) -> float:
    return sum(place is not None and place < among for place in map(stood.get, queries)) / len(queries)


def test_of_all_queries_nearly_all_find_their_place_first_and_all_but_some_among_five(stood: Mapping[Query, int | None]) -> None:
    assert len(QUERIES) >= 200
    assert share(stood, QUERIES, 1) >= 0.95
    assert share(stood, QUERIES, 5) >= 0.99


@pytest.mark.parametrize("spelling", CLASSES)
def test_no_class_of_spelling_falls_behind(stood: Mapping[Query, int | None], spelling: str) -> None:
    queries = CLASSES[spelling]
    missed = [query.text for query in queries if stood[query] != 0]
    assert share(stood, queries, 1) >= 0.9, missed
    assert share(stood, queries, 5) >= 0.95, missed
