"""What a delegation of a home should know of a partner before it meets it: one page."""

from collections.abc import Iterator

from pydantic import Field

from graph_service.answers.clusters import cluster_answer
from graph_service.answers.common import PlaceReference, echo, reference
from graph_service.answers.report import undated_of
from graph_service.errors import BadRequest
from graph_service.formats.documents import DOCX
from graph_service.metrics.knowledge import knowledge_of
from graph_service.metrics.vine import Vine
from graph_service.questions import brief_found as found_there
from graph_service.questions.brief_answer import BriefAnswer, BriefEvent
from graph_service.questions.brief_parts import TIES, as_document, outline_of, parts_of
from graph_service.questions.brief_theirs import activities_alone, others_there
from graph_service.questions.gaps import UnitReference, gap_item
from graph_service.questions.parameters import OfHome
from graph_service.questions.question import Form, Question, Shown, View
from graph_service.questions.shown import both_names, headline, name_in, titled
from graph_service.records.activity import Activity
from graph_service.records.agreement import Agreement
from graph_service.records.base import Names, Record
from graph_service.records.place import Place
from graph_service.resolver import resolve_home, resolve_region
from graph_service.rules import Rules
from graph_service.words.bilingual import Bilingual, Language
from graph_service.words.headings import heads


class Brief(OfHome):
    """Who meets whom."""

    partner: str = Field(description="a country, area, region or city elsewhere")


def brief(view: View, ask: Brief) -> BriefAnswer:
    """One page before a meeting: who the partner is, ties, activities, plans, anniversaries, gaps, bodies and sources."""
    resolve_home(view.snapshot, ask.home)  # of two that are not understood the home is told first, as in the path of HTTP
    partner = resolve_region(view.snapshot, ask.partner)
    return brief_answer(view.vine(ask), partner, view.standards.rules)


def brief_answer(vine: Vine, partner: Place, rules: Rules) -> BriefAnswer:
    """The answer of `/briefs/{home}/{partner}`.

    Raises:
        WrongKind: the partner is the home or a unit of it.
        BadRequest: the home lies in the partner.
    """
    if partner.id in {place.id for place in vine.snapshot.above(vine.home.place.id)[1:]}:
        raise BadRequest("partner", f"the home {vine.home.place.id} lies in {partner.id}; name a place elsewhere")
    cluster = cluster_answer(vine, partner, rules)
    ties = found_there.ties_told(cluster)
    ours = frozenset(item.id for items in ties.values() for item in items)
    units = frozenset(item.unit.id for items in ties.values() for item in items)
    records = list(found_there.resources_there(vine, partner, ours))
    events, plans = found_there.events_of(records), found_there.plans_of(vine, records)
    bodies, facts = found_there.bodies_of(vine, partner, units), found_there.facts_of(vine, partner)
    others = tuple(others_there(vine, partner))
    around = found_there.ties_around(vine, partner)
    agreements = sorted({*ours, *(item.id for item in around), *(tie.id for other in others for tie in other.agreements)})
    used: list[Record] = [partner, *events, *plans, *bodies, *facts]
    used += [vine.snapshot.record(Agreement, agreement) for agreement in agreements]
    candidates, total = found_there.candidates_there(vine, partner, rules)
    return BriefAnswer(
        **echo(vine.snapshot, vine.selection),
        home=reference(vine.home.place),
        partner=found_there.partner_told(vine, partner, facts),
        knowledge=knowledge_of(vine),
        undated=undated_of(vine),
        total=cluster.total,
        **ties,
        around=around,
        apart=cluster.apart,
        activities=tuple(map(_event, events)),
        activities_alone=tuple(map(_event, activities_alone(vine, partner))),
        planned=tuple(found_there.plan_told(vine, row) for row in plans),
        anniversaries=tuple(found_there.anniversaries_there(vine, partner, rules)),
        others=others,
        gaps=tuple(gap_item(vine.snapshot, gap) for gap in found_there.gaps_there(vine, partner, ours, rules)),
        candidates=candidates,
        candidates_total=total,
        bodies=tuple(found_there.body_told(vine, body) for body in bodies),
        sources=found_there.sources_of(used),
    )


def _event(activity: Activity) -> BriefEvent:
    return BriefEvent(id=activity.id, names=activity.names, kind=activity.kind, date=activity.date)


def rows(answer: BriefAnswer) -> Iterator[tuple[object, ...]]:
    """One row per entry of any section; what an entry has no word for stays empty."""
    yield from _ties(answer)
    for section in ("activities", "activities_alone"):
        for event in getattr(answer, section):
            yield _named(section, event.id, event.date, event.kind, None, event.names)
    for plan in answer.planned:
        yield _named("planned", plan.id, plan.when, plan.kind, plan.state, plan.names)
    for one in answer.anniversaries:
        yield _named("anniversaries", one.key, one.date, one.kind, None, one.names, one.years)
    for gap in answer.gaps:
        sides = _sides(gap.unit, gap.place)
        yield ("gaps", *[None] * 3, gap.type, None, gap.tier, *sides, gap.reason.zh, gap.reason.en, gap.priority.score)
    for found in answer.candidates:
        yield ("candidates", *[None] * 6, *_sides(None, found.place), found.why.zh, found.why.en, found.score)
    for body in answer.bodies:
        yield _named("bodies", body.id, None, body.kind, body.status, body.names)
    for source in answer.sources:
        yield ("sources", *[None] * 12, source.document, source.document, source.records)


_NONE = (None, None, None)


def _ties(answer: BriefAnswer) -> Iterator[tuple[object, ...]]:
    """Our agreements with the partner and with what it lies in, and the partner's with the rest of our country."""
    for section in (*TIES, "around"):
        for item in getattr(answer, section):
            standing = (item.since, item.since_also, item.kind, item.status, item.tier)
            yield (section, item.id, *standing, *_sides(item.unit, item.partner), *_NONE)
    for tie in (tie for other in answer.others for tie in other.agreements):
        yield ("others", tie.id, tie.since, tie.since_also, tie.kind, None, None, *_sides(tie.unit, tie.partner), *_NONE)


def _sides(unit: PlaceReference | UnitReference | None, partner: PlaceReference | UnitReference | None) -> tuple[object, ...]:
    return tuple(cell for side in (unit, partner) for cell in ((side.id, *both_names(side.names)) if side else _NONE))


def _named(
    section: str, record: str, date: str | None, kind: str, status: str | None, names: Names, value: float | None = None
) -> tuple[object, ...]:
    return (section, record, date, None, kind, status, *[None] * 7, *both_names(names), value)


def shown(answer: BriefAnswer, lang: Language) -> Shown:
    """One row per entry, in one language."""
    lines = ((part.title, " · ".join(filter(None, map(str, row)))) for part in parts_of(answer, lang) for row in part.rows)
    where = name_in(answer.partner, lang)
    title = headline(answer.home, lang, f"与{where}会前一页纸", f"before the meeting with {where}")
    return Shown(titled(title, answer.knowledge, lang), heads(lang, "section", "entry"), lines, outline_of(answer, lang).foot)


BRIEF = Question(
    name="brief",
    title=Bilingual("会前一页纸", "One page before the meeting"),
    ask=Brief,
    answer=BriefAnswer,
    find=brief,
    columns=(
        *("section", "id", "date", "date_also", "kind", "status", "tier"),
        *("unit", "unit_zh", "unit_en", "partner", "partner_zh", "partner_en"),
        *("zh", "en", "value"),
    ),
    rows=rows,
    shown=shown,
    path="briefs/{home}/{partner}",
    forms={"docx": Form(DOCX, as_document)},
    held=lambda _: None,
)
