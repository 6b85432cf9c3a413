"""Scenarios: what would be if some agreements were signed and others ended. Nothing is written; the network of the
scenario shares all but its agreements with the snapshot it is asked of.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta, Struct

from graph_service.errors import BadRequest, Moved, NotFound
from graph_service.metrics.selection import ALL_LAYERS
from graph_service.metrics.vine import Vine
from graph_service.records.agreement import Agreement, Stage, agreement_id
from graph_service.records.base import Id, Source
from graph_service.records.dates import LAST_YEAR, span
from graph_service.records.life import ENDED, standing
from graph_service.records.vocabulary import AgreementKind
from graph_service.resolver import id_named
from graph_service.snapshot import Snapshot

T = TypeVar("T")
_SOURCE = (Source("scenario"),)
MOST = 1_000  # agreements in one scenario
EARLIEST = 1900  # year of a signing that is supposed: one before it is a slip, though old agreements are on record


class Hypothesis(Struct, frozen=True, forbid_unknown_fields=True):
    """An agreement that a unit of the home might sign; undated, it counts at any date. Where the two have one already, it
    is a further stage of it."""

    unit: Id
    partner: Id
    kind: AgreementKind = "formal"
    signed: str | None = None


class Scenario(Struct, frozen=True, forbid_unknown_fields=True):
    """What to suppose: agreements signed, and ids of agreements ended. `kinds` are those that count, as a list or separated
    by commas."""

    home: Id
    agreements: Annotated[tuple[Hypothesis, ...], Meta(max_length=MOST)] = ()
    end: Annotated[tuple[Id, ...], Meta(max_length=MOST)] = ()
    as_of: date | None = None
    kinds: str | tuple[str, ...] | None = None
    layer: str = ALL_LAYERS


def with_ids(snapshot: Snapshot, scenario: Scenario) -> Scenario:
    """The scenario with ids in the place of the codes and names that it gives for places; a former id stays, to be told as one.

    Raises:
        BadRequest: a place that is not on record; the parameter says where.
        AmbiguousPlace: a name of several places.
    """
    home = _id(snapshot, "home", "home", scenario.home)
    agreements = tuple(
        msgspec.structs.replace(
            hypothesis,
            unit=_id(snapshot, f"agreements[{number}].unit", "unit", hypothesis.unit, home),
            partner=_id(snapshot, f"agreements[{number}].partner", "partner", hypothesis.partner),
        )
        for number, hypothesis in enumerate(scenario.agreements)
    )
    return msgspec.structs.replace(scenario, home=home, agreements=agreements)


def _id(snapshot: Snapshot, where: str, parameter: str, given: str, home: str | None = None) -> str:
    if given in snapshot.places or given in snapshot.network.redirects:
        return given
    return found_at(where, lambda: id_named(snapshot, parameter, given, home))


def supposed(vine: Vine, scenario: Scenario) -> Snapshot:
    """The snapshot as it would be.

    Raises:
        BadRequest: a place or an agreement that is not on record, a unit that is none of the home, a partner in the home's
            country, a date that is none, an agreement to end that is none of the home; the parameter says where.
    """
    changed: dict[str, Agreement] = {}
    for number, hypothesis in enumerate(scenario.agreements):
        found = _signed(vine, hypothesis, f"agreements[{number}]", changed)
        changed[found.id] = found
    for number, ended in enumerate(scenario.end):
        found = _ended(vine, ended, f"end[{number}]", changed)
        changed[found.id] = found
    return vine.snapshot.with_agreements(changed.values())


def id_of(snapshot: Snapshot, hypothesis: Hypothesis) -> str:
    """The id of the agreement a hypothesis is about: that of the two on record, or the one it would get."""
    found = _between(snapshot.agreements_of(hypothesis.unit), hypothesis)
    return found.id if found else agreement_id(hypothesis.unit, hypothesis.partner)


def _between(agreements: Iterable[Agreement], hypothesis: Hypothesis) -> Agreement | None:
    return next((row for row in agreements if {*row.parties} == {hypothesis.unit, hypothesis.partner}), None)


def _signed(vine: Vine, hypothesis: Hypothesis, where: str, changed: Mapping[str, Agreement]) -> Agreement:
    _check(vine, hypothesis, where)
    snapshot, stage = vine.snapshot, Stage(hypothesis.kind, hypothesis.signed)
    found = changed.get(id_of(snapshot, hypothesis)) or _between(snapshot.agreements_of(hypothesis.unit), hypothesis)
    if found is None:
        layer = snapshot.places[hypothesis.unit].layer if vine.selection.layer == ALL_LAYERS else vine.selection.layer
        pair = (hypothesis.unit, hypothesis.partner)
        return Agreement(id=agreement_id(*pair), parties=pair, stages=(stage,), sources=_SOURCE, layer=layer)
    parted = standing(found, vine.selection.as_of).status in ENDED
    again = (Stage("resumed", hypothesis.signed),) if parted else ()
    return msgspec.structs.replace(found, stages=(*found.stages, stage, *again))


def _check(vine: Vine, hypothesis: Hypothesis, where: str) -> None:
    home = vine.home.place
    unit = found_at(f"{where}.unit", lambda: vine.snapshot.place(hypothesis.unit))
    partner = found_at(f"{where}.partner", lambda: vine.snapshot.place(hypothesis.partner))
    if unit.id not in vine.home.tiers:
        raise BadRequest(f"{where}.unit", f"{unit.id} does not lie in the home {home.id}; name the home or a unit of it")
    if not vine.snapshot.is_abroad(partner.country, home.country):
        raise BadRequest(f"{where}.partner", f"{partner.id} is not abroad for {home.id}; name a place abroad")
    try:
        check_signed(hypothesis.signed or "2000")
    except ValueError as error:
        raise BadRequest(f"{where}.signed", str(error)) from None


def check_signed(day: str) -> None:
    """Refuse what is no date of a signing that can be supposed.

    Raises:
        ValueError: it is no date, or before `EARLIEST`.
    """
    if span(day).first.year < EARLIEST:
        raise ValueError(f"{day} is before {EARLIEST}; suppose a date of the years {EARLIEST} to {LAST_YEAR}")


def _ended(vine: Vine, ended: str, where: str, changed: Mapping[str, Agreement]) -> Agreement:
    found = changed.get(ended) or found_at(where, lambda: vine.snapshot.record(Agreement, ended))
    if vine.home.tiers.keys().isdisjoint(found.parties):
        raise BadRequest(where, f"{ended} is no agreement of the home {vine.home.place.id}; name one of its own")
    return msgspec.structs.replace(found, stages=(*found.stages, Stage("terminated")))


def found_at(where: str, find: Callable[[], T]) -> T:
    """What is found, for ids and names that stand in a document: there one that is missing, merged or cannot play its part is a
    fault of the document.

    Raises:
        BadRequest: it is one of these; the parameter is `where`.
    """
    try:
        return find()
    except (NotFound, Moved) as error:
        raise BadRequest(where, str(error)) from None
    except BadRequest as error:
        raise BadRequest(where, error.detail) from None
