"""The whole network on one map: every place with an agreement where it lies, every agreement as a line.

The page draws on a canvas of its own, at fixed positions: seventeen thousand places and their lines are there at once,
where a picture that lays itself out would take minutes.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from html import escape
from urllib.parse import quote

from graph_service.metrics.selection import Selection
from graph_service.pages.page import TOGGLE, asset, document, embedded, spoken
from graph_service.pages.place_parts import country_name
from graph_service.pages.words import HOME_PAGE, TABLE, query_of, scope_of, undated
from graph_service.pages.worldwide import World, WorldLine, world_of
from graph_service.records.place import Place
from graph_service.records.vocabulary import Level
from graph_service.snapshot import Snapshot
from graph_service.words.agreements import KINDS
from graph_service.words.bilingual import Bilingual, Language, both, plural
from graph_service.words.records import LEVELS

TITLE = Bilingual("世界友城网络", "World network of agreements")
_ROOT = "../"  # from the address of the page
_LISTED = 60  # rows of the table beneath the map
_LEVEL_ORDER: tuple[Level, ...] = ("country", "province", "city", "county")
_KIND_ORDER = ("formal", "unclassified", "exchange", "intent")


def render_world(snapshot: Snapshot, selection: Selection, language: Language) -> str:
    """The page of all effective agreements of a selection between places."""
    world = world_of(snapshot, selection)
    body = (
        f'<header><div class="heading"><h1>{spoken(TITLE)}</h1>{TOGGLE}</div><p>{spoken(_subtitle(world, selection))}</p>'
        f'<nav hidden><a href="{_ROOT}{HOME_PAGE.href}">{spoken(HOME_PAGE.words)}</a> · '
        f'<a href="{_ROOT}views/list/statistics?{escape(query_of(selection))}">{spoken(TABLE)}</a></nav></header>'
        f'<main><div class="stage"><canvas id="map" tabindex="0" role="img" aria-describedby="keys"></canvas>{_TOOLS}</div>'
        f"<aside>{_SEARCH}<section id=card hidden></section>{_legend(world)}{_notes(world)}</aside></main>"
        f'<section class="lists">{_table(snapshot, world)}</section>'
        f'<script type="application/json" id="world">{embedded(_data(snapshot, world))}</script>'
    )
    scripts = (asset("toggle.js"), asset("world.js"))
    return document(TITLE, language, asset("page.css") + asset("world.css"), body, scripts, _ROOT)


def _data(snapshot: Snapshot, world: World) -> dict[str, object]:
    """What the script reads, at a third of the weight of plain rows: columns rather than rows; places by country and
    latitude, so that neighbours share letters; positions, in hundredths of a degree, and the pairs of numbers that are
    lines as steps from one to the next. Kinds and levels are the numbers of the legend."""
    order = snapshot.once(_order)
    places = sorted(world.places, key=lambda place: order[place.id])
    number = {place.id: at for at, place in enumerate(places)}
    lines = sorted(_numbered(line, number) for line in world.lines)
    codes = {code: at for at, code in enumerate(sorted({place.country for place in places}))}
    names = [both(place) for place in places]
    return {
        "id": [place.id for place in places],
        "en": [name.en for name in names],
        "zh": [0 if name.zh == name.en else name.zh for name in names],
        "lon": _steps(round(100 * (place.lon or 0)) for place in places),
        "lat": _steps(round(100 * (place.lat or 0)) for place in places),
        "country": [codes[place.country] for place in places],
        "level": "".join(str(_LEVEL_ORDER.index(place.level)) for place in places),
        "count": [world.counts[place.id] for place in places],
        "countries": [country_name(snapshot, code) for code in codes],
        "from": _steps(first for first, _, _ in lines),
        "to": _steps(second for _, second, _ in lines),
        "kinds": "".join(str(_KIND_ORDER.index(kind)) for _, _, kind in lines),
        "words": {"levels": [LEVELS[level] for level in _LEVEL_ORDER], "kinds": [KINDS[kind] for kind in _KIND_ORDER]},
    }


def _order(snapshot: Snapshot) -> dict[str, int]:
    """Where each place with an agreement stands among all of them on the map, whatever the day; for `Snapshot.once`."""
    linked = [place for place in snapshot.places.values() if snapshot.agreements_of(place.id)]
    linked.sort(key=lambda place: (place.country, _parallel(place), place.lon or 0, place.id))
    return {place.id: at for at, place in enumerate(linked)}


def _numbered(line: WorldLine, number: Mapping[str, int]) -> tuple[int, int, str]:
    a, b = number[line.parties[0]], number[line.parties[1]]
    return min(a, b), max(a, b), line.kind


def _parallel(place: Place) -> int:
    """The band of half a degree of latitude a place lies in."""
    return int((place.lat or 0) * 2 // 1)


def _steps(values: Iterable[int]) -> list[int]:
    """Each value less the one before, the first from 0.

    >>> _steps([5, 7, 4])
    [5, 2, -3]
    """
    found = list(values)
    return [value - before for before, value in zip([0, *found], found, strict=False)]


def _subtitle(world: World, selection: Selection) -> Bilingual:
    scope, found = scope_of(selection), world.all_lines
    unclassified = sum(line.kind == "unclassified" for line in found)
    agreements, places = plural(len(found), "agreement"), plural(len(world.counts), "place")
    return Bilingual(
        f"{len(world.counts):,}个地方之间的{len(found):,}对协议（其中未分类{unclassified:,}对）· {scope.zh}",
        f"{agreements} ({unclassified:,} of them unclassified) between {places} · {scope.en}",
    )


def _legend(world: World) -> str:
    kinds = Counter(line.kind for line in world.lines)
    levels = Counter(place.level for place in world.places)
    rows = [("line", at, KINDS[kind], kinds[kind]) for at, kind in enumerate(_KIND_ORDER)]
    rows += [("dot", at, LEVELS[level], levels[level]) for at, level in enumerate(_LEVEL_ORDER)]
    entries = "".join(
        f'<li{"" if count else " class=none"}><canvas data-{what}="{at}" aria-hidden="true"></canvas>'
        f"<span>{spoken(words)}</span><b>{count:,}</b></li>"
        for what, at, words, count in rows
    )
    return f'<h2>{spoken(_LEGEND)}</h2><ul class="legend">{entries}</ul><p class="hint">{spoken(_SIZES)}</p>'


def _notes(world: World) -> str:
    """What the map cannot show, said aloud."""
    notes = [_PROJECTION]
    if world.unplaced:
        shown, known = len(world.places), len(world.counts)
        notes.append(
            Bilingual(
                f"画出{known:,}个地方中的{shown:,}个：其余没有坐标，因此{len(world.lost):,}对协议未画。",
                f"{shown:,} of {known:,} places shown: the others have no position, so {plural(len(world.lost), 'agreement')} "
                f"{'is' if len(world.lost) == 1 else 'are'} not drawn.",
            )
        )
    if count := sum(not line.dated for line in world.all_lines):
        notes.append(undated(count))
    items = "".join(f"<li>{spoken(note)}</li>" for note in notes)
    return f'<h2>{spoken(_LIMITS)}</h2><ul class="notes">{items}</ul>'


def _table(snapshot: Snapshot, world: World) -> str:
    heads = "".join(f'<th scope="col">{spoken(head)}</th>' for head in _HEADS)
    ranked = sorted((*world.places, *world.unplaced), key=lambda place: (-world.counts[place.id], place.id))
    rows = "".join(
        f'<tr><td>{at}</td><td><a data-page="{_ROOT}views/place/{quote(place.id, safe="")}">{spoken(both(place))}</a></td>'
        f"<td>{spoken(country_name(snapshot, place.country))}</td><td>{world.counts[place.id]:,}</td></tr>"
        for at, place in enumerate(ranked[:_LISTED], 1)
    )
    title = Bilingual(
        f"协议最多的{min(_LISTED, len(ranked))}个地方", f"The {min(_LISTED, len(ranked))} places with most agreements"
    )
    return (
        f'<h2>{spoken(title)}</h2><div class="sheet"><table><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows or f'<tr><td colspan=4>{spoken(_NOTHING)}</td></tr>'}</tbody></table></div>"
    )


_HEADS = (
    Bilingual("名次", "rank"),
    Bilingual("地方", "place"),
    Bilingual("国家和地区", "country or region"),
    Bilingual("协议", "agreements"),
)
_LEGEND = Bilingual("图例", "Legend")
_LIMITS = Bilingual("说明", "Notes")
_SIZES = Bilingual("圆点越大，协议越多。", "The larger a dot, the more agreements.")
_NOTHING = Bilingual("按此口径没有在册协议。", "Under this selection there is no agreement on record.")
_PROJECTION = Bilingual(
    "位置按经纬度（等距圆柱投影，标准纬线37度，以东经150度为中）；线取较短的方向，可越过图边。",
    "Places lie by latitude and longitude (equirectangular, true at 37°, around 150° E); lines take the shorter way, "
    "across the edge if need be.",
)
_SEARCH = (
    f'<label for="q">{spoken(Bilingual("查找地方", "Find a place"))}</label>'
    '<input id="q" type="search" autocomplete="off" placeholder="南京 · Nanjing" aria-controls="hits">'
    '<ul id="hits" aria-live="polite"></ul>'
    f'<label for="of">{spoken(Bilingual("只看一国或地区", "One country or region"))}</label><select id="of"></select>'
)
_KEYS = Bilingual("方向键移动，+ 和 − 缩放，Esc 取消选择。", "Arrow keys move, + and − zoom, Esc clears the choice.")
_BUTTONS = (
    ("in", "+", Bilingual("放大", "zoom in")),
    ("out", "\u2212", Bilingual("缩小", "zoom out")),
    ("fit", "", Bilingual("全图", "whole")),
    ("print", "", Bilingual("打印", "print")),
)
_TOOLS = (
    '<div class="tools">'
    + "".join(
        f'<button type="button" data-do="{what}" aria-label="{words.zh} {words.en}">{sign or spoken(words)}</button>'
        for what, sign, words in _BUTTONS
    )
    + f'</div><p id="keys" class="hint">{spoken(_KEYS)}</p>'
)
