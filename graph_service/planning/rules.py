"""The thresholds of planning: every number that decides what is proposed, in one place, each with its default."""

from dataclasses import dataclass, field

from graph_service.metrics.dormancy import DormancyRule


@dataclass(frozen=True, slots=True)
class ActionRule:
    """When an agreement counts as alive. A vitality of `lively` is about one activity in two and a half years; a signature
    is young for `young_months`; a plan or project whose newest dated source is older than `fresh_months` proves nothing."""

    lively: float = 0.25
    young_months: float = 60.0
    fresh_months: float = 60.0


@dataclass(frozen=True, slots=True)
class StaleRule:
    """When knowledge counts as stale: nothing newer than `months`, or more than a share `missing` of a claimed total not
    enumerated."""

    months: float = 36.0
    missing: float = 0.1


@dataclass(frozen=True, slots=True)
class AnniversaryRule:
    """Which anniversaries are worth a plan: those of every `step` years, looked for so many `months` ahead."""

    step: int = 5
    months: int = 12


@dataclass(frozen=True, slots=True)
class PlanningRules:
    """All of them."""

    action: ActionRule = field(default_factory=ActionRule)
    dormancy: DormancyRule = field(default_factory=DormancyRule)
    stale: StaleRule = field(default_factory=StaleRule)
    anniversary: AnniversaryRule = field(default_factory=AnniversaryRule)


DEFAULTS = PlanningRules()
