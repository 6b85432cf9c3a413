"""Rows drawn from the seeds and read against their sources: the draw, the record and the rate."""

import csv
import io
import subprocess
import sys
from collections import Counter

import pytest

from graph_service.snapshot import Snapshot
from tests.conftest import ROOT
from tools.reading import page
from tools.reading.draw import AGREEMENTS, PLACES, draw, read_seeds
from tools.reading.record import OPEN, RIGHT, WRONG, read_record, share, whole

RECORD = read_record()


def rows(stratum: str, size: int, right: int, wrong: int) -> list[dict[str, str]]:
    verdicts = [RIGHT] * right + [WRONG] * wrong
    return [{"stratum": stratum, "of": str(size), "verdict": verdict} for verdict in verdicts]


def test_the_same_number_draws_the_same_rows_and_another_draws_others() -> None:
    ids = [str(number) for number in range(1000)]
    strata = {"china": [{"id": place_id} for place_id in ids], "region": []}
    first, again = (draw(strata, {"china": 10}, 100, 7) for _ in range(2))
    assert first == again
    assert len(first) == 10
    assert first != draw(strata, {"china": 10}, 100, 8)


def test_a_row_that_leaves_changes_the_draw_only_where_it_stood() -> None:
    everyone = [{"id": str(number)} for number in range(1000)]
    before = [drawn.row["id"] for drawn in draw({"china": everyone}, {"china": 10}, 100, 7)]
    fewer = [row for row in everyone if row["id"] != before[0]]
    after = [drawn.row["id"] for drawn in draw({"china": fewer}, {"china": 10}, 100, 7)]
    assert after[:9] == before[1:]


def test_every_place_and_agreement_outside_the_home_layer_is_in_one_stratum() -> None:
    seeds = read_seeds()
    places, agreements = (
        sum(len((ROOT / "seeds" / layer / f"{table}.csv").read_text("utf-8").splitlines()) - 1 for layer in ("china", "world"))
        for table in ("places", "agreements")
    )
    assert sum(map(len, seeds.places.values())) == places
    assert sum(map(len, seeds.agreements.values())) == agreements
    assert sum(PLACES.values()) == sum(AGREEMENTS.values()) == 100


def test_five_hundred_rows_were_read_first_and_each_once() -> None:
    first = [row for row in RECORD if row["draw"] == "20261128"]
    assert Counter(row["kind"] for row in first) == {"place": 250, "agreement": 250}
    assert len({(row["draw"], row["id"]) for row in RECORD}) == len(RECORD)


def test_a_verdict_tells_what_is_wrong_or_why_it_is_open_and_nothing_of_what_is_right() -> None:
    assert {row["verdict"] for row in RECORD} == {RIGHT, WRONG, OPEN}
    assert all(row["fault"] for row in RECORD if row["verdict"] == WRONG)
    assert all(row["mended"] and not row["fault"] for row in RECORD if row["verdict"] == OPEN)
    assert not any(row["fault"] or row["mended"] for row in RECORD if row["verdict"] == RIGHT)


def test_what_was_read_is_still_in_the_seeds_under_its_id_or_as_a_former_one(seeds: Snapshot) -> None:
    known = {record.id for record in seeds.network} | {former for record in seeds.network for former in record.former_ids}
    assert [row["id"] for row in RECORD if row["id"] not in known] == []


def test_a_share_of_none_wrong_is_not_taken_for_certain() -> None:
    found = share(rows("china", 100, 50, 0))
    assert (found.decided, found.wrong, found.percent, found.low) == (50, 0, 0.0, 0.0)
    assert found.high == pytest.approx(7.13, abs=0.01)


def test_a_stratum_counts_as_much_as_it_has_rows() -> None:
    found = whole([*rows("china", 900, 10, 0), *rows("region", 100, 5, 5)])
    assert found.percent == pytest.approx(5.0)
    assert (found.decided, found.wrong) == (20, 5)
    assert found.low < found.percent < found.high


def test_an_open_verdict_counts_neither_way() -> None:
    undecided = {"stratum": "china", "of": "100", "verdict": OPEN}
    assert share([*rows("china", 100, 9, 1), undecided])[:4] == (11, 10, 1, 10.0)


def test_the_page_is_what_the_record_makes() -> None:
    assert page.PAGE.read_text("utf-8") == page.text(RECORD)


def test_the_command_prints_each_row_with_its_sources() -> None:
    command = [sys.executable, "-m", "tools.reading", "draw", "--seed", "1", "--places", "10", "--agreements", "10"]
    told = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, encoding="utf-8").stdout
    printed = list(csv.DictReader(io.StringIO(told)))
    assert Counter(row["kind"] for row in printed) == {"place": 10, "agreement": 9}
    assert all(row["source"] and row["what"] for row in printed)
