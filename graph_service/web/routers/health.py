"""Is the service alive, and is it ready?"""

from datetime import UTC, datetime
from typing import Literal

import msgspec
from fastapi import APIRouter, Depends, Response
from msgspec import Struct

from graph_service.errors import NotReady
from graph_service.publisher import Publisher
from graph_service.settings import Settings
from graph_service.store.open import public_name
from graph_service.web.answering import gives
from graph_service.web.dependencies import PublisherDep, SettingsDep
from graph_service.web.origin import own_origin
from graph_service.web.parameters import NoParameters

router = APIRouter(prefix="/health", tags=["health"])


class Live(Struct, frozen=True):
    """The process answers."""

    status: Literal["alive"] = "alive"


class Ready(Struct, frozen=True, kw_only=True):
    """What is being served; `sequence` is the last change in it. `store_failure` is None while the store answers;
    otherwise the snapshot named here goes on serving. `age_seconds` counts since it was published."""

    status: Literal["starting", "ready", "stale"]
    store: str
    snapshot: str | None
    sequence: int | None
    published_at: str | None
    age_seconds: float | None
    records: int | None
    store_failure: str | None


_READY = gives(Ready)
_READY["responses"][503] = _READY["responses"][200] | {"description": "Nothing is served yet; `store_failure` says why"}


@router.get("/live", name="check_live", **gives(Live))
async def live() -> Response:
    """Answers as long as the process runs."""
    return Response(msgspec.json.encode(Live()), media_type="application/json")


@router.get("/ready", name="check_ready", **_READY)
async def ready(publisher: PublisherDep, settings: SettingsDep) -> Response:
    """200 once a snapshot is served, also while the store fails (`status` is then "stale"); 503 before."""
    return _as_it_stands(publisher, settings)


@router.post("/reread", name="read_again", dependencies=[Depends(own_origin)], **gives(Ready))
async def reread(publisher: PublisherDep, settings: SettingsDep, _: NoParameters) -> Response:
    """Read the store as a whole now, and answer once what somebody edited in Neo4j by hand is served; all who ask meanwhile
    share one reading. 503 where that makes no sound network: the detail names what is wrong, and what was served is served on."""
    await publisher.catch_up(settings.store_load_seconds, whole=True)
    return _as_it_stands(publisher, settings)


def _as_it_stands(publisher: Publisher, settings: Settings) -> Response:
    store = public_name(settings.store)
    try:
        published = publisher.published
    except NotReady:
        body = Ready(
            status="starting",
            store=store,
            snapshot=None,
            sequence=None,
            published_at=None,
            age_seconds=None,
            records=None,
            store_failure=publisher.failure,
        )
        return Response(msgspec.json.encode(body), 503, {"Retry-After": "1"}, "application/json")
    body = Ready(
        status="stale" if publisher.failure else "ready",
        store=store,
        snapshot=published.snapshot.version,
        sequence=published.snapshot.sequence,
        published_at=published.at.isoformat(),
        age_seconds=round((datetime.now(UTC) - published.at).total_seconds(), 3),
        records=len(published.snapshot.network),
        store_failure=publisher.failure,
    )
    return Response(msgspec.json.encode(body), media_type="application/json")
