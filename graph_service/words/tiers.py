"""The names of the tiers of a home, as an office calls them: 省级, 市级, 县级; a municipality has districts below itself."""

from graph_service.words.bilingual import Bilingual

_NAMES = {
    1: Bilingual("省级", "province level"),
    2: Bilingual("市级", "city level"),
    3: Bilingual("县级", "county level"),
}
_DISTRICTS = Bilingual("区县级", "district level")


def tier_names(tier: int, tmax: int) -> Bilingual:
    """What a tier is called of a home with so many tiers.

    >>> tier_names(2, 3).zh, tier_names(2, 2).zh
    ('市级', '区县级')
    """
    return _DISTRICTS if (tier, tmax) == (2, 2) else _NAMES[tier]
