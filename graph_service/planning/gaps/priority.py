"""Priority: how soon a planner should look at a gap, 0 to 100, printed with every term it is made of.

score = Σ weight · value over six terms, each value in [0, 1]; the weights stand in `rules`. Definitions:
docs/glossary.md#priority.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from graph_service.metrics.business import business_of
from graph_service.metrics.denominator import UNITED_NATIONS
from graph_service.metrics.frames import frames_with_members, members_of
from graph_service.metrics.vine import Vine
from graph_service.metrics.vitality import months_between
from graph_service.planning.anniversaries import Window, anniversaries
from graph_service.planning.caveats import Caveat, caveats
from graph_service.planning.gaps import priority_reasons as why
from graph_service.planning.gaps.gap import Gap, GapQuestion, Priority, PriorityName, PriorityTerm
from graph_service.records.agreement import Agreement
from graph_service.records.dates import months_after, span
from graph_service.records.place import Place
from graph_service.records.plan import Plan
from graph_service.words.bilingual import Bilingual

_SHARED = ("mechanism", "group", "initiative")  # kinds of frames that countries work together in


def key_of(gap: Gap) -> tuple[str, str, str, int, str]:
    """What a gap is about: the same in every snapshot that has it."""
    return (gap.type, gap.unit, gap.place or gap.country or "", gap.tier or 0, gap.evidence[0] if gap.evidence else "")


class Ahead(NamedTuple):
    """An anniversary: its first day from now on, and its date as exactly as it is known."""

    day: date
    told: str


class Setting:
    """What the gaps of one question are weighed by, gathered once for all of them."""

    def __init__(self, question: GapQuestion) -> None:
        self._vine: Vine = question.vine
        self._rules = question.rules
        self._caveats: dict[str, tuple[Caveat, ...]] = {}

    def priority(self, gap: Gap) -> Priority:
        """The priority of a gap, its terms in the order of the weights."""
        rules = self._rules
        key, ahead = self._is_key(gap), self._ahead(gap)
        frames = self._frames.get(gap.country, ()) if gap.country else None
        business = self._business[gap.country] if gap.country else None
        values: Mapping[PriorityName, tuple[float, Bilingual]] = {
            "established": (float(gap.established), why.KNOWN if gap.established else why.NOT_KNOWN),
            "grapes_waiting": (_saturating(gap.waiting, rules.priority_half_waiting), why.of_waiting(gap.waiting)),
            "key_country": (float(key), why.KEY if key else why.NOT_KEY),
            "frames": (_saturating(len(frames or ()), rules.priority_half_frames), why.of_frames(frames)),
            "business": (_saturating(business or 0, rules.priority_half_business), why.of_business(business)),
            "anniversary": (self._nearness(ahead), why.of_anniversary(ahead.told if ahead else None)),
        }
        terms = tuple(
            PriorityTerm(name, value, getattr(rules, f"priority_{name}"), told) for name, (value, told) in values.items()
        )
        return Priority(sum(term.weight * term.value for term in terms), terms)

    def warnings(self, gap: Gap) -> tuple[Caveat, ...]:
        """What is to be known of the country of a gap."""
        if gap.country is None:
            return ()
        if gap.country not in self._caveats:
            vine = self._vine
            self._caveats[gap.country] = caveats(vine.snapshot, vine.home.place.country, gap.country, vine.selection)
        return self._caveats[gap.country]

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
        vine, rules = self._vine, self._rules
        window = Window(vine.selection.as_of, months_after(vine.selection.as_of, rules.anniversary_months))
        found: dict[str, Ahead] = {}
        for item in anniversaries(vine, window, rules.anniversary_step):
            key = item.tie.agreement.id if item.tie else item.partner.id
            found.setdefault(key, Ahead(max(span(item.date).first, vine.selection.as_of), item.date))
        return found

    def _ahead(self, gap: Gap) -> Ahead | None:
        """The next anniversary of the gap's agreements or its country."""
        country = self._vine.snapshot.country(gap.country) if gap.country else None
        about = (*gap.evidence, *((country.id,) if isinstance(country, Place) else ()))
        return min((self._anniversaries[found] for found in about if found in self._anniversaries), default=None)

    def _nearness(self, ahead: Ahead | None) -> float:
        """1 for an anniversary today, falling to 0 at the end of the window."""
        if ahead is None:
            return 0.0
        return max(0.0, 1 - months_between(self._vine.selection.as_of, ahead.day) / self._rules.anniversary_months)


def _saturating(count: float, half: float) -> float:
    """0 for nothing, 1/2 at `half`, towards 1 for much.

    >>> _saturating(0, 3), _saturating(3, 3)
    (0.0, 0.5)
    """
    return 1 - 2 ** (-count / half)
