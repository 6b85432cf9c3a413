"""By what answers are judged. Apart from what a question is, for the settings hold it and know nothing of questions."""

from dataclasses import dataclass, field
from pathlib import Path

from graph_service.metrics.strength import StrengthWeights
from graph_service.planning.candidates.weights import CandidateWeights
from graph_service.planning.rules import DEFAULTS, PlanningRules


@dataclass(frozen=True, slots=True)
class Standards:
    """The weights and thresholds by which answers are judged, and the file of points; None is the one that comes along."""

    weights: StrengthWeights = field(default_factory=StrengthWeights)
    rules: PlanningRules = DEFAULTS
    candidates: CandidateWeights = field(default_factory=CandidateWeights)
    points: Path | None = None
