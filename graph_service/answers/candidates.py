"""The answer about candidates: who could be next, the score term by term, and what speaks against it."""

from dataclasses import dataclass

import numpy as np
from msgspec import Struct

from graph_service.answers.common import Echo, PlaceReference, echo, reference
from graph_service.answers.pages import page_of
from graph_service.metrics.knowledge import HomeKnowledge, knowledge_of
from graph_service.metrics.risk import Risk, countries_above, risk_of
from graph_service.metrics.selection import Selection
from graph_service.metrics.vine import vine_of
from graph_service.planning.candidates.cautions import Caution, cautions
from graph_service.planning.candidates.question import TermName
from graph_service.planning.candidates.rank import Ranking, rank_candidates
from graph_service.planning.candidates.weights import CandidateWeights
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual


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


@dataclass(frozen=True, slots=True)
class CandidateFilter:
    """For whom, the home itself where no unit is named, and where: in one country or inside one region, of what risk at
    most; None asks nothing."""

    unit: str | None = None
    country: str | None = None
    region: str | None = None
    max_risk: float | None = None


def candidates_answer(
    snapshot: Snapshot,
    home_id: str,
    selection: Selection,
    wanted: CandidateFilter,
    weights: CandidateWeights,
    limit: int,
    cursor: str | None = None,
) -> CandidatesAnswer:
    """The answer of `/candidates`: one page of the candidates of a unit.

    Raises:
        NotFound, Moved, WrongKind: the home, the unit or the region.
        BadRequest: the unit is none of the home, the risk, or the cursor.
    """
    vine = vine_of(snapshot, home_id, selection)
    unit = snapshot.place(wanted.unit) if wanted.unit else vine.home.place
    above = countries_above(snapshot, wanted.max_risk, selection) if wanted.max_risk is not None else frozenset[str]()
    ranking = rank_candidates(vine, unit, weights, wanted.country, wanted.region, above)
    ids = ranking.question.atlas.ids
    page = page_of(ranking.order.tolist(), lambda position: ids[position], limit, cursor)
    return CandidatesAnswer(
        **echo(snapshot, selection),
        home=reference(vine.home.place),
        unit=reference(unit),
        knowledge=knowledge_of(vine),
        country=wanted.country,
        region=wanted.region,
        max_risk=wanted.max_risk,
        above_risk=tuple(sorted(above)),
        tied=ranking.tied,
        total=page.total,
        items=tuple(_item(ranking, position) for position in page.items),
        next=page.next,
    )


def _item(ranking: Ranking, position: int) -> CandidateItem:
    question = ranking.question
    place = question.vine.snapshot.places[question.atlas.ids[position]]
    terms = tuple(
        CandidateTerm(
            name=name,
            value=None if np.isnan(scored.values[position]) else float(scored.values[position]),
            weight=getattr(question.weights, name),
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
