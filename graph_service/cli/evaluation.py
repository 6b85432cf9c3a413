"""`scorecards`, `ledger` and `indicators`: how the agreements, units and partner countries of a home are valued."""

from typing import Annotated

import typer

from graph_service.answers.evaluation import IndicatorsAnswer, LedgerAnswer, indicators_answer, ledger_answer
from graph_service.answers.scorecards import Scorecard, ScorecardsAnswer, scorecards_answer
from graph_service.cli.console import Rows, note, show
from graph_service.cli.questions import (
    EVERYTHING,
    AsOf,
    Form,
    Home,
    Kinds,
    Layer,
    id_if_given,
    load_snapshot,
    selection_of,
)
from graph_service.files.evaluation import read_evaluation
from graph_service.metrics.dimensions import DIMENSIONS, Dimensions
from graph_service.metrics.selection import ALL_LAYERS
from graph_service.metrics.vine import vine_of
from graph_service.planning.scorecards import CardOf
from graph_service.questions.shown import name_of
from graph_service.resolver import resolve_home
from graph_service.settings import Settings
from graph_service.words.bilingual import in_both
from graph_service.words.network import DIMENSIONS as DIMENSION_NAMES

Unit = Annotated[str | None, typer.Option(help="a unit by id, code or name: it and what lies in it; all units if left out")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (scorecards, ledger, indicators):
        app.command()(command)


def scorecards(
    home: Home,
    by: Annotated[CardOf, typer.Option(help="one scorecard for each agreement, unit of the home, or partner country")] = "unit",
    as_of: AsOf = None,
    kinds: Kinds = None,
    layer: Layer = ALL_LAYERS,
    form: Form = "table",
) -> None:
    """Length, breadth, depth, heat and frequency, beside named peers. 长度、广度、深度、热度、频度。"""
    snapshot, settings = load_snapshot(), Settings()
    evaluation, rule = read_evaluation(settings.points_file), settings.rules.dormancy.vitality
    vine = vine_of(snapshot, resolve_home(snapshot, home).id, selection_of(snapshot, as_of, kinds, layer))
    answer = scorecards_answer(vine, by, evaluation, rule, EVERYTHING)
    show(answer, form, f"{name_of(answer.home)}: {answer.total} scorecards by {by}", _full(answer), _brief(answer))
    if form == "table":
        note("percentiles within: " + "; ".join(f"{peers.name.zh} {peers.name.en}" for peers in answer.peers.values()))


def _full(answer: ScorecardsAnswer) -> Rows:
    percentiles = tuple(f"{name}_percentile" for name in DIMENSIONS)
    more = ("peers_zh", "peers_en", "points", "agreements", "activities")
    header = ("id", "unit", "partner", "tier", *DIMENSIONS, *percentiles, *more)
    rows = (
        (
            card.id,
            card.unit.id if card.unit else None,
            card.partner.id if card.partner else None,
            card.tier,
            *_values(card.values),
            *_values(card.percentiles),
            answer.peers[card.peers].name.zh,
            answer.peers[card.peers].name.en,
            card.points,
            card.agreements,
            card.activities,
        )
        for card in answer.items
    )
    return Rows(header, rows)


def _brief(answer: ScorecardsAnswer) -> Rows:
    pairs = ((card, zip(_values(card.values), _values(card.percentiles), strict=True)) for card in answer.items)
    rows = ((*(_beside(value, place) for value, place in values), _title(card)) for card, values in pairs)
    return Rows((*(str(in_both(DIMENSION_NAMES, name)) for name in DIMENSIONS), "of"), rows)


def _values(vector: Dimensions) -> tuple[float | None, ...]:
    return tuple(getattr(vector, name) for name in DIMENSIONS)


def _beside(value: float | None, percentile: float | None) -> str:
    if value is None:
        return "?"
    return f"{value:.1f}" if percentile is None else f"{value:.1f} ({percentile:.0%})"


def _title(card: Scorecard) -> str:
    return " – ".join(name_of(place) for place in (card.unit, card.partner) if place)


def ledger(home: Home, unit: Unit = None, as_of: AsOf = None, layer: Layer = ALL_LAYERS, form: Form = "table") -> None:
    """Every event that earned a unit points: date, record, rule, what is left of it. 积分台账。"""
    snapshot, settings = load_snapshot(), Settings()
    vine = vine_of(snapshot, resolve_home(snapshot, home).id, selection_of(snapshot, as_of, None, layer))
    unit_id = id_if_given(snapshot, "unit", unit, vine.home.place.id)
    answer = ledger_answer(vine, unit_id, read_evaluation(settings.points_file), EVERYTHING)
    title = f"{name_of(answer.home)}: {answer.evaluation.zh} {answer.evaluation.en}"
    show(answer, form, title, _lines(answer), _short_lines(answer))


def _lines(answer: LedgerAnswer) -> Rows:
    header = ("unit", "date", "event", "record", "zh", "en", "points", "earned", "value", "remark")
    rows = (
        (
            *(line.unit, line.date, line.event, line.record, line.names.zh, line.names.en),
            *(line.points, line.earned, line.value, line.remark),
        )
        for line in answer.items
    )
    return Rows(header, rows)


def _short_lines(answer: LedgerAnswer) -> Rows:
    units = {total.unit.id: name_of(total.unit) for total in answer.totals}
    rows = (
        (line.value, line.earned, line.date, line.event, units[line.unit], _event(line.names.zh, line.record))
        for line in answer.items
    )
    return Rows(("value", "earned", "date", "event", "unit", "record"), rows)


def _event(name: str | None, record: str) -> str:
    return f"{name} ({record})" if name else record


def indicators(
    home: Home,
    unit: Unit = None,
    as_of: AsOf = None,
    kinds: Kinds = None,
    layer: Layer = ALL_LAYERS,
    form: Form = "table",
) -> None:
    """Each unit scored by named indicators, term by term. 评估指标。"""
    snapshot, settings = load_snapshot(), Settings()
    evaluation, rule = read_evaluation(settings.points_file), settings.rules.dormancy.vitality
    vine = vine_of(snapshot, resolve_home(snapshot, home).id, selection_of(snapshot, as_of, kinds, layer))
    answer = indicators_answer(vine, id_if_given(snapshot, "unit", unit, vine.home.place.id), evaluation, rule, EVERYTHING)
    title = f"{name_of(answer.home)}: {answer.evaluation.zh} {answer.evaluation.en}"
    show(answer, form, title, _terms(answer), _scores(answer))


def _terms(answer: IndicatorsAnswer) -> Rows:
    header = (
        "unit",
        "zh",
        "en",
        "tier",
        "indicator",
        "indicator_zh",
        "indicator_en",
        "value",
        "target",
        "weight",
        "score",
        "measures",
    )
    rows = (
        (
            *(item.unit.id, item.unit.names.zh, item.unit.names.en, item.tier, score.indicator),
            *(answer.indicators[score.indicator].zh, answer.indicators[score.indicator].en),
            *(score.value, score.target, score.weight, score.score),
            tuple(f"{name}={'?' if value is None else f'{value:g}'}" for name, value in score.measures.items()),
        )
        for item in answer.items
        for score in item.scores
    )
    return Rows(header, rows)


def _scores(answer: IndicatorsAnswer) -> Rows:
    names = tuple(f"{indicator.zh} {indicator.en}" for indicator in answer.indicators.values())
    rows = (
        (
            *(None if score.score is None else f"{score.score:.1f}" for score in item.scores),
            f"{item.total:.1f}",
            item.tier,
            name_of(item.unit),
        )
        for item in answer.items
    )
    return Rows((*names, "total", "tier", "unit"), rows)
