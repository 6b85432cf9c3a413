"""The benchmark of candidates hides what it says it hides, and counts as on paper."""

import numpy as np
import pytest

from benchmarks.candidates import Part, hidden_cases, hits_of, ranks
from graph_service.rules import CandidateWeights
from graph_service.snapshot import Snapshot
from tests.drawing import agreement, place, snapshot


def drawn() -> Snapshot:
    """One home with ten dated agreements, of 1991 to 2000, and ten undated ones."""
    return snapshot(
        [
            place("realm", "country", "AA"), place("home", "province", "AA", "realm"), place("unit", "city", "AA", "home"),
            place("land", "country", "BB"),
            *(place(f"d{number:02}", "city", "BB", "land") for number in range(10)),
            *(place(f"u{number:02}", "city", "BB", "land") for number in range(10)),
            *(agreement("unit", f"d{number:02}", f"formal {1991 + number}") for number in range(10)),
            *(agreement("unit", f"u{number:02}", "formal") for number in range(10)),
        ]
    )  # fmt: skip


def partners(part: Part) -> list[str]:
    return sorted(case.tie.partner.id for case in hidden_cases(drawn(), "AA", part))


def test_the_newest_dated_fifth_and_a_fixed_fifth_of_the_rest_are_hidden() -> None:
    hidden = partners(Part.REPORTED)
    assert [partner for partner in hidden if partner.startswith("d")] == ["d08", "d09"]
    assert len([partner for partner in hidden if partner.startswith("u")]) == 2
    assert hidden == partners(Part.REPORTED)


def test_weights_are_chosen_on_agreements_that_are_not_reported() -> None:
    assert set(partners(Part.TUNING)).isdisjoint(partners(Part.REPORTED))
    assert [partner for partner in partners(Part.TUNING) if partner.startswith("d")] == ["d06", "d07"]


def test_every_hidden_partner_is_a_candidate_again() -> None:
    found = ranks(drawn(), "AA", Part.REPORTED, CandidateWeights())
    assert {len(places) for places in found.values()} == {4}
    assert all(places.max() < 4 for places in found.values()), "only the four hidden places are left to ask"


def test_hits_and_leads_are_as_counted() -> None:
    found = {"ours": np.array([0, 9, 10, 49]), "theirs": np.array([10, 50, 60, 70])}
    rows = {(row.way, row.depth): row for row in hits_of(found)}
    assert (rows["ours", 10].hits, rows["ours", 50].hits, rows["theirs", 10].hits, rows["theirs", 50].hits) == (2, 4, 0, 1)
    assert rows["ours", 50].ahead is None
    lead = rows["theirs", 50].ahead
    assert lead is not None
    assert 0 < lead[0] <= 3 / 4 <= lead[1] <= 1


def test_a_way_that_finds_the_same_is_no_lead() -> None:
    found = {"ours": np.array([0, 60]), "theirs": np.array([1, 70])}
    assert [row.ahead for row in hits_of(found)] == [None, pytest.approx((0, 0)), None, pytest.approx((0, 0))]
