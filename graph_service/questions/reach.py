"""Whom the partners of a home open the way to."""

from collections.abc import Iterator

from pydantic import Field

from graph_service.answers.reach import ReachAnswer, reach_answer
from graph_service.graph.measures import Values
from graph_service.questions.parameters import InPages, Listed, OfHome
from graph_service.questions.question import Language, Measuring, Question, Shown, View
from graph_service.questions.shown import both_names, headline, name_of
from graph_service.questions.whole_network import MEASURES, MeasureCalled, number, short
from graph_service.resolver import id_named
from graph_service.words.bilingual import Bilingual
from graph_service.words.headings import heads

ALREADY = Bilingual("已是友城", "already a partner")


class Reach(InPages, OfHome):
    """Whose reach, and which new partners to weigh."""

    measure: MeasureCalled = Field("degree", description=f"by what partners are ranked in the whole network: one of {MEASURES}")
    partner: Listed | None = Field(
        None, max_length=400, description="places that could be partners, by commas or by repeating it"
    )
    candidates: int = Field(0, ge=0, le=100, description="how many of the home's first candidates to weigh besides")


def reach(view: View, ask: Reach) -> ReachAnswer:
    """Partners of a home by whom they alone open the way to within two steps, and what new partners would add."""
    home, *_ = view.named(ask, "home")
    possible = [id_named(view.snapshot, "partner", given, home) for given in ask.partner or ()]
    weights, vine = view.standards.rules, view.vine(ask)
    return reach_answer(
        vine, ask.measure, weights, possible=possible, candidates=ask.candidates, limit=ask.most, cursor=ask.cursor
    )


def measured(view: View, ask: Reach) -> Measuring:
    """The measure by which partners are ranked, of all places."""
    return Measuring(view.selection(ask), "place", Values(ask.measure))


def rows(answer: ReachAnswer) -> Iterator[tuple[object, ...]]:
    """One row per partner."""
    for item in answer.items:
        partner = (item.partner.id, *both_names(item.partner.names), item.partner.level, item.partner.country)
        yield (*partner, item.units, item.beyond, item.bridge, item.only_through, number(item.value), item.rank)


def shown(answer: ReachAnswer, lang: Language) -> Shown:
    """One row per partner; below them what each new partner that was asked about would add."""
    lines = ((item.bridge, item.beyond, short(item.value), item.rank, name_of(item.partner)) for item in answer.items)
    already = getattr(ALREADY, lang)
    gains = (f"{name_of(gain.place)}: {already if gain.already else f'+{gain.gain}'}" for gain in answer.gains)
    title = headline(answer.home, lang, f"两步可达{answer.within_two}处", f"{answer.within_two} places within two steps")
    columns = heads(lang, "only_through", "beyond", "value", "rank", "partner")
    return Shown(f"{title}, {getattr(answer.names, lang)}", columns, lines, tuple(gains))


REACH = Question(
    name="reach",
    title=Bilingual("两步可达", "Reach"),
    ask=Reach,
    answer=ReachAnswer,
    find=reach,
    columns=(
        *("id", "zh", "en", "level", "country"),
        *("units", "beyond", "bridge", "only_through", "value", "rank"),
    ),
    rows=rows,
    shown=shown,
    tag="whole network",
    measuring=measured,
)
