"""The answer about growth: how many agreements a home signed in each year."""

from msgspec import Struct

from graph_service.answers.common import Echo, PlaceReference, echo, reference
from graph_service.answers.pages import page_of
from graph_service.domain.base import Names
from graph_service.metrics.growth import Growth, GrowthAxis, growth_of
from graph_service.metrics.vine import Vine


class GrowthPoint(Struct, frozen=True):
    """One year: how many were signed in it, how many by its end, and which were, in the order of signing."""

    year: int
    signed: int
    cumulative: int
    agreements: tuple[str, ...]


class GrowthItem(Struct, frozen=True, kw_only=True):
    """One series; years without a signing are left out. `total` counts the effective agreements: those of the years, and
    beside them the `undated` and those signed in an interval of years, `vague`. `planned` ones are not among them."""

    key: str
    names: Names
    total: int
    years: tuple[GrowthPoint, ...]
    undated: tuple[str, ...]
    vague: tuple[str, ...]
    planned: tuple[str, ...]


class GrowthAnswer(Echo, frozen=True, kw_only=True):
    """The growth of a home: one series for all, for each country or for each tier."""

    home: PlaceReference
    by: GrowthAxis | None
    total: int
    items: tuple[GrowthItem, ...]
    next: str | None


def growth_answer(vine: Vine, by: GrowthAxis | None, limit: int, cursor: str | None = None) -> GrowthAnswer:
    """The answer of `/growth`.

    Raises:
        BadRequest: the cursor.
    """
    page = page_of(growth_of(vine, by), lambda growth: growth.key, limit, cursor)
    return GrowthAnswer(
        **echo(vine.snapshot, vine.selection),
        home=reference(vine.home.place),
        by=by,
        total=page.total,
        items=tuple(map(_item, page.items)),
        next=page.next,
    )


def _item(growth: Growth) -> GrowthItem:
    return GrowthItem(
        key=growth.key,
        names=growth.names,
        total=growth.total,
        years=tuple(GrowthPoint(point.year, len(point.agreements), point.cumulative, point.agreements) for point in growth.years),
        undated=growth.undated,
        vague=growth.vague,
        planned=growth.planned,
    )
