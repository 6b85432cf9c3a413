"""What pages tell of the change feed: it is in the store, which may not answer while the last snapshot still serves."""

from graph_service.answers.changes import ChangesAnswer, changes_answer, feed_query
from graph_service.errors import FullCopyNeeded, StoreUnavailable
from graph_service.publisher import Publisher
from graph_service.snapshot import Snapshot

_PAGE = 100  # changes of records that are read to show the last of them


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
    except (StoreUnavailable, FullCopyNeeded):  # the latter: it was restored, or is another one
        return None


async def last_changes(publisher: Publisher, snapshot: Snapshot, shown: int) -> ChangesAnswer | None:
    """The last so many changes of records at least, where the last writings are not larger than a page; else the first of the
    last writing. None where the store does not answer."""
    since = snapshot.sequence - shown
    lately = await changes_told_of(publisher, snapshot, since=since if since > 0 else None, limit=_PAGE)
    if lately is None or lately.next is None:
        return lately
    return await changes_told_of(publisher, snapshot, since=snapshot.sequence - 1, limit=_PAGE)
