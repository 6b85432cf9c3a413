"""The areas of a home's own state in its answers: by name and number, apart from the countries abroad."""

from msgspec import Struct

from graph_service.answers.common import PlaceReference, reference
from graph_service.metrics.ties import Tie, ties_apart
from graph_service.metrics.vine import Vine, country_row
from graph_service.planning.areas import areas_called
from graph_service.records.place import Place
from graph_service.words.bilingual import Bilingual


class AreaRow(Struct, frozen=True, kw_only=True):
    """The ties of a home with one area of its own state: how many are effective under the selection, their ids, and those
    that stand beside them (exchange, planned, ended)."""

    place: PlaceReference
    agreements: int
    counted: tuple[str, ...]
    beside: tuple[str, ...]


class AreasAnswer(Struct, frozen=True, kw_only=True):
    """Ties with the areas of the home's own state, under the word that its offices use for them (港澳台): outside every other
    count of the answer."""

    called: Bilingual
    total: int
    items: tuple[AreaRow, ...]


def areas_answer(vine: Vine) -> AreasAnswer:
    """One row per area with which the home has any tie on record, those with most effective agreements first."""
    own = vine.home.place.country
    ties: dict[str, list[Tie]] = {}
    for tie in ties_apart(vine.snapshot, vine.home, vine.selection):
        if vine.snapshot.is_area(tie.partner.country, own):
            ties.setdefault(tie.partner.country, []).append(tie)
    rows = (_row(vine, code, found) for code, found in ties.items())
    items = tuple(sorted(rows, key=lambda row: (-row.agreements, row.place.id)))
    return AreasAnswer(called=areas_called(vine.snapshot, own), total=len(items), items=items)


def ties_inside(vine: Vine, partner: Place) -> tuple[Tie, ...]:
    """The ties of a home with a partner inside its own state, and with what lies in it and is no area of its own; none with
    one abroad."""
    snapshot = vine.snapshot
    if snapshot.is_abroad(partner.country, vine.home.place.country):
        return ()
    found = ties_apart(snapshot, vine.home, vine.selection)
    here = (tie for tie in found if tie.partner.country == partner.country)
    return tuple(tie for tie in here if snapshot.lies_in(tie.partner.id, partner.id))


def _row(vine: Vine, code: str, ties: list[Tie]) -> AreaRow:
    counted = tuple(tie.agreement.id for tie in ties if vine.selection.counts(tie.standing))
    return AreaRow(
        place=reference(country_row(vine.snapshot, code)),
        agreements=len(counted),
        counted=counted,
        beside=tuple(tie.agreement.id for tie in ties if tie.agreement.id not in counted),
    )
