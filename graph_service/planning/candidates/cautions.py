"""What speaks against a candidate: dated rules and facts that warn, and never filter."""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from graph_service.metrics.regions import can_be_stem
from graph_service.metrics.vine import Vine
from graph_service.planning.caveats import caveats
from graph_service.records.agreement import Agreement
from graph_service.records.life import EFFECTIVE
from graph_service.records.place import Place
from graph_service.words.agreements import KINDS
from graph_service.words.bilingual import Bilingual, both, join
from graph_service.words.planning import WARNINGS

CautionKind = Literal[
    "one_to_one", "level_mismatch", "whole_state", "dissolved", "placeholder", "ended_before", "no_relations",
    "sanctions", "risk",
]  # fmt: skip


OF_COUNTRY: frozenset[CautionKind] = frozenset(("no_relations", "sanctions", "risk"))  # the same of all places of a country


class Caution(Struct, frozen=True):
    """One warning; `evidence` are the ids of the agreements or places it rests on."""

    kind: CautionKind
    text: Bilingual
    evidence: tuple[str, ...]


def cautions(vine: Vine, unit: Place, place: Place) -> tuple[Caution, ...]:
    """Everything that a planner should know before a unit of the home asks this place."""
    return (
        *_one_to_one(vine, unit, place),
        *_levels(vine, unit, place),
        *_state(vine, place),
        *_past(vine, unit, place),
        *_of_country(vine, place),
    )


def _of_country(vine: Vine, place: Place) -> Iterator[Caution]:
    for caveat in caveats(vine.snapshot, vine.home.place.country, place.country, vine.selection):
        yield Caution(caveat.kind, caveat.text, caveat.evidence)


def _one_to_one(vine: Vine, unit: Place, place: Place) -> Iterator[Caution]:
    """Some rules let a foreign city have one partner in the country only (Qingdao 1998, article 10). A partner that is a unit of
    the same home is marked as ours."""
    snapshot, selection = vine.snapshot, vine.selection
    taken: dict[str, Agreement] = {}
    kinds: dict[str, str] = {}
    for agreement in snapshot.agreements_of(place.id):
        other, standing = snapshot.places[agreement.other(place.id)], selection.standing(snapshot, agreement)
        if (
            other.country == unit.country
            and other.id != unit.id
            and standing is not None
            and standing.kind
            and standing.status in EFFECTIVE
        ):
            taken[other.id] = agreement
            kinds[other.id] = standing.kind
    if taken:
        names = [_marked(both(snapshot.places[other]), kinds[other], ours=other in vine.home.tiers) for other in taken]
        zh, en = "、".join(name.zh for name in names), ", ".join(name.en for name in names)
        text = Bilingual(f"{WARNINGS['one_to_one'].zh}：{zh}", f"{WARNINGS['one_to_one'].en}: {en}")
        yield Caution("one_to_one", text, tuple(agreement.id for agreement in taken.values()))


def _marked(name: Bilingual, kind: str, *, ours: bool) -> Bilingual:
    """A partner, whether it is one of ours, and what it has where that is friendly exchange or an intent alone."""
    told = join([*([_OURS] if ours else []), *([KINDS[kind]] if kind in ("exchange", "intent") else [])], "，", ", ")
    return Bilingual(f"{name.zh}（{told.zh}）", f"{name.en} ({told.en})") if told.zh else name


_OURS = Bilingual("我方", "ours")
_ENDED_WITH_OURS = Bilingual("与我方单位曾结好，已中止或终止", "had an agreement with a unit of ours that ended")


def _levels(vine: Vine, unit: Place, place: Place) -> Iterator[Caution]:
    """Levels that do not match; of a state that has regions a province is told that it can form no stem with it."""
    if unit.is_level("province") and place.is_level("country") and not can_be_stem(vine.snapshot, place):
        yield Caution("whole_state", WARNINGS["whole_state"], (unit.id, place.id))
    elif not any(place.is_level(level) for level in unit.levels or (unit.level,)):
        yield Caution("level_mismatch", WARNINGS["level_mismatch"], (unit.id, place.id))


def _state(vine: Vine, place: Place) -> Iterator[Caution]:
    if place.ended(vine.selection.as_of):
        heirs = [both(vine.snapshot.places[heir]) for heir in place.succeeded_by]
        zh = f"，由{'、'.join(name.zh for name in heirs)}承继" if heirs else ""
        en = f"; succeeded by {', '.join(name.en for name in heirs)}" if heirs else ""
        text = Bilingual(f"{WARNINGS['dissolved'].zh}{zh}", f"{WARNINGS['dissolved'].en}{en}")
        yield Caution("dissolved", text, (place.id, *place.succeeded_by))
    if place.placeholder:
        yield Caution("placeholder", WARNINGS["placeholder"], (place.id,))


def _past(vine: Vine, unit: Place, place: Place) -> Iterator[Caution]:
    """What ended between the two, or, where the home itself asks, between the place and any unit of the home."""
    ended = [tie for tie in vine.ties.ended if tie.partner.id == place.id]
    own = [tie.agreement.id for tie in ended if tie.unit == unit.id]
    if own:
        yield Caution("ended_before", WARNINGS["ended_before"], tuple(own))
    elif ended and unit.id == vine.home.place.id:
        names = join([both(vine.snapshot.places[tie.unit]) for tie in ended], "、", ", ")
        text = Bilingual(f"{_ENDED_WITH_OURS.zh}：{names.zh}", f"{_ENDED_WITH_OURS.en}: {names.en}")
        yield Caution("ended_before", text, tuple(tie.agreement.id for tie in ended))
