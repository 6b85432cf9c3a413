"""The answer about matches: partners and projects that fit, with the reason."""

from dataclasses import dataclass

from msgspec import Struct

from graph_service.answers.common import Echo, PlaceReference, echo, reference
from graph_service.answers.pages import page_of
from graph_service.domain.base import Names
from graph_service.domain.field_names import in_english
from graph_service.domain.vocabulary import ProjectKind, WorkStatus
from graph_service.metrics.selection import Selection
from graph_service.metrics.vine import vine_of
from graph_service.planning.matches import Match, matches_of
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual


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


@dataclass(frozen=True, slots=True)
class MatchFilter:
    """With whom: a partner or anything inside it, a country, a field that must fit; None asks nothing."""

    partner: str | None = None
    country: str | None = None
    field: str | None = None


def matches_answer(
    snapshot: Snapshot, home_id: str, selection: Selection, wanted: MatchFilter, limit: int, cursor: str | None = None
) -> MatchesAnswer:
    """The answer of `/matches`: one page of the matches of a home.

    Raises:
        NotFound, Moved, WrongKind: the home or the partner.
        BadRequest: the cursor.
    """
    vine = vine_of(snapshot, home_id, selection)
    if wanted.partner is not None:
        snapshot.place(wanted.partner)
    ranked = list(enumerate(matches_of(vine), start=1))
    chosen = [(rank, match) for rank, match in ranked if _passes(snapshot, match, wanted)]
    page = page_of(chosen, lambda row: row[1].id, limit, cursor)
    return MatchesAnswer(
        **echo(snapshot, selection),
        home=reference(vine.home.place),
        total=page.total,
        items=tuple(_item(rank, match) for rank, match in page.items),
        next=page.next,
    )


def _passes(snapshot: Snapshot, match: Match, wanted: MatchFilter) -> bool:
    return (
        (wanted.partner is None or snapshot.lies_in(match.partner.id, wanted.partner))
        and (wanted.country is None or match.partner.country == wanted.country)
        and (wanted.field is None or wanted.field in match.fields)
    )


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
