"""The page of the first ten of four worklists is what the seeds give."""

from graph_service.snapshot import Snapshot
from tests.worklist import DAY, PAGE, text


def test_the_page_shows_what_the_worklists_of_four_homes_begin_with(seeds: Snapshot) -> None:
    on_the_day = Snapshot(seeds.network, seeds.version, DAY)
    assert PAGE.read_text(encoding="utf-8") == text(on_the_day), "run: python -m tests.worklist"
