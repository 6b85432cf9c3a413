"""What rows leave open, filled in from what is known: the country above a place, the successor of a merged id."""

from collections.abc import Collection, Mapping

from msgspec.structs import replace as replace_fields

from graph_service.domain.base import Record
from graph_service.domain.network import Network
from graph_service.domain.place import Place
from graph_service.files.tables import Reading


def understood(stored: Network, reading: Reading) -> tuple[Reading, tuple[str, ...]]:
    """The rows with what they leave open filled in, each with a notice: a place without a parent lies in its country, and an
    id that was merged stands for its successor."""
    given = {row.record.id for row in reading.rows}
    countries = {
        place.country: place.id
        for place in (*stored.table(Place).values(), *(row.record for row in reading.rows))
        if isinstance(place, Place) and place.is_level("country")
    }
    rows, notices = [], []
    for row in reading.rows:
        record, told = _followed(stored, given, row.record)
        if (country := _country_above(record, countries)) is not None:
            record = replace_fields(record, parent=country)
            told.append(f"{record.id} has no parent; it is put under its country {country}")
        rows.append(row._replace(record=record))
        notices += [f"{row.file}:{row.line}: {text}" for text in told]
    return Reading(rows, reading.faults), tuple(notices)


def _country_above(record: Record, countries: Mapping[str, str]) -> str | None:
    """The country of a place that names no parent, if it is on record."""
    if not isinstance(record, Place) or record.parent is not None or record.placeholder or record.is_level("country"):
        return None
    return countries.get(record.country)


def _followed(stored: Network, given: Collection[str], record: Record) -> tuple[Record, list[str]]:
    """The record with merged ids replaced by those they live under now, and what was replaced."""
    merged = {
        target: stored.redirects[target]
        for _, target in record.references()
        if target in stored.redirects and target not in given
    }
    if not merged:
        return record, []
    fields: dict[str, object] = {}
    for reference in record.REFERENCES:
        value = getattr(record, reference.field)
        if isinstance(value, str):
            fields[reference.field] = merged.get(value, value)
        elif value:
            fields[reference.field] = tuple(merged.get(part, part) for part in value)
    return replace_fields(record, **fields), [f"{old} was merged into {new}, which is taken" for old, new in merged.items()]
