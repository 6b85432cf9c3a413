"""The register as the check reads it: places with where they lie and with whom they have agreements."""

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from graph_service.files.cells import split
from tools.seed_builder.districts import plain
from tools.seed_builder.inputs import Row, read_rows

LAYERS = ("world", "china", "home")


class Site(NamedTuple):
    """A place; `at` is its latitude and longitude in degrees, `people` is 0 where its population is unknown."""

    id: str
    name_en: str
    name_zh: str
    aliases: tuple[str, ...]
    level: str
    levels: tuple[str, ...]
    country: str
    parent: str
    at: tuple[float, float] | None
    people: int

    @property
    def folded(self) -> str:
        """The English name without case, accents and what is no letter."""
        return plain(self.name_en)


class Register:
    """All places by id, and the ids of the partners of each."""

    def __init__(self, places: Iterator[Row], agreements: Iterator[Row]) -> None:
        self.sites = {row["id"]: _site(row) for row in places}
        self.partners: dict[str, list[str]] = {place_id: [] for place_id in self.sites}
        for row in agreements:
            for one, other in ((row["a"], row["b"]), (row["b"], row["a"])):
                if one in self.sites and other in self.sites:
                    self.partners[one].append(other)

    @cached_property
    def children(self) -> dict[str, list[Site]]:
        """The places below each place."""
        below: dict[str, list[Site]] = {}
        for site in self.sites.values():
            below.setdefault(site.parent, []).append(site)
        return below

    def name(self, place_id: str) -> str:
        """What a place is called; its id where it has no name."""
        site = self.sites.get(place_id)
        return (site.name_en or site.name_zh or place_id) if site else place_id

    def above(self, site: Site) -> Iterator[str]:
        """The ids of what a place lies in, from its parent up."""
        seen = {site.id}
        while site.parent in self.sites and site.parent not in seen:
            seen.add(site.parent)
            yield site.parent
            site = self.sites[site.parent]

    def region(self, site: Site) -> str:
        """The id of the first-level region a place lies in; empty where it hangs on its country or is one itself."""
        regions = [found for found in self.above(site) if "country" not in self.sites[found].levels]
        return regions[-1] if regions else ""


def read(folder: Path) -> Register:
    """The register in the layers below a folder of seeds.

    Raises:
        DataRefused: a table is missing.
    """
    places, agreements = (
        [row for layer in LAYERS for row in read_rows(folder / layer / f"{table}.csv")] for table in ("places", "agreements")
    )
    return Register(iter(places), iter(agreements))


def _site(row: Row) -> Site:
    at = (float(row["lat"]), float(row["lon"])) if row["lat"] else None
    levels = tuple(split(row.get("levels") or "")) or (row["level"],)
    aliases = tuple(split(row["aliases"]))
    people = int(row["population"] or 0)
    names = (row["name_en"], row["name_zh"], aliases)
    return Site(row["id"], *names, row["level"], levels, row["country"], row["parent"], at, people)
