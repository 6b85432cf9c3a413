"""Work on agreements as answers show it: plans and projects with their state at a date."""

from datetime import date

from msgspec import Struct

from graph_service.domain.base import Names
from graph_service.domain.plan import Plan
from graph_service.domain.project import Project
from graph_service.metrics.work import WorkState, work_state


class WorkItem(Struct, frozen=True, kw_only=True):
    """A plan or project under the agreement and how far it has come."""

    id: str
    names: Names
    type: str
    kind: str
    state: WorkState
    owner: str | None
    period: str | None
    fields: tuple[str, ...]
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
        parties=work.parties,
        actions=work.actions if isinstance(work, Plan) else (),
    )
