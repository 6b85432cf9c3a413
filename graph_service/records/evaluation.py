"""Evaluation: what events are worth in points, and which indicators are scored. An office writes it down in one file."""

from collections.abc import Iterator
from typing import Annotated, Literal, TypeAlias, get_args

from msgspec import Meta, Struct, field

from graph_service.records.base import Text
from graph_service.records.dates import span
from graph_service.records.vocabulary import ActivityKind, one_of

StageEvent = Literal["contact", "intent", "approval", "unclassified", "exchange", "formal", "renewal"]
OrganisationEvent = Literal["friendship_association"]
EventName: TypeAlias = Annotated[
    str,
    one_of(
        f"{group}.{kind}"
        for group, kinds in (("activity", ActivityKind), ("stage", StageEvent), ("organisation", OrganisationEvent))
        for kind in get_args(kinds)
    ),
]
# What an indicator may be made of, counted for one unit.
UnitMeasure = Literal[
    "agreements", "formal_agreements", "unclassified_agreements", "exchange_agreements", "planned_agreements",
    "new_agreements", "partners", "countries", "activities", "points", "associations", "length", "breadth", "depth", "heat",
    "frequency",
]  # fmt: skip
_Positive = Annotated[float, Meta(gt=0, lt=1e9)]
_Worth = Annotated[float, Meta(ge=0, lt=1e9)]
_Factor = Annotated[float, Meta(gt=-1e9, lt=1e9)]


class PointRule(Struct, frozen=True, forbid_unknown_fields=True):
    """What one event earns: `points` on its day, no more than `cap` a calendar year for all of its type, and half of it
    left after `half_life_months`. None: no cap, and it never fades."""

    points: _Worth
    cap: _Worth | None = None
    half_life_months: _Positive | None = None


class PointRules(Struct, frozen=True, forbid_unknown_fields=True):
    """The worth of every event that earns points; an event without a rule earns none and is in no ledger."""

    activity: dict[ActivityKind, PointRule] = field(default_factory=dict)
    stage: dict[StageEvent, PointRule] = field(default_factory=dict)
    organisation: dict[OrganisationEvent, PointRule] = field(default_factory=dict)

    def named(self) -> Iterator[tuple[str, PointRule]]:
        """Every rule by the name of its event, such as `activity.visit`."""
        for group in ("activity", "stage", "organisation"):
            for kind, rule in getattr(self, group).items():
                yield f"{group}.{kind}", rule


class Indicator(Struct, frozen=True, forbid_unknown_fields=True):
    """One indicator: score = weight · min(1, Σ factor · measure / target), never below 0. `period` limits what is counted
    by its date."""

    zh: Text
    en: Text
    formula: Annotated[dict[UnitMeasure, _Factor], Meta(min_length=1)]
    target: _Positive
    weight: _Positive
    period: str | None = None

    def __post_init__(self) -> None:
        if self.period is not None:
            span(self.period)
        elif "new_agreements" in self.formula:
            raise ValueError("new_agreements need a period within which they are new")


class Evaluation(Struct, frozen=True, forbid_unknown_fields=True):
    """An evaluation as it was written down, with its name in both languages."""

    zh: Text
    en: Text
    points: PointRules = PointRules()
    indicators: dict[str, Indicator] = field(default_factory=dict)
