"""`coverage`: the share of a frame, a continent or a tier that a home reaches."""

from typing import Annotated

import typer

from graph_service.answers.coverage import CoverageAnswer, CoverageFilter, CoverageItem, CoverageRate, coverage_answer
from graph_service.cli.console import Rows, show
from graph_service.cli.questions import EVERYTHING, AsOf, Form, Home, Kinds, Layer, load_snapshot, place_id_of, selection_of
from graph_service.cli.rows import KNOWN, name_of, titled
from graph_service.metrics.selection import ALL_LAYERS


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(coverage)


def coverage(
    home: Home,
    frame: Annotated[
        str | None, typer.Option(help="id of a frame; the states that count by default if left out, all for every country")
    ] = None,
    by: Annotated[str, typer.Option(help="continent, country, frame or tier, or two of them: continent,tier")] = "frame",
    tier: Annotated[int | None, typer.Option(min=1, max=3, help="agreements of one tier; of any if left out")] = None,
    as_of: AsOf = None,
    kinds: Kinds = None,
    layer: Layer = ALL_LAYERS,
    form: Form = "table",
) -> None:
    """How much of a frame, a continent or a tier a home reaches. 覆盖率。"""
    snapshot = load_snapshot()
    selection = selection_of(snapshot, as_of, kinds, layer)
    wanted = CoverageFilter(frame, by, tier)
    answer = coverage_answer(snapshot, place_id_of(snapshot, home), selection, wanted, EVERYTHING)
    where = f" in {answer.frame.id}" if answer.frame else ""
    title = f"{name_of(answer.home)}: coverage{where} by {', '.join(answer.by)}"
    show(answer, form, titled(title, answer.knowledge), *coverage_rows(answer))


def coverage_rows(answer: CoverageAnswer) -> tuple[Rows, Rows]:
    """One row per part."""
    header = ("key", "zh", "en", "numerator", "denominator", "low", "high", "named", "open")
    lists = ("covered", "missing", "planned", "possible", "possible_members")
    brief = ((_counts(item), _share(item), len(item.planned), len(item.possible), _title(item)) for item in answer.items)
    short = ("on record", "share", "plan.", "poss.", "part")
    return Rows((*header, *lists, *KNOWN), map(_full, answer.items)), Rows(short, brief)


def _full(item: CoverageItem) -> tuple[object, ...]:
    low, high = _bounds(item.coverage)
    counts = (item.coverage.numerator, item.coverage.denominator, low, high, len(item.covered) + len(item.missing))
    lists = (item.covered, item.missing, item.planned, item.possible, item.possible_members)
    known = (item.established, item.lists.zh, item.lists.en)
    return (item.key, item.names.zh, item.names.en, *counts, item.open, *lists, *known)


def _bounds(rate: CoverageRate) -> tuple[float | None, float | None]:
    """The share twice, or the two ends of the interval; nothing where they are not known."""
    if isinstance(rate.low, float) and isinstance(rate.high, float):
        return rate.low, rate.high
    return (rate.share, rate.share) if isinstance(rate.share, float) else (None, None)


def _counts(item: CoverageItem) -> str:
    return f"{item.coverage.numerator}/{item.coverage.denominator}"


def _share(item: CoverageItem) -> str:
    low, high = _bounds(item.coverage)
    if low is None or high is None:
        return ""
    return f"{low:.2f}" if low == high else f"{low:.2f}–{high:.2f}"


def _title(item: CoverageItem) -> str:
    return f"{item.names.zh or ''} {item.names.en or ''} ({item.key}){' 等' if item.open else ''}".strip()
