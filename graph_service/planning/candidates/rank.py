"""Ranking the candidates of a unit: every place abroad, scored term by term. A new term is a function and a line in
`TERMS`, with its weight.

score = 100 · Σ weight · value, a missing value adding nothing. Its weight is not shared out among the other terms: a
score says how much speaks for a place on record, and a place nobody knows much about cannot come first.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph_service.errors import BadRequest
from graph_service.metrics.atlas import Mask, Vector, atlas
from graph_service.metrics.vine import Vine
from graph_service.planning.candidates.linking import allocation, relatedness, shared_partners
from graph_service.planning.candidates.question import CandidateQuestion, Scored, Term, TermName
from graph_service.planning.candidates.standing import level_match, on_stem, size_ratio
from graph_service.planning.candidates.ways import convenience
from graph_service.planning.candidates.working import business, complementarity
from graph_service.records.life import EFFECTIVE, standing
from graph_service.records.place import Place
from graph_service.rules import CandidateWeights
from graph_service.snapshot import Snapshot

TERMS: Mapping[TermName, Term] = {
    "on_stem": on_stem,
    "common_neighbours": shared_partners,
    "resource_allocation": allocation,
    "relatedness": relatedness,
    "level_match": level_match,
    "size_ratio": size_ratio,
    "complementarity": complementarity,
    "business": business,
    "convenience": convenience,
}


@dataclass(frozen=True, slots=True)
class Ranking:
    """The candidates of a unit. `order` are their positions in the atlas, best first, ties by id; `scores` in [0, 100] and
    `terms` are by position; `tied` are the places left out because the unit is linked with them already."""

    question: CandidateQuestion
    order: NDArray[np.int32]
    scores: Vector
    terms: Mapping[TermName, Scored]
    tied: tuple[str, ...]


def rank_candidates(
    vine: Vine,
    unit: Place,
    weights: CandidateWeights,
    country: str | None = None,
    region: str | None = None,
    without: Iterable[str] = (),
) -> Ranking:
    """All candidates of a unit of a home, or of the home itself, perhaps only of one country or inside one region, and
    `without` those of some countries, by ISO code.

    Raises:
        BadRequest: the unit is none of the home.
        NotFound, Moved: the region.
    """
    if unit.id not in vine.home.tiers:
        raise BadRequest("unit", f"{unit.id} does not lie in the home {vine.home.place.id}; name a unit of it or the home itself")
    question = CandidateQuestion(vine, unit, vine.snapshot.once(atlas), weights)
    terms = {name: term(question) for name, term in TERMS.items()}
    scores = question.atlas.zeros()
    for name, scored in terms.items():
        scores += 100 * getattr(weights, f"candidate_{name}") * np.where(np.isnan(scored.values), 0.0, scored.values)
    tied = _tied(question)
    asked = _eligible(question, tied) & _within(question, country, region)
    for code in without:
        asked &= ~question.atlas.of_country(code)
    positions = question.atlas.by_id[asked[question.atlas.by_id]]
    order = positions[np.argsort(-scores[positions], kind="stable")]
    return Ranking(question, order, scores, terms, tied)


def _tied(question: CandidateQuestion) -> tuple[str, ...]:
    """Partners of the unit of any kind, in effect or planned at the date; those it parted from may be asked again."""
    unit, selection = question.unit.id, question.vine.selection
    linked = (
        agreement
        for agreement in question.vine.snapshot.agreements_of(unit)
        if standing(agreement, selection.as_of).status in ("planned", *EFFECTIVE)
    )
    return tuple(sorted(agreement.other(unit) for agreement in linked))


def _eligible(question: CandidateQuestion, tied: Iterable[str]) -> Mask:
    """Local governments outside the home's state and its areas: a country is nobody's partner unless it is a city as well, and
    nobody can ask a place that a source leaves unnamed."""
    atlas, snapshot = question.atlas, question.vine.snapshot
    asked: Mask = ~atlas.levels["country"] | atlas.levels["city"]
    for code in atlas.codes:
        if not snapshot.is_abroad(code, question.country):
            asked &= ~atlas.of_country(code)
    asked[[atlas.position[place_id] for place_id in (*tied, *snapshot.once(unnamed))]] = False
    return asked


def unnamed(snapshot: Snapshot) -> tuple[str, ...]:
    """The ids of the places that stand for one that a source leaves unnamed; for `Snapshot.once`."""
    return tuple(place.id for place in snapshot.places.values() if place.placeholder)


def _within(question: CandidateQuestion, country: str | None, region: str | None) -> Mask:
    atlas = question.atlas
    asked: Mask = np.ones(len(atlas.ids), dtype=bool) if country is None else atlas.of_country(country)
    if region is not None:
        inside = np.zeros(len(atlas.ids), dtype=bool)
        inside[atlas.inside(question.vine.snapshot.place(region).id)] = True
        asked &= inside
    return asked
