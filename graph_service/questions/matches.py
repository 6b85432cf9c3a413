"""Which projects of a home fit what which partner needs."""

from collections.abc import Iterator

from pydantic import Field

from graph_service.answers.matches import MatchesAnswer, MatchFilter, matches_answer
from graph_service.questions.parameters import InPages, OfHome
from graph_service.questions.question import Language, Question, Shown, View
from graph_service.questions.shown import both_names, name_of
from graph_service.words.bilingual import Bilingual


class Matches(InPages, OfHome):
    """Whose projects, for whom."""

    partner: str | None = Field(None, description="a place: the partner is it or lies in it")
    country: str | None = Field(None, description="country or area of the partner")
    field: str | None = Field(None, description="a field that must fit, as the records write it")


def matches(view: View, ask: Matches) -> MatchesAnswer:
    """Partners and projects that fit (what they need and we do well), most fitting fields first, each with its reason."""
    partner, country = view.named(ask, "partner", "country")
    vine, wanted = view.vine(ask), MatchFilter(partner, country, ask.field)
    return matches_answer(view.snapshot, vine.home.place.id, vine.selection, wanted, ask.most, ask.cursor)


def rows(answer: MatchesAnswer) -> Iterator[tuple[object, ...]]:
    """One row per match."""
    for item in answer.items:
        partner, project, reason = item.partner, item.project, item.reason
        who = (item.rank, partner.id, *both_names(partner.names), partner.country)
        yield (*who, project.id, list(item.fields), item.direct, project.library, reason.zh, reason.en)


def shown(answer: MatchesAnswer, lang: Language) -> Shown:
    """One row per match, its reason in one language."""
    lines = ((item.rank, item.partner.country, len(item.fields), getattr(item.reason, lang)) for item in answer.items)
    return Shown(f"{name_of(answer.home)}: {answer.total} matches", ("rank", "country", "fields", "reason"), lines)


MATCHES = Question(
    name="matches",
    title=Bilingual("对方所需、我方所长", "Matches"),
    ask=Matches,
    answer=MatchesAnswer,
    find=matches,
    columns=("rank", "partner", "zh", "en", "country", "project", "fields", "direct", "library", "reason_zh", "reason_en"),
    rows=rows,
    shown=shown,
)
