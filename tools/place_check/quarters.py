"""Whether a place that lists write as a part of a city stands there: a namesake elsewhere may have been taken."""

from collections.abc import Iterator

from tools.earth import km
from tools.place_check.finding import Finding
from tools.place_check.register import Register, Site
from tools.seed_builder.districts import HOME, plain, written_as_part


def outside(register: Register) -> Iterator[Finding]:
    """Places of which a name says that they are a part of a city on record, and which lie in nothing of that name."""
    cities: dict[tuple[str, str], Site] = {}
    for site in register.sites.values():
        if "city" in site.levels and site.country != HOME:
            cities.setdefault((site.country, site.folded), site)
    for site in register.sites.values():
        around = {plain(name) for above in register.above(site) for name in _names(register.sites[above])}
        for name, called in written_as_part(site.country, _names(site)):
            city = cities.get((site.country, called))
            if city and city.id != site.id and called not in around and not set(site.levels) & {"province", "country"}:
                far = f"its point lies {km(site.at, city.at):,.0f} km off" if site.at and city.at else "it has no point"
                yield Finding(
                    "outside its city", (site.id, city.id), (name, city.name_en), f"written as a part of {city.name_en}; {far}"
                )


def _names(site: Site) -> tuple[str, ...]:
    return (site.name_en, *site.aliases)
