"""What the script of the network around a place reads: places where they stand on rings and on the map, and their agreements."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from markupsafe import Markup

from graph_service.answers.common import Since
from graph_service.maps.land import PER_PIXEL, land_path
from graph_service.maps.projection import Plane
from graph_service.maps.window import WORLD, plane_of
from graph_service.metrics.neighbourhood import Neighbourhood, degree_of
from graph_service.metrics.selection import Selection
from graph_service.pages.legend import place_legend
from graph_service.pages.marks import DOTS, LINES
from graph_service.pages.narrowed import Narrowing
from graph_service.pages.page import embedded
from graph_service.pages.picture import Dot, Entry, Line
from graph_service.pages.place_layout import WIDE
from graph_service.pages.place_parts import Surroundings, country_name, ringed
from graph_service.pages.words import LINE_KINDS
from graph_service.site.pictured import since_of
from graph_service.site.templating import Frame
from graph_service.snapshot import Snapshot
from graph_service.words.agreements import BESIDE
from graph_service.words.bilingual import Bilingual
from graph_service.words.days import written
from graph_service.words.records import LEVELS

_WIDTH = 1_500  # pixels of the map at its natural size


class Around(NamedTuple):
    """The network around a place: what the script reads, the kinds and years to narrow it by, and how much is drawn."""

    data: Markup
    kinds: tuple[tuple[str, str, int], ...]
    years: tuple[int, int]
    names: tuple[str, ...]
    drawn: int
    total: int
    legend: tuple[Entry, ...]
    narrowing: Narrowing


def network_of(frame: Frame, snapshot: Snapshot, shown: Surroundings, selection: Selection, narrowing: Narrowing) -> Around:
    """The network of a neighbourhood, with what the centre has beside the count; the script narrows it at first as asked for."""
    found, scene, (plane, _) = shown.found, ringed(shown, WIDE), plane_of(WORLD, _WIDTH)
    lines = [_line(frame, line, beside=at >= len(found.links)) for at, line in enumerate(scene.lines)]
    places = [_place(frame, snapshot, found, selection, dot, plane) for dot in scene.dots]
    years = sorted({year for line in lines if isinstance(year := line["year"], int) and year})
    data = {
        "centre": found.centre.id,
        "places": places,
        "lines": lines,
        "marks": {dot.mark: DOTS[dot.mark] for dot in scene.dots},
        "looks": {line.kind: LINES[line.kind] for line in scene.lines},
        "land": {"path": land_path(WORLD, _WIDTH, "110m"), "scale": 1 / PER_PIXEL},
        "words": _words(frame),
    }
    return Around(
        Markup(embedded(data)),  # noqa: S704  # JSON in which nothing is markup
        tuple(_kinds(frame, shown)),
        (years[0], years[-1]) if years else (selection.as_of.year, selection.as_of.year),
        tuple(str(place["name"]) for place in places[:_FOUND]),
        len(found.hops),
        found.total_places,
        place_legend(shown),
        narrowing,
    )


_FOUND = 400  # names that are suggested as one types


def _kinds(frame: Frame, shown: Surroundings) -> Iterable[tuple[str, str, int]]:
    return ((kind, frame.say(words), shown.kinds[kind]) for kind, words in LINE_KINDS.items() if shown.kinds.get(kind))


def _place(
    frame: Frame, snapshot: Snapshot, found: Neighbourhood, selection: Selection, dot: Dot, plane: Plane
) -> dict[str, object]:
    place = snapshot.places[dot.id]
    x, y = (None, None) if place.lon is None or place.lat is None else plane.at(place.lon, place.lat)
    name = frame.say(dot.label)
    return {
        "id": dot.id,
        "name": name,
        "also": dot.label.en if name == dot.label.zh else dot.label.zh,
        "where": f"{frame.say(LEVELS[dot.level])} · {frame.say(country_name(snapshot, dot.country))}",
        "x": dot.x,
        "y": dot.y,
        "lon": None if x is None else round(x),
        "lat": None if y is None else round(y),
        "hops": dot.hops or 0,
        "count": found.degrees[dot.id] if dot.id in found.degrees else degree_of(snapshot, dot.id, selection),
        "mark": dot.mark,
    }


def _line(frame: Frame, line: Line, *, beside: bool) -> dict[str, object]:
    return {
        "a": line.source,
        "b": line.target,
        "kind": line.kind,
        "year": int(line.since[:4]) if line.since else 0,
        "since": written(since_of(frame, _when(line)), frame.language),
        "faded": line.status == "dormant",
        "beside": beside,
    }


def _when(line: Line) -> Since:
    return Since(line.since, None, "inferred" if line.inferred else None, line.also)


def _words(frame: Frame) -> Mapping[str, object]:
    shown = Bilingual("显示{}个地方（图中共{}个）", "{} places shown of {} in the picture")
    undated = Bilingual("；其中{}对未注明日期，可能为此后所签", "; without a date, so that they may have come later: {}")
    described = Bilingual(
        "友城网络图：方向键移动，回车打开中心的卡片；下方的表列出同样的内容。",
        "The network of agreements: arrows move it, Enter opens the card of its centre; the tables below say the same.",
    )
    count = Bilingual("在册协议{}对", "{} agreements on record")
    some = Bilingual("在册协议{all}对，此处列出{here}对", "{here} of {all} agreements on record are listed here")
    return {
        "shown": frame.say(shown),
        "undated": frame.say(undated),
        "described": frame.say(described),
        "count": frame.say(count),
        "some": frame.say(some),
        "missing": frame.say(Bilingual("图中没有“{}”", "“{}” is not in the picture")),
        "all": frame.say(Bilingual("列出全部", "list them all")),
        "more": frame.say(Bilingual("另外 {} 对", "{} more")),
        "beside": frame.say(BESIDE),
        "kinds": {kind: frame.say(words) for kind, words in LINE_KINDS.items()},
    }
