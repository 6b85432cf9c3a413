"""The friendship map of a home over its business map."""

from collections.abc import Iterator

from pydantic import Field

from graph_service.answers.overlay import OverlayAnswer, OverlayFilter, overlay_answer
from graph_service.metrics.business import Lines
from graph_service.metrics.overlay import OverlayGrain, State
from graph_service.questions.parameters import InPages, OfHome
from graph_service.questions.question import Language, Question, Shown, View
from graph_service.questions.shown import both_names, name_of
from graph_service.words.bilingual import Bilingual, called
from graph_service.words.network import OVERLAY_STATES


class Overlay(InPages, OfHome):
    """Whose maps, how fine, and what counts as business."""

    grain: OverlayGrain = Field("country", description="country by country or city by city")
    lines: Lines = Field(
        "events", description="economic lines that count: none; events naming the place; also plans' fields and frames (all)"
    )
    state: State | None = Field(None, description="only places in this state; all if left out")


def overlay(view: View, ask: Overlay) -> OverlayAnswer:
    """Where friendship and business meet and where only one of them is, with the association of the two maps."""
    vine = view.vine(ask)
    wanted = OverlayFilter(ask.grain, ask.lines, ask.state)
    return overlay_answer(view.snapshot, vine.home.place.id, vine.selection, wanted, ask.most, ask.cursor)


def rows(answer: OverlayAnswer) -> Iterator[tuple[object, ...]]:
    """One row per place, with the ids of the records on each map."""
    for item in answer.items:
        business, prospects = ([row.id for row in found] for found in (item.business, item.prospects))
        name = (item.place.id, *both_names(item.place.names))
        yield (*name, item.state, item.agreements, business, prospects, item.claims)


def shown(answer: OverlayAnswer, lang: Language) -> Shown:
    """One row per place; those on neither map are left out."""
    on_a_map = (item for item in answer.items if item.state != "neither")
    lines = (
        (
            *(called(OVERLAY_STATES, item.state, lang), len(item.agreements), len(item.business), len(item.prospects)),
            f"{name_of(item.place)} ({item.place.id})",
        )
        for item in on_a_map
    )
    return Shown(_title(answer, lang), ("state", "agr.", "bus.", "prosp.", "place"), lines)


def _title(answer: OverlayAnswer, lang: Language) -> str:
    counts = ", ".join(f"{count} {called(OVERLAY_STATES, state, lang)}" for state, count in answer.counts.items())
    found = answer.association
    measure = "" if found.phi is None or found.p is None else f"; phi {found.phi:.2f}, p {found.p:.4f}"
    return f"{name_of(answer.home)}: {counts}{measure}"


OVERLAY = Question(
    name="overlay",
    title=Bilingual("友城版图与商业版图", "Overlay"),
    ask=Overlay,
    answer=OverlayAnswer,
    find=overlay,
    columns=("id", "zh", "en", "state", "agreements", "business", "prospects", "claims"),
    rows=rows,
    shown=shown,
)
