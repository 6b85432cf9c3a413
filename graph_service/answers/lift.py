"""Lift as part of the answer about clusters: the measure, and in words why it is missing where it is."""

from collections.abc import Mapping

from msgspec.structs import asdict, replace

from graph_service.metrics.clusters import speaks_of_stems
from graph_service.metrics.lift import Lift, LiftReason, lift_among
from graph_service.metrics.vine import Vine
from graph_service.words.bilingual import Bilingual

_WHY: Mapping[LiftReason, Bilingual] = {
    "no_stems": Bilingual("该国各省都没有主茎，无从比较", "no home of the country has a stem: there is nothing to compare"),
    "no_grapes": Bilingual("该国各省都没有葡萄，无从比较", "no home of the country has a grape: there is nothing to compare"),
    "no_grapes_near_stems": Bilingual(
        "有主茎的地区里没有葡萄，无从比较", "no home has a grape in any region with a stem: there is nothing to compare"
    ),
    "list_not_known": Bilingual(
        "本方在册没有省级友城，名单也未宣布完整，无从判断",
        "no agreement of tier 1 is on record and its list is not declared whole: nothing can be told",
    ),
}


class LiftAnswer(Lift, frozen=True, kw_only=True):
    """The lift over all homes of the home's country, not of this home alone; `why` says in words why it is None."""

    why: Bilingual | None


def lift_answer(vine: Vine) -> LiftAnswer:
    """The lift of the country whose home this is, under the vine's selection."""
    found = lift_among(vine.snapshot, vine.home.place.country, vine.selection)
    if not speaks_of_stems(vine):
        found = replace(found, value=None, p=None, reason="list_not_known")
    return LiftAnswer(**asdict(found), why=_WHY[found.reason] if found.reason else None)
