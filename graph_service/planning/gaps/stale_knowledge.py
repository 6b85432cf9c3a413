"""Where knowledge is old or visibly incomplete: nothing newer on record than so many months, or a claimed total far above
what is enumerated."""

from collections.abc import Iterable, Iterator
from datetime import date

from graph_service.metrics.claims import claims_by_subject, said_by
from graph_service.metrics.freshness import last_heard, newest_source
from graph_service.metrics.homonyms import told_apart
from graph_service.metrics.list_claims import Lists, day_of, kinds_of
from graph_service.metrics.selection import Selection
from graph_service.metrics.ties import Tie
from graph_service.metrics.vitality import DAYS_PER_MONTH, months_between
from graph_service.planning.gaps.gap import Gap, GapQuestion
from graph_service.planning.listing import beside_formal
from graph_service.records.claim import Claim
from graph_service.records.dates import moved
from graph_service.words.bilingual import Bilingual, both
from graph_service.words.days import said


def stale_knowledge(question: GapQuestion) -> Iterable[Gap]:
    """Claimed totals first, those with most missing first; then agreements, the least lately heard of first."""
    yield from _claimed(question)
    yield from _unheard(question)


def _claimed(question: GapQuestion) -> Iterator[Gap]:
    if not question.everywhere:  # totals are claimed for all countries together
        return
    vine = question.vine
    claims, lists = vine.snapshot.once(claims_by_subject), Lists(vine.snapshot, vine.home, vine.selection)
    found = [claim for unit in vine.home.tiers for claim in claims.get(unit, ()) if _total(lists, claim)]
    counted = [(claim, _enumerated(lists, claim)) for claim in _newest(found)]
    far = [(claim, known) for claim, known in counted if _missing(claim, known) > question.rules.stale_missing]
    parts = {_part(claim, claim.scope_tiers) for claim, _ in far}
    for claim, known in sorted(far, key=lambda pair: (-_missing(*pair), pair[0].id)):
        tiers = claim.scope_tiers or tuple(range(1, question.vine.home.tmax + 1))
        if len(tiers) == 1 or not all(_part(claim, (tier,)) in parts for tier in tiers):  # else its tiers tell it
            yield _claim_gap(question, claim, known)


def _newest(claims: Iterable[Claim]) -> Iterator[Claim]:
    """The newest totals of each list, each number once: an older one is overtaken. Nobody knows whether one without a day is."""
    lists: dict[tuple[str, tuple[str, ...], tuple[int, ...]], list[Claim]] = {}
    for claim in claims:
        lists.setdefault((claim.subject, claim.scope_kinds, claim.scope_tiers), []).append(claim)
    for same in lists.values():
        latest = max((day_of(claim) for claim in same if claim.as_of), default=None)
        told: dict[float | None, Claim] = {}
        for claim in same:
            if claim.as_of is None or day_of(claim) == latest:
                told.setdefault(claim.value, claim)
        yield from told.values()


def _part(claim: Claim, tiers: tuple[int, ...]) -> tuple[str, str | None, tuple[str, ...], tuple[int, ...]]:
    """What tells the claims of one document about the tiers of one list apart."""
    return claim.subject, claim.as_of, claim.scope_kinds, tiers


def _total(lists: Lists, claim: Claim) -> bool:
    past = claim.as_of is None or said_by(claim, lists.selection.as_of)
    return claim.measure == "agreements" and bool(claim.value) and past and lists.list_of(claim) is not None


def _enumerated(lists: Lists, claim: Claim) -> int:
    """How many agreements are on record that may be among those claimed, on the day of the claim: an unclassified one may be of
    any kind."""
    wanted, day = lists.list_of(claim), day_of(claim) if claim.as_of else lists.selection.as_of
    assert wanted is not None  # of a claim about no region abroad and no several countries, see `_total`
    found = lists.recorded(wanted, Selection(day, kinds_of(claim), lists.selection.layer))
    return len(found.ids) + len(found.beside)


def _missing(claim: Claim, known: int) -> float:
    """The share of a claimed total that is not enumerated; negative where more is known than claimed."""
    return 1 - known / (claim.value or 1.0)


def _claim_gap(question: GapQuestion, claim: Claim, known: int) -> Gap:
    unit = question.vine.snapshot.places[claim.subject]
    name, tier = both(unit), claim.scope_tiers[0] if len(claim.scope_tiers) == 1 else None
    which, called = _tiers(question, claim), _kinds(claim)
    day = said(claim.as_of)
    when = Bilingual(f"（{day.zh}）", f" ({day.en})") if claim.as_of else Bilingual("", "")
    return Gap(
        type="stale_knowledge",
        home=question.vine.home.place.id,
        unit=unit.id,
        place=None,
        country=None,
        tier=tier,
        reason=Bilingual(
            f"来源称{name.zh}有{claim.value:g}对{which.zh}{called.zh}{when.zh}，在册至多{known}对",
            f"a source claims {claim.value:g} {called.en} of {name.en}{f' at {which.en}' if which.en else ''}{when.en}; "
            f"at most {known} of them are on record",
        ),
        established=True,  # a source states more than is listed
        action="consolidate",
        evidence=(claim.id,),
    )


def _tiers(question: GapQuestion, claim: Claim) -> Bilingual:
    """The tiers that a claim counts, where it does not count all."""
    if not set(claim.scope_tiers) < set(range(1, question.vine.home.tmax + 1)):
        return Bilingual("", "")
    named = [question.tier(tier) for tier in claim.scope_tiers]
    return Bilingual("、".join(name.zh for name in named), " and ".join(name.en for name in named))


def _kinds(claim: Claim) -> Bilingual:
    """What a claim counts; one that names no kind counts the formal ones."""
    if set(claim.scope_kinds) <= {"formal"}:
        return Bilingual("友城", "agreements")
    beside = beside_formal(claim.scope_kinds)
    if "formal" in claim.scope_kinds:
        return Bilingual(f"友城（含{beside.zh}）", f"agreements, {beside.en} included,")
    return Bilingual(beside.zh, f"{beside.en} agreements")


def _unheard(question: GapQuestion) -> Iterator[Gap]:
    chosen = {country.country for country in question.countries}
    as_of, months = question.vine.selection.as_of, question.rules.stale_months
    fresh = moved(as_of, -months * DAYS_PER_MONTH)
    ties = [tie for tie in question.vine.ties.effective if (newest_source(tie.agreement) or date.min) < fresh]  # spares most
    old = [
        (heard.day, tie)
        for tie in ties
        if tie.partner.country in chosen
        and (heard := last_heard(question.vine.snapshot, tie.agreement)).sure
        and heard.day is not None
        and months_between(heard.day, as_of) > months
    ]
    for day, tie in sorted(old, key=lambda found: (found[0], found[1].agreement.id)):
        if tie.tier in question.asks(1, 2, 3):
            yield _unheard_gap(question, tie, day)


def _unheard_gap(question: GapQuestion, tie: Tie, day: date) -> Gap:
    unit, partner = both(question.vine.snapshot.places[tie.unit]), told_apart(question.vine.snapshot, tie.partner)
    return Gap(
        type="stale_knowledge",
        home=question.vine.home.place.id,
        unit=tie.unit,
        place=tie.partner.id,
        country=tie.partner.country,
        tier=tie.tier,
        reason=Bilingual(
            f"{unit.zh}与{partner.zh}信息待更新，在册最新的来源截至{said(day).zh}",
            f"nothing newer than {said(day).en} is on record of {unit.en} and {partner.en}",
        ),
        established=False,  # something newer may be known elsewhere
        action="consolidate",
        evidence=(tie.agreement.id,),
    )
