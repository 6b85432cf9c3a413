"""The answer about anniversaries: what to celebrate in a window, and what is planned for it."""

from collections.abc import Iterable
from functools import partial

from msgspec import Struct

from graph_service.answers.common import Echo, PlaceReference, echo, reference
from graph_service.answers.common import names_of as called_of
from graph_service.answers.paging import page_of
from graph_service.metrics.vine import Vine
from graph_service.planning.anniversaries import (
    AnniversariesOf,
    Anniversary,
    AnniversaryKind,
    Unplaced,
    Window,
    anniversaries,
    unplaced,
)
from graph_service.planning.anniversary_names import names_of
from graph_service.planning.preparations import prepared_for
from graph_service.records.base import Names
from graph_service.records.dates import Precision, span
from graph_service.records.vocabulary import Basis
from graph_service.rules import DEFAULTS
from graph_service.words.bilingual import Bilingual, plural


class AnniversaryItem(Struct, frozen=True, kw_only=True):
    """One anniversary. `date` is as exact as `since`: a year or a month where no day is known. `agreement`, `unit` and
    `tier` are None for diplomatic relations. `note` says from which words an inferred date follows, or what the source
    adds; `evidence` are ids of the agreement and of claims, `prepared` of activities in its year and of plans for it."""

    key: str
    kind: AnniversaryKind
    years: int
    date: str
    precision: Precision
    since: str
    since_also: tuple[str, ...]
    basis: Basis
    note: str | None
    names: Names
    agreement: str | None
    country: str
    unit: PlaceReference | None
    partner: PlaceReference
    partner_dissolved: bool
    tier: int | None
    evidence: tuple[str, ...]
    evidence_names: tuple[Names, ...]
    prepared: tuple[str, ...]
    prepared_names: tuple[Names, ...]


class AnniversariesAnswer(Echo, frozen=True, kw_only=True):
    """The anniversaries of a home from `first` to `last`, the earliest first. `undated` counts the agreements whose
    anniversaries cannot be told; `vague` ones, signed in an interval of years, may have one in the window."""

    home: PlaceReference
    first: str
    last: str
    step: int
    of: AnniversariesOf
    total: int
    items: tuple[AnniversaryItem, ...]
    undated: int
    vague: tuple[str, ...]
    without_partners: int
    next: str | None


class AnniversaryQuestion(Struct, frozen=True):
    """Which anniversaries: in a window, at multiples of so many years, of one kind or of both, of all countries or of those alone
    in which the home has a partner."""

    window: Window
    step: int = DEFAULTS.anniversary_step
    kind: AnniversaryKind | None = None
    of: AnniversariesOf = "all"


def anniversaries_answer(vine: Vine, asked: AnniversaryQuestion, limit: int, cursor: str | None = None) -> AnniversariesAnswer:
    """The answer of `/anniversaries`.

    Raises:
        BadRequest: the cursor.
    """
    window, step = asked.window, asked.step
    found = anniversaries(vine, window, step, asked.kind)
    others = _without_partners(vine, found)
    held = found if asked.of == "all" else [item for item in found if item.key not in others]
    page = page_of(held, lambda item: item.key, limit, cursor)
    beside = Unplaced(0, ()) if asked.kind == "diplomatic" else unplaced(vine, window, step)
    return AnniversariesAnswer(
        **echo(vine.snapshot, vine.selection),
        home=reference(vine.home.place),
        first=window.first.isoformat(),
        last=window.last.isoformat(),
        step=step,
        of=asked.of,
        total=page.total,
        items=tuple(_item(vine, item) for item in page.items),
        undated=beside.undated,
        vague=beside.vague,
        without_partners=len(others),
        next=page.next,
    )


def _without_partners(vine: Vine, found: Iterable[Anniversary]) -> frozenset[str]:
    """The keys of those that are of diplomatic relations with a country in which the home and its units have no agreement on
    record, exchange included."""
    partners = {tie.partner.country for tie in (*vine.ties.effective, *vine.ties.exchange)}
    return frozenset(item.key for item in found if item.kind == "diplomatic" and item.partner.country not in partners)


def left_out(answer: AnniversariesAnswer) -> Bilingual | None:
    """What the list does not hold because no year of it is known; None where it holds all."""
    undated, vague = answer.undated, len(answer.vague)
    if not undated and not vague:
        return None
    return Bilingual(
        f"没有日期的协议{undated}对、签于若干年间的协议{vague}对未列入",
        f"{plural(undated, 'agreement')} without a date and {vague} signed in an interval of years are not listed",
    )


def beside_partners(answer: AnniversariesAnswer) -> Bilingual | None:
    """How many are of countries in which the home has no partner, and whether the list holds them; None where there are none."""
    count = answer.without_partners
    if not count:
        return None
    whole = answer.of == "all"
    zh, en = ("其中", "of these, ") if whole else ("另有", "")
    left, out = ("", "") if whole else ("，未列入", ", not listed here")
    return Bilingual(
        f"{zh}建交周年{count}个，是与在册没有友城的国家和地区的{left}",
        f"{en}{plural(count, 'anniversary', 'anniversaries')} of diplomatic relations with countries and areas without a partner "
        f"on record{out}",
    )


def _item(vine: Vine, found: Anniversary) -> AnniversaryItem:
    tie, called = found.tie, partial(called_of, vine.snapshot)
    claims = tuple(claim.id for claim in found.claims)
    evidence, prepared = (tie.agreement.id, *claims) if tie else claims, prepared_for(vine, found)
    return AnniversaryItem(
        key=found.key,
        kind=found.kind,
        years=found.years,
        date=found.date,
        precision=span(found.date).precision,
        since=found.since,
        since_also=found.also,
        basis=found.basis,
        note=found.note,
        names=names_of(vine, found),
        agreement=tie.agreement.id if tie else None,
        country=found.partner.country,
        unit=reference(vine.snapshot.places[tie.unit]) if tie else None,
        partner=reference(found.partner),
        partner_dissolved=found.partner.ended(vine.selection.as_of),
        tier=tie.tier if tie else None,
        evidence=evidence,
        evidence_names=tuple(map(called, evidence)),
        prepared=prepared,
        prepared_names=tuple(map(called, prepared)),
    )
