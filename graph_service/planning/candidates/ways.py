"""The term about how easily people come and go (出访、来访的便利度): direct routes, and missions to help."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from graph_service.metrics.business import business_of
from graph_service.metrics.missions import missions_by_place
from graph_service.planning.candidates.question import CandidateQuestion, Scored
from graph_service.records.base import Record
from graph_service.records.organisation import Organisation
from graph_service.records.place import Place
from graph_service.words.bilingual import Bilingual

# A direct flight saves most of a journey; to another city of the country it saves less, one not yet flown half.
_OPEN, _PROPOSED, _SAME_COUNTRY, _MISSION = 1.0, 0.5, 0.75, 0.25


class Way(NamedTuple):
    """Something that makes a place and all inside it easier to reach; `worth` in [0, 1]."""

    place: str
    worth: float
    reason: Bilingual


def convenience(question: CandidateQuestion) -> Scored:
    """The best way there: 1 for an open direct route, 3/4 for one to another place of the country, half of these where it
    is only proposed, 1/4 for a mission that serves the country. Unknown where nothing is on record."""
    atlas, snapshot = question.atlas, question.vine.snapshot
    values, best = np.full(len(atlas.ids), np.nan), dict[str, Way]()
    for way in (*_routes(question), *_missions(question)):
        inside = atlas.inside(way.place)
        values[inside] = np.fmax(values[inside], way.worth)
        best[way.place] = max(best.get(way.place, way), way, key=lambda found: found.worth)

    def why(place: Place) -> Bilingual:
        ways = [best[above.id] for above in snapshot.above(place.id) if above.id in best]
        if not ways:
            return Bilingual("航线和使领馆没有在案", "no route and no mission on record")
        return max(ways, key=lambda way: way.worth).reason

    return Scored(values, why)


def _routes(question: CandidateQuestion) -> Iterator[Way]:
    snapshot, selection = question.vine.snapshot, question.vine.selection
    for row in business_of(snapshot, question.vine.home, selection, "none"):
        if row.type == "route":
            worth = _PROPOSED if row.prospect else _OPEN
            name = _name(row.record)
            state = Bilingual("筹划中的航线", "proposed route") if row.prospect else Bilingual("直达航线", "direct route")
            for place in row.abroad(snapshot, question.country, selection.as_of, "none"):
                yield Way(place.id, worth, Bilingual(f"{state.zh}：{name.zh}", f"{state.en}: {name.en}"))
                if (country := snapshot.country(place.country)) is not None and country.id != place.id:
                    near = Bilingual(f"所在国家或地区有{state.zh}：{name.zh}", f"{state.en} to the country or area: {name.en}")
                    yield Way(country.id, worth * _SAME_COUNTRY, near)


def _missions(question: CandidateQuestion) -> Iterator[Way]:
    snapshot = question.vine.snapshot
    own = snapshot.country(question.country)
    for place_id, missions in snapshot.once(missions_by_place).items():
        linking = [mission for mission in missions if _links(mission, question.country, own)]
        if linking and snapshot.places[place_id].country != question.country:
            names = [_name(mission) for mission in linking]
            zh, en = "、".join(name.zh for name in names), ", ".join(name.en for name in names)
            yield Way(place_id, _MISSION, Bilingual(f"使领馆：{zh}", f"missions: {en}"))


def _links(mission: Organisation, country: str, own: Place | None) -> bool:
    """Whether it is the country's mission abroad, or one accredited to it."""
    return mission.country == country or (own is not None and own.id in mission.serves)


def _name(record: Record) -> Bilingual:
    return Bilingual(record.names.best("zh", record.id), record.names.best("en", record.id))
