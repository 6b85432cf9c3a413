"""The tables as Markdown: what the register knows before and after, and what is missing of published lists."""

from collections.abc import Callable, Iterable

from graph_service.metrics.knowledge import Knowledge
from graph_service.records.place import Place
from graph_service.snapshot import Snapshot
from graph_service.words.planning import LIST_STATES
from tools.register_table.figures import CLASSES, Figures, figures, homes, lists

HOME = "CN"
OTHERS = ("DE", "JP", "KR", "US")
_COLUMNS: tuple[tuple[str, Callable[[Figures], str]], ...] = (
    ("协议 agreements", lambda found: f"{found.agreements:,}"),
    ("主茎 stems", lambda found: f"{found.stems:,}"),
    *((f"葡萄 {name}", lambda found, name=name: f"{found.grapes[name]:,}") for name in CLASSES),
    ("有日期 dated", lambda found: f"{found.dated:,}"),
    ("有类别 classified", lambda found: f"{found.classified:,}"),
    ("伙伴有中文名 named", lambda found: _percent(*found.named)),
)


def known(before: Snapshot, after: Snapshot) -> str:
    """A row for each Chinese province, one for them all and one for each of the other countries; each cell before → after."""
    rows = [_row(after.places[home.id], before, after, [home.id]) for home in homes(after, HOME)]
    rows.append(_cells("**全国 all**", before, after, [home.id for home in homes(after, HOME)]))
    rows += [_row(country, before, after, None) for country in (after.country(code) for code in OTHERS) if country is not None]
    return _table(("地方 place", *(name for name, _ in _COLUMNS)), rows)


def missing(snapshot: Snapshot) -> str:
    """A row for each Chinese province: of the list of each tier, what is on record beside the newest published total."""
    rows = [(_named(home), *_tiers(lists(snapshot, home))) for home in homes(snapshot, HOME)]
    return _table(("省 province", "一级 tier 1", "二级 tier 2", "三级 tier 3"), rows)


def _row(place: Place, before: Snapshot, after: Snapshot, chosen: list[str] | None) -> tuple[str, ...]:
    if chosen is None:
        pair = tuple(figures(each, homes(each, place.country)) for each in (before, after))
        return _named(place), *(_change(show(pair[0]), show(pair[1])) for _, show in _COLUMNS)
    return _cells(_named(place), before, after, chosen)


def _cells(name: str, before: Snapshot, after: Snapshot, chosen: list[str]) -> tuple[str, ...]:
    old, new = (figures(each, [each.places[home] for home in chosen if home in each.places]) for each in (before, after))
    return name, *(_change(show(old), show(new)) for _, show in _COLUMNS)


def _tiers(found: dict[str, Knowledge]) -> tuple[str, ...]:
    return tuple(_known(found[tier]) if tier in found else "" for tier in ("1", "2", "3"))


def _known(found: Knowledge) -> str:
    """`19 / 24 (2024-12) 不全 partial`; what is on record alone where nothing is published."""
    if found.claimed is None:
        return f"{found.recorded} / –"
    word = LIST_STATES[found.status]
    return f"{found.recorded} / {found.claimed:g} ({found.as_of}) {word.zh} {word.en}"


def _change(old: str, new: str) -> str:
    return new if old == new else f"{old} → {new}"


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "–"


def _named(place: Place) -> str:
    return " ".join(filter(None, (place.names.zh, place.names.en)))


def _table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = tuple(header)
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"
