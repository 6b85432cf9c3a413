"""Networks the pictures are tested on, and ways to look into a page without a browser."""

import json
import re
from datetime import date
from html.parser import HTMLParser
from typing import Any

from graph_service.metrics.clusters import cluster_in
from graph_service.metrics.neighbourhood import neighbourhood
from graph_service.metrics.selection import Selection
from graph_service.metrics.vine import vine_of
from graph_service.pages.cluster import cluster_picture
from graph_service.pages.picture import Dot, Line, Picture
from graph_service.pages.place import place_picture
from graph_service.pages.place_parts import surroundings
from graph_service.questions.cluster import Cluster
from graph_service.questions.network import Network
from graph_service.questions.question import View
from graph_service.records.base import Names, Record
from graph_service.rules import StrengthWeights
from graph_service.site.cluster import render_cluster
from graph_service.site.place import render_place
from graph_service.site.templating import Frame
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Language
from tests.drawing import agreement, place, shanghai_in_japan, snapshot, witnessed

TODAY = Selection(date(2026, 11, 21))
WITH_EXCHANGE = Selection(TODAY.as_of, frozenset({"formal", "unclassified", "exchange"}))
WEIGHTS = StrengthWeights()
HOSTILE = "</script><img src=x onerror=alert(1)>"

SHANGHAI = snapshot(shanghai_in_japan())


def dutch() -> list[Record]:
    """Jiangsu in the Netherlands: a stem since 1994, one grape of every kind below it, one on another province."""
    return [
        *witnessed(),
        place("utrecht-province", "province", "NL", "netherlands"),
        place("utrecht", "city", "NL", "utrecht-province"),
        *(place(city, "city", "NL", "north-brabant") for city in ("eindhoven", "breda", "tilburg")),
        agreement("jiangsu", "north-brabant", "formal 1994-09-09"),
        agreement("nanjing", "eindhoven", "formal 1985-10-25"),
        agreement("kunshan", "tilburg", "unclassified"),
        agreement("suzhou", "breda", "exchange 2010"),
        agreement("taizhou", "oss", "planned 2022 aim=formal"),
        agreement("wuxi", "utrecht", "formal 2011"),
    ]


DUTCH = snapshot(dutch())
REGIONS = 7


def full(grapes: int) -> Snapshot:
    """Jiangsu with so many further cities in the Netherlands, in seven regions, each city with a long name."""
    records: list[Record] = [place(f"area{i}", "province", "NL", "netherlands") for i in range(REGIONS)]
    units = [record.id for record in dutch() if getattr(record, "part_of", None) == "jiangsu"] or ["nanjing"]
    for i in range(grapes):
        name = Names(en=f"Town number {i} upon the Long River", zh=f"长河之畔第{i}号镇")
        records += [place(f"town{i}", "city", "NL", f"area{i % REGIONS}", names=name)]
        records += [agreement(units[i % len(units)], f"town{i}", "formal 1999")]
    return snapshot([*dutch(), *records])


def placed() -> list[Record]:
    """Four cities on three shores, one of them at no known position, and their agreements of every drawn kind."""
    return [
        place("china", "country", "CN"),
        place("us", "country", "US"),
        place("nl", "country", "NL"),
        place("shanghai", "city", "CN", "china", lat=31.23, lon=121.47, names=Names(zh="上海市", en="Shanghai")),
        place("seattle", "city", "US", "us", lat=47.6, lon=-122.33),
        place("boston", "city", "US", "us", lat=42.36, lon=-71.06),
        place("oss", "city", "NL", "nl"),
        agreement("shanghai", "seattle", "formal 1983"),
        agreement("shanghai", "boston", "unclassified"),
        agreement("shanghai", "oss", "unclassified"),
        agreement("boston", "seattle", "exchange 1999"),
    ]


ATLANTIC = snapshot(placed())


def cluster(found: Snapshot, home: str, partner: str, selection: Selection = TODAY) -> Picture:
    """The picture of a cluster."""
    vine = vine_of(found, home, selection)
    return cluster_picture(vine, cluster_in(vine, found.place(partner), WEIGHTS))


def cluster_page(found: Snapshot, home: str, partner: str, language: Language = "zh", **words: object) -> str:
    """The page of a cluster."""
    ask = Cluster.model_validate({"home": home, "partner": partner, "as_of": TODAY.as_of, **words})
    return render_cluster(Frame(language, "../../../"), View(found), ask)


def network(found: Snapshot, centre: str, depth: int = 1, limit: int = 1_000, selection: Selection = TODAY) -> Picture:
    """The picture of a place."""
    near = neighbourhood(found, centre, depth, selection, limit)
    return place_picture(surroundings(found, near, selection), selection, past=found.is_past(selection.as_of))


def place_page(found: Snapshot, place_id: str, language: Language = "zh", *, among: bool = False, **words: object) -> str:
    """The page of a place."""
    ask = Network.model_validate({"place": place_id, "as_of": TODAY.as_of, **words})
    return render_place(Frame(language, "../../"), View(found), ask, among=among)


def dot(picture: Picture, place_id: str) -> Dot:
    """The first dot of a place."""
    return next(found for found in picture.scene.dots if (found.place or found.id) == place_id)


def line(picture: Picture, a: str, b: str) -> Line:
    """The line between two places."""
    of = {found.id: found.place or found.id for found in picture.scene.dots}
    return next(found for found in picture.scene.lines if {of[found.source], of[found.target]} == {a, b})


class Tags(HTMLParser):
    """The tags of a page as a parser sees them: (name, attributes)."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def data_of(html: str, element: str = "picture") -> Any:
    """The JSON that a page carries."""
    found = re.search(rf'<script type="application/json" id="{element}">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    return json.loads(found.group(1))


def text_of(html: str) -> str:
    """The page without its scripts and styles."""
    return re.sub(r"<(script|style).*?</\1>", "", html, flags=re.DOTALL)
