"""Whether a place lies in the country whose code it bears."""

from collections.abc import Iterator

from tools.place_check.finding import Finding
from tools.place_check.outlines import outlines
from tools.place_check.register import Register, Site

# The outlines are drawn at 1 : 50 million: borders are good to some kilometres, small islands are left out.
_BORDER_KM, _SEA_KM = 8.0, 50.0
# Areas with a code of their own that the outlines draw as part of a state, or leave out beside one.
_DRAWN_WITH = {
    "BQ": "NL", "CC": "AU", "CX": "AU", "GF": "FR", "GI": "ES", "GP": "FR", "MQ": "FR", "RE": "FR", "SJ": "NO", "TK": "NZ",
    "YT": "FR",
}  # fmt: skip


def abroad(register: Register) -> Iterator[Finding]:
    """Places whose point lies in another country, or in the sea far from the coasts of their own."""
    drawn = outlines()
    for site in register.sites.values():
        own = drawn.get(_DRAWN_WITH.get(site.country, site.country))
        if site.at is None or own is None or site.level == "country" or own.holds(*site.at):
            continue
        away = own.km_to(*site.at)
        others = [code for code, outline in drawn.items() if away > _BORDER_KM and outline.holds(*site.at)]
        if others:
            reason = f"its point lies in {others[0]}, {away:.0f} km from {site.country}"
            yield Finding("in another country", (site.id,), (site.name_en,), reason)
        elif away > _SEA_KM:
            reason = f"its point lies in the sea, {away:.0f} km from the coast of {site.country} that is drawn"
            yield Finding("in the sea", (site.id,), (site.name_en,), reason)


def nowhere(register: Register) -> Iterator[Finding]:
    """Places with agreements, without a point and without a region, whose name a place of another country has: a list may
    have named the wrong country."""
    named: dict[str, list[Site]] = {}
    for site in register.sites.values():
        named.setdefault(site.folded, []).append(site)
    for site in register.sites.values():
        placed = site.at or site.level == "country" or "province" in site.levels or register.region(site)
        if placed or not site.folded or not register.partners[site.id]:
            continue
        there = [other for other in named[site.folded] if other.country != site.country and other.level == site.level]
        if there:
            reason = f"has neither point nor region in {site.country}; {there[0].country} has a place of that name"
            yield Finding("nowhere in its country", (site.id, there[0].id), (site.name_en, there[0].name_en), reason)
