"""The terms about where a candidate stands to the unit: on a stem of its home, of its level, of its size."""

from collections.abc import Iterable

import numpy as np

from graph_service.metrics.atlas import Vector
from graph_service.planning.candidates.question import CandidateQuestion, Scored
from graph_service.records.place import Place
from graph_service.records.vocabulary import Level
from graph_service.words.bilingual import Bilingual, both, join, plural
from graph_service.words.records import RANKS

_UNIT_AND_TOWN = Bilingual(
    "对方只有城镇人口在册，我方为全域人口，不可比", "theirs counts the town alone, ours the whole unit: not compared"
)
_TOWN_AND_UNIT = Bilingual(
    "我方只有城镇人口在册，对方为全域人口，不可比", "ours counts the town alone, theirs the whole unit: not compared"
)
_STEPS: dict[Level, int] = {"province": 1, "city": 2, "county": 3}


def on_stem(question: CandidateQuestion) -> Scored:
    """1 inside a region the home has a stem with: the new agreement would be a grape of class A. For the home itself, 1
    for a region that would be the missing stem above its off-stem grapes."""
    values, reasons = question.atlas.zeros(), dict[str, Bilingual]()
    if question.for_home:
        _above_grapes(question, values, reasons)
    if not question.for_home or question.unit.is_municipality:
        _inside_stems(question, values, reasons)
    snapshot, home, listing = question.vine.snapshot, both(question.vine.home.place), question.listing(1)

    def why(place: Place) -> Bilingual:
        found = next((reasons[above.id] for above in snapshot.above(place.id) if above.id in reasons), None)
        if found is not None and values[question.atlas.position[place.id]]:
            return found
        around = (stem.region for stem in question.vine.stems if snapshot.lies_in(place.id, stem.region.id))
        if (region := next(around, None)) is not None:
            return _no_grape(both(region), home)
        return Bilingual(
            f"不在{home.zh}在册的主茎地区之内{listing.clause.zh}",
            f"outside the stem regions of {home.en} on record{listing.clause.en}",
        )

    return Scored(values, why)


def _no_grape(region: Bilingual, home: Bilingual) -> Bilingual:
    """What a city within a stem is to the home itself."""
    return Bilingual(
        f"在{home.zh}的主茎地区{region.zh}之内；省级单位自身与城市结好，不是主茎，也不是葡萄",
        f"inside {region.en}, a stem of {home.en}; an agreement of the home itself with a city is neither stem nor grape",
    )


def _inside_stems(question: CandidateQuestion, values: Vector, reasons: dict[str, Bilingual]) -> None:
    atlas, home, listing = question.atlas, both(question.vine.home.place), question.listing(2, 3)
    for stem in question.vine.stems:
        before = values[atlas.position[stem.region.id]]
        values[atlas.inside(stem.region.id)] = 1.0
        if not stem.region.is_level("city"):
            values[atlas.position[stem.region.id]] = before
        region, bare = both(stem.region), stem.bare
        reasons[stem.region.id] = Bilingual(
            f"在{home.zh}的主茎地区{region.zh}之内，"
            + (f"该茎在册尚空{listing.clause.zh}" if bare else f"该茎已有{len(stem.grapes)}颗葡萄"),
            f"inside {region.en}, a stem of {home.en}"
            + (f", bare on record{listing.clause.en}" if bare else f" with {plural(len(stem.grapes), 'grape')}"),
        )


def _above_grapes(question: CandidateQuestion, values: Vector, reasons: dict[str, Bilingual]) -> None:
    counts: dict[str, int] = {}
    for tie in question.vine.ties.effective:
        if tie.grape_class in ("B", "C"):
            for above in question.vine.snapshot.above(tie.partner.id):
                if above.is_level("province"):
                    counts[above.id] = counts.get(above.id, 0) + 1
    clause = question.listing(1).clause
    for region, count in counts.items():
        values[question.atlas.position[region]] = 1.0
        reasons[region] = Bilingual(
            f"该地区已有{count}对友城，在册没有其主茎{clause.zh}；如确无，结好即成其主茎",
            f"no stem on record for {plural(count, 'agreement')} there{clause.en}; if there is none, this would be it",
        )


def level_match(question: CandidateQuestion) -> Scored:
    """1 for a place of the unit's level, 1/2 one level away (a city and a county), 0 further."""
    atlas, values = question.atlas, question.atlas.zeros()
    own = [step for level, step in _STEPS.items() if question.unit.is_level(level)]
    for level, step in _STEPS.items():
        worth = max((1 - abs(step - other) / 2 for other in own), default=0.0)
        values[atlas.levels[level]] = np.maximum(values[atlas.levels[level]], worth)

    def why(place: Place) -> Bilingual:
        shared = [level for level in _STEPS if question.unit.is_level(level) and place.is_level(level)]
        if shared:
            alike = _joined(shared)
            return Bilingual(f"双方同为{alike.zh}", f"both are of {alike.en}")
        ours, theirs = _joined(_levels(question.unit)), _joined(_levels(place))
        return Bilingual(f"我方为{ours.zh}，对方为{theirs.zh}", f"we are of {ours.en}, they are of {theirs.en}")

    return Scored(values, why)


def _levels(place: Place) -> list[Level]:
    """The levels of a place that can be matched; that of a country is none of them."""
    return [level for level in _STEPS if place.is_level(level)]


def _joined(levels: Iterable[Level]) -> Bilingual:
    return join([RANKS[level] for level in levels], "、", " and ")


def size_ratio(question: CandidateQuestion) -> Scored:
    """1 for equal populations, falling to 0 over `decades` powers of ten; unknown where either population is, and
    where one counts a whole unit and the other a town."""
    unit, atlas = question.unit, question.atlas
    population = unit.population
    if not population:
        values = np.full(len(atlas.ids), np.nan)
    else:
        alike = atlas.town == unit.counts_town
        distance = np.abs(np.where(alike, atlas.population, np.nan) - np.log10(population))
        values = 1 - np.minimum(distance, question.weights.candidate_decades) / question.weights.candidate_decades

    def why(place: Place) -> Bilingual:
        if not population:
            return Bilingual("我方人口不详", "our population is not on record")
        if not place.population:
            return Bilingual("对方人口不详", "their population is not on record")
        if place.counts_town != unit.counts_town:
            return _TOWN_AND_UNIT if unit.counts_town else _UNIT_AND_TOWN
        if unit.counts_town:
            return Bilingual(
                f"城镇人口 {place.population:,}，我方城镇人口 {population:,}",
                f"population of the town {place.population:,}, of ours {population:,}",
            )
        ratio = place.population / population
        return Bilingual(
            f"人口 {place.population:,}，是我方的 {ratio:.3g} 倍", f"population {place.population:,}, {ratio:.3g} times ours"
        )

    return Scored(values, why)
