"""Matches: which projects of ours fit what which partner needs (“对方所需、我方所长”).

What a partner needs is what its place or whatever it lies in has on record, what plans of the home make a priority with
it, and the fields its agreement names. What we do well is what our projects do. A project that already involves the
partner or its country is a match of its own, whatever its fields.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph_service.metrics.business import business_of
from graph_service.metrics.fields import Priority, needs_of, priorities_of
from graph_service.metrics.ties import Tie
from graph_service.metrics.vine import Vine
from graph_service.records.field_names import said_in_english
from graph_service.records.place import Place
from graph_service.records.project import Project
from graph_service.words.bilingual import Bilingual, both


@dataclass(frozen=True, slots=True)
class Match:
    """One partner and one project. `fields` are those that fit, each with the records that say the partner wants it;
    `direct`: the project names the partner or its country already."""

    partner: Place
    units: tuple[str, ...]
    project: Project
    fields: Mapping[str, tuple[str, ...]]
    direct: bool
    reason: Bilingual

    @property
    def id(self) -> str:
        """What tells the match from others."""
        return f"{self.partner.id}+{self.project.id}"


def matches_of(vine: Vine) -> tuple[Match, ...]:
    """The matches of a home with its partners: most fitting fields first, then projects that are there already, then those
    listed in a project library; ties by id."""
    partners: dict[str, list[Tie]] = {}
    for tie in vine.ties.effective:
        partners.setdefault(tie.partner.id, []).append(tie)
    projects, priorities = _projects(vine), priorities_of(vine.snapshot, vine.home.tiers, vine.selection)
    found = [match for ties in partners.values() for match in _matches(vine, ties, projects, priorities)]
    return tuple(sorted(found, key=_order))


def _order(match: Match) -> tuple[int, bool, bool, str]:
    return -len(match.fields), not match.direct, match.project.library is None, match.id


def _projects(vine: Vine) -> Mapping[Project, frozenset[str]]:
    """The projects of the home that are not over, and the places abroad each names."""
    rows = business_of(vine.snapshot, vine.home, vine.selection, "none")
    country, as_of = vine.home.place.country, vine.selection.as_of
    return {
        row.record: frozenset(place.id for place in row.abroad(vine.snapshot, country, as_of, "none"))
        for row in rows
        if isinstance(row.record, Project)
    }


def _matches(
    vine: Vine, ties: list[Tie], projects: Mapping[Project, frozenset[str]], priorities: Iterable[Priority]
) -> Iterator[Match]:
    partner = ties[0].partner
    wanted = _wanted(vine, ties, priorities)
    around = {place.id for place in vine.snapshot.above(partner.id)}
    for project, places in projects.items():
        fields = {field: wanted[field] for field in project.fields if field in wanted}
        direct = bool(places & around)
        if fields or direct:
            units = tuple(dict.fromkeys(tie.unit for tie in ties))
            yield Match(partner, units, project, fields, direct, _reason(partner, project, tuple(fields), direct))


def _wanted(vine: Vine, ties: list[Tie], priorities: Iterable[Priority]) -> Mapping[str, tuple[str, ...]]:
    """The fields a partner wants, each with the ids of the places, plans and agreements that say so."""
    snapshot, partner = vine.snapshot, ties[0].partner
    around = {place.id for place in snapshot.above(partner.id)}
    agreements = {tie.agreement.id for tie in ties}
    said: dict[str, dict[str, None]] = {}
    for field in sorted(needs_of(snapshot, partner.id)):
        said.setdefault(field, {})[partner.id] = None
    for priority in priorities:
        if priority.places & around or agreements.intersection(priority.plan.agreements):
            for field in priority.plan.fields:
                said.setdefault(field, {})[priority.plan.id] = None
    for tie in ties:
        for field in tie.agreement.fields:
            said.setdefault(field, {})[tie.agreement.id] = None
    return {field: tuple(sources) for field, sources in said.items()}


def _reason(partner: Place, project: Project, fields: tuple[str, ...], direct: bool) -> Bilingual:
    name, title = both(partner), Bilingual(project.names.best("zh", project.id), project.names.best("en", project.id))
    parts_zh = [f"{name.zh}所需“{'、'.join(fields)}”正是“{title.zh}”所长"] if fields else []
    parts_en = [f"{name.en} wants {said_in_english(fields)}, which {title.en} does"] if fields else []
    if direct:
        parts_zh.append(f"“{title.zh}”已与对方或其所在国相关" if not fields else "且该项目已与对方或其所在国相关")
        parts_en.append(f"{title.en} involves them or their country already" if not fields else "and it is there already")
    return Bilingual("，".join(parts_zh), ", ".join(parts_en))
