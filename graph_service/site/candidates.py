"""The page of candidates: each with what speaks against it first, then each term of its score as a bar with number and reason,
and below them the same as a table."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple, cast

from graph_service.metrics.vine import Vine
from graph_service.questions.answered import Answered
from graph_service.questions.called import Called
from graph_service.questions.candidates import CandidateItem, CandidatesAnswer, CandidateTerm
from graph_service.records.life import standing
from graph_service.records.place import Place
from graph_service.site.bars import Bar, Term, bars_of
from graph_service.site.listing import render_listing
from graph_service.site.templating import Frame
from graph_service.site.ways import page_of, way
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual, both
from graph_service.words.planning import CANDIDATE_TERMS
from graph_service.words.records import LEVELS

_RAISE = Bilingual("（已有友好交流，宜升级）", " (friendly exchange already: could be raised)")


class Card(NamedTuple):
    """A candidate: its name, where it lies, its score, what speaks against it, the terms, and the way to it."""

    place: Called
    where: str
    score: str
    warnings: Sequence[str]
    bars: Sequence[Bar]
    path: str


def render_candidates(
    frame: Frame, snapshot: Snapshot, found: Answered, asked: Mapping[str, str], vine: Vine | None = None
) -> str:
    """The page of answered candidates, as `render_listing`."""
    answer = cast("CandidatesAnswer", found.document)
    tied = [snapshot.places[place] for place in answer.tied]
    return render_listing(
        frame,
        snapshot,
        found,
        asked,
        vine,
        template="candidates.html",
        styles=("bars.css", "candidates.css"),
        cards=[_card(frame, snapshot, answer, item) for item in answer.items],
        tied=[_tied(frame, snapshot, answer, place) for place in tied],
        risky=[frame.say(both(country)) for code in answer.above_risk if (country := snapshot.country(code))],
    )


def _tied(frame: Frame, snapshot: Snapshot, answer: CandidatesAnswer, place: Place) -> tuple[Called, str]:
    """A place that is left out, and what stands with it where that could be raised."""
    kinds = {
        standing(agreement, date.fromisoformat(answer.as_of)).kind
        for agreement in snapshot.agreements_of(place.id)
        if agreement.other(place.id) == answer.unit.id
    }
    only = frame.say(_RAISE) if kinds == {"exchange"} else ""
    return Called(frame.say(both(place)), *page_of(place)), only


def _card(frame: Frame, snapshot: Snapshot, answer: CandidatesAnswer, item: CandidateItem) -> Card:
    place = snapshot.places[item.place.id]
    above = " · ".join(frame.say(both(part)) for part in snapshot.above(place.id)[1:])
    return Card(
        place=Called(frame.say(both(place)), *page_of(place)),
        where=" · ".join(filter(None, (frame.say(LEVELS[place.level]), above))),
        score=f"{item.score:.1f}",
        warnings=[frame.say(warning.text) for warning in item.warnings],
        bars=bars_of(frame, map(_term, item.terms)),
        path=way(frame, "path", **{"from": answer.unit.id, "to": place.id}),
    )


def _term(term: CandidateTerm) -> Term:
    points = None if term.value is None else 100 * term.weight * term.value
    return Term(CANDIDATE_TERMS[term.name], points, 100 * term.weight, term.why)
