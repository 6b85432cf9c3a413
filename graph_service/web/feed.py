"""What pages tell of the change feed: it is in the store, which may not answer while the last snapshot still serves."""

from graph_service.answers.changes import ChangesAnswer, changes_answer, feed_query
from graph_service.errors import StoreUnavailable
from graph_service.publisher import Publisher
from graph_service.snapshot import Snapshot


async def changes_told_of(
    publisher: Publisher,
    snapshot: Snapshot,
    *,
    limit: int,
    since: int | None = None,
    record: str | None = None,
    record_id: str | None = None,
) -> ChangesAnswer | None:
    """The first changes after change `since`, of records of a type or of one record; None where the store does not answer."""
    asked = feed_query(snapshot, None if since is None else str(since), record, record_id, limit, None)
    try:
        return changes_answer(snapshot, await publisher.changes(asked))
    except StoreUnavailable:
        return None
