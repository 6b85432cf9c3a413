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
class PriorityWeights:
    """What a gap's priority is made of. The six weights add up to 100; the `half_` values give where a count is worth one
    half."""

    established: float = 40.0
    grapes_waiting: float = 20.0
    key_country: float = 12.0
    frames: float = 8.0
    business: float = 10.0
    anniversary: float = 10.0
    half_waiting: float = 3.0
    half_frames: float = 3.0
    half_business: float = 2.0


@dataclass(frozen=True, slots=True)
class PlanningRules:
    """All of them."""

    action: ActionRule = field(default_factory=ActionRule)
    dormancy: DormancyRule = field(default_factory=DormancyRule)
    stale: StaleRule = field(default_factory=StaleRule)
    anniversary: AnniversaryRule = field(default_factory=AnniversaryRule)
    priority: PriorityWeights = field(default_factory=PriorityWeights)


DEFAULTS = PlanningRules()
