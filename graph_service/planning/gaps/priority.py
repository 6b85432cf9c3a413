"""Priority: how soon a planner should look at a gap, 0 to 100, printed with every term it is made of.

score = Σ weight · value over six terms, each value in [0, 1]; the weights stand in `rules`. Definitions:
docs/glossary.md#priority.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple, get_args

from msgspec.structs import replace

from graph_service.metrics.business import business_of
from graph_service.metrics.denominator import UNITED_NATIONS
from graph_service.metrics.frames import frames_with_members, members_of
from graph_service.metrics.vine import Vine
from graph_service.metrics.vitality import months_between
from graph_service.planning.caveats import Caveat, caveats
from graph_service.planning.gaps import priority_reasons as why
from graph_service.planning.gaps.gap import Gap, GapQuestion, Priority, PriorityName, PriorityTerm
from graph_service.records.agreement import Agreement
from graph_service.records.dates import span
from graph_service.records.plan import Plan
from graph_service.words.bilingual import Bilingual

_SHARED = ("mechanism", "group", "initiative")  # kinds of frames that countries work together in


def key_of(gap: Gap) -> tuple[str, str, str, int, str]:
    """What a gap is about: the same in every snapshot that has it."""
    return (gap.type, gap.unit, gap.place or gap.country or "", gap.tier or 0, gap.evidence[0] if gap.evidence else "")


class Ahead(NamedTuple):
    """An anniversary: its first day from now on, its date as exactly as it is known, and what it adds to a priority."""

    day: date
    told: str
    term: PriorityTerm


class _Country(NamedTuple):
    """What all gaps of one country share: two terms, the next anniversary of relations with it, and its warnings."""

    frames: PriorityTerm
    business: PriorityTerm
    ahead: Ahead | None
    warnings: tuple[Caveat, ...]


class Setting:
    """What the gaps of one question are weighed by, gathered once for all of them."""

    def __init__(self, question: GapQuestion) -> None:
        self._question = question
        self._vine: Vine = question.vine
        self._rules = question.rules
        self._weights = {name: getattr(question.rules, f"priority_{name}") for name in get_args(PriorityName)}
        self._none_near = self._term("anniversary", 0.0, why.NONE_NEAR)
        self._countries: dict[str | None, _Country] = {}

    def weighed(self, gap: Gap) -> Gap:
        """A gap with its priority, whose terms stand in the order of the weights, and what is to be known of its country."""
        country, key = self._country(gap.country), self._is_key(gap)
        ahead = min(filter(None, (country.ahead, *map(self._anniversaries.get, gap.evidence))), default=None)
        waiting = _saturating(gap.waiting, self._rules.priority_half_waiting)
        terms = (
            self._term("established", float(gap.established), why.KNOWN if gap.established else why.NOT_KNOWN),
            self._term("grapes_waiting", waiting, why.of_waiting(gap.waiting)),
            self._term("key_country", float(key), why.KEY if key else why.NOT_KEY),
            country.frames,
            country.business,
            ahead.term if ahead else self._none_near,
        )
        score = sum(term.weight * term.value for term in terms)
        return replace(gap, priority=Priority(score, terms), warnings=country.warnings)

    def _term(self, name: PriorityName, value: float, told: Bilingual) -> PriorityTerm:
        return PriorityTerm(name, value, self._weights[name], told)

    def _country(self, code: str | None) -> _Country:
        if code not in self._countries:
            self._countries[code] = self._found(code)
        return self._countries[code]

    def _found(self, code: str | None) -> _Country:
        vine, rules = self._vine, self._rules
        frames = self._frames.get(code, ()) if code else None
        business = self._business[code] if code else None
        country = vine.snapshot.country(code) if code else None
        return _Country(
            self._term("frames", _saturating(len(frames or ()), rules.priority_half_frames), why.of_frames(frames)),
            self._term("business", _saturating(business or 0, rules.priority_half_business), why.of_business(business)),
            self._anniversaries.get(country.id) if country else None,
            caveats(vine.snapshot, vine.home.place.country, code, vine.selection) if code else (),
        )

    def _is_key(self, gap: Gap) -> bool:
        table = self._vine.snapshot.network.table(Agreement)
        keyed = any(table[found].key for found in gap.evidence if found in table)
        return keyed or gap.country in self._key_countries

    @cached_property
    def _key_countries(self) -> frozenset[str]:
        """The ISO codes of the countries marked as key, and of those that a country plan of the home names or frames."""
        vine = self._vine
        snapshot, own = vine.snapshot, self._owners
        marked = {country.country for country in snapshot.countries.values() if country.key}
        for plan in snapshot.network.table(Plan).values():
            if plan.kind == "country_plan" and plan.owner in own:
                named = [snapshot.places[party] for party in plan.parties if party in snapshot.places]
                framed = members_of(snapshot, plan.frame, vine.selection.as_of) if plan.frame else ()
                marked.update(place.country for place in (*named, *framed))
        return frozenset(marked)

    @cached_property
    def _owners(self) -> frozenset[str]:
        """Whose plans are the home's: its own, its units', those of what it lies in."""
        home = self._vine.home
        return frozenset((*home.tiers, *(place.id for place in self._vine.snapshot.above(home.place.id))))

    @cached_property
    def _frames(self) -> Mapping[str, Sequence[Bilingual]]:
        """The frames that each country shares with the home's own on the day, by ISO code: a forum that the home's country
        is no member of opens no door for it."""
        vine, found = self._vine, dict[str, list[Bilingual]]()
        for frame in vine.snapshot.once(frames_with_members).values():
            if frame.kind in _SHARED and frame.id != UNITED_NATIONS:  # nearly all are in that
                members = {place.country for place in members_of(vine.snapshot, frame.id, vine.selection.as_of)}
                if vine.home.place.country in members:
                    name = Bilingual(frame.names.best("zh", frame.id), frame.names.best("en", frame.id))
                    for country in members:
                        found.setdefault(country, []).append(name)
        return found

    @cached_property
    def _business(self) -> Counter[str]:
        """How many records of business the home has in each country, by ISO code; what is only proposed left out."""
        vine, found = self._vine, Counter[str]()
        for row in business_of(vine.snapshot, vine.home, vine.selection, "events"):
            if not row.prospect:
                places = row.abroad(vine.snapshot, vine.home.place.country, vine.selection.as_of, "events")
                found.update({place.country for place in places})
        return found

    @cached_property
    def _anniversaries(self) -> Mapping[str, Ahead]:
        """The next anniversary of each agreement, by its id, and of relations with each country, by the country's."""
        as_of, found = self._vine.selection.as_of, dict[str, Ahead]()
        for item in self._question.anniversaries:
            key = item.tie.agreement.id if item.tie else item.partner.id
            if key not in found:
                day = max(span(item.date).first, as_of)
                term = self._term("anniversary", self._nearness(day), why.of_anniversary(item.date))
                found[key] = Ahead(day, item.date, term)
        return found

    def _nearness(self, day: date) -> float:
        """1 for an anniversary today, falling to 0 at the end of the window."""
        return max(0.0, 1 - months_between(self._vine.selection.as_of, day) / self._rules.anniversary_months)


def _saturating(count: float, half: float) -> float:
    """0 for nothing, 1/2 at `half`, towards 1 for much.

    >>> _saturating(0, 3), _saturating(3, 3)
    (0.0, 0.5)
    """
    return 1 - 2 ** (-count / half)
