"""Places whose name others bear, and what tells them apart wherever a place is named without its country."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter

from graph_service.records.place import Place
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import COMMA, NOTHING, Bilingual, Language, both
from graph_service.words.records import CALLED_LEVELS


def told_apart(snapshot: Snapshot, place: Place) -> Bilingual:
    """The name of a place for either reader, in a language in which others have it too with what it lies in: 伦敦（加拿大）."""
    name, within = both(place), lies_apart(snapshot, place)
    if within is NOTHING:
        return name
    zh, en = (f"（{within.zh}）" if within.zh else ""), (f" ({within.en})" if within.en else "")
    return Bilingual(name.zh + zh, name.en + en)


def lies_apart(snapshot: Snapshot, place: Place) -> Bilingual:
    """What tells a place from others of its name, empty in a language in which none has it: its level, where what it lies in or
    what lies in it is called so; and the country that it lies in, or a region or city where others are in the same country."""
    return snapshot.once(_within).get(place.id, NOTHING)


def _within(snapshot: Snapshot) -> Mapping[str, Bilingual]:
    """What tells each place that has its name with others from these, by id; for `Snapshot.once`."""
    zh, en = (_in_language(snapshot, language) for language in ("zh", "en"))
    return {place_id: Bilingual(zh.get(place_id, ""), en.get(place_id, "")) for place_id in {**zh, **en}}


def _in_language(snapshot: Snapshot, language: Language) -> Mapping[str, str]:
    name = attrgetter(language)
    called: defaultdict[str, list[Place]] = defaultdict(list)
    for place in snapshot.places.values():
        called[name(both(place))].append(place)
    shared = ((place, places) for places in called.values() if len(places) > 1 for place in places)
    return {
        place.id: name(COMMA).join(map(name, told))
        for place, places in shared
        if not place.is_level("country") and (told := list(_apart(snapshot, place, places)))
    }


def _apart(snapshot: Snapshot, place: Place, called: Sequence[Place]) -> Iterator[Bilingual]:
    """What to name beside a place that is no state and is called as these are: its level, and what it lies in."""
    others = [other for other in called if other.id != place.id]
    apart = [other for other in others if not _nested(snapshot, place, other)]
    above = _above(snapshot, place, apart) if apart else None
    beside = [other for other in others if other not in apart or (above and snapshot.lies_in(other.id, above.id))]
    if any(other.level != place.level for other in beside):
        yield CALLED_LEVELS[place.level]
    if above is not None and above not in called:
        yield both(above)


def _above(snapshot: Snapshot, place: Place, apart: Sequence[Place]) -> Place | None:
    """What a place lies in and those apart from it do not; None for a region whose name in its country none but a town has."""
    at_home = [other for other in apart if other.country == place.country]
    if not at_home:
        return snapshot.country(place.country)
    if place.is_level("province") and not any(other.is_level("province") for other in at_home):
        return None
    around = snapshot.above(place.id)[1:]
    regions = [above for above in around if above.is_level("province")]
    near = (above for above in (*regions, *around) if not any(snapshot.lies_in(other.id, above.id) for other in at_home))
    return next(near, next(iter(regions), snapshot.country(place.country)))


def _nested(snapshot: Snapshot, one: Place, other: Place) -> bool:
    return snapshot.lies_in(one.id, other.id) or snapshot.lies_in(other.id, one.id)
