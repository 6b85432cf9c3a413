"""The terms about how a candidate is linked: with the home's other partners, and over the whole network."""

from collections.abc import Mapping

import numpy as np

from graph_service.metrics.atlas import Vector
from graph_service.metrics.homonyms import told_apart
from graph_service.metrics.knowledge import knowledge_of_unit
from graph_service.metrics.neighbours import common_neighbours, neighbours, resource_allocation
from graph_service.planning.candidates.question import CandidateQuestion, Scored, saturating
from graph_service.planning.listing import listing_of_unit
from graph_service.records.place import Place
from graph_service.words.bilingual import Bilingual, both, plural

_SHOWN = 3
_ANY_DAY = Bilingual("（不论日期、状态）", " (whatever the date and status)")  # see metrics.neighbours


def relatedness(question: CandidateQuestion) -> Scored:
    """How many agreements the home and its units already have in the candidate's region: a bunch grows where it is."""
    atlas = question.atlas
    partners = np.array([atlas.position[tie.partner.id] for tie in question.vine.ties.effective], dtype=int)
    counts = np.bincount(atlas.region[partners], minlength=len(atlas.ids))[atlas.region].astype(float)

    def why(place: Place) -> Bilingual:
        position = atlas.position[place.id]
        count = int(counts[position])
        region = both(question.vine.snapshot.places[atlas.ids[atlas.region[position]]])
        home = both(question.vine.home.place)
        return Bilingual(f"{home.zh}在{region.zh}已有{count}对友城", f"{home.en} has {plural(count, 'agreement')} in {region.en}")

    return Scored(saturating(counts, question.weights.candidate_half_related), why)


def shared_partners(question: CandidateQuestion) -> Scored:
    """How many places have an agreement with both, over the whole network; unknown for a unit without any agreement."""
    snapshot = question.vine.snapshot
    links = snapshot.once(neighbours)
    own = set(links.get(question.unit.id, ()))
    counts = _spread(question, common_neighbours(snapshot, question.unit.id))

    def why(place: Place) -> Bilingual:
        if not own:
            return _unlinked(question)
        shared = sorted(own.intersection(links.get(place.id, ())))
        named = [told_apart(snapshot, snapshot.places[other]) for other in shared[:_SHOWN]]
        more = len(shared) > _SHOWN
        zh, en = "、".join(name.zh for name in named), ", ".join(name.en for name in named)
        return Bilingual(
            f"{len(shared)}个共同伙伴{_ANY_DAY.zh}" + (f"：{zh}{'等' if more else ''}" if shared else ""),
            f"{plural(len(shared), 'shared partner')}{_ANY_DAY.en}" + (f": {en}{' …' if more else ''}" if shared else ""),
        )

    return Scored(saturating(counts, question.weights.candidate_half_neighbours), why)


def allocation(question: CandidateQuestion) -> Scored:
    """Resource allocation over the shared partners, which counts a partner of few for more than one of hundreds."""
    counts = _spread(question, resource_allocation(question.vine.snapshot, question.unit.id))

    def why(place: Place) -> Bilingual:
        value = counts[question.atlas.position[place.id]]
        if np.isnan(value):
            return _unlinked(question)
        zh, en = f"资源分配指数 {value:.3f}{_ANY_DAY.zh}", f"resource allocation index {value:.3f}{_ANY_DAY.en}"
        return Bilingual(zh, en)

    return Scored(saturating(counts, question.weights.candidate_half_allocation), why)


def _spread(question: CandidateQuestion, found: Mapping[str, float]) -> Vector:
    """The counts of single places as a vector; NaN throughout where the unit has no agreement to share partners of."""
    if not question.vine.snapshot.once(neighbours).get(question.unit.id):
        return np.full(len(question.atlas.ids), np.nan)
    values = question.atlas.zeros()
    values[[question.atlas.position[place_id] for place_id in found]] = list(found.values())
    return values


def _unlinked(question: CandidateQuestion) -> Bilingual:
    own = question.listing(1) if question.for_home else listing_of_unit(knowledge_of_unit(question.vine, question.unit.id))
    return Bilingual(
        f"我方在册没有友城{own.clause.zh}，无从比较",
        f"we have no agreement on record{own.clause.en}: there is nothing to compare",
    )
