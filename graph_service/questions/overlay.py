"""The friendship map of a home over its business map."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from pydantic import Field

from graph_service.answers.common import Echo, PlaceReference, echo, reference
from graph_service.answers.paging import page_of
from graph_service.metrics.business import Business, BusinessType, Lines
from graph_service.metrics.overlay import Association, Overlap, OverlayGrain, State, overlay_of
from graph_service.metrics.vine import Vine
from graph_service.questions.agreements import AGREEMENTS
from graph_service.questions.counted import Words, counted, counted_words, recorded
from graph_service.questions.parameters import InPages, OfHome
from graph_service.questions.question import Question, Shown, View
from graph_service.questions.shown import both_names, headline, with_id
from graph_service.records.base import Names
from graph_service.records.claim import Claim
from graph_service.records.vocabulary import ActivityKind, OrganisationKind, OrganisationStatus, PlanKind, ProjectKind, WorkStatus
from graph_service.words.bilingual import Bilingual, Language, called
from graph_service.words.headings import heads
from graph_service.words.network import OVERLAY_STATES


class BusinessItem(Struct, frozen=True, kw_only=True):
    """One record on the business map: what kind of record it is, and where to find it."""

    id: str
    names: Names
    type: BusinessType
    kind: OrganisationKind | ProjectKind | ActivityKind | PlanKind
    status: OrganisationStatus | WorkStatus | None


class OverlayItem(Struct, frozen=True, kw_only=True):
    """One country or city. `prospects` are proposed or planned business, not counted; `claims` are figures that documents
    state about the home and this country, never counted and never recomputed."""

    place: PlaceReference
    state: State
    agreements: tuple[str, ...]
    business: tuple[BusinessItem, ...]
    prospects: tuple[BusinessItem, ...]
    claims: tuple[str, ...]


class OverlayAnswer(Echo, frozen=True, kw_only=True):
    """The friendship map of a home over its business map. Cities on neither map are counted, not listed."""

    home: PlaceReference
    grain: OverlayGrain
    lines: Lines
    counts: dict[State, int]
    association: Association
    total: int
    items: tuple[OverlayItem, ...]
    next: str | None


def _item(row: Overlap, claims: Mapping[str, list[str]]) -> OverlayItem:
    return OverlayItem(
        place=reference(row.place),
        state=row.state,
        agreements=row.agreements,
        business=business_items(row.business),
        prospects=business_items(row.prospects),
        claims=tuple(claims.get(row.place.id, ())),
    )


def business_items(rows: Iterable[Business]) -> tuple[BusinessItem, ...]:
    """Records of the business map as answers show them."""
    return tuple(
        BusinessItem(id=row.record.id, names=row.record.names, type=row.type, kind=row.kind, status=row.status) for row in rows
    )


def _claims_by_counterpart(vine: Vine) -> Mapping[str, list[str]]:
    """The claims about the home or a unit of it, by the places they name as counterpart."""
    found: dict[str, list[str]] = {}
    for claim in vine.snapshot.network.table(Claim).values():
        if claim.subject in vine.home.tiers:
            for counterpart in claim.counterparts:
                found.setdefault(counterpart, []).append(claim.id)
    return found


class Overlay(InPages, OfHome):
    """Whose maps, how fine, and what counts as business."""

    grain: OverlayGrain = Field("country", description="country by country or city by city")
    lines: Lines = Field(
        "events", description="economic lines that count: none; events naming the place; also plans' fields and frames (all)"
    )
    state: State | None = Field(None, description="only places in this state; all if left out")


def overlay(view: View, ask: Overlay) -> OverlayAnswer:
    """Where friendship and business meet and where only one of them is, with the association of the two maps."""
    vine = view.vine(ask)
    found, claims = overlay_of(vine, ask.grain, ask.lines), _claims_by_counterpart(vine)
    wanted = (row for row in found.rows if ask.state in (None, row.state))
    page = page_of(wanted, lambda row: row.place.id, ask.most, ask.cursor)
    return OverlayAnswer(
        **echo(view.snapshot, vine.selection),
        home=reference(vine.home.place),
        grain=ask.grain,
        lines=ask.lines,
        counts=dict(found.counts),
        association=found.association,
        total=page.total,
        items=tuple(_item(row, claims) for row in page.items),
        next=page.next,
    )


def rows(answer: OverlayAnswer) -> Iterator[tuple[object, ...]]:
    """One row per place, with the ids of the records on each map."""
    for item in answer.items:
        business, prospects = ([row.id for row in found] for found in (item.business, item.prospects))
        name = (item.place.id, *both_names(item.place.names))
        yield (*name, item.state, item.agreements, business, prospects, item.claims)


def shown(answer: OverlayAnswer, lang: Language) -> Shown:
    """One row per place; those on neither map are left out."""

    def there(item: OverlayItem) -> Words:
        return counted_words(answer.home.id, answer.kinds, partner=item.place.id)

    on_a_map = (item for item in answer.items if item.state != "neither")
    lines = (
        (
            *(called(OVERLAY_STATES, item.state, lang), counted(len(item.agreements), AGREEMENTS, **there(item))),
            *(recorded([row.id for row in rows]) for rows in (item.business, item.prospects)),
            with_id(item.place, lang, "cluster", answer.home.id, item.place.id),
        )
        for item in on_a_map
    )
    return Shown(_title(answer, lang), heads(lang, "state", "friendship", "business", "prospects", "place"), lines)


def _title(answer: OverlayAnswer, lang: Language) -> str:
    counts = [(called(OVERLAY_STATES, state, lang), count) for state, count in answer.counts.items()]
    found = answer.association
    measure = "" if found.phi is None or found.p is None else f"phi {found.phi:.2f}, p {found.p:.4f}"
    zh = "；".join(filter(None, ("，".join(f"{state}{count}个" for state, count in counts), measure)))
    en = "; ".join(filter(None, (", ".join(f"{count} {state}" for state, count in counts), measure)))
    return headline(answer.home, lang, f"友城版图与商业版图，{zh}", f"friendship and business, {en}")


OVERLAY = Question(
    name="overlay",
    title=Bilingual("友城版图与商业版图", "Overlay"),
    ask=Overlay,
    answer=OverlayAnswer,
    find=overlay,
    columns=("id", "zh", "en", "state", "agreements", "business", "prospects", "claims"),
    rows=rows,
    shown=shown,
)
