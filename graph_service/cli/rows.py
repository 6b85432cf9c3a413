"""What the commands show of an answer: all columns for CSV, and a few that fit a terminal for the table."""

from typing import Literal

from graph_service.answers.clusters import ClusterRow, ClustersAnswer
from graph_service.answers.common import PlaceReference
from graph_service.answers.gaps import GapsAnswer
from graph_service.answers.network import NetworkAnswer, NetworkNode
from graph_service.cli.console import Rows
from graph_service.domain.base import Names


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
    """One row per country and region; in the table, regions stand under their country."""
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
        )
        for row in answer.items
    )
    columns = ("stem", "bare", "grapes", "A", "B", "C", "D", "exchange", "planned", "tiers", "depth", "strength")
    short = ("strength", "stem since", "A/B/C/D", "exch.", "plan.", "tiers", "depth", "country, region")
    return Rows(("grain", "id", "zh", "en", *columns), full), Rows(short, map(_brief, answer.items))


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
        (gap.type, gap.rank, gap.unit, gap.place, gap.country, gap.tier, gap.action, gap.reason.zh, gap.reason.en, gap.evidence)
        for gap in answer.items
    )
    header = ("type", "rank", "unit", "place", "country", "tier", "action", "reason_zh", "reason_en", "evidence")
    brief = ((gap.type, gap.rank, gap.country, gap.action, getattr(gap.reason, lang)) for gap in answer.items)
    return Rows(header, full), Rows(("type", "rank", "country", "action", "reason"), brief)


def name_of(place: PlaceReference | NetworkNode) -> str:
    """Both names of a place, or its id where it has none."""
    return f"{place.names.zh or ''} {place.names.en or ''}".strip() or place.id


def _since(row: ClusterRow) -> str | None:
    return (row.stem.since or "undated") if row.stem else None


def _both(names: Names) -> tuple[str | None, str | None]:
    return names.zh, names.en
