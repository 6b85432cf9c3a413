"""The start page: find a place, or begin with a home. Every link works without a script."""

from collections.abc import Sequence
from urllib.parse import quote

from graph_service.metrics.knowledge import claimed
from graph_service.pages.homes import HomeEntry, StateHomes, homes_by_state
from graph_service.pages.page import TOGGLE, asset, document, embedded, spoken
from graph_service.pages.place_parts import country_name
from graph_service.planning.areas import areas_called
from graph_service.records.agreement import Agreement
from graph_service.records.place import Place
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual, Language, both, plural
from graph_service.words.headings import CLUSTERS, FRAMES, GAPS
from graph_service.words.records import LEVELS

_ROOT = "./"  # from the address of the page
_LARGE = 20
TITLE = Bilingual("友城关系图谱服务", "Sister-city graph service")


def render_start(snapshot: Snapshot, language: Language) -> str:
    """The page at the root of the service."""
    groups = snapshot.once(homes_by_state)
    lists = "".join(_group(snapshot, group, number == 0) for number, group in enumerate(groups))
    body = (
        f'<header><div class="heading"><h1>{spoken(TITLE)}</h1>{TOGGLE}</div><p>{spoken(_counts(snapshot))}</p></header>'
        f'<main class="start">{_SEARCH}{_links()}<h2>{spoken(_HOMES)}</h2><p class="hint">{spoken(_WHICH)}</p>'
        f"{lists or f'<p>{spoken(_EMPTY)}</p>'}</main>"
        f'<script type="application/json" id="words">{embedded(_WORDS)}</script>'
    )
    scripts = (asset("toggle.js"), asset("start.js"))
    return document(TITLE, language, asset("page.css") + asset("start.css"), body, scripts, _ROOT, connect="'self'")


_HOMES = Bilingual("从一个省（州）开始", "Begin with a home")
_WHICH = Bilingual(
    f"数的是省级单位及其下辖各级与国外的协议（正式＋未分类）。自身没有协议且总数不足{_LARGE}的，名称直接通往它最大的葡萄串（集群）。",
    "Counted are the agreements of a province-level place and all its units with partners abroad (formal + unclassified). "
    f"Where it has none of its own and fewer than {_LARGE} in all, its name leads to its largest cluster.",
)
_EMPTY = Bilingual("还没有数据：用 graph-service load 载入。", "No data yet: load some with graph-service load.")
_WORDS = {"levels": LEVELS, "ways": {"clusters": CLUSTERS, "gaps": GAPS}}
_SEARCH = (
    f'<form class="search" action="{_ROOT}v1/places" role="search"><label for="q">'
    + spoken(Bilingual("查找地方", "Find a place"))
    + '</label><input id="q" name="q" type="search" autocomplete="off" placeholder="南京 · Nanjing" aria-controls="found">'
    + f"<button>{spoken(Bilingual('搜索', 'search'))}</button></form>"
    + '<ul id="found" class="found" aria-live="polite"></ul>'
)


def _links() -> str:
    found = (
        ("views/world", Bilingual("世界友城网络图", "world map of agreements")),
        ("docs", Bilingual("接口文档", "API documentation")),
        ("v1/frames", FRAMES),
    )
    return "<p>" + " · ".join(_link(href, words) for href, words in found) + "</p>"


def _counts(snapshot: Snapshot) -> Bilingual:
    places = len(snapshot.places)
    agreements = sum(agreement.parties[0] in snapshot.places for agreement in snapshot.network.table(Agreement).values())
    return Bilingual(
        f"{places:,}个地方 · {agreements:,}对协议 · {snapshot.today}",
        f"{plural(places, 'place')} · {plural(agreements, 'agreement')} · {snapshot.today}",
    )


def _group(snapshot: Snapshot, group: StateHomes, opened: bool) -> str:
    name = spoken(country_name(snapshot, group.code))
    return (
        f"<details{' open' if opened else ''}><summary>{name} <small>{len(group.homes)}</small></summary>"
        f"{_homes(snapshot, group.homes)}{_areas(snapshot, group)}</details>"
    )


def _areas(snapshot: Snapshot, group: StateHomes) -> str:
    """The areas of a state, each by its name, below the homes of the state."""
    if not group.areas:
        return ""
    lists = (
        f"<h4>{spoken(country_name(snapshot, code))} <small>{len(homes)}</small></h4>{_homes(snapshot, homes)}"
        for code, homes in group.areas.items()
    )
    return f'<section class="areas"><h3>{spoken(areas_called(snapshot, group.code))}</h3>{"".join(lists)}</section>'


def _homes(snapshot: Snapshot, homes: Sequence[HomeEntry]) -> str:
    rows = "".join(_row(snapshot, home) for home in homes if _large(home))
    top = "".join(f'<th scope="col">{spoken(head)}</th>' for head in _HEADS)
    table = f'<div class="sheet"><table><thead><tr>{top}</tr></thead><tbody>{rows}</tbody></table></div>'
    small = "".join(f"<li>{_short(home)}</li>" for home in homes if not _large(home))
    return f"{table if rows else ''}{f'<ul class=small>{small}</ul>' if small else ''}"


_HEADS = (
    Bilingual("省级单位", "home"),
    Bilingual("在册协议", "agreements on record"),
    Bilingual("其中省级（在册 / 公布）", "its own (on record / published)"),
    Bilingual("查看", "see"),
    Bilingual("最大的葡萄串（集群）", "largest clusters"),
)


def _large(home: HomeEntry) -> bool:
    """Whether a home gets a row of its own, so that the page stays light."""
    return home.own > 0 or home.agreements >= _LARGE


def _short(home: HomeEntry) -> str:
    """A small home as one link, to its largest cluster."""
    largest, _ = home.largest[0]
    return f"{_link(f'views/cluster/{_key(home.place)}/{_key(largest)}', both(home.place))} <small>{home.agreements}</small>"


def _row(snapshot: Snapshot, home: HomeEntry) -> str:
    key = _key(home.place)
    network = ((f"views/place/{key}", Bilingual("友城网络图", "network")),) if home.own else ()
    seen = (
        *network,
        (f"v1/clusters?home={key}", CLUSTERS),
        (f"v1/gaps?home={key}", GAPS),
    )
    clusters = " · ".join(
        f"{_link(f'views/cluster/{key}/{_key(place)}', both(place))} <small>{count}</small>" for place, count in home.largest
    )
    links = " · ".join(_link(href, words) for href, words in seen)
    return (
        f"<tr><td>{spoken(both(home.place))}</td><td>{home.agreements:,}</td>"
        f"<td>{home.own:,} / {spoken(_published(snapshot, home))}</td>"
        f"<td>{links}</td><td>{clusters}</td></tr>"
    )


def _published(snapshot: Snapshot, home: HomeEntry) -> Bilingual:
    """What is published of the home's own agreements: a small number on record says little where nothing is."""
    claim = claimed(snapshot, home.place.id, 1, snapshot.today)
    if claim is None or claim.value is None:
        return Bilingual("公布数未知", "no total published")
    return Bilingual(f"{claim.value:g}（{claim.as_of}）", f"{claim.value:g} ({claim.as_of})")


def _key(place: Place) -> str:
    return quote(place.id, safe="")


def _link(href: str, words: Bilingual) -> str:
    return f'<a href="{_ROOT}{href}">{spoken(words)}</a>'
