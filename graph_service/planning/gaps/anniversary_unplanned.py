"""Anniversaries in the months ahead that nothing is planned for, as far as is on record."""

from collections.abc import Iterable

from graph_service.metrics.vine import Vine
from graph_service.planning.anniversaries import Anniversary
from graph_service.planning.anniversary_names import names_of
from graph_service.planning.gaps.gap import Gap, GapQuestion
from graph_service.planning.preparations import prepared_for
from graph_service.records.dates import Precision, months_after, span
from graph_service.words.bilingual import Bilingual
from graph_service.words.days import said


def anniversary_unplanned(question: GapQuestion) -> Iterable[Gap]:
    """The soonest come first. Diplomatic anniversaries are asked about only where the home has agreements to mark them."""
    vine = question.vine
    chosen = {country.country for country in question.countries}
    linked = {tie.partner.country for tie in vine.ties.effective}
    for item in question.anniversaries:
        concerns = item.tie is not None or item.partner.country in linked
        if concerns and item.partner.country in chosen and not prepared_for(vine, item):
            yield _gap(vine, item, question.rules.anniversary_months)


def _gap(vine: Vine, item: Anniversary, months: int) -> Gap:
    tie, names, when = item.tie, names_of(vine, item), said(item.date)
    claims = tuple(claim.id for claim in item.claims)
    day = span(item.date).precision is Precision.DAY
    return Gap(
        type="anniversary_unplanned",
        home=vine.home.place.id,
        unit=tie.unit if tie else vine.home.place.id,
        place=item.partner.id,
        country=item.partner.country,
        tier=tie.tier if tie else None,
        reason=Bilingual(
            f"{names.zh}（{when.zh}{'' if day else '，具体日期不详'}"
            f"{'，由推断得出' if item.basis == 'inferred' else ''}），尚无记录在案的安排",
            f"{names.en} ({when.en}{'' if day else ', day not known'}"
            f"{', inferred' if item.basis == 'inferred' else ''}): nothing planned is on record",
        ),
        established=False,  # what is planned may not be on record
        action="consolidate",
        evidence=(tie.agreement.id, *claims) if tie else claims,
        year=span(item.date).first.year,
        ahead=months_after(span(item.date).first, -months),
    )
