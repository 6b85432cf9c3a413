"""What would be if some agreements were signed and others ended. It is asked with a document, so it stands outside the table: by
POST, with a file, or with the document itself."""

from collections.abc import Iterator, Mapping

from pydantic import ConfigDict, Field

from graph_service.answers.scenarios import GapChange, ScenarioAnswer, scenario_answer
from graph_service.planning.scenario import Scenario
from graph_service.questions.parameters import Strict
from graph_service.questions.question import Question, Shown, View
from graph_service.questions.shown import both_names, headline, name_in, share_told
from graph_service.words.bilingual import Bilingual, Language
from graph_service.words.headings import COLUMNS, RATES, heads
from graph_service.words.planning import GAPS

_TOTALS = ("agreements", "partners", "countries")


class Supposing(Strict):
    """What to suppose."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    document: Scenario = Field(description="home, agreements, end, as_of, kinds, layer, as POST /v1/scenarios takes them")


def scenario(view: View, ask: Supposing) -> ScenarioAnswer:
    """Coverage, clusters, strength and gaps of a home before and after a list of agreements; nothing is written."""
    return scenario_answer(view.snapshot, ask.document, view.standards.rules)


def rows(answer: ScenarioAnswer) -> Iterator[tuple[object, ...]]:
    """Totals, rates, the strength of every touched cluster, and the gaps of every type, with how many close and open."""
    for name in _TOTALS:
        yield (name, None, None, None, getattr(answer.before, name), getattr(answer.after, name), None, None)
    for name, rate in answer.rates.items():
        yield (name, None, RATES[name].zh, RATES[name].en, rate.before.share, rate.after.share, None, None)
    for cluster in answer.clusters:
        before, after = (row.strength.score if row else 0.0 for row in (cluster.before, cluster.after))
        yield ("strength", cluster.partner.id, *both_names(cluster.partner.names), before, after, None, None)
    for gap in answer.gaps:
        label = GAPS[gap.type]
        yield ("gaps", gap.type, label.zh, label.en, gap.before, gap.after, len(gap.closed), len(gap.opened))


def shown(answer: ScenarioAnswer, lang: Language) -> Shown:
    """The same in one language, without gaps that stay as they are."""
    signed = answer.after.agreements - answer.before.agreements
    gained = len(answer.coverage.gained) - len(answer.coverage.lost)
    told = Bilingual(
        f"情景推演，协议{signed:+d}对，国家和地区{gained:+d}个",
        f"scenario, {signed:+d} agreements, {gained:+d} countries and areas",
    )
    title = headline(answer.home, lang, told.zh, told.en)
    return Shown(title, heads(lang, "what", "before", "after"), _lines(answer, lang))


def _lines(answer: ScenarioAnswer, lang: Language) -> Iterator[tuple[object, ...]]:
    for name in _TOTALS:
        yield (_told(COLUMNS, name, lang), getattr(answer.before, name), getattr(answer.after, name))
    for name, rate in answer.rates.items():
        yield (_told(RATES, name, lang), share_told(rate.before), share_told(rate.after))
    for cluster in answer.clusters:
        scores = (row.strength.score if row else 0.0 for row in (cluster.before, cluster.after))
        yield (f"{_told(COLUMNS, 'strength', lang)} {name_in(cluster.partner, lang)}", *(f"{score:.1f}" for score in scores))
    for gap in answer.gaps:
        if gap.closed or gap.opened:
            yield (f"{_told(GAPS, gap.type, lang)}{getattr(_moved(gap), lang)}", gap.before, gap.after)


def _moved(gap: GapChange) -> Bilingual:
    closed, opened = len(gap.closed), len(gap.opened)
    return Bilingual(f"（消除{closed}，新出现{opened}）", f" ({closed} closed, {opened} opened)")


def _told(table: Mapping[str, Bilingual], name: str, lang: Language) -> str:
    told: str = getattr(table[name], lang)
    return told


SCENARIO = Question(
    name="scenario",
    title=Bilingual("情景推演", "Scenario"),
    ask=Supposing,
    answer=ScenarioAnswer,
    find=scenario,
    columns=("what", "of", "zh", "en", "before", "after", "closed", "opened"),
    rows=rows,
    shown=shown,
    path="scenarios",
)
