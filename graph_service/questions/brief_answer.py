"""What a delegation should know of a partner before it meets it, as data."""

from msgspec import Struct

from graph_service.answers.anniversaries import AnniversaryItem
from graph_service.answers.clusters import ClusterAgreement
from graph_service.answers.common import Echo, PlaceReference
from graph_service.metrics.knowledge import HomeKnowledge
from graph_service.metrics.work import WorkState
from graph_service.planning.candidates.cautions import Caution
from graph_service.planning.caveats import Caveat
from graph_service.questions.gaps import GapItem
from graph_service.records.base import Names
from graph_service.records.registry import Plural
from graph_service.records.vocabulary import (
    ActivityKind,
    AgreementKind,
    Basis,
    Level,
    OrganisationKind,
    OrganisationStatus,
    PlanKind,
    PopulationOf,
    ProjectKind,
    Qualifier,
    WorkStatus,
)
from graph_service.words.bilingual import Bilingual


class StatedFact(Struct, frozen=True, kw_only=True):
    """What a document states of the partner: a figure with its unit, or words."""

    id: str
    names: Names
    measure: str
    value: float | None
    stated: str | None
    unit: str | None
    qualifier: Qualifier
    as_of: str | None


class BriefPartner(PlaceReference, frozen=True, kw_only=True):
    """Who the partner is: the place, what it lies in (nearest first), how many live there and whom that counts, what it is
    good at and looks for, the frames it belongs to (`our_frames` are those that the home, or what it lies in, has set up), the
    dates of diplomatic relations between the states, what documents state of it, and what is to be known of its country before
    acting."""

    levels: tuple[Level, ...]
    within: tuple[PlaceReference, ...]
    population: int | None
    population_of: PopulationOf | None
    strengths: tuple[str, ...]
    needs: tuple[str, ...]
    frames: tuple[Names, ...]
    our_frames: tuple[Names, ...]
    relations: tuple[str, ...]
    facts: tuple[StatedFact, ...]
    warnings: tuple[Caveat, ...]


class BriefEvent(Struct, frozen=True, kw_only=True):
    """Something that happened between home and partner."""

    id: str
    names: Names
    kind: ActivityKind
    date: str | None


class BriefPlan(Struct, frozen=True, kw_only=True):
    """Something that is planned or under way: an announced activity, a plan or a project, and how far it has come."""

    id: str
    type: Plural
    names: Names
    kind: ActivityKind | PlanKind | ProjectKind
    state: WorkState | WorkStatus | None
    when: str | None


class BriefBody(Struct, frozen=True, kw_only=True):
    """A body of people that deals with the other side; `ours` tells of which side it is."""

    id: str
    names: Names
    kind: OrganisationKind
    status: OrganisationStatus | None
    ours: bool


class OtherTie(Struct, frozen=True, kw_only=True):
    """An agreement of the partner with another place of the home's state."""

    id: str
    unit: PlaceReference
    partner: PlaceReference
    kind: AgreementKind | None
    since: str | None
    since_basis: Basis | None
    since_also: tuple[str, ...]


class OtherHome(Struct, frozen=True, kw_only=True):
    """A region of the home's state and its agreements with the partner; None are those of places whose region is not on
    record, or of the state itself."""

    home: PlaceReference | None
    agreements: tuple[OtherTie, ...]


class BriefCandidate(Struct, frozen=True, kw_only=True):
    """A place of the partner that could be the home's next partner, with its score and what most speaks for it; `taken` where a
    unit of the home has an agreement with it already; `warnings` are those of this place, not those of its country."""

    place: PlaceReference
    score: float
    why: Bilingual
    taken: Bilingual | None
    warnings: tuple[Caution, ...]


class BriefSource(Struct, frozen=True, kw_only=True):
    """A document, and how many of the records that the brief rests on name it."""

    document: str
    records: int


class BriefAnswer(Echo, frozen=True, kw_only=True):
    """What is on record for a meeting of a home with a partner. `agreements` count, `beside` are planned, exchange, intent
    and possible ones, `ended` suspended or terminated ones, `agreements_apart` those inside the home's own state; by tier and
    date; `around` are those with what the partner lies in, which no number of it counts. `activities` are what happened, the
    latest first, and `activities_alone` what the partner did without us. `others` are the partner's agreements with the rest of
    the home's state. `candidates` are the first of `candidates_total`."""

    home: PlaceReference
    partner: BriefPartner
    knowledge: HomeKnowledge
    undated: int
    total: int
    agreements: tuple[ClusterAgreement, ...]
    beside: tuple[ClusterAgreement, ...]
    ended: tuple[ClusterAgreement, ...]
    agreements_apart: tuple[ClusterAgreement, ...]
    around: tuple[ClusterAgreement, ...]
    apart: Bilingual | None
    activities: tuple[BriefEvent, ...]
    activities_alone: tuple[BriefEvent, ...]
    planned: tuple[BriefPlan, ...]
    anniversaries: tuple[AnniversaryItem, ...]
    others: tuple[OtherHome, ...]
    gaps: tuple[GapItem, ...]
    candidates: tuple[BriefCandidate, ...]
    candidates_total: int
    bodies: tuple[BriefBody, ...]
    sources: tuple[BriefSource, ...]
