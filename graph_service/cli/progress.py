"""`progress`: each target with what has been reached."""

from typing import Annotated

import typer

from graph_service.answers.targets import ProgressAnswer, ProgressItem, progress_answer
from graph_service.cli.console import Rows, show
from graph_service.cli.questions import EVERYTHING, AsOf, Form, id_if_given, load_snapshot
from graph_service.words.bilingual import in_both
from graph_service.words.planning import TARGET_STATES


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(progress)


def progress(
    home: Annotated[str | None, typer.Option(help="a place by id, code or name: targets of it and of units in it")] = None,
    owner: Annotated[
        str | None, typer.Option(help="who set the targets: a place by id, code or name, or an organisation by id")
    ] = None,
    as_of: AsOf = None,
    form: Form = "table",
) -> None:
    """Each target with its range, what has been reached and whether it is met. 目标进度。"""
    snapshot = load_snapshot()
    day = as_of.date() if as_of else snapshot.today
    answer = progress_answer(
        snapshot, id_if_given(snapshot, "home", home), id_if_given(snapshot, "owner", owner), day, EVERYTHING
    )
    counts = ", ".join(f"{in_both(TARGET_STATES, state)} {count}" for state, count in answer.counts.items())
    show(answer, form, f"targets as of {answer.as_of}: {counts}", _full(answer), _brief(answer))


def _full(answer: ProgressAnswer) -> Rows:
    plain = ("id", "measure", "unit", "period", "elapsed", "minimum", "maximum", "achieved", "share", "state")
    header = (*plain, "owner", "zh", "en", "evidence", "possible")
    rows = (
        (*(getattr(item, name) for name in plain), item.owner.id, item.names.zh, item.names.en, item.evidence, item.possible)
        for item in answer.items
    )
    return Rows(header, rows)


def _brief(answer: ProgressAnswer) -> Rows:
    rows = (
        (in_both(TARGET_STATES, item.state), _reached(item), _range(item), len(item.possible), item.period, _title(item))
        for item in answer.items
    )
    return Rows(("state", "reached", "aim", "poss.", "period", "target"), rows)


def _reached(item: ProgressItem) -> str:
    return "?" if item.achieved is None else f"{item.achieved:g}"


def _range(item: ProgressItem) -> str:
    least = "" if item.minimum is None else f"{item.minimum:g}"
    most = "" if item.maximum is None else f"{item.maximum:g}"
    return least if least == most else f"{least}–{most}"


def _title(item: ProgressItem) -> str:
    return f"{item.names.zh or ''} {item.names.en or ''}".strip() or item.id
