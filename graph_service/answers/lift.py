"""Lift as part of the answer about clusters: the measure, and in words why it is missing where it is."""

from msgspec.structs import asdict, replace

from graph_service.metrics.clusters import speaks_of_stems
from graph_service.metrics.lift import Lift, lift_among
from graph_service.metrics.vine import Vine
from graph_service.words.bilingual import Bilingual
from graph_service.words.planning import LIFT_REASONS


class LiftAnswer(Lift, frozen=True, kw_only=True):
    """The lift over all homes of the home's country, not of this home alone; `why` says in words why it is None."""

    why: Bilingual | None


def lift_answer(vine: Vine) -> LiftAnswer:
    """The lift of the country whose home this is, under the vine's selection."""
    found = lift_among(vine.snapshot, vine.home.place.country, vine.selection)
    if not speaks_of_stems(vine):
        found = replace(found, value=None, p=None, reason="list_not_known")
    return LiftAnswer(**asdict(found), why=LIFT_REASONS[found.reason] if found.reason else None)
