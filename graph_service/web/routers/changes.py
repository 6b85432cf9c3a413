"""What a second system mirrors the graph by: a full copy, and what was changed since."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import Field, WithJsonSchema

from graph_service.answers.changes import ChangesAnswer, CopyAnswer, changes_answer, copy_answer, feed_query, since_of
from graph_service.errors import NotReady
from graph_service.questions.parameters import Paged, worded
from graph_service.records.registry import RECORD_TYPES
from graph_service.snapshot import Snapshot
from graph_service.web.answering import answer, gives
from graph_service.web.conditional import UNKEPT
from graph_service.web.dependencies import PublisherDep, SettingsDep, SnapshotDep, snapshot_of

router = APIRouter(prefix="/v1", tags=["records"])


Plural = Annotated[str, worded(kind.plural for kind in RECORD_TYPES)]
Since = Annotated[str, WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "format": "date-time"}]})]


class CopyQuery(Paged):
    """Which records."""

    record: Plural | None = Field(None, description="plural name of a type of record; all types if left out")


class ChangesQuery(CopyQuery):
    """Which changes."""

    since: Since = Field(description="number of the last change known, or a moment (ISO 8601, UTC where no zone is named)")
    id: str | None = Field(None, description="id of a record")


ChangesParameters = Annotated[ChangesQuery, Query()]


async def snapshot_with(
    request: Request, publisher: PublisherDep, settings: SettingsDep, query: ChangesParameters
) -> Snapshot | None:
    """The current snapshot, refreshed first if the client knows of a change that it does not hold: another process of the
    service may have told of it. None where the store was read and makes none: then one asks who changed what."""
    since = since_of(query.since)
    try:
        held = publisher.current.sequence
    except NotReady:
        if publisher.failure is None:  # it is being read
            raise
        request.state.headers = UNKEPT
        return None
    if isinstance(since, int) and since > held:
        await publisher.catch_up(settings.store_seconds)
    return await snapshot_of(request)


@router.get("/records", **gives(CopyAnswer))
async def copy_records(request: Request, snapshot: SnapshotDep, query: Annotated[CopyQuery, Query()]) -> Response:
    """All records as they are stored, for a full copy, and the change it stands at."""
    return answer(request, copy_answer(snapshot, query.record, query.at_most(query.page).most, query.cursor))


@router.get("/changes", **gives(ChangesAnswer))
async def list_changes(
    request: Request,
    publisher: PublisherDep,
    snapshot: Annotated[Snapshot | None, Depends(snapshot_with)],
    query: ChangesParameters,
) -> Response:
    """The change feed: who changed which record and when, before and after; no further than the snapshot. A service that cannot
    start, for a record of its store is unsound, tells it to the end."""
    asked = feed_query(snapshot, query.since, query.record, query.id, query.at_most(query.page).most, query.cursor)
    return answer(request, changes_answer(snapshot, await publisher.changes(asked)))
