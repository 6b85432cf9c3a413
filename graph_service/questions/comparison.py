"""Two claims against each other."""

from collections.abc import Iterator

from msgspec import Struct
from pydantic import Field

from graph_service.metrics.completeness import difference
from graph_service.questions.parameters import Strict
from graph_service.questions.question import Question, Shown, View
from graph_service.questions.shown import both_names
from graph_service.records.claim import Claim
from graph_service.words.bilingual import Bilingual, Language
from graph_service.words.headings import heads


class Comparison(Strict):
    """Which two claims."""

    one: str = Field(description="id of a claim")
    other: str = Field(description="id of another claim of the same scope")


class ComparisonAnswer(Struct, frozen=True, kw_only=True):
    """Two claims of the same scope; `difference` is the first value less the second, None where one has no number."""

    snapshot: str
    one: Claim
    other: Claim
    difference: float | None


def comparison(view: View, ask: Comparison) -> ComparisonAnswer:
    """The difference of two claims; refused with the reason where they count different things."""
    one, other = view.snapshot.record(Claim, ask.one), view.snapshot.record(Claim, ask.other)
    return ComparisonAnswer(snapshot=view.snapshot.version, one=one, other=other, difference=difference(one, other))


def rows(answer: ComparisonAnswer) -> Iterator[tuple[object, ...]]:
    """One row per claim."""
    for claim in (answer.one, answer.other):
        yield (claim.id, *both_names(claim.names), *_said(claim), answer.difference)


def shown(answer: ComparisonAnswer, lang: Language) -> Shown:
    """One row per claim, and the difference above them."""
    told = "?" if answer.difference is None else f"{answer.difference:g}"
    title = Bilingual(f"相差{told}", f"difference {told}")
    lines = ((*_said(claim), claim.names.best(lang, claim.id)) for claim in (answer.one, answer.other))
    return Shown(getattr(title, lang), heads(lang, "claimed", "date", "claim"), lines)


def _said(claim: Claim) -> tuple[object, str | None]:
    return claim.stated if claim.value is None else claim.value, claim.as_of or claim.period


COMPARISON = Question(
    name="compare_claims",
    title=Bilingual("两个公布数之差", "Comparison of claims"),
    ask=Comparison,
    answer=ComparisonAnswer,
    find=comparison,
    columns=("claim", "zh", "en", "value", "as_of", "difference"),
    rows=rows,
    shown=shown,
    tag="claims",
    path="claims/compare",
)
