"""Anniversaries: of agreements, counted from the step that gave their kind, and of diplomatic relations.

An anniversary is as exact as the date it is counted from. Where a source gives the year only, the whole year is the
anniversary; no day is invented.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from graph_service.errors import TURN_ROUND, BadRequest
from graph_service.metrics.relations import Break, Relation, anniversary_claims, break_between, relations_of
from graph_service.metrics.signing_dates import also_given
from graph_service.metrics.ties import Tie
from graph_service.metrics.vine import Vine
from graph_service.records.claim import Claim
from graph_service.records.dates import FIRST_YEAR, LAST_YEAR, months_after, span, years_after
from graph_service.records.place import Place
from graph_service.records.vocabulary import Basis

AnniversaryKind = Literal["agreement", "diplomatic"]
AnniversariesOf = Literal["all", "partners"]
MAX_YEARS = 20


class Window(NamedTuple):
    """First and last day, both included."""

    first: date
    last: date

    def meets(self, text: str) -> bool:
        """Whether a date can mean a day of the window."""
        when = span(text)
        return when.first <= self.last and self.first <= when.last


@dataclass(frozen=True, slots=True)
class Anniversary:
    """`years` after `since`, on `date`, which is as exact as `since` is. `subject` is the id of the agreement, or those of
    the two countries; `tie` is None for diplomatic relations, whose `partner` is a country. `claims` are what sources
    state of this very anniversary or of the date it is counted from; `interrupted` is the last break in diplomatic
    relations before it; `also` are other dates that sources give of the signing."""

    kind: AnniversaryKind
    subject: str
    years: int
    date: str
    since: str
    basis: Basis
    note: str | None
    partner: Place
    tie: Tie | None
    claims: tuple[Claim, ...]
    interrupted: Break | None = None
    also: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What stays the same when a date is corrected: kind, subject and years. Countries whose relations have several
        beginnings on record are told apart by the date as well."""
        since = "" if self.tie else f":{self.since}"
        return f"{self.kind}:{self.subject}{since}:{self.years}"


class Unplaced(NamedTuple):
    """Effective agreements that no calendar can hold: how many have no date, and the ids of those signed in an interval
    of years that may have an anniversary inside the window."""

    undated: int
    vague: tuple[str, ...]


def window_of(as_of: date, first: date | None, last: date | None, year: int | None, months: int) -> Window:
    """The window that a reader's arguments ask for: a calendar year, or from one day to another; so many months from
    `as_of` where they are silent.

    Raises:
        BadRequest: a year beside days, a first day after the last, more than twenty years, or beyond the calendar.
    """
    if year is not None:
        if first or last:
            raise BadRequest("year", "it stands for a first and a last day; give the year or the days")
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise BadRequest("year", f"{year} is outside {FIRST_YEAR}-{LAST_YEAR}")
        return Window(date(year, 1, 1), date(year, 12, 31))
    begin = first or as_of
    if begin.year > LAST_YEAR:
        raise BadRequest("from" if first else "as_of", f"{begin} is after {LAST_YEAR}")
    end = last or months_after(begin, months)
    if end < begin:
        raise BadRequest("from" if first else "to", f"{begin} lies after the last day, {end}; {TURN_ROUND}")
    if end.year > LAST_YEAR or end.year - begin.year > MAX_YEARS:
        raise BadRequest("to", f"{end} is after {LAST_YEAR} or more than {MAX_YEARS} years after {begin}")
    return Window(begin, end)


def rolling_window(as_of: date) -> Window:
    """From the first day of this year to the last of the next: the same on every day of a year, as who subscribes to a calendar
    would have it."""
    return Window(date(as_of.year, 1, 1), date(min(as_of.year + 1, LAST_YEAR), 12, 31))


def anniversaries(vine: Vine, window: Window, step: int, kind: AnniversaryKind | None = None) -> tuple[Anniversary, ...]:
    """The anniversaries at multiples of `step` years, at least 1, that fall in a window, the earliest first.

    Of effective agreements, and of the diplomatic relations of the home's state with any other, unless they had ended by
    then; of both, unless one `kind` is asked for.
    """
    found = [] if kind == "diplomatic" else list(_of_agreements(vine, window, step))
    found += [] if kind == "agreement" else _of_relations(vine, window, step)
    return tuple(sorted(found, key=lambda item: (span(item.date), item.kind, item.key)))


def unplaced(vine: Vine, window: Window, step: int) -> Unplaced:
    """The effective agreements of a home whose anniversaries cannot be told."""
    dates = {tie.agreement.id: tie.standing.since.date if tie.standing.since else None for tie in vine.ties.effective}
    return Unplaced(
        sum(text is None for text in dates.values()),
        tuple(agreement for agreement, text in dates.items() if text is not None and _may_meet(text, window, step)),
    )


def _of_agreements(vine: Vine, window: Window, step: int) -> Iterator[Anniversary]:
    claims = vine.snapshot.once(anniversary_claims)
    for tie in vine.ties.effective:
        stage = tie.standing.since
        if stage is None or stage.date is None:
            continue
        for years, text in _dates(stage.date, window, step):
            also = also_given(vine.snapshot, tie.agreement, stage)
            said = tuple(claim for claim in claims.get(tie.agreement.id, ()) if claim.value == years)
            yield Anniversary(
                "agreement", tie.agreement.id, years, text, stage.date, stage.basis, stage.note, tie.partner, tie, said, also=also
            )


def _of_relations(vine: Vine, window: Window, step: int) -> Iterator[Anniversary]:
    country = state_of(vine)
    if country is None:
        return
    for relation in vine.snapshot.once(relations_of).get(country.id, ()):
        pair = "~".join(sorted((country.id, relation.country.id)))
        for years, text in _dates(relation.since, window, step):
            begun, day = span(relation.since).first, min(span(text).last, vine.selection.as_of)
            pause = break_between(vine.snapshot, country.country, relation.country.country, begun, day)
            if pause is None or pause.resumed is not None:
                basis, note, said = relation.basis, relation.note, _said(relation, years)
                yield Anniversary(
                    "diplomatic", pair, years, text, relation.since, basis, note, relation.country, None, said, pause
                )


def state_of(vine: Vine) -> Place | None:
    """The state whose relations are the home's to mark: its own. An area keeps none, and those of its state are not credited
    to a home in it."""
    country = vine.snapshot.country(vine.home.place.country)
    return country if country is not None and country.area_of is None else None


def _said(relation: Relation, years: int) -> tuple[Claim, ...]:
    """The claims of the date, and those of this very anniversary."""
    return tuple(claim for claim in relation.claims if claim.value in (None, years))


def last_and_next(since: str, as_of: date, step: int) -> tuple[tuple[int, str], ...]:
    """The years and dates of the anniversaries of a date nearest to a day, at multiples of `step` years: the last before it, if
    there was one, and the next. None of an interval of several years.

    >>> last_and_next("1992-08-01", date(2026, 11, 29), 5), last_and_next("2024", date(2026, 11, 29), 5)
    (((30, '2022-08-01'), (35, '2027-08-01')), ((5, '2029'),))
    """
    near = Window(date(max(as_of.year - step, FIRST_YEAR), 1, 1), date(min(as_of.year + step, LAST_YEAR), 12, 31))
    found = list(_dates(since, near, step))
    past = [each for each in found if span(each[1]).last < as_of]
    return (*past[-1:], *found[len(past) : len(past) + 1])


def _dates(since: str, window: Window, step: int) -> Iterator[tuple[int, str]]:
    """The years and dates of the anniversaries that can fall in a window."""
    begun = span(since).first.year
    lowest = max(step, -(-(window.first.year - begun) // step) * step)
    for years in range(lowest, window.last.year - begun + 1, step):
        text = years_after(since, years)
        if text is not None and window.meets(text):
            yield years, text


def _may_meet(since: str, window: Window, step: int) -> bool:
    """Whether an interval of several years may have an anniversary in a window."""
    when = span(since)
    if when.first.year == when.last.year:
        return False
    latest = (window.last.year - when.first.year) // step * step
    return latest >= max(step, window.first.year - when.last.year)
