"""What documents claim about a place, beside what is on record."""

from collections.abc import Iterator

from pydantic import Field

from graph_service.answers.completeness import ClaimBeside, CompletenessAnswer, completeness_answer
from graph_service.metrics.unknown import UnknownField
from graph_service.questions.parameters import InPages, OfHome
from graph_service.questions.question import Language, Question, Shown, View
from graph_service.questions.shown import both_names, headline
from graph_service.resolver import resolve_home
from graph_service.words.bilingual import Bilingual
from graph_service.words.headings import COMPLETENESS as HEADING
from graph_service.words.headings import heads
from graph_service.words.records import CLAIMED_FIELDS

_SIGNS = {"exact": "", "at_least": "≥ ", "just_under": "< "}


class Completeness(InPages, OfHome):
    """Whose claims."""

    home: str = Field(description="a place: claims about it and about what lies in it")


def completeness(view: View, ask: Completeness) -> CompletenessAnswer:
    """What documents claim about a home and its units, each beside what is enumerated of the same scope."""
    home = resolve_home(view.snapshot, ask.home).id
    return completeness_answer(view.snapshot, home, view.selection(ask), ask.most, ask.cursor)


def rows(answer: CompletenessAnswer) -> Iterator[tuple[object, ...]]:
    """One row per claim."""
    for item in answer.items:
        share = item.completeness.share if item.completeness else None
        said = (item.claim, item.measure, item.value, item.qualifier, item.as_of or item.period)
        scope = (item.scope_kinds, item.scope_tiers)
        yield (*said, *scope, item.enumerated, item.unclassified, share, *both_names(item.names))


def shown(answer: CompletenessAnswer, lang: Language) -> Shown:
    """One row per claim, and a remark for each field that no source speaks of in some records."""
    lines = ((_claimed(item), item.enumerated, item.unclassified, item.names.best(lang, item.measure)) for item in answer.items)
    title = headline(answer.home, lang, f"{HEADING.zh}，{answer.total}项", f"{HEADING.en}, {answer.total} claims")
    columns = heads(lang, "claimed", "on_record", "unclassified", "claim")
    return Shown(title, columns, lines, [_not_told(line, lang) for line in answer.unknown])


def _claimed(item: ClaimBeside) -> str | None:
    return item.stated if item.value is None else f"{_SIGNS[item.qualifier]}{item.value:g}"


def _not_told(line: UnknownField, lang: Language) -> str:
    name, lack, whole = CLAIMED_FIELDS[line.field], line.unknown, line.total
    told = Bilingual(f"{name.zh}：{whole}条中{lack}条未见记录", f"{name.en}: {lack} of {whole} not on record")
    text: str = getattr(told, lang)
    return text


COMPLETENESS = Question(
    name="completeness",
    title=Bilingual(HEADING.zh, "Completeness"),
    ask=Completeness,
    answer=CompletenessAnswer,
    find=completeness,
    columns=(
        *("claim", "measure", "value", "qualifier", "as_of", "kinds", "tiers", "enumerated", "unclassified", "share"),
        *("zh", "en"),
    ),
    rows=rows,
    shown=shown,
    tag="claims",
)
