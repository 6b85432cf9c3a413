"""Everything on record that a home could use in a country."""

from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace
from pydantic import Field

from graph_service.answers.common import Echo, PlaceReference, echo, names_of, reference, since
from graph_service.errors import BadRequest
from graph_service.metrics.resources import resources_of
from graph_service.metrics.signing_dates import SIGNED, date_stated
from graph_service.metrics.ties import ties_apart
from graph_service.metrics.vine import Vine
from graph_service.questions.parameters import OfHome
from graph_service.questions.question import Question, Shown, View
from graph_service.questions.shown import headline, name_in
from graph_service.records.activity import Activity
from graph_service.records.agreement import Agreement
from graph_service.records.base import Names, Record
from graph_service.records.claim import Claim
from graph_service.records.membership import Membership
from graph_service.records.organisation import Organisation
from graph_service.records.plan import Plan
from graph_service.records.project import Project
from graph_service.records.registry import PLURAL_OF, Plural
from graph_service.records.target import Target
from graph_service.records.vocabulary import AgreementKind, OrganisationStatus, Status, WorkStatus
from graph_service.words import records
from graph_service.words.agreements import KINDS, STATUSES
from graph_service.words.bilingual import SEMICOLON, Bilingual, Language, both
from graph_service.words.claims import CLAIMED
from graph_service.words.headings import UNDATED, heads
from graph_service.words.sources import source_told


class AgreementResource(Struct, frozen=True, kw_only=True):
    """An agreement of the home in the country, whatever its kind and status; `counted` says whether it is effective. With an
    area of the home's own state it counts apart."""

    id: str
    unit: PlaceReference
    partner: PlaceReference
    kind: AgreementKind | None
    status: Status | None
    when: str | None
    documents: tuple[str, ...]
    counted: bool


class ResourceItem(Struct, frozen=True, kw_only=True):
    """One record: `type` is the list it is in, `places` all it leads to on either side."""

    id: str
    type: Plural
    names: Names
    kind: str | None
    status: OrganisationStatus | WorkStatus | None
    when: str | None
    documents: tuple[str, ...]
    places: tuple[str, ...]


class ResourcesAnswer(Echo, frozen=True, kw_only=True):
    """All resources of a home for one country. `frames` are the sets of countries it belongs to, `experts` the claims that
    count experts: persons are not kept."""

    home: PlaceReference
    country: PlaceReference
    total: int
    agreements: tuple[AgreementResource, ...]
    missions: tuple[ResourceItem, ...]
    counterpart_associations: tuple[ResourceItem, ...]
    international_organisations: tuple[ResourceItem, ...]
    chambers: tuple[ResourceItem, ...]
    parks: tuple[ResourceItem, ...]
    companies: tuple[ResourceItem, ...]
    other_organisations: tuple[ResourceItem, ...]
    projects: tuple[ResourceItem, ...]
    routes: tuple[ResourceItem, ...]
    activities: tuple[ResourceItem, ...]
    plans: tuple[ResourceItem, ...]
    targets: tuple[ResourceItem, ...]
    memberships: tuple[ResourceItem, ...]
    frames: tuple[str, ...]
    claims: tuple[ResourceItem, ...]
    experts: tuple[str, ...]


_NAMED = {
    "embassy": "missions",
    "consulate": "missions",
    "counterpart_association": "counterpart_associations",
    "international_organisation": "international_organisations",
    "network": "international_organisations",
    "chamber": "chambers",
    "park": "parks",
    "company": "companies",
}
_SECTION: Mapping[type[Record], Callable[[Record], str]] = {
    Organisation: lambda record: _NAMED.get(str(_kind(record)), "other_organisations"),
    Project: lambda record: "routes" if _kind(record) == "route" else "projects",
    Activity: lambda _: "activities",
    Plan: lambda _: "plans",
    Target: lambda _: "targets",
    Membership: lambda _: "memberships",
    Claim: lambda _: "claims",
}
SECTIONS = (
    "missions", "counterpart_associations", "international_organisations", "chambers", "parks", "companies",
    "other_organisations", "projects", "routes", "activities", "plans", "targets", "memberships", "claims",
)  # fmt: skip


def resources_answer(vine: Vine, code: str) -> ResourcesAnswer:
    """The answer of `/resources`.

    Raises:
        BadRequest: no country on record has this code, or it is the home's own.
    """
    snapshot, selection = vine.snapshot, vine.selection
    country = snapshot.country(code)
    if country is None or country.country == vine.home.place.country:
        problem = "is the home's own country" if country else "is the code of no country on record"
        raise BadRequest("country", f"{code!r} {problem}; name another")
    found = resources_of(snapshot, vine.home, country, selection)
    records = [resource.record for resource in found]
    frames = {row.of for row in records if isinstance(row, Membership) and row.member == country.id}
    sections: dict[str, list[ResourceItem]] = {section: [] for section in SECTIONS}
    for resource in found:
        if not (isinstance(resource.record, Membership) and resource.record.of in frames):
            section = _SECTION[type(resource.record)](resource.record)
            sections[section].append(_item(vine, resource.record, resource.footprint.places))
    agreements = _agreements(vine, country.country)
    return ResourcesAnswer(
        **echo(snapshot, selection),
        home=reference(vine.home.place),
        country=reference(country),
        total=len(agreements) + sum(map(len, sections.values())),
        agreements=agreements,
        frames=tuple(sorted(frames)),
        experts=tuple(row.id for row in records if isinstance(row, Claim) and row.measure == "experts"),
        **{section: tuple(rows) for section, rows in sections.items()},
    )


def _agreements(vine: Vine, country: str) -> tuple[AgreementResource, ...]:
    ties = vine.ties
    counted = {tie.agreement.id for tie in (*ties.effective, *ties.areas)}
    apart = ties_apart(vine.snapshot, vine.home, vine.selection)
    every = (*ties.effective, *ties.uncounted, *apart)
    there = {tie.agreement.id: tie for tie in every if tie.partner.country == country}
    return tuple(
        AgreementResource(
            id=agreement_id,
            unit=reference(vine.snapshot.places[tie.unit]),
            partner=reference(tie.partner),
            kind=tie.standing.kind,
            status=tie.standing.status,
            when=since(vine.snapshot, tie.agreement, tie.standing.since).date,
            documents=_documents(tie.agreement),
            counted=agreement_id in counted,
        )
        for agreement_id, tie in sorted(there.items())
    )


def _item(vine: Vine, record: Record, places: frozenset[str]) -> ResourceItem:
    return ResourceItem(
        id=record.id,
        type=PLURAL_OF[type(record)],
        names=_names(vine, record),
        kind=_kind(record),
        status=getattr(record, "status", None),
        when=_when(record),
        documents=_documents(record),
        places=tuple(sorted(places)),
    )


def _documents(record: Record) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source.document for source in record.sources))


def _names(vine: Vine, record: Record) -> Names:
    """What a record is called; a claim in a language that it has no words in, as what it is about, and one of a signing as the
    agreement, whose sides each document names in its own order."""
    if not isinstance(record, Claim):
        return record.names
    agreement = vine.snapshot.network.table(Agreement).get(record.subject) if record.measure == SIGNED else None
    if agreement is not None:
        parties = sorted(agreement.parties, key=lambda party: party not in vine.home.tiers)
        sides = [both(side) for party in parties if (side := vine.snapshot.places.get(party))]
        return Names(zh=" – ".join(side.zh for side in sides), en=" – ".join(side.en for side in sides))
    about = names_of(vine.snapshot, record.subject)
    return replace(record.names, zh=record.names.zh or about.zh, en=record.names.en or about.en)


def _kind(record: Record) -> str | None:
    kind: str | None = getattr(record, "kind", None) or getattr(record, "measure", None)
    return kind


def _when(record: Record) -> str | None:
    """The date, period or founding of a record, whichever it has; of a claim that has none the date that it states."""
    found = (when for name in ("date", "period", "as_of", "founded", "from_") if (when := getattr(record, name, None)))
    return next(found, None) or (date_stated(record) if isinstance(record, Claim) else None)


Row = tuple[str, str, str, str | None, str | None, str | None, str | None, str | None, tuple[str, ...]]
# What the kinds and statuses of each type of record are called; measures are open words, and some have no label.
_KINDS: Mapping[str, Mapping[str, Bilingual]] = {
    "agreements": KINDS,
    "organisations": records.ORGANISATIONS,
    "activities": records.ACTIVITIES,
    "plans": records.PLANS,
    "projects": records.PROJECTS,
    "targets": CLAIMED,
    "claims": CLAIMED,
}
_DATED = ("agreements", "activities", "claims")  # records of what is of a day, known or not
_STATUSES = {"agreements": STATUSES, "organisations": records.ORGANISATION_STATUSES}


class Resources(OfHome):
    """Whose resources, for which country."""

    country: str = Field(description="country or area")


def resources(view: View, ask: Resources) -> ResourcesAnswer:
    """All resources for one country: agreements, missions, organisations, chambers, parks, projects, routes and more."""
    (country,) = view.named(ask, "country")
    return resources_answer(view.vine(ask), str(country))


def rows(answer: ResourcesAnswer) -> Iterator[tuple[object, ...]]:
    """One row per resource, agreements first."""
    return ((section, *row) for section, _, *row in _told(answer))


def shown(answer: ResourcesAnswer, lang: Language) -> Shown:
    """One row per resource, its name in one language; what several documents say alike stands once, with all of them."""
    lines: dict[tuple[str | None, ...], list[str]] = {}
    for section, of, record_id, zh, en, kind, status, when, documents in _told(answer):
        row = (
            *(getattr(records.RESOURCES[section], lang), _called(_KINDS.get(of, {}), kind, lang)),
            *(
                _called(_STATUSES.get(of, records.WORK_STATUSES), status, lang),
                when or (getattr(UNDATED, lang) if of in _DATED else None),
            ),
            (zh if lang == "zh" else en) or zh or en or record_id,
        )
        lines.setdefault(row, []).extend(getattr(source_told(document), lang) for document in documents)
    where = name_in(answer.country, lang)
    title = headline(answer.home, lang, f"与{where}有关的资源{len(lines):,}项", f"{len(lines):,} resources for {where}")
    rows = ((*row, getattr(SEMICOLON, lang).join(dict.fromkeys(documents))) for row, documents in lines.items())
    return Shown(title, heads(lang, "resource", "kind", "status", "date", "name", "document"), rows)


def _told(answer: ResourcesAnswer) -> Iterator[Row]:
    """Section, type of record, id, names, kind, status, date and documents of each."""
    for agreement in answer.agreements:
        unit, partner = agreement.unit.names, agreement.partner.names
        zh, en = (f"{unit.best(lang, '')} – {partner.best(lang, '')}" for lang in ("zh", "en"))
        standing = (agreement.kind, agreement.status, agreement.when, agreement.documents)
        yield "agreements", "agreements", agreement.id, zh, en, *standing
    for section in SECTIONS:
        for item in getattr(answer, section):
            told = (item.names.zh, item.names.en, item.kind, item.status, item.when, item.documents)
            yield section, item.type, item.id, *told


def _called(table: Mapping[str, Bilingual], word: str | None, lang: Language) -> str | None:
    return getattr(table[word], lang) if word and word in table else word


RESOURCES = Question(
    name="resources",
    title=Bilingual("资源包", "Resources"),
    ask=Resources,
    answer=ResourcesAnswer,
    find=resources,
    columns=("section", "id", "zh", "en", "kind", "status", "when", "documents"),
    rows=rows,
    shown=shown,
    held=lambda _: None,
)
