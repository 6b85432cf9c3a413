"""Diplomatic relations: since when two countries have had them, as claims state it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from graph_service.graph.memo import Memo
from graph_service.records.claim import Claim
from graph_service.records.dates import is_date, span
from graph_service.records.place import Place
from graph_service.records.vocabulary import Basis
from graph_service.snapshot import Snapshot

ESTABLISHED = "diplomatic_relations_established"
ENDED, RESUMED = "diplomatic_relations_ended", "diplomatic_relations_resumed"
_A_LIST = 0.1  # the share of the other countries on record that makes a list of relations
DIPLOMATIC_ANNIVERSARY = "diplomatic_anniversary"
ANNIVERSARY = "anniversary"


@dataclass(frozen=True, slots=True)
class Relation:
    """Relations with a country since a date. `claims` state the date or, with a value, one of its anniversaries; where
    only an anniversary is stated, the year is inferred from it. `note` says from what, or what the source adds."""

    country: Place
    since: str
    basis: Basis
    note: str | None
    claims: tuple[Claim, ...]


def relations_of(snapshot: Snapshot) -> Mapping[str, tuple[Relation, ...]]:
    """The diplomatic relations of each country, by the other country and then by date; for `Snapshot.once`.

    A pair has several where sources disagree, or tell steps apart such as chargés d'affaires and ambassadors.
    """
    dated: dict[tuple[str, str], dict[str, list[Claim]]] = {}
    for pair, text, claim in _dates(snapshot, ESTABLISHED):
        dated.setdefault(pair, {}).setdefault(text, []).append(claim)
    for pair, text, claim in _dates(snapshot, DIPLOMATIC_ANNIVERSARY):
        known = dated.setdefault(pair, {})
        same_year = next((date for date in known if span(date).first.year == span(text).first.year), text)
        known.setdefault(same_year, []).append(claim)
    lists: dict[str, list[Relation]] = {}
    for (one, other), dates in sorted(dated.items()):
        for text, claims in sorted(dates.items()):
            lists.setdefault(one, []).append(_relation(snapshot.places[other], text, claims))
    return {country: tuple(rows) for country, rows in lists.items()}


def states_related_to(snapshot: Snapshot, state: str, as_of: date) -> frozenset[str]:
    """The ISO codes of the states that a state has diplomatic relations with at a date: the last step between the two on
    record by then is a beginning, not an end. Empty where the relations of the state are not on record: a claim or two that
    others make about it are no list. The last few are kept with the snapshot, for every row of a list asks."""
    return snapshot.once(_kept).get((state, as_of), lambda: _related(snapshot, state, as_of))


class Break(NamedTuple):
    """A time without relations: when they were broken off, None where only the resumption is on record; and when they were
    resumed, None where they were not. As the claims write the dates."""

    ended: str | None
    resumed: str | None


def break_between(snapshot: Snapshot, one: str, other: str, begun: date, day: date) -> Break | None:
    """The last break in the relations of two countries, by ISO code, after they had begun and by a day; None where none is on
    record. One that had not been resumed by that day lasts."""
    turns = sorted(turn for turn in snapshot.once(_steps).get(one, {}).get(other, ()) if begun < turn.day <= day)
    ends = [place for place, turn in enumerate(turns) if not turn.begins]
    if not ends:
        resumed = [turn.text for turn in turns if turn.measure == RESUMED]
        return Break(None, resumed[-1]) if resumed else None
    after = turns[ends[-1] + 1 :]
    return Break(turns[ends[-1]].text, after[0].text if after else None)


def _kept(_: Snapshot) -> Memo[tuple[str, date], frozenset[str]]:
    return Memo(32)


def _related(snapshot: Snapshot, state: str, as_of: date) -> frozenset[str]:
    steps = snapshot.once(_steps).get(state, {})
    if len(steps) < _A_LIST * (len(snapshot.countries) - 1):
        return frozenset()
    related = set()
    for other, turns in steps.items():
        past = [turn for turn in turns if turn.day <= as_of]
        if past and max(past).begins:
            related.add(other)
    return frozenset(related)


class _Turn(NamedTuple):
    """A step in the relations of two states; on one day a beginning comes after an end."""

    day: date
    begins: bool
    measure: str
    text: str


def _steps(snapshot: Snapshot) -> Mapping[str, Mapping[str, tuple[_Turn, ...]]]:
    """The beginnings, resumptions and ends by the codes of both states; for `Snapshot.once`."""
    found: dict[str, dict[str, list[_Turn]]] = {}
    for measure, begins in ((ESTABLISHED, True), (RESUMED, True), (ENDED, False)):
        for (one, other), text, _ in _dates(snapshot, measure):
            codes = snapshot.places[one].country, snapshot.places[other].country
            day = span(text).first if begins else span(text).last  # in doubt they stand
            found.setdefault(codes[0], {}).setdefault(codes[1], []).append(_Turn(day, begins, measure, text))
    return {one: {other: tuple(turns) for other, turns in rows.items()} for one, rows in found.items()}


def anniversary_claims(snapshot: Snapshot) -> Mapping[str, tuple[Claim, ...]]:
    """What sources state of the anniversaries of each agreement; for `Snapshot.once`."""
    lists: dict[str, list[Claim]] = {}
    for claim in snapshot.network.table(Claim).values():
        if claim.measure == ANNIVERSARY:
            lists.setdefault(claim.subject, []).append(claim)
    return {agreement: tuple(rows) for agreement, rows in lists.items()}


def _dates(snapshot: Snapshot, measure: str) -> Iterator[tuple[tuple[str, str], str, Claim]]:
    """Each ordered pair of countries that a claim of this measure is about, and the date it states or implies."""
    for claim in snapshot.network.table(Claim).values():
        text = _date(claim) if claim.measure == measure else None
        if text is None:
            continue
        for other in claim.counterparts:
            if claim.subject in snapshot.places and other in snapshot.places:
                yield (claim.subject, other), text, claim
                yield (other, claim.subject), text, claim


def _date(claim: Claim) -> str | None:
    """The date in the claim's words; of a stated anniversary, the year so many years before. None if it names neither."""
    if claim.measure in (ESTABLISHED, ENDED, RESUMED):
        return claim.stated if claim.stated and is_date(claim.stated) else None
    if claim.as_of is None or claim.value is None:
        return None
    year = span(claim.as_of).first.year - int(claim.value)
    return f"{year:04d}" if is_date(f"{year:04d}") else None


def _relation(country: Place, since: str, claims: list[Claim]) -> Relation:
    first = claims[0]
    if first.measure == ESTABLISHED:
        return Relation(country, since, "stated", first.note, tuple(claims))
    note = f"{first.as_of} − {first.value:g}: {first.names.best('zh', first.id)}"
    return Relation(country, since, "inferred", note, tuple(claims))
