"""Place: a country, region, city or county."""

import re
from datetime import date
from typing import Annotated, ClassVar

from msgspec import Meta

from graph_service.records.base import Id, Record, Reference
from graph_service.records.dates import Certainty, happened_by, span
from graph_service.records.iso_3166 import likely_code
from graph_service.records.vocabulary import Level, PopulationOf

COUNTRY_PATTERN = r"^[A-Z]{2}$(?!\n)"
_COUNTRY = re.compile(COUNTRY_PATTERN)


class Place(Record, frozen=True, kw_only=True):
    """A territory with its level, its parent and where it lies.

    `levels` lists all levels of a unit that is several at once (Singapore: country, province, city; Moscow:
    province, city). A `placeholder` stands for a unit that a source leaves unnamed ("a city of Jiangsu"): it takes
    part in agreements but is never counted among the units of its parent. `area_of` is the ISO code of the state that an
    entry of ISO 3166-1 is an area of (HK: CN); for homes of that state it is neither abroad nor at home. `areas_called` is
    the word that the offices of a state use for its areas together (港澳台). `population_of` is what the population counts: the
    unit itself, or only the town that it is named after, as gazetteers do (a Chinese prefecture is many times its town); where
    no source tells, it is taken for that of the unit. `alternates` are names in further languages and older ones, for
    the search: many, and none of them shown in the place of those in `names`.
    """

    REFERENCES: ClassVar = (
        Reference("parent", "PART_OF", ("places",)),
        Reference("succeeded_by", "SUCCEEDED_BY", ("places",)),
    )
    DATES: ClassVar = ("valid_from", "valid_to")

    level: Level
    levels: tuple[Level, ...] = ()
    country: Annotated[str, Meta(extra_json_schema={"pattern": COUNTRY_PATTERN})]
    parent: Id | None = None
    lat: Annotated[float, Meta(ge=-90, le=90)] | None = None
    lon: Annotated[float, Meta(ge=-180, le=180)] | None = None
    population: Annotated[int, Meta(ge=0)] | None = None
    population_of: PopulationOf | None = None
    iso_3166_2: str | None = None
    gbt_2260: str | None = None
    wikidata: str | None = None
    geonames: str | None = None
    alternates: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    strengths: tuple[str, ...] = ()
    key: bool = False
    placeholder: bool = False
    valid_from: str | None = None
    valid_to: str | None = None
    succeeded_by: tuple[Id, ...] = ()
    area_of: Annotated[str, Meta(extra_json_schema={"pattern": COUNTRY_PATTERN})] | None = None
    areas_called: str | None = None

    def check(self) -> None:
        """See `Record.check`."""
        super().check()
        if not _COUNTRY.search(self.country):
            likely = likely_code(self.country)
            meant = f"{likely} is meant?" if likely else "write one such as CN"
            raise ValueError(f"country: not an ISO 3166-1 code of two capital letters; {meant}")
        if self.area_of is not None and (not _COUNTRY.search(self.area_of) or self.area_of == self.country):
            raise ValueError("area_of: not the ISO 3166-1 code of another entry, such as CN")
        if self.levels and self.level not in self.levels:
            raise ValueError(f"levels: {self.level!r} is not among {', '.join(self.levels)}")
        if (self.lat is None) != (self.lon is None):
            raise ValueError("lat: it goes together with lon; one is missing")

    def is_level(self, level: Level) -> bool:
        """Whether the place is of this level, perhaps among others."""
        return level in self.levels if self.levels else level == self.level

    @property
    def is_region_or_country(self) -> bool:
        """Whether a cluster can be that of this partner. An equal of a province it need not be: `metrics.regions` tells."""
        return self.is_level("province") or self.is_level("country")

    @property
    def is_municipality(self) -> bool:
        """Whether it is a province and a city at once (Beijing, Hamburg, Moscow)."""
        return self.is_level("province") and self.is_level("city")

    @property
    def counts_town(self) -> bool:
        """Whether its population is that of its town alone."""
        return self.population_of == "town"

    def ended(self, as_of: date) -> bool:
        """Whether it was dissolved or merged by then; one with a successor and no date has been."""
        return bool(self.succeeded_by) if self.valid_to is None else span(self.valid_to).last <= as_of

    def exists(self, as_of: date) -> bool:
        """Whether it may have been founded by then and had not ended."""
        return happened_by(self.valid_from, as_of) is not Certainty.NO and not self.ended(as_of)
