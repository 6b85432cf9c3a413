"""What the commands show of an answer: all columns for CSV, and a few that fit a terminal for the table."""

from graph_service.answers.network import NetworkAnswer
from graph_service.cli.console import Rows
from graph_service.questions.shown import both_names, name_of
from graph_service.words.agreements import KINDS
from graph_service.words.bilingual import in_both


def network_rows(answer: NetworkAnswer) -> tuple[Rows, Rows]:
    """One row per agreement."""
    nodes = {node.id: node for node in answer.nodes}
    full = (
        (
            edge.id,
            *both_names(nodes[edge.source].names),
            *both_names(nodes[edge.target].names),
            edge.kind,
            edge.status,
            edge.since,
        )
        for edge in answer.edges
    )
    brief = (
        (in_both(KINDS, edge.kind), edge.since, name_of(nodes[edge.source]), name_of(nodes[edge.target])) for edge in answer.edges
    )
    header = ("agreement", "source_zh", "source_en", "target_zh", "target_en", "kind", "status", "since")
    return Rows(header, full), Rows(("kind", "since", "place", "place"), brief)
