"""`matches`: what partners need and our projects do well."""

from typing import Annotated

import typer

from graph_service.answers.matches import MatchesAnswer, MatchFilter, MatchItem, matches_answer
from graph_service.answers.pages import EVERYTHING
from graph_service.cli.console import Rows, show
from graph_service.cli.questions import (
    AsOf,
    Form,
    Home,
    Kinds,
    Language,
    Layer,
    id_if_given,
    load_snapshot,
    selection_of,
)
from graph_service.metrics.selection import ALL_LAYERS
from graph_service.questions.shown import name_of
from graph_service.resolver import resolve_home


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(matches)


def matches(
    home: Home,
    partner: Annotated[str | None, typer.Option(help="a place by id, code or name: the partner is it or lies in it")] = None,
    country: Annotated[str | None, typer.Option(help="country or area of the partner by code, id or name")] = None,
    field: Annotated[str | None, typer.Option(help="a field that must fit, as the records write it")] = None,
    as_of: AsOf = None,
    kinds: Kinds = None,
    layer: Layer = ALL_LAYERS,
    lang: Language = "zh",
    form: Form = "table",
) -> None:
    """Which of our projects fit what which partner needs. 对方所需、我方所长。"""
    snapshot = load_snapshot()
    selection = selection_of(snapshot, as_of, kinds, layer)
    wanted = MatchFilter(id_if_given(snapshot, "partner", partner), id_if_given(snapshot, "country", country), field)
    answer = matches_answer(snapshot, resolve_home(snapshot, home).id, selection, wanted, EVERYTHING)
    show(answer, form, f"{name_of(answer.home)}: {answer.total} matches", *match_rows(answer, lang))


def match_rows(answer: MatchesAnswer, lang: str) -> tuple[Rows, Rows]:
    """One row per match; the table gives the reason in one language."""
    header = ("rank", "partner", "zh", "en", "country", "project", "fields", "direct", "library", "reason_zh", "reason_en")
    brief = ((item.rank, item.partner.country, len(item.fields), getattr(item.reason, lang)) for item in answer.items)
    return Rows(header, map(_full, answer.items)), Rows(("rank", "country", "fields", "reason"), brief)


def _full(item: MatchItem) -> tuple[object, ...]:
    place, project, reason = item.partner, item.project, item.reason
    who = (item.rank, place.id, place.names.zh, place.names.en, place.country)
    return (*who, project.id, list(item.fields), item.direct, project.library, reason.zh, reason.en)
