"""The units of the third tier without a partner: the worklist leaves them out, being hundreds, and says how many they are."""

from graph_service.planning.gaps.gap import GapType
from graph_service.words import planning
from graph_service.words.bilingual import Bilingual, plural
from graph_service.words.tiers import tier_names

UNITS: GapType = "empty_unit"
BELOW = 3  # the tier whose units without a partner stand only in a list of these


def left_below(number: int) -> Bilingual:
    """What a list says of so many units that it leaves out.

    >>> left_below(1).en
    '1 unit of county level without a partner on record is left out: choose the type “units without a partner on record”'
    """
    name, tier = planning.GAPS[UNITS], tier_names(BELOW, BELOW)
    return Bilingual(
        f"另有{number:,}个{tier.zh}单位在册无友城，未列入：选类型“{name.zh}”可见",
        f"{plural(number, 'unit')} of {tier.en} without a partner on record {'is' if number == 1 else 'are'} left out: "
        f"choose the type “{name.en}”",
    )
