"""A store that is not made yet is as empty as one that was just made, and is made by the first change."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph_service.errors import FullCopyNeeded
from graph_service.records.network import ChangeSet
from graph_service.store.embedded import EmbeddedStore
from graph_service.store.feed import FeedQuery
from graph_service.store.unmade import UnmadeStore
from tests.drawing import known_records
from tests.one_loop import run


def test_a_store_that_is_not_made_yet_answers_as_an_empty_one_and_leaves_no_file(tmp_path: Path) -> None:
    path = tmp_path / "unmade" / "graph.db"
    unmade, empty = UnmadeStore(lambda: EmbeddedStore.open(path)), EmbeddedStore.open(tmp_path / "made.db")
    assert run(unmade.revision()) == run(empty.revision())
    found, expected = run(unmade.load()), run(empty.load())
    assert found[1:] == expected[1:]
    assert list(found.network) == list(expected.network) == []
    for asked in (FeedQuery(), FeedQuery(since=0), FeedQuery(since=datetime(2026, 1, 1, tzinfo=UTC))):
        answers = []
        for store in (unmade, empty):
            try:
                answers.append(run(store.changes(asked)))
            except FullCopyNeeded as error:
                answers.append(str(error))
        assert answers[0] == answers[1]
    run(unmade.aclose())
    assert not path.parent.exists()


def test_the_first_change_makes_the_store_and_the_rest_goes_there(tmp_path: Path) -> None:
    path, records = tmp_path / "unmade" / "graph.db", tuple(known_records())
    unmade = UnmadeStore(lambda: EmbeddedStore.open(path))
    assert run(unmade.apply(ChangeSet(records), "somebody")).added == len(records)
    made = EmbeddedStore.open(path, create=False)
    assert run(unmade.revision()) == run(made.revision())
    assert run(unmade.load())[1:] == run(made.load())[1:]
    assert run(unmade.changes(FeedQuery())) == run(made.changes(FeedQuery()))
    assert run(unmade.apply(ChangeSet(records))).unchanged == len(records)


def test_a_store_that_cannot_be_made_is_still_none(tmp_path: Path) -> None:
    def refuse() -> EmbeddedStore:
        raise OSError("no room")

    unmade = UnmadeStore(refuse)
    with pytest.raises(OSError, match="no room"):
        run(unmade.apply(ChangeSet()))
    assert run(unmade.load()).sequence == 0
