"""`candidates`: who could be a unit's next partner."""

from typing import Annotated

import typer

from graph_service.answers.candidates import CandidateFilter, CandidateItem, CandidatesAnswer, candidates_answer
from graph_service.cli.console import Rows, note, show
from graph_service.cli.questions import (
    AsOf,
    Form,
    Home,
    Kinds,
    Language,
    Layer,
    id_if_given,
    load_snapshot,
    most_of,
    selection_of,
)
from graph_service.metrics.selection import ALL_LAYERS
from graph_service.planning.candidates.rank import TERMS
from graph_service.questions.shown import name_of
from graph_service.resolver import resolve_home
from graph_service.settings import Settings


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(candidates)


def candidates(
    home: Home,
    unit: Annotated[str | None, typer.Option(help="a unit of the home by id, code or name; the home itself if left out")] = None,
    country: Annotated[str | None, typer.Option(help="country or area by code, id or name; every one if left out")] = None,
    region: Annotated[str | None, typer.Option(help="a place that the candidates lie in, by id, code or name")] = None,
    max_risk: Annotated[float | None, typer.Option(help="leave out countries whose risk level on record is above this")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="candidates at most, best first; 20, in CSV all")] = None,
    as_of: AsOf = None,
    kinds: Kinds = None,
    layer: Layer = ALL_LAYERS,
    lang: Language = "zh",
    form: Form = "table",
) -> None:
    """Who could be a unit's next partner, with the score term by term. 结好建议。"""
    snapshot = load_snapshot()
    selection = selection_of(snapshot, as_of, kinds, layer)
    home_id = resolve_home(snapshot, home).id
    wanted = CandidateFilter(
        id_if_given(snapshot, "unit", unit, home_id),
        id_if_given(snapshot, "country", country),
        id_if_given(snapshot, "region", region),
        max_risk,
    )
    answer = candidates_answer(snapshot, home_id, selection, wanted, Settings().candidates, most_of(limit, form, 20))
    show(answer, form, f"{name_of(answer.unit)}: {answer.total} candidates", *candidate_rows(answer, lang))
    if answer.next:
        note(f"{len(answer.items)} of {answer.total} candidates shown; raise --limit for more")


def candidate_rows(answer: CandidatesAnswer, lang: str) -> tuple[Rows, Rows]:
    """One row per candidate; the table gives the strongest reasons in one language."""
    header = ("rank", "id", "zh", "en", "country", "score", *TERMS, "risk", "warnings")
    full = ((rank, *_full(item)) for rank, item in enumerate(answer.items, start=1))
    brief = ((f"{item.score:.1f}", item.place.country, _brief(item, lang)) for item in answer.items)
    return Rows(header, full), Rows(("score", "country", "candidate and reasons"), brief)


def _full(item: CandidateItem) -> tuple[object, ...]:
    place, warnings = item.place, [warning.kind for warning in item.warnings]
    names, terms = (place.names.zh, place.names.en), (term.value for term in item.terms)
    return place.id, *names, place.country, item.score, *terms, item.risk.level if item.risk else None, warnings


def _brief(item: CandidateItem, lang: str) -> str:
    best = sorted((term for term in item.terms if term.value), key=lambda term: -term.weight * (term.value or 0))[:3]
    reasons = [getattr(term.why, lang) for term in best] + [f"! {getattr(warning.text, lang)}" for warning in item.warnings]
    return f"{name_of(item.place)} ({item.place.id}): {'; '.join(reasons)}"
