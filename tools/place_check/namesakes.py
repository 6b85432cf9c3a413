"""Whether an agreement is tied to the namesake that was meant: the smaller of two may have been taken."""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from tools.earth import km
from tools.place_check.finding import Finding
from tools.place_check.register import Register, Site
from tools.seed_builder.inputs import read_rows

LARGER = Path(__file__).parent / "larger_namesakes.csv"
_APART_KM = 20.0
_TIMES, _LARGE = 50, 100_000
_SMALL = 3_000


def larger(register: Register) -> Iterator[Finding]:
    """Towns whose name a place ten times as large in the same country has, from a table made of a gazetteer: lists that give
    a name and a country mean the large one more often."""
    for row in read_rows(LARGER):
        site = register.sites.get(row["id"])
        if site and register.partners[site.id]:
            people = f"{site.people:,}" if site.people else "unknown"
            reason = f"{row['admin1']} has a place of that name with {int(row['population']):,} people; here they are {people}"
            yield Finding("larger namesake", (site.id,), (site.name_en,), reason)


def small_for_partners(register: Register) -> Iterator[Finding]:
    """Places of few people with two partners that are large cities, as a village has that was taken for a city of its name."""
    for site in register.sites.values():
        cities = [other for partner in register.partners[site.id] if _is_large(other := register.sites[partner], site)]
        if site.level == "city" and 0 < site.people < _SMALL and len(cities) > 1:
            reason = f"{site.people:,} people, and partners as large as {cities[0].name_en} and {cities[1].name_en}"
            yield Finding("small for its partners", (site.id,), (site.name_en,), reason)


def shared_partner(register: Register) -> Iterator[Finding]:
    """Two places of one name in a country with the same partner: one agreement may stand twice."""
    for one, other in _namesakes(register):
        shared = set(register.partners[one.id]) & set(register.partners[other.id])
        if shared:
            partner = min(shared)
            names = (one.name_en, other.name_en, register.name(partner))
            yield Finding("partner of two namesakes", (one.id, other.id, partner), names, f"both are partners of {names[2]}")


def elsewhere(register: Register) -> Iterator[Finding]:
    """Agreements with a place whose namesake in the same country has agreements with the partners of that partner, and which
    has none of them itself: towns that are partners of one another are often meant."""
    partners = {place_id: set(found) for place_id, found in register.partners.items()}
    for pair in _namesakes(register):
        for one, other in (pair, pair[::-1]):
            for partner in sorted(partners[one.id] - partners[other.id]):
                around = partners[partner] - {one.id, other.id}
                if one.level == other.level and around & partners[other.id] and not around & partners[one.id]:
                    names = (one.name_en, other.name_en, register.name(partner))
                    region, friend = register.name(register.region(other)), register.name(min(around & partners[other.id]))
                    reason = f"{names[2]} is a partner of {friend}, which is one of {names[1]} ({region or other.country})"
                    yield Finding("ties of a namesake", (one.id, other.id, partner), names, reason)


def _namesakes(register: Register) -> Iterator[tuple[Site, Site]]:
    """Places of one name in a country that lie apart, or of which one has no point."""
    named: dict[tuple[str, str], list[Site]] = {}
    for site in register.sites.values():
        if site.folded and site.level != "country":
            named.setdefault((site.country, site.folded), []).append(site)
    for group in named.values():
        for one, other in combinations(sorted(group, key=lambda site: site.id), 2):
            if one.at is None or other.at is None or km(one.at, other.at) > _APART_KM:
                yield one, other


def _is_large(city: Site, than: Site) -> bool:
    return city.level == "city" and city.people > _LARGE and city.people > _TIMES * than.people
