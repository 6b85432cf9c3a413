"""The life of an agreement: kind and status on a day, and how surely it counts."""

from datetime import date
from itertools import product
from typing import NamedTuple

from graph_service.records.agreement import Agreement, Stage
from tests.oracle.dates import days, happened
from tests.oracle.records import World

KIND_ORDER = ("intent", "exchange", "formal")  # a stated kind, whichever, tells more than unclassified
STATUS_STEPS = {"suspended": "suspended", "terminated": "terminated", "dormant": "dormant", "resumed": "active"}


class State(NamedTuple):
    """What an agreement is on a day: its kind (None before it is signed) and its status (None before it is planned)."""

    kind: str | None
    status: str | None


def state(stages: list[Stage], active_after: list[date]) -> State:
    """The state after these stages, in their order; `active_after` are the days of its activities."""
    kinds = {stage.kind for stage in stages}
    kind = next((word for word in reversed(KIND_ORDER) if word in kinds), "unclassified" if "unclassified" in kinds else None)
    if kind is None:
        return State(None, "planned" if "planned" in kinds else None)
    status = "active"
    for stage in stages:
        if stage.kind in STATUS_STEPS:
            status = STATUS_STEPS[stage.kind]
        woken = stage.date is not None and any(day > days(stage.date)[1] for day in active_after)
        if stage.kind == "dormant" and woken:
            status = "active"
    return State(kind, status)


def in_order(agreement: Agreement) -> list[Stage]:
    """Its stages by date; one without a date stays behind those it was written after."""
    latest, keyed = date.min, []
    for position, stage in enumerate(agreement.stages):
        at = days(stage.date)[0] if stage.date else latest
        latest = max(latest, at)
        keyed.append((at, position, stage))
    return [stage for _, _, stage in sorted(keyed, key=lambda row: row[:2])]


def possible_states(world: World, agreement: Agreement, on: date) -> list[State]:
    """Every state it can be in on that day; the first is the one in which nothing doubtful has happened."""
    stages = in_order(agreement)
    chances = [{True: (True,), False: (False,), None: (False, True)}[happened(stage.date, on)] for stage in stages]
    active = [days(activity.date)[0] for activity in world.activities_of[agreement.id] if activity.date]
    active = [day for day in active if day <= on]
    return [state([stage for stage, here in zip(stages, choice, strict=True) if here], active) for choice in product(*chances)]


def counts(states: list[State], kinds: frozenset[str]) -> bool | None:
    """Whether it is effective: surely (True), possibly (None) or not (False)."""
    found = {at.kind in kinds and at.status in ("active", "dormant") for at in states}
    return None if len(found) == 2 else found.pop()
