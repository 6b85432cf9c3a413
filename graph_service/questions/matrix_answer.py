"""The units of a home against the countries, as data."""

from msgspec import Struct

from graph_service.answers.common import Echo, PlaceReference
from graph_service.metrics.knowledge import HomeKnowledge
from graph_service.metrics.ties import Role
from graph_service.records.base import Names
from graph_service.records.vocabulary import AgreementKind, Status


class MatrixColumn(Struct, frozen=True, kw_only=True):
    """A country that has a column, and how many agreements of the home count there."""

    code: str
    country: str
    names: Names
    agreements: int


class MatrixCell(Struct, frozen=True, kw_only=True):
    """An agreement of a unit in a country, by its kind and its status on the day."""

    agreement: str
    partner: Names
    kind: AgreementKind | None
    status: Status | None
    role: Role


class MatrixItem(Struct, frozen=True, kw_only=True):
    """A unit: its effective agreements by the code of the country; those in `countries_elsewhere`, which have no column, counted
    in `elsewhere`. `total` is all of them, 0 where none counts; `beside` are those beside the count, likewise by country, of
    whatever kind and status."""

    unit: PlaceReference
    tier: int
    total: int
    cells: dict[str, tuple[MatrixCell, ...]]
    beside: dict[str, tuple[MatrixCell, ...]]
    elsewhere: int
    countries_elsewhere: tuple[str, ...]


class MatrixAnswer(Echo, frozen=True, kw_only=True):
    """The units of a home, tier by tier, those with most agreements first. Columns are the countries with a stem of the home or
    with several of its agreements, those with most first. `unlisted` are the tiers of which it is not known that all units are
    on record. `empty` counts the units without any on record, by tier: None where none is on record and the units of the tier are
    not listed one and all."""

    home: PlaceReference
    knowledge: HomeKnowledge
    countries: tuple[MatrixColumn, ...]
    empty: dict[str, int | None]
    unlisted: tuple[int, ...]
    total: int
    items: tuple[MatrixItem, ...]
    next: str | None
