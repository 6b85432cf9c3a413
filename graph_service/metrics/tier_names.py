"""The names of the tiers of a home, as an office calls them: 省级, 市级, 县级; a municipality has districts below itself."""

from graph_service.domain.base import Names

_NAMES = {
    1: Names(zh="省级", en="province level"),
    2: Names(zh="市级", en="city level"),
    3: Names(zh="县级", en="county level"),
}
_DISTRICTS = Names(zh="区县级", en="district level")


def tier_names(tier: int, tmax: int) -> Names:
    """What a tier is called of a home with so many tiers.

    >>> tier_names(2, 3).zh, tier_names(2, 2).zh
    ('市级', '区县级')
    """
    return _DISTRICTS if (tier, tmax) == (2, 2) else _NAMES[tier]
