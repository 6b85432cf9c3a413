"""Work: the plans and projects under an agreement, and how far each has come by a date."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from graph_service.metrics.freshness import told_by
from graph_service.records.dates import span
from graph_service.records.plan import Plan
from graph_service.records.project import Project
from graph_service.records.vocabulary import WorkStatus
from graph_service.snapshot import Snapshot

WorkState = Literal["intended", "in_progress", "in_force", "overdue", "over"]


def plans_by_agreement(snapshot: Snapshot) -> Mapping[str, tuple[Plan, ...]]:
    """The plans that work on each agreement, in id order; for `Snapshot.once`."""
    lists: dict[str, list[Plan]] = {}
    for plan in snapshot.network.table(Plan).values():
        for agreement in dict.fromkeys(plan.agreements):
            lists.setdefault(agreement, []).append(plan)
    return {agreement: tuple(rows) for agreement, rows in lists.items()}


def projects_by_agreement(snapshot: Snapshot) -> Mapping[str, tuple[Project, ...]]:
    """The projects under each agreement, in id order; for `Snapshot.once`."""
    lists: dict[str, list[Project]] = {}
    for project in snapshot.network.table(Project).values():
        for agreement in dict.fromkeys(project.agreements):
            lists.setdefault(agreement, []).append(project)
    return {agreement: tuple(rows) for agreement, rows in lists.items()}


def work_state(work: Plan | Project, as_of: date) -> WorkState:
    """How far a plan or project has come by a date, as far as is known.

    Overdue: its period is over and nobody has said that it was carried out. A status is of the day it was recorded, so
    one that has expired was in force within its period.
    """
    when = span(work.period) if work.period is not None else None
    if when is not None and as_of < when.first:
        return "intended"
    past = when is not None and as_of > when.last
    if work.status in ("done", "closed") or (work.status == "expired" and (past or when is None)):
        return "over"
    if past:
        return "overdue" if work.status in ("proposed", "planned", "in_progress") else "over"
    return _running(work.status)


def _running(status: WorkStatus | None) -> WorkState:
    if status in ("proposed", "planned"):
        return "intended"
    return "in_progress" if status == "in_progress" else "in_force"


def standing_mechanisms(plans: tuple[Plan, ...], as_of: date) -> tuple[Plan, ...]:
    """The mechanisms among plans that stand at a date; one still being built does not."""
    return tuple(plan for plan in plans if plan.kind == "mechanism" and work_state(plan, as_of) == "in_force")


def mechanisms_to_come(plans: tuple[Plan, ...], as_of: date) -> tuple[Plan, ...]:
    """The mechanisms among plans that are still to be set up at a date, as a source says that may have been out by then."""
    states = ("intended", "in_progress", "overdue")
    return tuple(
        plan for plan in plans if plan.kind == "mechanism" and told_by(plan, as_of) and work_state(plan, as_of) in states
    )


def ended_mechanisms(plans: tuple[Plan, ...], as_of: date) -> tuple[Plan, ...]:
    """The mechanisms among plans that are over at a date: their period is, or a source says so that may have been out."""
    over = (plan for plan in plans if plan.kind == "mechanism" and work_state(plan, as_of) == "over")
    return tuple(plan for plan in over if plan.period is not None or told_by(plan, as_of))


def running_plans(plans: tuple[Plan, ...], as_of: date) -> tuple[Plan, ...]:
    """The action plans and programmes among plans that are carried out at a date."""
    return tuple(
        plan
        for plan in plans
        if plan.kind in ("action_plan", "programme") and work_state(plan, as_of) in ("in_progress", "in_force")
    )
