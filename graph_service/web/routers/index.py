"""The index of the interface: what can be asked below /v1, for clients that find their way."""

from collections.abc import Iterator, Mapping
from typing import Any

from fastapi import APIRouter, Request, Response
from msgspec import Struct

from graph_service.questions.scenario import SCENARIO
from graph_service.questions.table import QUESTIONS
from graph_service.web.answering import answer, gives
from graph_service.web.dependencies import SnapshotDep
from graph_service.words.bilingual import Bilingual

router = APIRouter(prefix="/v1", tags=["service"])
_TITLES = {f"/v1/{question.address}": question.title for question in (*QUESTIONS, SCENARIO)}


class IndexItem(Struct, frozen=True):
    """One path: what it answers, in a line, and what it is called where it has a name in both languages."""

    path: str
    methods: tuple[str, ...]
    summary: str
    title: Bilingual | None


class IndexAnswer(Struct, frozen=True, kw_only=True):
    """Every path below /v1, and where the documents of the interface are."""

    snapshot: str
    total: int
    items: tuple[IndexItem, ...]
    openapi: str
    docs: str


@router.get("", **gives(IndexAnswer))
async def read_index(request: Request, snapshot: SnapshotDep) -> Response:
    """Every path of the interface, with what it answers in a line."""
    prefix = request.scope.get("root_path", "")
    items = tuple(_items(request.app.openapi()["paths"], prefix))
    openapi, docs = f"{prefix}/openapi.json", f"{prefix}/docs"
    return answer(request, IndexAnswer(snapshot=snapshot.version, total=len(items), items=items, openapi=openapi, docs=docs))


def _items(paths: Mapping[str, Mapping[str, Any]], prefix: str) -> Iterator[IndexItem]:
    """Each path with the prefix of the proxy before it, so that it can be asked as it stands."""
    for path, operations in sorted(paths.items()):
        if path.startswith("/v1"):
            told = next(iter(operations.values()))
            summary = (told.get("description") or told["summary"]).strip().splitlines()[0]
            yield IndexItem(prefix + path, tuple(sorted(map(str.upper, operations))), summary, _TITLES.get(path))
