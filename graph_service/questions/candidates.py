"""Who could be a unit's next partner."""

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from graph_service.answers.candidates import CandidateFilter, CandidateItem, CandidatesAnswer, candidates_answer
from graph_service.answers.pages import MAX_LIMIT
from graph_service.planning.candidates.rank import TERMS
from graph_service.questions.parameters import InPages, OfHome
from graph_service.questions.question import Language, Question, Shown, View
from graph_service.questions.shown import both_names, name_of
from graph_service.words.bilingual import Bilingual

_FEW = 20  # the best; thousands of places could be a partner


class Candidates(InPages, OfHome):
    """Partners for whom, and where."""

    page: ClassVar[int] = _FEW
    in_table: ClassVar[int] = _FEW

    unit: str | None = Field(None, description="a unit of the home; the home itself if left out")
    country: str | None = Field(None, description="country or area; every one if left out")
    region: str | None = Field(None, description="a place that the candidates lie in")
    max_risk: float | None = Field(None, description="leave out countries whose risk level on record is above this")
    limit: int | None = Field(
        None,
        ge=1,
        le=MAX_LIMIT,
        description=f"candidates at most; if left out {_FEW} in json over HTTP and in a terminal, else all",
    )


def candidates(view: View, ask: Candidates) -> CandidatesAnswer:
    """Places that could be a unit's next partner, on-stem ones first by weight; each score term by term, with warnings."""
    unit, region, country = view.named(ask, "unit", "region", "country")
    vine, wanted = view.vine(ask), CandidateFilter(unit, country, region, ask.max_risk)
    home, weights = vine.home.place.id, view.standards.candidates
    return candidates_answer(view.snapshot, home, vine.selection, wanted, weights, ask.most, ask.cursor)


def rows(answer: CandidatesAnswer) -> Iterator[tuple[object, ...]]:
    """One row per candidate, with the value of each term of its score."""
    for rank, item in enumerate(answer.items, start=1):
        place, warnings = item.place, [warning.kind for warning in item.warnings]
        who = (rank, place.id, *both_names(place.names), place.country, item.score)
        yield (*who, *(term.value for term in item.terms), item.risk.level if item.risk else None, warnings)


def shown(answer: CandidatesAnswer, lang: Language) -> Shown:
    """One row per candidate, with its strongest reasons in one language."""
    lines = ((f"{item.score:.1f}", item.place.country, _reasons(item, lang)) for item in answer.items)
    title = f"{name_of(answer.unit)}: {answer.total} candidates"
    return Shown(title, ("score", "country", "candidate and reasons"), lines)


def _reasons(item: CandidateItem, lang: Language) -> str:
    best = sorted((term for term in item.terms if term.value), key=lambda term: -term.weight * (term.value or 0))[:3]
    reasons = [getattr(term.why, lang) for term in best] + [f"! {getattr(warning.text, lang)}" for warning in item.warnings]
    return f"{name_of(item.place)} ({item.place.id}): {'; '.join(reasons)}"


CANDIDATES = Question(
    name="candidates",
    title=Bilingual("结好建议", "Candidates"),
    ask=Candidates,
    answer=CandidatesAnswer,
    find=candidates,
    columns=("rank", "id", "zh", "en", "country", "score", *TERMS, "risk", "warnings"),
    rows=rows,
    shown=shown,
)
