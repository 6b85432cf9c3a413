"""Places whose name others bear, and what tells them apart wherever a place is named without its country."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from operator import attrgetter

from graph_service.records.place import Place
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import NOTHING, Bilingual, Language, both


def told_apart(snapshot: Snapshot, place: Place) -> Bilingual:
    """The name of a place for either reader, in a language in which others have it too with what it lies in: 伦敦（加拿大）."""
    name, within = both(place), lies_apart(snapshot, place)
    if within is NOTHING:
        return name
    zh, en = (f"（{within.zh}）" if within.zh else ""), (f" ({within.en})" if within.en else "")
    return Bilingual(name.zh + zh, name.en + en)


def lies_apart(snapshot: Snapshot, place: Place) -> Bilingual:
    """What a place lies in that tells it from others of its name, empty in a language in which none has it: its country, or the
    region where one of the name lies in the same country."""
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
    return {
        place.id: name(both(above))
        for places in called.values()
        if len(places) > 1
        for place in places
        if (above := _above(snapshot, place, places)) is not None and above not in places
    }


def _above(snapshot: Snapshot, place: Place, called: Sequence[Place]) -> Place | None:
    """What to name beside a place that is called as these are; None for a state, for a region whose name in its country none but
    a town has, and where only what holds it or lies in it is called so too."""
    others = [other for other in called if other.id != place.id and not _nested(snapshot, place, other)]
    if place.is_level("country") or not others:
        return None
    if all(other.country != place.country for other in others):
        return snapshot.country(place.country)
    regions = (above for above in snapshot.above(place.id)[1:] if above.is_level("province"))
    at_home = any(other.country == place.country and other.is_level("province") for other in others)
    return next(regions, None if place.is_level("province") and not at_home else snapshot.country(place.country))


def _nested(snapshot: Snapshot, one: Place, other: Place) -> bool:
    return snapshot.lies_in(one.id, other.id) or snapshot.lies_in(other.id, one.id)
