"""The names of the tiers of a home, as an office calls them: 省级, 市级, 县级; a municipality has districts below itself."""

from collections.abc import Iterable

from graph_service.words.bilingual import NOTHING, Bilingual, join

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


def units_unlisted(tiers: Iterable[int], tmax: int) -> Bilingual:
    """What is said of the units of tiers of which nobody knows whether all are on record; nothing where there is no such tier.

    >>> units_unlisted((2,), 3).zh, units_unlisted((), 3) == NOTHING
    ('在册的市级单位未必是全部，可能另有没有友城的', True)
    """
    names = [tier_names(tier, tmax) for tier in tiers]
    if not names:
        return NOTHING
    told = Bilingual(join(names, "、", "、").zh, join(names, " and ", " and ").en)
    return Bilingual(
        f"在册的{told.zh}单位未必是全部，可能另有没有友城的",
        f"the units of {told.en} on record may not be all: others may be without a partner",
    )
