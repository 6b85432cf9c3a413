"""Which projects of a home fit what which partner needs."""

from collections.abc import Iterator

from msgspec import Struct
from pydantic import Field

from graph_service.answers.common import Echo, PlaceReference, echo, reference
from graph_service.answers.paging import page_of
from graph_service.answers.records import words_of
from graph_service.planning.matches import Match, matches_of
from graph_service.questions.known_words import check_words
from graph_service.questions.parameters import InPages, OfHome
from graph_service.questions.question import Question, Shown, View
from graph_service.questions.shown import both_names, headline
from graph_service.records.base import Names
from graph_service.records.field_names import in_english
from graph_service.records.vocabulary import ProjectKind, WorkStatus
from graph_service.words.bilingual import Bilingual, Language
from graph_service.words.headings import heads


class ProjectReference(Struct, frozen=True, kw_only=True):
    """Enough of a project to show it; `library` names the project library it is listed in, if any."""

    id: str
    names: Names
    kind: ProjectKind
    status: WorkStatus | None
    library: str | None


class MatchItem(Struct, frozen=True, kw_only=True):
    """One partner and one project. `fields` maps each field that fits to the ids of the places, plans and agreements that
    say the partner wants it, `fields_en` to its English name, None where none is on record; `direct`: the project
    involves the partner or its country already; `units` are the home's units linked with the partner."""

    rank: int
    partner: PlaceReference
    units: tuple[str, ...]
    project: ProjectReference
    fields: dict[str, tuple[str, ...]]
    fields_en: dict[str, str | None]
    direct: bool
    reason: Bilingual


class MatchesAnswer(Echo, frozen=True, kw_only=True):
    """A page of the matches of a home, best first."""

    home: PlaceReference
    total: int
    items: tuple[MatchItem, ...]
    next: str | None


def _item(rank: int, match: Match) -> MatchItem:
    project = match.project
    return MatchItem(
        rank=rank,
        partner=reference(match.partner),
        units=match.units,
        project=ProjectReference(
            id=project.id, names=project.names, kind=project.kind, status=project.status, library=project.library
        ),
        fields=dict(match.fields),
        fields_en=dict(zip(match.fields, in_english(match.fields), strict=True)),
        direct=match.direct,
        reason=match.reason,
    )


class Matches(InPages, OfHome):
    """Whose projects, for whom."""

    partner: str | None = Field(None, description="a place: the partner is it or lies in it")
    country: str | None = Field(None, description="country or area of the partner")
    field: str | None = Field(None, description="a field that must fit, as the records write it")


def matches(view: View, ask: Matches) -> MatchesAnswer:
    """Partners and projects that fit (what they need and we do well), most fitting fields first, each with its reason."""
    partner, country = view.named(ask, "partner", "country")
    vine, snapshot = view.vine(ask), view.snapshot
    if ask.field is not None:
        check_words("field", (ask.field,), words_of(snapshot, "projects", "fields"))

    def passes(match: Match) -> bool:
        return (
            (partner is None or snapshot.lies_in(match.partner.id, partner))
            and (country is None or match.partner.country == country)
            and (ask.field is None or ask.field in match.fields)
        )

    wanted = [(rank, match) for rank, match in enumerate(matches_of(vine), start=1) if passes(match)]
    page = page_of(wanted, lambda row: row[1].id, ask.most, ask.cursor)
    return MatchesAnswer(
        **echo(snapshot, vine.selection),
        home=reference(vine.home.place),
        total=page.total,
        items=tuple(_item(rank, match) for rank, match in page.items),
        next=page.next,
    )


def rows(answer: MatchesAnswer) -> Iterator[tuple[object, ...]]:
    """One row per match."""
    for item in answer.items:
        partner, project, reason = item.partner, item.project, item.reason
        who = (item.rank, partner.id, *both_names(partner.names), partner.country)
        yield (*who, project.id, list(item.fields), item.direct, project.library, reason.zh, reason.en)


def shown(answer: MatchesAnswer, lang: Language) -> Shown:
    """One row per match, its reason in one language."""
    lines = ((item.rank, item.partner.country, len(item.fields), getattr(item.reason, lang)) for item in answer.items)
    title = headline(answer.home, lang, f"对方所需、我方所长，{answer.total:,}项", f"{answer.total:,} matches")
    return Shown(title, heads(lang, "rank", "country", "fields", "reason"), lines)


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
