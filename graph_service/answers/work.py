"""Work on agreements as answers show it: plans and projects with their state at a date."""

from datetime import date
from typing import Literal

from msgspec import Struct

from graph_service.metrics.work import WorkState, work_state
from graph_service.records.base import Names
from graph_service.records.field_names import in_english
from graph_service.records.plan import Plan
from graph_service.records.project import Project
from graph_service.records.vocabulary import PlanKind, ProjectKind


class WorkItem(Struct, frozen=True, kw_only=True):
    """A plan or project under the agreement and how far it has come. `fields_en` are the English names of its fields, None
    where none is on record."""

    id: str
    names: Names
    type: Literal["plan", "project"]
    kind: PlanKind | ProjectKind
    state: WorkState
    owner: str | None
    period: str | None
    fields: tuple[str, ...]
    fields_en: tuple[str | None, ...]
    parties: tuple[str, ...]
    actions: tuple[str, ...]


def work_item(work: Plan | Project, as_of: date) -> WorkItem:
    """A plan or project with how far it has come by a date."""
    return WorkItem(
        id=work.id,
        names=work.names,
        type="plan" if isinstance(work, Plan) else "project",
        kind=work.kind,
        state=work_state(work, as_of),
        owner=work.owner,
        period=work.period,
        fields=work.fields,
        fields_en=in_english(work.fields),
        parties=work.parties,
        actions=work.actions if isinstance(work, Plan) else (),
    )
