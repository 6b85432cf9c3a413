"""What the picture of a place shows: its neighbourhood, and beside it what its own selection leaves uncounted."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from graph_service.metrics.neighbourhood import Link, Neighbourhood
from graph_service.metrics.second_records import second_records
from graph_service.metrics.selection import Selection
from graph_service.metrics.signing_dates import also_given
from graph_service.pages.lettering import LEAST
from graph_service.pages.lines import is_drawn_beside, kind_of, line_of
from graph_service.pages.narrowed import ALL, Narrowing, narrowed_to
from graph_service.pages.picture import Box, Dot, Line, Scene
from graph_service.pages.place_layout import Rings, rings
from graph_service.pages.sheets import EDGE
from graph_service.records.place import Place
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual, both

_LEAST = 9.2  # pixels on a screen: the smallest letters
_UNKNOWN = 360.0  # east of everything


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`around` holds every place drawn but the centre, those of the neighbourhood first, with `hops` and `marks` beside
    it, where a partner beside the count stands as such, however near it is by what counts; `countries` are theirs, from
    west to east; `beside` are the agreements of the centre that the selection does not count, drawn or not; `lines`
    are the agreements drawn, `kinds` how many of each kind; `doubled` of the centre's own are counted by other records of what
    may be the same, `inside` are with partners in its own state, which no count of partners abroad holds."""

    found: Neighbourhood
    around: tuple[Place, ...]
    hops: tuple[int, ...]
    marks: tuple[str, ...]
    countries: Mapping[str, Bilingual]
    beside: tuple[Link, ...]
    lines: tuple[Line, ...]
    kinds: Mapping[str, int]
    doubled: int
    inside: int


def surroundings(
    snapshot: Snapshot, found: Neighbourhood, selection: Selection, *, among: bool = True, narrowing: Narrowing = ALL
) -> Surroundings:
    """Everything the picture of a neighbourhood draws, as far as `narrowing` keeps it; the agreements of the centre alone, unless
    those `among` the places around it are asked for too."""
    if not among:
        found = replace(found, links=found.own)
    beside = tuple(beside_of(snapshot, found.centre, selection))
    if narrowing != ALL:
        kept = frozenset(link.agreement.id for link in (*found.links, *beside) if narrowing.keeps(_line(snapshot, link)))
        found, beside = narrowed_to(found, kept), tuple(link for link in beside if link.agreement.id in kept)
    places = snapshot.places
    around = {place_id: f"{places[place_id].level}-{hop}" for place_id, hop in found.hops.items() if hop}
    hops = dict(found.hops)
    aside = [link for link in beside if is_drawn_beside(link.standing)]
    for link in aside:
        other = link.agreement.other(found.centre.id)
        if hops.get(other) != 1:
            around[other], hops[other] = f"ring-{kind_of(link.standing)}", 1
    shown = tuple(places[place_id] for place_id in around)
    lines = tuple(_line(snapshot, link) for link in (*found.links, *aside))
    seconds = snapshot.once(second_records)
    partners = [places.get(link.agreement.other(found.centre.id)) for link in found.own]
    return Surroundings(
        found,
        shown,
        tuple(hops[place_id] for place_id in around),
        tuple(around.values()),
        _countries(snapshot, shown),
        beside,
        lines,
        Counter(line.kind for line in lines),
        sum(seconds.stands_beside(link.agreement, selection.layer) for link in found.own),
        sum(partner is not None and not snapshot.is_abroad(partner.country, found.centre.country) for partner in partners),
    )


def beside_of(snapshot: Snapshot, centre: Place, selection: Selection) -> Iterator[Link]:
    """The agreements of a place that stand beside what the selection counts, of whatever kind and status."""
    for agreement in snapshot.agreements_of(centre.id):
        standing = selection.standing(snapshot, agreement)
        if standing is not None and selection.stands_beside(standing):
            yield Link(agreement, standing)


def _line(snapshot: Snapshot, link: Link) -> Line:
    also = also_given(snapshot, link.agreement, link.standing.since)
    return line_of(link.agreement, link.standing, *link.agreement.parties, also=also)


def _countries(snapshot: Snapshot, places: Iterable[Place]) -> dict[str, Bilingual]:
    longitude: dict[str, float] = {}
    for place in places:
        if place.country not in longitude:
            country = snapshot.country(place.country)
            known = country.lon if country is not None and country.lon is not None else place.lon
            longitude[place.country] = _UNKNOWN if known is None else known
    ordered = sorted(longitude, key=lambda code: (longitude[code], code))
    return {code: country_name(snapshot, code) for code in ordered}


def country_name(snapshot: Snapshot, code: str) -> Bilingual:
    """The name of a country, or its code where it is not on record."""
    country = snapshot.country(code)
    return both(country) if country is not None else Bilingual(code, code)


def ringed(shown: Surroundings, stretch: float, screen: int | None = None) -> Scene:
    """The surroundings on rings; `stretch` is the width of the rings to their height. On a `screen` of so many pixels the scene
    is shown as wide as that, with letters that can still be read."""
    numbers = {code: number for number, code in enumerate(shown.countries)}
    drawn = rings(shown.hops, [numbers[place.country] for place in shown.around], stretch)
    centre = shown.found.centre
    dots = [Dot(centre.id, *drawn.centre, "centre", both(centre), centre.level, centre.country, 0)]
    dots += [
        Dot(place.id, x, y, mark, both(place), place.level, place.country, hop)
        for place, hop, mark, (x, y) in zip(shown.around, shown.hops, shown.marks, drawn.points, strict=True)
    ]
    boxes = tuple(_sectors(drawn, shown.countries.values()))
    enlarged = max(1.0, _LEAST / LEAST * (drawn.width + 2 * EDGE) / screen) if screen else 1.0
    return Scene(tuple(dots), shown.lines, boxes, drawn.width, drawn.height, enlarged=enlarged)


def _sectors(drawn: Rings, names: Iterable[Bilingual]) -> Iterator[Box]:
    for number, (outline, at, name) in enumerate(zip(drawn.outlines, drawn.labels, names, strict=True)):
        yield Box("sector-other" if number % 2 else "sector", outline, at, name)
