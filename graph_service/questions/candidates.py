"""Who could be a unit's next partner."""

from collections.abc import Iterator
from typing import ClassVar

import numpy as np
from msgspec import Struct
from pydantic import Field

from graph_service.answers.common import Echo, PlaceReference, echo, reference
from graph_service.answers.paging import MAX_LIMIT, page_of
from graph_service.metrics.knowledge import HomeKnowledge, knowledge_of
from graph_service.metrics.risk import Risk, countries_above, risk_of
from graph_service.planning.candidates.cautions import Caution, cautions
from graph_service.planning.candidates.question import TermName
from graph_service.planning.candidates.rank import TERMS, Ranking, rank_candidates
from graph_service.questions.called import Called
from graph_service.questions.parameters import InPages, OfHome
from graph_service.questions.question import Question, Shown, View
from graph_service.questions.shown import both_names, headline, with_id
from graph_service.words.bilingual import COLON, SEMICOLON, Bilingual, Language
from graph_service.words.headings import heads


class CandidateTerm(Struct, frozen=True, kw_only=True):
    """One term: it adds 100 · weight · value to the score. `value` in [0, 1], None where the data do not tell: it then adds
    nothing, and its weight goes to no other term."""

    name: TermName
    value: float | None
    weight: float
    why: Bilingual


class CandidateItem(Struct, frozen=True, kw_only=True):
    """One candidate. `score` in [0, 100] is the sum of its terms; `missing` names the terms without a value; `warnings`
    never lower it, nor does `risk`, that of its country, None where none is on record."""

    place: PlaceReference
    unit: PlaceReference
    score: float
    terms: tuple[CandidateTerm, ...]
    missing: tuple[TermName, ...]
    risk: Risk | None
    warnings: tuple[Caution, ...]


class CandidatesAnswer(Echo, frozen=True, kw_only=True):
    """A page of the candidates of a unit, best first. `tied` are the places left out because the unit has, or plans, an
    agreement with them, `above_risk` the codes of the countries left out because their risk on record is above
    `max_risk`; countries without one stay. `knowledge` tells how far the lists of the home are known."""

    home: PlaceReference
    unit: PlaceReference
    knowledge: HomeKnowledge
    country: str | None
    region: str | None
    max_risk: float | None
    above_risk: tuple[str, ...]
    tied: tuple[str, ...]
    total: int
    items: tuple[CandidateItem, ...]
    next: str | None


def _item(ranking: Ranking, position: int) -> CandidateItem:
    question = ranking.question
    place = question.vine.snapshot.places[question.atlas.ids[position]]
    terms = tuple(
        CandidateTerm(
            name=name,
            value=None if np.isnan(scored.values[position]) else float(scored.values[position]),
            weight=getattr(question.weights, f"candidate_{name}"),
            why=scored.why(place),
        )
        for name, scored in ranking.terms.items()
    )
    return CandidateItem(
        place=reference(place),
        unit=reference(question.unit),
        score=float(ranking.scores[position]),
        terms=terms,
        missing=tuple(term.name for term in terms if term.value is None),
        risk=risk_of(question.vine.snapshot, place.country, question.vine.selection),
        warnings=cautions(question.vine, question.unit, place),
    )


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
    unit_id, region, country = view.named(ask, "unit", "region", "country")
    vine, snapshot = view.vine(ask), view.snapshot
    unit = snapshot.places[unit_id] if unit_id else vine.home.place
    above = countries_above(snapshot, ask.max_risk, vine.selection) if ask.max_risk is not None else frozenset[str]()
    ranking = rank_candidates(vine, unit, view.standards.rules, country, region, above)
    ids = ranking.question.atlas.ids
    page = page_of(ranking.order.tolist(), lambda position: ids[position], ask.most, ask.cursor)
    return CandidatesAnswer(
        **echo(snapshot, vine.selection),
        home=reference(vine.home.place),
        unit=reference(unit),
        knowledge=knowledge_of(vine),
        country=country,
        region=region,
        max_risk=ask.max_risk,
        above_risk=tuple(sorted(above)),
        tied=ranking.tied,
        total=page.total,
        items=tuple(_item(ranking, position) for position in page.items),
        next=page.next,
    )


def rows(answer: CandidatesAnswer) -> Iterator[tuple[object, ...]]:
    """One row per candidate, with the value of each term of its score."""
    for rank, item in enumerate(answer.items, start=1):
        place, warnings = item.place, [warning.kind for warning in item.warnings]
        who = (rank, place.id, *both_names(place.names), place.country, item.score)
        yield (*who, *(term.value for term in item.terms), item.risk.level if item.risk else None, warnings)


def shown(answer: CandidatesAnswer, lang: Language) -> Shown:
    """One row per candidate, with its strongest reasons in one language."""
    lines = ((f"{item.score:.1f}", item.place.country, _reasons(item, lang)) for item in answer.items)
    title = headline(answer.unit, lang, f"结好建议{answer.total:,}个", f"{answer.total:,} candidates")
    return Shown(title, heads(lang, "score", "country", "candidate"), lines)


def _reasons(item: CandidateItem, lang: Language) -> Called:
    best = sorted((term for term in item.terms if term.value), key=lambda term: -term.weight * (term.value or 0))[:3]
    reasons = [getattr(term.why, lang) for term in best] + [f"! {getattr(warning.text, lang)}" for warning in item.warnings]
    told = with_id(item.place, lang)
    why = f"{getattr(COLON, lang)}{getattr(SEMICOLON, lang).join(reasons)}"
    return Called(f"{told}{why}", "place", item.place.id, on_page=f"{told.on_page}{why}", after=why)


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
