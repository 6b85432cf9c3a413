"""What the commands show of an answer: all columns for CSV, and a few that fit a terminal for the table."""

from collections.abc import Iterator
from itertools import chain
from typing import Literal

from graph_service.answers.clusters import ClusterRow, ClustersAnswer
from graph_service.answers.common import PlaceReference
from graph_service.answers.gaps import GapItem, GapsAnswer
from graph_service.answers.network import NetworkAnswer, NetworkNode
from graph_service.cli.console import Rows
from graph_service.domain.base import Names
from graph_service.metrics.knowledge import HomeKnowledge
from graph_service.planning.listing import lists_of

# Behind rows that tell of something missing: whether it is known to be missing, and which lists would hold it.
KNOWN = ("established", "list_zh", "list_en")


def titled(title: str, known: HomeKnowledge) -> str:
    """The title of a table, and below it in both languages how far the lists of the home are known."""
    lists = lists_of(known)
    return f"{title}\n{lists.zh}\n{lists.en}"


def network_rows(answer: NetworkAnswer) -> tuple[Rows, Rows]:
    """One row per agreement."""
    nodes = {node.id: node for node in answer.nodes}
    full = (
        (edge.id, *_both(nodes[edge.source].names), *_both(nodes[edge.target].names), edge.kind, edge.status, edge.since)
        for edge in answer.edges
    )
    brief = ((edge.kind, edge.since, name_of(nodes[edge.source]), name_of(nodes[edge.target])) for edge in answer.edges)
    header = ("agreement", "source_zh", "source_en", "target_zh", "target_en", "kind", "status", "since")
    return Rows(header, full), Rows(("kind", "since", "place", "place"), brief)


def cluster_rows(answer: ClustersAnswer) -> tuple[Rows, Rows]:
    """One row per country and region, each with the lists that would hold what is missing in it, and below them one per
    area of the home's own state; in the table, regions stand under their country, and areas under the word for them."""
    lists, tiers = lists_of(answer.knowledge), map(int, answer.knowledge.tiers)
    known = (answer.knowledge.establishes(tiers), lists.zh, lists.en)
    full = (
        (
            row.grain,
            row.partner.id,
            *_both(row.partner.names),
            _since(row),
            row.stem.bare if row.stem else None,
            row.roles["grape"],
            *row.classes.values(),
            row.exchange,
            row.planned,
            row.tiers,
            row.depth,
            row.strength.score,
            sum(row.roles.values()),
            *known,
        )
        for row in answer.items
    )
    areas = (
        (
            "area",
            area.place.id,
            *_both(area.place.names),
            *[None] * _CLUSTER_COLUMNS.index("agreements"),
            area.agreements,
            *[None] * len(KNOWN),
        )
        for area in answer.areas.items
    )
    short = ("strength", "stem since", "A/B/C/D/U", "exch.", "plan.", "tiers", "depth", "country, region")
    brief = chain(map(_brief, answer.items), _brief_areas(answer, len(short)))
    return Rows(("grain", "id", "zh", "en", *_CLUSTER_COLUMNS), chain(full, areas)), Rows(short, brief)


_CLUSTER_COLUMNS = (
    *("stem", "bare", "grapes", "A", "B", "C", "D", "U", "exchange", "planned", "tiers", "depth", "strength", "agreements"),
    *KNOWN,
)


def _brief_areas(answer: ClustersAnswer, width: int) -> Iterator[tuple[object, ...]]:
    called = answer.areas.called
    for number, area in enumerate(answer.areas.items):
        head = "" if number else f"{called.zh} {called.en}: "
        yield *[""] * (width - 1), f"{head}{name_of(area.place)} ({area.place.id}), {area.agreements}"


def _brief(row: ClusterRow) -> tuple[object, ...]:
    return (
        f"{row.strength.score:.1f}",
        _since(row),
        "/".join(map(str, row.classes.values())),
        row.exchange,
        row.planned,
        "".join(map(str, row.tiers)),
        row.depth,
        f"{'' if row.grain == 'country' else '└ '}{name_of(row.partner)} ({row.partner.id})",
    )


def gap_rows(answer: GapsAnswer, lang: Literal["zh", "en"]) -> tuple[Rows, Rows]:
    """One row per gap; the table gives the reason in one language."""
    full = (
        (
            *(gap.rank, gap.priority.score, gap.type, gap.established, gap.unit.id, gap.unit.names.zh, gap.unit.names.en),
            *((gap.place.id, gap.place.names.zh, gap.place.names.en) if gap.place else (None, None, None)),
            *(_code(gap), gap.tier, gap.action, gap.reason.zh, gap.reason.en),
            *(_warned(gap, "zh"), _warned(gap, "en"), gap.evidence),
        )
        for gap in answer.items
    )
    brief = (
        (gap.rank, f"{gap.priority.score:.0f}", gap.type, _code(gap), gap.action, getattr(gap.reason, lang))
        for gap in answer.items
    )
    return Rows(_GAP_COLUMNS, full), Rows(("rank", "priority", "type", "country", "action", "reason"), brief)


_GAP_COLUMNS = (
    *("rank", "priority", "type", "established", "unit", "unit_zh", "unit_en", "place", "place_zh", "place_en", "country"),
    *("tier", "action", "reason_zh", "reason_en", "warnings_zh", "warnings_en", "evidence"),
)


def _code(gap: GapItem) -> str | None:
    return gap.country.code if gap.country else None


def _warned(gap: GapItem, lang: Literal["zh", "en"]) -> str:
    return "; ".join(getattr(warning.text, lang) for warning in gap.warnings)


def name_of(place: PlaceReference | NetworkNode) -> str:
    """Both names of a place, or its id where it has none."""
    return f"{place.names.zh or ''} {place.names.en or ''}".strip() or place.id


def _since(row: ClusterRow) -> str | None:
    return (row.stem.since or "undated") if row.stem else None


def _both(names: Names) -> tuple[str | None, str | None]:
    return names.zh, names.en
