"""What rows leave open, filled in from what is known: the country above a place, the successor of a merged id."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from msgspec.structs import replace as replace_fields

from graph_service.files.tables import Reading, Row
from graph_service.records.agreement import Agreement, agreement_id
from graph_service.records.base import Record
from graph_service.records.claim import LIST_MEASURES, Claim
from graph_service.records.iso_3166 import CODES
from graph_service.records.network import Network
from graph_service.records.place import Place


def understood(stored: Network, reading: Reading) -> tuple[Reading, tuple[str, ...]]:
    """The rows with what they leave open filled in, each with a notice: a place without a parent lies in its country, and an
    id that was merged, before or by these rows, stands for its successor and goes on leading there, also in the id of an
    agreement that is made of those of its parties. A country that is not on record is told once."""
    reading = _renamed(reading, successors_of(stored, (row.record for row in reading.rows)))
    successors, countries = successors_of(stored, (row.record for row in reading.rows)), _countries(stored, reading)
    given = {row.record.id for row in reading.rows}
    rows, notices = [], []
    for row in reading.rows:
        record, told = followed(successors, row.record)
        if (country := _country_above(record, countries)) is not None:
            record = replace_fields(record, parent=country)
            told.append(f"{record.id} has no parent; it is put under its country {country}")
        if kept := _still_former(stored, given, record):
            record = replace_fields(record, former_ids=(*record.former_ids, *kept))
            told.append(f"{', '.join(kept)} kept among the former ids of {record.id}")
        told += _without_a_day(record)
        rows.append(row._replace(record=record))
        notices += [f"{row.file}:{row.line}: {text}" for text in told]
    return reading._replace(rows=rows), (*notices, *_without_country(rows, countries))


def _without_a_day(record: Record) -> list[str]:
    """A line for a claim about a list of agreements that does not say of which day it is."""
    if not isinstance(record, Claim) or record.measure not in LIST_MEASURES or record.as_of is not None:
        return []
    return [f"{record.id} has no as_of; a claim of {record.measure} without a day makes no list known"]


def _without_country(rows: Iterable[Row], countries: Collection[str]) -> Iterator[str]:
    """A line for each country that places name and that is not on record, with the first of them."""
    lists: dict[str, list[Row]] = {}
    for row in rows:
        if isinstance(row.record, Place) and row.record.country in CODES and row.record.country not in countries:
            lists.setdefault(row.record.country, []).append(row)
    for code, (first, *more) in lists.items():
        others = f" and {len(more)} more" if more else ""
        yield (
            f"{first.file}:{first.line}: no country {code} is on record, so that {first.record.id}{others} are counted under "
            f"the bare code; add the country {code} to places.csv"
        )


def successors_of(stored: Network, records: Iterable[Record]) -> Mapping[str, str]:
    """Each merged id and the one it lives under once these records are stored, however often it was merged."""
    records = tuple(records)
    given = {record.id for record in records}
    steps = dict(stored.redirects) | {former: record.id for record in records for former in record.former_ids}
    ends = {}
    for merged in steps.keys() - given:
        end, path = merged, {merged}
        while end in steps and end not in given and (end := steps[end]) not in path:
            path.add(end)
        ends[merged] = end
    return ends


def drawn_along(stored: Network, given: Iterable[Record]) -> tuple[Record, ...]:
    """The stored records that these leave alone and that name an id which these merge, naming its successor: what people
    say of a place is said of what the place was merged into."""
    given = tuple(given)
    ids = {record.id for record in given}
    former = {each for record in given for each in record.former_ids} - ids
    merged = {record.id for record in stored if record.id in former}
    if not merged:
        return ()
    now = successors_of(stored, given)
    others = (record for record in stored if record.id not in ids and record.id not in merged)
    return tuple(after for before in others if (after := followed(now, before)[0]) is not before)


def _countries(stored: Network, reading: Reading) -> Mapping[str, str]:
    """The countries by code as they are after these rows; of two of one code the one that was there first."""
    places = dict(stored.table(Place)) | {row.record.id: row.record for row in reading.rows if isinstance(row.record, Place)}
    found: dict[str, str] = {}
    for place in places.values():
        if place.is_level("country"):
            found.setdefault(place.country, place.id)
    return found


def _country_above(record: Record, countries: Mapping[str, str]) -> str | None:
    """The country of a place that names no parent, if it is on record."""
    if not isinstance(record, Place) or record.parent is not None or record.placeholder or record.is_level("country"):
        return None
    return countries.get(record.country)


def _renamed(reading: Reading, successors: Mapping[str, str]) -> Reading:
    """The agreements whose id is made of those of their parties under the ids that these live under now; the old id goes on
    leading there."""
    taken = {row.record.id for row in reading.rows}
    rows = []
    for row in reading.rows:
        record = row.record
        if isinstance(record, Agreement) and record.id == agreement_id(*record.parties):
            now = agreement_id(*(successors.get(party, party) for party in record.parties))
            if now not in taken:
                taken.add(now)
                record = replace_fields(record, id=now, former_ids=(*record.former_ids, record.id))
        rows.append(row if record is row.record else row._replace(record=record))
    return reading._replace(rows=rows)


def _still_former(stored: Network, given: Collection[str], record: Record) -> list[str]:
    """The ids that lead to a record, or to one that it takes in, and that its row leaves out: no id may end up leading
    nowhere. One that is a record of its own again leads there."""
    table = stored.table(type(record))
    before = [table[each] for each in (record.id, *record.former_ids) if each in table]
    named = dict.fromkeys(former for old in before for former in old.former_ids)
    return [former for former in named if former not in given and former != record.id and former not in record.former_ids]


def followed(successors: Mapping[str, str], record: Record) -> tuple[Record, list[str]]:
    """The record with merged ids replaced by those they live under now, and what was replaced."""
    named = [target for _, target in record.references()]
    if isinstance(record, Agreement):
        named += [stage.by for stage in record.stages if stage.by is not None]
    merged = {target: successors[target] for target in named if target in successors}
    if not merged:
        return record, []
    fields: dict[str, object] = {}
    for reference in record.REFERENCES:
        value = getattr(record, reference.field)
        if isinstance(value, str):
            fields[reference.field] = merged.get(value, value)
        elif value:
            now = tuple(merged.get(part, part) for part in value)
            fields[reference.field] = now if isinstance(record, Agreement) else tuple(dict.fromkeys(now))
    if isinstance(record, Agreement):
        fields["stages"] = tuple(
            replace_fields(stage, by=merged[stage.by]) if stage.by in merged else stage for stage in record.stages
        )
    return replace_fields(record, **fields), [f"{old} was merged into {new}, which is taken" for old, new in merged.items()]
