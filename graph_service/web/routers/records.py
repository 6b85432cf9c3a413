"""Single records: one route per line of the registry."""

from fastapi import APIRouter, Request, Response

from graph_service.answers.agreements import AgreementAnswer, agreement_answer
from graph_service.answers.records import RecordAnswer, narrowed
from graph_service.metrics.selection import select
from graph_service.records.agreement import Agreement
from graph_service.records.base import Record
from graph_service.records.place import Place
from graph_service.records.registry import RECORD_TYPES, RecordType
from graph_service.web.answering import answer, gives
from graph_service.web.dependencies import SnapshotDep
from graph_service.web.parameters import NoParameters

router = APIRouter(prefix="/v1", tags=["records"])
SINGLE: dict[type[Record], type[RecordAnswer]] = {}  # what one record of a type is answered with


@router.get("/agreements/{agreement_id}", **gives(AgreementAnswer))
async def read_agreement(request: Request, snapshot: SnapshotDep, agreement_id: str, _: NoParameters) -> Response:
    """One agreement with all its stages and sources."""
    found = snapshot.record(Agreement, agreement_id)
    return answer(request, agreement_answer(snapshot, found, select(snapshot)))


def _offer(kind: RecordType) -> None:
    single = SINGLE[kind.cls] = narrowed(f"{kind.cls.__name__}Answer", RecordAnswer, "record", kind.cls)

    @router.get(f"/{kind.plural}/{{record_id}}", name=f"read_{kind.cls.__name__.lower()}", **gives(single))
    async def read_record(request: Request, snapshot: SnapshotDep, record_id: str, _: NoParameters) -> Response:
        found = snapshot.record(kind.cls, record_id)
        return answer(request, RecordAnswer(snapshot=snapshot.version, record=found))


for record_type in RECORD_TYPES:
    if record_type.cls not in (Place, Agreement):  # these have routes of their own
        _offer(record_type)
