"""The answers about evaluation: the points ledger line by line, and the indicators term by term."""

from collections.abc import Iterator

from msgspec import Struct

from graph_service.answers.common import Echo, PlaceReference, echo, reference
from graph_service.answers.paging import page_of
from graph_service.metrics.points import Ledger, LedgerLine, ledger_of
from graph_service.metrics.vine import Vine
from graph_service.planning.indicators import IndicatorScore, scores_of
from graph_service.records.evaluation import Evaluation, Indicator, PointRules
from graph_service.rules import VitalityRule
from graph_service.words.bilingual import Bilingual


class UnitTotal(Struct, frozen=True):
    """What the ledger of a unit comes to, and how many lines it has."""

    unit: PlaceReference
    points: float
    lines: int


class LedgerAnswer(Struct, frozen=True, kw_only=True):
    """The ledgers of a home's units, or of one unit and what lies in it, by tier and id; the lines of each by date. `totals`
    are over all lines, whatever is on this page; `rules` are those the points follow from."""

    snapshot: str
    as_of: str
    layer: str
    home: PlaceReference
    evaluation: Bilingual
    rules: PointRules
    totals: tuple[UnitTotal, ...]
    total: int
    items: tuple[LedgerLine, ...]
    next: str | None


class UnitIndicators(Struct, frozen=True, kw_only=True):
    """The indicators of one unit. `total` of `possible` is what the scored indicators come to; those that could not be
    scored are in neither, and have a score of None."""

    unit: PlaceReference
    tier: int
    scores: tuple[IndicatorScore, ...]
    total: float
    possible: float


class IndicatorsAnswer(Echo, frozen=True, kw_only=True):
    """The indicators of a home's units, by tier and id, with the formulas they follow from."""

    home: PlaceReference
    evaluation: Bilingual
    indicators: dict[str, Indicator]
    total: int
    items: tuple[UnitIndicators, ...]
    next: str | None


def ledger_answer(vine: Vine, unit_id: str | None, evaluation: Evaluation, limit: int, cursor: str | None = None) -> LedgerAnswer:
    """The answer of `/ledger`.

    Raises:
        NotFound, Moved: the unit.
        BadRequest: the cursor.
    """
    snapshot, as_of, layer = vine.snapshot, vine.selection.as_of, vine.selection.layer
    ledgers = [ledger_of(snapshot, unit, evaluation.points, as_of, layer=layer) for unit in _units(vine, unit_id)]
    numbered = [(f"{line.unit}:{number}", line) for ledger in ledgers for number, line in enumerate(ledger.lines, start=1)]
    page = page_of(numbered, lambda row: row[0], limit, cursor)
    return LedgerAnswer(
        snapshot=snapshot.version,
        as_of=as_of.isoformat(),
        layer=layer,
        home=reference(vine.home.place),
        evaluation=Bilingual(evaluation.zh, evaluation.en),
        rules=evaluation.points,
        totals=tuple(_total(vine, ledger) for ledger in ledgers),
        total=page.total,
        items=tuple(line for _, line in page.items),
        next=page.next,
    )


def indicators_answer(
    vine: Vine, unit_id: str | None, evaluation: Evaluation, rule: VitalityRule, limit: int, cursor: str | None = None
) -> IndicatorsAnswer:
    """The answer of `/indicators`.

    Raises:
        NotFound, Moved: the unit.
        BadRequest: the cursor.
    """
    asked = set(_units(vine, unit_id))
    scores = (score for score in scores_of(vine, evaluation, rule) if score.unit in asked)
    page = page_of(scores, lambda score: score.unit, limit, cursor)
    return IndicatorsAnswer(
        **echo(vine.snapshot, vine.selection),
        home=reference(vine.home.place),
        evaluation=Bilingual(evaluation.zh, evaluation.en),
        indicators=evaluation.indicators,
        total=page.total,
        items=tuple(
            UnitIndicators(
                unit=reference(vine.snapshot.places[score.unit]),
                tier=score.tier,
                scores=score.scores,
                total=score.total,
                possible=score.possible,
            )
            for score in page.items
        ),
        next=page.next,
    )


def _units(vine: Vine, unit_id: str | None) -> Iterator[str]:
    """The units in question that exist at the date, unnamed ones left out, by tier, then id."""
    snapshot = vine.snapshot
    within = snapshot.place(unit_id).id if unit_id else vine.home.place.id
    for unit in sorted(vine.home.tiers, key=lambda unit: (vine.home.tiers[unit], unit)):
        place = snapshot.places[unit]
        if place.exists(vine.selection.as_of) and not place.placeholder and snapshot.lies_in(unit, within):
            yield unit


def _total(vine: Vine, ledger: Ledger) -> UnitTotal:
    return UnitTotal(reference(vine.snapshot.places[ledger.unit]), ledger.total, len(ledger.lines))
