"""Agreements, and all other record types: one list and one item route per line of the registry."""

from fastapi import APIRouter, Request, Response
from msgspec import Struct, defstruct

from graph_service.answers.agreements import AgreementAnswer, agreement_answer
from graph_service.answers.pages import page_after
from graph_service.answers.records import RecordAnswer, RecordsAnswer, records_answer, records_where
from graph_service.api.answering import answer, gives
from graph_service.api.dependencies import SnapshotDep
from graph_service.api.named import with_ids
from graph_service.api.parameters import NoParameters, record_parameters
from graph_service.domain.agreement import Agreement
from graph_service.domain.place import Place
from graph_service.domain.registry import RECORD_TYPES, RecordType
from graph_service.metrics.selection import select

router = APIRouter(prefix="/v1", tags=["records"])


@router.get("/agreements/{agreement_id}", **gives(AgreementAnswer))
async def read_agreement(request: Request, snapshot: SnapshotDep, agreement_id: str, _: NoParameters) -> Response:
    """One agreement with all its stages and sources."""
    found = snapshot.record(Agreement, agreement_id)
    return answer(request, agreement_answer(snapshot, found, select(snapshot)))


def _described(name: str, document: type[Struct], field: str, holds: object) -> type[Struct]:
    """An answer with one field narrowed to the type of its records, so that its description names their fields."""
    namespace = {"__doc__": document.__doc__}
    return defstruct(name, [(field, holds)], bases=(document,), frozen=True, kw_only=True, namespace=namespace)


def _offer(kind: RecordType) -> None:
    parameters = record_parameters(kind)
    placed = {reference.field: reference.targets for reference in kind.cls.REFERENCES if "places" in reference.targets}
    listed = _described(f"{kind.plural.capitalize()}Answer", RecordsAnswer, "items", tuple[kind.cls, ...])  # type: ignore[name-defined]  # known at run time only
    single = _described(f"{kind.cls.__name__}Answer", RecordAnswer, "record", kind.cls)

    @router.get(f"/{kind.plural}", name=f"list_{kind.plural}", **gives(listed))
    async def list_records(request: Request, snapshot: SnapshotDep, query: parameters) -> Response:  # type: ignore[valid-type]
        wanted = with_ids(snapshot, query, placed).model_dump(exclude={"limit", "cursor"}, exclude_none=True)  # type: ignore[attr-defined]
        page = page_after(records_where(snapshot, kind.plural, wanted), lambda row: row.id, query.limit, query.cursor)  # type: ignore[attr-defined]
        return answer(request, records_answer(snapshot, page))

    @router.get(f"/{kind.plural}/{{record_id}}", name=f"read_{kind.cls.__name__.lower()}", **gives(single))
    async def read_record(request: Request, snapshot: SnapshotDep, record_id: str, _: NoParameters) -> Response:
        found = snapshot.record(kind.cls, record_id)
        return answer(request, RecordAnswer(snapshot=snapshot.version, record=found))


for record_type in RECORD_TYPES:
    if record_type.cls not in (Place, Agreement):  # these have routes of their own
        _offer(record_type)
