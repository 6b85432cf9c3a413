"""The partners of a home on a map: a dot for each, its shape by kind, and a line from the home."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from graph_service.maps.drawing import MapLine, MapMark, map_svg
from graph_service.maps.outlines import LonLat
from graph_service.maps.window import WORLD, plane_of
from graph_service.metrics.ties import Tie
from graph_service.metrics.vine import Vine
from graph_service.pages.picture import Entry
from graph_service.questions.called import Called
from graph_service.records.place import Place
from graph_service.site.templating import Frame
from graph_service.words.agreements import KINDS, STATUSES
from graph_service.words.bilingual import Bilingual, both

_NAMED = 60  # partners whose names may stand on the map
_ON_PAPER = 15  # pixels: the size of letters that have 8 points on a sheet, as many as find room
_FEW = 150  # partners on a map on which each leads to its page and has a line; on a fuller one each country has a line
_LOOKS = ("formal", "unclassified", "exchange", "intent", "planned")  # what is drawn of a partner with several: the first


class Drawn(NamedTuple):
    """A partner that has a dot: the kind it is drawn as, and with how many agreements."""

    place: Place
    look: str
    agreements: int


class Map(NamedTuple):
    """The map as markup of our own, in words what is not on it, and where across it the home stands, as a share of its width."""

    svg: str
    missing: str
    across: float


def home_map(frame: Frame, vine: Vine) -> Map:
    """The map of a home for the agreements of its vine, with exchange and planned ones beside them."""
    home = vine.home.place
    partners = list(_partners(vine))
    placed = [drawn for drawn in partners if drawn.place.lat is not None and drawn.place.lon is not None]
    looks = Counter(drawn.look for drawn in placed)
    name, count = both(home), len(placed)
    title = Bilingual(f"{name.zh}的友城分布", f"Partners of {name.en} on the map")
    words = Bilingual(
        f"从{name.zh}到{count}个友城的连线；同样的内容见按国家和地区的表。",
        f"Lines from {name.en} to {count} partners; the table by country and area holds the same.",
    )
    at = _at(home)
    marks = [*_marks(frame, placed, linked=count <= _FEW)]
    if at is not None:
        marks.append(MapMark(*at, name, "unit-1", size=7, weight=10_000))
    lines = [] if at is None else list(_lines(at, placed) if count <= _FEW else _bundles(at, placed))
    svg = map_svg(marks, lines, frame.language, title, words, legend=list(_legend(looks)), slim=_ON_PAPER)
    across = 0.5 if at is None else round(plane_of(WORLD, 1)[0].at(*at)[0], 3)
    return Map(svg, frame.say(_missing(len(partners) - count, home_placed=at is not None)), across)


def _partners(vine: Vine) -> Iterator[Drawn]:
    """Each partner once, those with most agreements first."""
    kinds: Mapping[str, Iterable[Tie]] = {
        **{look: [tie for tie in vine.ties.effective if tie.standing.kind == look] for look in _LOOKS},
        "exchange": vine.ties.exchange,  # beside the count, unless it was asked for
        "planned": vine.ties.planned,
    }
    looks: dict[str, str] = {}
    places: dict[str, Place] = {}
    counts: dict[str, set[str]] = {}
    for look in _LOOKS:
        for tie in kinds[look]:
            looks.setdefault(tie.partner.id, look)
            places[tie.partner.id] = tie.partner
            counts.setdefault(tie.partner.id, set()).add(tie.agreement.id)
    found = [Drawn(place, looks[place_id], len(counts[place_id])) for place_id, place in places.items()]
    yield from sorted(found, key=lambda drawn: (-drawn.agreements, not drawn.place.is_region_or_country, drawn.place.id))


def _marks(frame: Frame, placed: Iterable[Drawn], *, linked: bool) -> Iterator[MapMark]:
    for rank, drawn in enumerate(placed):
        href = f"{frame.root}views/{Called('', 'place', drawn.place.id).page}{frame.tail}" if linked else None
        weight = max(0, _NAMED - rank)
        yield MapMark(*_point(drawn.place), both(drawn.place), f"dot-{drawn.look}", weight=weight, href=href)


def _lines(home: LonLat, placed: Iterable[Drawn]) -> Iterator[MapLine]:
    for drawn in placed:
        yield MapLine(home, _point(drawn.place), drawn.look, 1, 0.35)


def _bundles(home: LonLat, placed: Iterable[Drawn]) -> Iterator[MapLine]:
    """A line to each country, to its partner with most agreements, as wide as it has partners."""
    inside: dict[str, list[Drawn]] = {}
    for drawn in placed:
        inside.setdefault(drawn.place.country, []).append(drawn)
    for rows in inside.values():
        yield MapLine(home, _point(rows[0].place), rows[0].look, min(9.0, 1 + len(rows) ** 0.5 / 2), 0.35)


def _point(place: Place) -> LonLat:
    return place.lon or 0.0, place.lat or 0.0


def _at(place: Place) -> LonLat | None:
    return None if place.lon is None or place.lat is None else (place.lon, place.lat)


def _legend(looks: Mapping[str, int]) -> Iterator[Entry]:
    words = {**KINDS, "planned": STATUSES["planned"]}
    for look in _LOOKS:
        if looks[look]:
            yield Entry("dot", f"dot-{look}", words[look], looks[look])


def _missing(places: int, *, home_placed: bool) -> Bilingual:
    zh = f"{places}个友城没有坐标，不在图上。" if places else ""
    en = f"{places} partners have no coordinates and are not on the map." if places else ""
    if not home_placed:
        return Bilingual(f"{zh}本地没有坐标，不画连线。", f"{en} The home has no coordinates: no lines are drawn.".strip())
    return Bilingual(zh, en)
