"""Scorecards: the five dimensions of each agreement, unit or partner country of a home, beside those of its peers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from graph_service.metrics.activities import activities_by_agreement
from graph_service.metrics.dimensions import (
    DIMENSIONS,
    Dimension,
    Dimensions,
    activities_by_country,
    activities_of_unit,
    of_agreement,
    of_country,
    of_unit,
)
from graph_service.metrics.peers import percentiles
from graph_service.metrics.ties import Tie
from graph_service.metrics.vine import Vine
from graph_service.records.activity import Activity
from graph_service.rules import VitalityRule
from graph_service.words.bilingual import Bilingual, both
from graph_service.words.tiers import tier_names

CardOf = Literal["agreement", "unit", "country"]


@dataclass(frozen=True, slots=True)
class PeerGroup:
    """Those a value is compared with: who they are in words, how many, and of how many each dimension is known."""

    key: str
    name: Bilingual
    size: int
    known: Mapping[Dimension, int]


@dataclass(frozen=True, slots=True)
class Card:
    """One scorecard. `tier` is that of the unit, None for a country; `percentiles` are shares of the peers that the value is
    not below; `evidence` are the activities that heat and frequency rest on, and the agreements of a unit or country."""

    id: str
    group: str
    tier: int | None
    agreements: tuple[str, ...]
    activities: tuple[str, ...]
    values: Dimensions
    percentiles: Dimensions


def cards_of(vine: Vine, of: CardOf, rule: VitalityRule) -> tuple[tuple[Card, ...], tuple[PeerGroup, ...]]:
    """The scorecards of a home, in id order, and their peer groups: agreements and units among those of the same tier,
    countries among all with an agreement."""
    found = sorted(_FINDERS[of](vine, rule), key=lambda card: card.id)
    keys = sorted({card.group for card in found})
    groups = {key: [card for card in found if card.group == key] for key in keys}
    placed = [card for cards in groups.values() for card in _placed(cards)]
    named = tuple(PeerGroup(key, _name(vine, of, cards), len(cards), _known(cards)) for key, cards in groups.items())
    return tuple(sorted(placed, key=lambda card: card.id)), named


def _of_agreements(vine: Vine, rule: VitalityRule) -> Iterator[Card]:
    by_agreement = vine.snapshot.once(activities_by_agreement)
    for tie in vine.ties.effective:
        values = of_agreement(vine.snapshot, tie, vine.selection.as_of, rule)
        activities = by_agreement.get(tie.agreement.id, ())
        yield _card(tie.agreement.id, f"tier-{tie.tier}", tie.tier, (tie,), activities, values)


def _of_units(vine: Vine, rule: VitalityRule) -> Iterator[Card]:
    ties = _by_unit(vine)
    for unit, activities in _activities(vine).items():
        own, tier = ties.get(unit, ()), vine.home.tiers[unit]
        yield _card(unit, f"tier-{tier}", tier, own, activities, of_unit(vine, own, activities, rule))


def _of_countries(vine: Vine, rule: VitalityRule) -> Iterator[Card]:
    activities = activities_by_country(vine, _activities(vine))
    for code, country in sorted(vine.snapshot.countries.items()):
        ties = vine.effective_in.get(country.id, ())
        if ties:
            found = activities.get(code, ())
            yield _card(country.id, "countries", None, ties, found, of_country(vine, ties, found, rule))


_FINDERS = {"agreement": _of_agreements, "unit": _of_units, "country": _of_countries}
_NOTHING = Dimensions(None, None, None, None, None)


def _card(
    card_id: str, group: str, tier: int | None, ties: tuple[Tie, ...], activities: tuple[Activity, ...], values: Dimensions
) -> Card:
    agreements = tuple(tie.agreement.id for tie in ties)
    return Card(card_id, group, tier, agreements, tuple(activity.id for activity in activities), values, _NOTHING)


def _by_unit(vine: Vine) -> Mapping[str, tuple[Tie, ...]]:
    lists: dict[str, list[Tie]] = {}
    for tie in vine.ties.effective:
        lists.setdefault(tie.unit, []).append(tie)
    return {unit: tuple(ties) for unit, ties in lists.items()}


def _activities(vine: Vine) -> Mapping[str, tuple[Activity, ...]]:
    """The activities of every unit that exists at the date, unnamed ones left out."""
    ties, places = _by_unit(vine), vine.snapshot.places
    units = (unit for unit in vine.home.tiers if places[unit].exists(vine.selection.as_of) and not places[unit].placeholder)
    return {unit: activities_of_unit(vine.snapshot, unit, ties.get(unit, ())) for unit in units}


def _placed(cards: list[Card]) -> Iterator[Card]:
    columns = [percentiles([getattr(card.values, name) for card in cards]) for name in DIMENSIONS]
    for card, places in zip(cards, zip(*columns, strict=True), strict=True):
        yield Card(card.id, card.group, card.tier, card.agreements, card.activities, card.values, Dimensions(*places))


def _known(cards: list[Card]) -> Mapping[Dimension, int]:
    return {name: sum(getattr(card.values, name) is not None for card in cards) for name in DIMENSIONS}


def _name(vine: Vine, of: CardOf, cards: list[Card]) -> Bilingual:
    home, count = both(vine.home.place), len(cards)
    if of == "country":
        return Bilingual(
            f"与{home.zh}有友城的{count}个国家和地区",
            f"{_many(count, 'country or area', 'countries and areas')} with agreements of {home.en}",
        )
    level = _level(vine, cards[0].tier or 1)
    if of == "unit":
        return Bilingual(f"{home.zh}的{count}个{level.zh}单位", f"{_many(count, f'{level.en} unit')} of {home.en}")
    return Bilingual(f"{home.zh}的{count}对{level.zh}友城", f"{_many(count, f'{level.en} agreement')} of {home.en}")


def _many(count: int, one: str, more: str | None = None) -> str:
    return f"{count} {one if count == 1 else more or f'{one}s'}"


def _level(vine: Vine, tier: int) -> Bilingual:
    names = tier_names(tier, vine.home.tmax)
    return Bilingual(names.zh, names.en.replace(" level", "-level"))
