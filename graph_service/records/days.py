"""Days that have not come: only what is planned, announced or meant to last may lie after today."""

from collections.abc import Iterable, Iterator
from datetime import date

from graph_service.records.activity import Activity
from graph_service.records.agreement import Agreement
from graph_service.records.base import Record
from graph_service.records.checks import Flaw
from graph_service.records.claim import Claim
from graph_service.records.dates import span
from graph_service.records.membership import Membership
from graph_service.records.organisation import Organisation
from graph_service.records.place import Place

# Fields that say since when something is so. Ends and periods may lie ahead: a term runs out, a plan lasts five years.
_SINCE: tuple[tuple[type[Record], str], ...] = (
    (Claim, "as_of"),
    (Organisation, "founded"),
    (Membership, "from_"),
    (Place, "valid_from"),
)


def days_ahead(records: Iterable[Record], today: date) -> Iterator[Flaw]:
    """What records say to have happened after today."""
    for record in records:
        if isinstance(record, Agreement):
            for stage in record.stages:
                if stage.kind != "planned" and _is_ahead(stage.date, today):
                    yield _flaw(record, "stages", f"{stage.kind} {stage.date}", today, ", or write the step as planned")
        elif isinstance(record, Activity):
            if not record.announced and _is_ahead(record.date, today):
                yield _flaw(record, "date", record.date, today, ", or give it the status planned")
        else:
            for cls, field in _SINCE:
                if isinstance(record, cls) and _is_ahead(text := getattr(record, field), today):
                    yield _flaw(record, field.rstrip("_"), text, today)


def _is_ahead(text: str | None, today: date) -> bool:
    return text is not None and span(text).first > today


def _flaw(record: Record, field: str, what: str | None, today: date, otherwise: str = "") -> Flaw:
    return Flaw(record.id, field, f"{what} lies after today, {today}", f"correct the date{otherwise}")
