"""What the script of the world map reads: columns rather than rows, numbers as letters, names as lines of one text.

Places come by country and id, so that from one to the next is a short way. What has no position is there too, for it counts.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from graph_service.maps.drawing import INK, LAND, SEA
from graph_service.maps.elements import BOW
from graph_service.maps.land import land_by_radius
from graph_service.maps.letters import ALPHABET, letters, steps
from graph_service.maps.projection import WORLD_MIDDLE
from graph_service.maps.window import WORLD
from graph_service.metrics.effective import Effective
from graph_service.metrics.frames import frames_with_members, members_of
from graph_service.metrics.people import people_of
from graph_service.metrics.worldwide import OfCountry, year_of
from graph_service.pages.marks import DOTS, LINES
from graph_service.pages.svg import corners
from graph_service.records.place import Place
from graph_service.records.vocabulary import AgreementKind, Level
from graph_service.site.templating import Frame
from graph_service.site.world_countries import Middles, sums_of
from graph_service.snapshot import Snapshot
from graph_service.words.agreements import KINDS
from graph_service.words.bilingual import Bilingual, both
from graph_service.words.records import LEVELS

LEVEL_ORDER: tuple[Level, ...] = ("country", "province", "city", "county")
KIND_ORDER: tuple[AgreementKind, ...] = ("formal", "unclassified", "exchange", "intent")
LARGEST = 9  # communities that have a number, one digit a place; all others have the next
_HUNDREDTHS = 100  # of a degree
_NOWHERE = 99  # the latitude of what has no position
_ENDS_IN_A_NUMBER = re.compile(r"(.*?)([1-9][0-9]{0,14})", re.DOTALL)  # as many digits as a script's numbers can hold
_YEARS = 10_000  # more than the last year on record
_OF_A_REGION = 10  # people of a region that weigh as one of a city
_LAND_WIDTH = 2_700  # pixels to which the coasts are true: the script draws the land at any size
_SMALLEST = 1_000  # people: fewer weigh no less


def script_data(
    frame: Frame,
    snapshot: Snapshot,
    world: Sequence[Effective],
    communities: Mapping[str, int],
    codes: Sequence[str],
    middles: Middles,
    figures: Mapping[str, OfCountry],
    day: date,
) -> Mapping[str, object]:
    """Everything but words and choices: how the map is made, how marks look, what it shows at first, countries, places and
    agreements as columns."""
    continents = continents_of(snapshot, day)
    names = [both(country) if (country := snapshot.country(code)) else Bilingual(code, code) for code in codes]
    order = list(dict.fromkeys(continents.values()))
    return {
        "map": {
            "middle": WORLD_MIDDLE,
            "window": WORLD,
            "bow": BOW,
            "land": land_by_radius(_LAND_WIDTH),
            "colours": {"sea": SEA, "land": LAND, "ink": INK},
        },
        "marks": marks_of(frame),
        "codes": codes,
        "nations": [frame.say(name) for name in names],
        "states": [codes.index(state) if (state := snapshot.state(code)) in codes else at for at, code in enumerate(codes)],
        "sums": sums_of(figures, codes),
        "middles": [middles.get(code) for code in codes],
        "continents": [frame.say(continent) for continent in order],
        "continent": [order.index(continents[code]) if code in continents else -1 for code in codes],
        **_columns(frame, snapshot, world, communities, codes),
    }


def continents_of(snapshot: Snapshot, day: date) -> Mapping[str, Bilingual]:
    """The continent of each country that is on record in one, by code."""
    return {
        country.country: Bilingual(frame.names.best("zh", frame.id), frame.names.best("en", frame.id))
        for frame in snapshot.once(frames_with_members).values()
        if frame.kind == "continent"
        for country in members_of(snapshot, frame.id, day)
    }


def _columns(
    frame: Frame, snapshot: Snapshot, world: Sequence[Effective], communities: Mapping[str, int], codes: Sequence[str]
) -> Mapping[str, object]:
    """Places and agreements; countries and communities as numbers, the former into `codes`."""
    counts = Counter(party for found in world for party in found.agreement.parties)
    of_country = {code: at for at, code in enumerate(codes)}
    parts = {party: parts_of(party) for party in counts}
    places = sorted((snapshot.places[party] for party in counts), key=lambda place: (of_country[place.country], *parts[place.id]))
    prefixes = sorted({prefix for prefix, _ in parts.values()})
    of_prefix, at = {prefix: row for row, prefix in enumerate(prefixes)}, {place.id: row for row, place in enumerate(places)}
    lines = list(_sorted_lines(world, at))
    names = [_names(frame, place) for place in places]
    return {
        "prefixes": "\n".join(prefixes),
        "prefix": letters(steps(of_prefix[parts[place.id][0]] for place in places)),
        "number": letters(steps(parts[place.id][1] for place in places)),
        "names": "\n".join(name for name, _ in names),
        "others": "\n".join(other for _, other in names),
        "lon": letters(steps(round(_HUNDREDTHS * (place.lon or 0)) for place in places)),
        "lat": letters(steps(round(_HUNDREDTHS * (_NOWHERE if place.lat is None else place.lat)) for place in places)),
        "country": letters(steps(of_country[place.country] for place in places)),
        "level": "".join(str(LEVEL_ORDER.index(place.level)) for place in places),
        "weight": "".join(ALPHABET[weight_of(place, people_of(snapshot, place), counts[place.id])] for place in places),
        "community": "".join(str(min(communities.get(place.id, LARGEST), LARGEST)) for place in places),
        "from": letters(steps(line[0] for line in lines)),
        "to": letters(steps(line[1] for line in lines)),
        "kinds": "".join(str(line[2]) for line in lines),
        "years": letters(line[3] for line in lines),
    }


def weight_of(place: Place, people: float, agreements: int) -> int:
    """How early a place is named, 0 to 31: the more people it has, on record or as its like have, and the more agreements.

    People come first, so that a map names the cities that its reader looks for, not small towns with many partners; those of a
    region that is no city count less, for they live in its cities.
    """
    is_town = place.is_level("city") or place.is_level("county")
    tens = math.log10(max(people / (1 if is_town else _OF_A_REGION), _SMALLEST))
    return min(31, round(3.6 * tens + 3 * math.log10(1 + agreements)) - 8)


def marks_of(frame: Frame) -> Mapping[str, object]:
    """How each kind and level looks, as `pages/marks.py` declares, in the order of their numbers."""
    return {
        "kinds": [_line(kind, frame.say(KINDS[kind]), kind) for kind in KIND_ORDER],
        "bundle": _line("bundle", "", ""),
        "levels": [
            {
                "level": level,
                "words": frame.say(LEVELS[level]),
                "fill": DOTS[f"{level}-0"].fill,
                "corners": corners_of(f"{level}-0"),
            }
            for level in LEVEL_ORDER
        ],
    }


def corners_of(mark: str) -> list[tuple[float, float]]:
    """The corners of a mark of size 1; none of a circle."""
    shape = DOTS[mark].shape
    return [] if shape == "circle" else [(round(x, 3), round(y, 3)) for x, y in corners(shape, 1, 0, 0)]


def _line(mark: str, words: str, kind: str) -> Mapping[str, object]:
    look = LINES[mark]
    return {"kind": kind, "words": words, "stroke": look.stroke, "width": look.width, "dash": look.dash}


def parts_of(place_id: str) -> tuple[str, int]:
    """An id as what stands before its number, and the number; all of it and 0 where no number ends it."""
    found = _ENDS_IN_A_NUMBER.fullmatch(place_id)
    return (found[1], int(found[2])) if found else (place_id, 0)


def _sorted_lines(world: Iterable[Effective], at: Mapping[str, int]) -> Iterator[tuple[int, int, int, int]]:
    """The agreements as the numbers of both places, the lower first, of their kind, and their year, 0 where it is not known. They
    are sorted as one number each: sorting tuples of tens of thousands keeps every other thread from its turn for too long."""
    of_kind, ends = {kind: row for row, kind in enumerate(KIND_ORDER)}, len(at)
    numbered = []
    for found in world:
        one, other = sorted(at[party] for party in found.agreement.parties)
        year = 0 if found.since is None else year_of(found.since)
        numbered.append(((one * ends + other) * len(KIND_ORDER) + of_kind[found.kind]) * _YEARS + year)
    numbered.sort()
    for number in numbered:
        rest, year = divmod(number, _YEARS)
        rest, kind = divmod(rest, len(KIND_ORDER))
        yield *divmod(rest, ends), kind, year


def _names(frame: Frame, place: Place) -> tuple[str, str]:
    """The name in the language of the page, and the other where it differs, each on one line."""
    name = both(place)
    own, other = (name.zh, name.en) if frame.language == "zh" else (name.en, name.zh)
    return " ".join(own.split()), "" if other == own else " ".join(other.split())
