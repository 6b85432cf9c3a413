"""Parts that many answers share: place references, dates with precision, the echo of the question."""

from typing import Any, NamedTuple, TypedDict, TypeVar

from msgspec import Struct

from graph_service.metrics.homonyms import told_apart
from graph_service.metrics.selection import Selection
from graph_service.metrics.signing_dates import also_given
from graph_service.records.agreement import Agreement, Stage
from graph_service.records.base import NO_NAMES, Names
from graph_service.records.claim import Claim
from graph_service.records.dates import Precision, span
from graph_service.records.place import Place
from graph_service.records.vocabulary import AgreementKind, Basis, Level
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual

Told = TypeVar("Told", bound=Struct)


class PlaceReference(Struct, frozen=True):
    """Enough of a place to show it: id, names, level and ISO country code."""

    id: str
    names: Names
    level: Level
    country: str


class Echo(Struct, frozen=True, kw_only=True):
    """What every measure says about itself: the snapshot version and the arguments it was computed with."""

    snapshot: str
    as_of: str
    kinds: tuple[AgreementKind, ...]
    layer: str


class EchoFields(TypedDict):
    """The fields of `Echo`, for answers that extend it."""

    snapshot: str
    as_of: str
    kinds: tuple[AgreementKind, ...]
    layer: str


class Since(NamedTuple):
    """A date with its precision and basis, all None where the date is unknown; `also` are other dates that sources give."""

    date: str | None
    precision: Precision | None
    basis: Basis | None
    also: tuple[str, ...] = ()


def reference(place: Place) -> PlaceReference:
    """The reference to a place."""
    return PlaceReference(place.id, place.names, place.level, place.country)


def country_names(snapshot: Snapshot, code: str | None) -> Names | None:
    """What a country is called, by its code; None where none is given or it is not on record."""
    country = snapshot.country(code) if code is not None else None
    return country.names if country else None


def names_of(snapshot: Snapshot, record_id: str) -> Names:
    """What a record of any type is called; an agreement without names by those of its parties."""
    record = snapshot.network.find(record_id)
    if isinstance(record, Agreement) and record.names == NO_NAMES:
        a, b = (_party(snapshot, party) for party in record.parties)
        return Names(zh=f"{a.zh} – {b.zh}", en=f"{a.en} – {b.en}")
    return record.names if record else NO_NAMES


def _party(snapshot: Snapshot, party: str) -> Bilingual:
    place = snapshot.places.get(party)
    if place is not None:
        return told_apart(snapshot, place)
    names = names_of(snapshot, party)
    return Bilingual(names.best("zh", "?"), names.best("en", "?"))


def echo(snapshot: Snapshot, selection: Selection) -> EchoFields:
    """What an answer computed under this selection says of itself."""
    return {
        "snapshot": snapshot.version,
        "as_of": selection.as_of.isoformat(),
        "kinds": tuple(sorted(selection.kinds)),
        "layer": selection.layer,
    }


def as_claimed(kind: type[Told], claim: Claim, /, **more: Any) -> Told:
    """What a claim states, in the shape of an answer: what both call by the same name, and `more` that is told beside it."""
    same = {name: getattr(claim, name) for name in kind.__struct_fields__ if hasattr(claim, name)}
    return kind(**same, **more)


def since(snapshot: Snapshot, agreement: Agreement, stage: Stage | None) -> Since:
    """When a stage of the agreement was, how exactly that is known, whether it was stated or inferred, and other dates given."""
    if stage is None or stage.date is None:
        return Since(None, None, None)
    return Since(stage.date, span(stage.date).precision, stage.basis, also_given(snapshot, agreement, stage))
