"""The terms about what the two sides could do together: fields that fit, and business that is there already."""

from collections.abc import Mapping

import numpy as np

from graph_service.metrics.atlas import Mask
from graph_service.metrics.business import Business, business_of
from graph_service.metrics.fields import needs_of, places_with_fields, priorities_of, strengths_of
from graph_service.planning.candidates.question import CandidateQuestion, Scored, saturating
from graph_service.records.field_names import said_in_english
from graph_service.records.place import Place
from graph_service.words.bilingual import Bilingual, plural

_SHOWN = 4


def complementarity(question: CandidateQuestion) -> Scored:
    """How many fields fit: what they need and we do well, what we need and they do well, what a plan of the unit or of
    what it lies in makes a priority with them. Unknown where one side has no fields on record."""
    atlas, snapshot, unit = question.atlas, question.vine.snapshot, question.unit.id
    owners = {place.id for place in snapshot.above(unit)}
    ours = strengths_of(snapshot, unit), needs_of(snapshot, unit)
    known: Mask = np.zeros(len(atlas.ids), dtype=bool)
    fitting: dict[str, Mask] = {}

    def mark(place_id: str, fields: frozenset[str]) -> None:
        known[atlas.inside(place_id)] = True
        for field in fields:
            fitting.setdefault(field, np.zeros(len(atlas.ids), dtype=bool))[atlas.inside(place_id)] = True

    for place in snapshot.once(places_with_fields) if any(ours) else ():
        mark(place.id, (frozenset(place.needs) & ours[0]) | (frozenset(place.strengths) & ours[1]))
    for priority in priorities_of(snapshot, owners, question.vine.selection):
        for place_id in priority.places:
            mark(place_id, frozenset(priority.plan.fields))
    counts = np.sum(list(fitting.values()), axis=0, dtype=float) if fitting else atlas.zeros()

    def why(place: Place) -> Bilingual:
        position = atlas.position[place.id]
        if not known[position]:
            return Bilingual("双方的需求和所长没有在案", "needs and strengths of the two are not on record")
        fields = sorted(field for field, mask in fitting.items() if mask[position])
        if not fields:
            return Bilingual("没有相合的领域", "no field fits")
        return Bilingual(f"相合的领域：{'、'.join(fields)}", f"fields that fit: {said_in_english(fields)}")

    return Scored(np.where(known, saturating(counts, question.weights.candidate_half_fields), np.nan), why)


def business(question: CandidateQuestion) -> Scored:
    """How much business of the home is there: 1 each at the place or in its region, 1/2 where only the country is named.
    Unknown for a home without any business abroad on record."""
    atlas, snapshot, vine = question.atlas, question.vine.snapshot, question.vine
    counts, there = atlas.zeros(), dict[str, list[Business]]()
    for row in business_of(snapshot, vine.home, vine.selection, "events"):
        for place in row.abroad(snapshot, question.country, vine.selection.as_of, "events") if not row.prospect else ():
            there.setdefault(place.id, []).append(row)
            counts[atlas.inside(place.id)] += 1.0 if place.is_level("city") or not place.is_level("country") else 0.5
            if not place.is_region_or_country:
                counts[atlas.region[atlas.position[place.id]]] += 1.0
    values = saturating(counts, question.weights.candidate_half_business) if there else np.full(len(atlas.ids), np.nan)

    def why(place: Place) -> Bilingual:
        if not there:
            return Bilingual("我方没有境外经贸记录", "no business of ours abroad is on record")
        return _named(_around(question, place, there))

    return Scored(values, why)


def _around(question: CandidateQuestion, place: Place, there: Mapping[str, list[Business]]) -> list[Business]:
    """The business at a place, at what it lies in and, for a region, at what lies in it."""
    snapshot = question.vine.snapshot
    spots = [above.id for above in snapshot.above(place.id)]
    if place.is_level("province"):
        spots += [spot for spot in there if spot not in spots and snapshot.lies_in(spot, place.id)]
    return list({row.record.id: row for spot in spots for row in there.get(spot, ())}.values())


def _named(rows: list[Business]) -> Bilingual:
    if not rows:
        return Bilingual("没有经贸记录", "no business on record")
    zh = "、".join(list(dict.fromkeys(row.record.names.best("zh", row.record.id) for row in rows))[:_SHOWN])
    en = ", ".join(list(dict.fromkeys(row.record.names.best("en", row.record.id) for row in rows))[:_SHOWN])
    return Bilingual(f"{len(rows)}条经贸记录：{zh}", f"{plural(len(rows), 'record')} of business: {en}")
