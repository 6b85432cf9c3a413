"""By what answers are judged. Apart from what a question is, for the settings hold it and know nothing of questions."""

from dataclasses import dataclass
from pathlib import Path

from graph_service.rules import DEFAULTS, Rules


@dataclass(frozen=True, slots=True)
class Standards:
    """The weights and thresholds by which answers are judged, and the file of points; None is the one that comes along."""

    rules: Rules = DEFAULTS
    points: Path | None = None
