"""What documents claim about a place, beside what is on record."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct
from pydantic import Field

from graph_service.answers.common import Echo, PlaceReference, as_claimed, echo, reference
from graph_service.answers.paging import page_of
from graph_service.metrics.completeness import completeness as completeness_of
from graph_service.metrics.completeness import enumerate_claim
from graph_service.metrics.home import home_above
from graph_service.metrics.selection import HEADLINE_KINDS, Selection
from graph_service.metrics.share import Share
from graph_service.metrics.unknown import UnknownField, unknown_fields
from graph_service.questions.agreements import AGREEMENTS
from graph_service.questions.counted import EFFECTIVE, counted
from graph_service.questions.parameters import InPages, OfHome
from graph_service.questions.question import Question, Shown, View
from graph_service.questions.shown import both_names, headline
from graph_service.records.base import Names, Source
from graph_service.records.claim import TOTAL, WHOLE_LIST, Claim
from graph_service.records.dates import span
from graph_service.records.vocabulary import AgreementKind, Qualifier
from graph_service.resolver import resolve_home
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual, Language
from graph_service.words.claims import amount
from graph_service.words.headings import COMPLETENESS as HEADING
from graph_service.words.headings import heads
from graph_service.words.records import CLAIMED_FIELDS

_SIGNS = {"exact": "", "at_least": "≥ ", "just_under": "< "}


class Completeness(InPages, OfHome):
    """Whose claims."""

    home: str = Field(description="a place: claims about it and about what lies in it")


class ClaimBeside(Struct, frozen=True, kw_only=True):
    """A claim as stated, and what is enumerated of the same scope by its date. `enumerated` is None where the measure
    cannot be counted from records; `unclassified` counts agreements that may or may not be meant. `home` is the one that its
    subject is or lies in, None where it is or lies in none."""

    claim: str
    names: Names
    subject: str
    home: str | None
    measure: str
    value: float | None
    stated: str | None
    unit: str | None
    qualifier: Qualifier
    as_of: str | None
    period: str | None
    scope_kinds: tuple[AgreementKind, ...]
    scope_tiers: tuple[int, ...]
    scope: str | None
    enumerated: int | None
    unclassified: int | None
    completeness: Share | None
    note: str | None
    sources: tuple[Source, ...]


class CompletenessAnswer(Echo, frozen=True, kw_only=True):
    """The claims about a home and its units, each beside its count, of the kinds of its own scope: those about the home
    first, and of each place the newest first. `unknown` has a line for
    each field that no source speaks of in some of the records, with how many of how many; of the kinds asked about."""

    home: PlaceReference
    total: int
    items: tuple[ClaimBeside, ...]
    unknown: tuple[UnknownField, ...]
    next: str | None


def completeness(view: View, ask: Completeness) -> CompletenessAnswer:
    """What documents claim about a home and its units, each beside what is enumerated of the same scope."""
    snapshot, home = view.snapshot, resolve_home(view.snapshot, ask.home)
    selection, claims = view.selection(ask), view.snapshot.network.table(Claim).values()
    figures = (claim for claim in claims if claim.value is not None or claim.measure == WHOLE_LIST)  # a date is no total
    about = [claim for claim in figures if claim.subject in snapshot.places and snapshot.lies_in(claim.subject, home.id)]
    about.sort(key=lambda claim: (claim.subject != home.id, claim.subject, -_day(claim).toordinal(), claim.id))
    page = page_of(about, lambda claim: claim.id, ask.most, ask.cursor)
    return CompletenessAnswer(
        **echo(snapshot, selection),
        home=reference(home),
        total=page.total,
        items=tuple(_beside(snapshot, claim, selection) for claim in page.items),
        unknown=unknown_fields(snapshot, home, selection),
        next=page.next,
    )


def _day(claim: Claim) -> date:
    """The last day that a claim can speak of; claims without one come last."""
    told = claim.as_of or claim.period
    return span(told).last if told else date.min


def _beside(snapshot: Snapshot, claim: Claim, selection: Selection) -> ClaimBeside:
    found, home = enumerate_claim(snapshot, claim, selection.as_of, selection.layer), home_above(snapshot, claim.subject)
    return as_claimed(
        ClaimBeside,
        claim,
        claim=claim.id,
        home=home.id if home else None,
        enumerated=len(found.ids) if found else None,
        unclassified=len(found.beside) if found else None,
        completeness=completeness_of(claim, found),
    )


def rows(answer: CompletenessAnswer) -> Iterator[tuple[object, ...]]:
    """One row per claim."""
    for item in answer.items:
        share = item.completeness.share if item.completeness else None
        said = (item.claim, item.measure, item.value, item.qualifier, item.as_of or item.period)
        scope = (item.scope_kinds, item.scope_tiers)
        yield (*said, *scope, item.enumerated, item.unclassified, share, *both_names(item.names))


def shown(answer: CompletenessAnswer, lang: Language) -> Shown:
    """One row per claim, and a remark for each field that no source speaks of in some records."""
    lines = (
        (item.as_of or item.period, _claimed(item, lang), *_counts(item, answer), item.names.best(lang, item.measure))
        for item in answer.items
    )
    title = headline(answer.home, lang, f"{HEADING.zh}，{answer.total:,}项", f"{HEADING.en}, {answer.total:,} claims")
    columns = heads(lang, "date", "claimed", "on_record", "unclassified", "claim")
    return Shown(title, columns, lines, [_not_told(line, lang) for line in answer.unknown])


def _counts(item: ClaimBeside, answer: CompletenessAnswer) -> tuple[object, ...]:
    """How many are on record and how many may be of these kinds too, each leading to them where they are agreements of the home
    or of one of its units, on the day of the claim."""
    if item.measure != TOTAL or item.home is None:
        return item.enumerated, item.unclassified
    whole = item.subject == item.home
    unit = {} if whole else {"within" if item.scope_tiers else "place": item.subject}
    today = date.fromisoformat(answer.as_of)
    said = item.as_of or item.period
    kinds = frozenset(item.scope_kinds) or HEADLINE_KINDS
    words: dict[str, str | None] = {
        "home": item.home,
        "counted": "true",
        "status": EFFECTIVE,
        **unit,
        "tier": ",".join(map(str, item.scope_tiers)) or None,
        "as_of": min(span(said).last, today).isoformat() if said else answer.as_of,
    }
    return (
        counted(item.enumerated or 0, AGREEMENTS, **words, kind=",".join(sorted(kinds))),
        counted(item.unclassified or 0, AGREEMENTS, **words, kind="unclassified"),
    )


def _claimed(item: ClaimBeside, lang: Language) -> str | None:
    return item.stated if item.value is None else f"{_SIGNS[item.qualifier]}{amount(item.value, item.unit, lang)}"


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
