"""What a load did to the store or would do, record by record: `load --dry-run` and `load --format json`."""

from collections.abc import Iterator, Mapping

import msgspec
from msgspec import Struct

from graph_service.cli.streams import printing
from graph_service.loader import LoadReport
from graph_service.records.agreement import Agreement
from graph_service.records.base import Names, Record
from graph_service.records.network import Network
from graph_service.records.registry import PLURAL_OF, RECORD_TYPES

_SHOWN = 10  # records of a type that a terminal is told by name


class LoadedRecord(Struct, omit_defaults=True):
    """A record that is added, changed or removed; `names` of an agreement are those of its parties.

    `fields` are the fields of a changed record that differ, none where it could not be read before. `into` is the id that a
    removed record lives under now.
    """

    type: str
    id: str
    names: Names
    fields: tuple[str, ...] = ()
    into: str | None = None


class LoadedPart(Struct):
    """All records of which one thing is so, by type and id."""

    total: int
    by_type: dict[str, int]
    items: tuple[LoadedRecord, ...]


class LoadDocument(Struct):
    """What became of the rows. Each row rejected, understood otherwise or proposed is a line, and so is what is wrong with the
    store itself."""

    written: bool
    added: LoadedPart
    changed: LoadedPart
    removed: LoadedPart
    unchanged: int
    rejected: tuple[str, ...]
    notices: tuple[str, ...]
    proposals: tuple[str, ...]
    unsound: tuple[str, ...]


def document_of(report: LoadReport) -> LoadDocument:
    """The document of a load, whole."""
    found, before = report.difference, report.before
    after = before.changed_by(found.effective)
    old = {record.id: record for record in before}
    there = found.healed | old.keys()
    put, named = found.effective.put, _Named(before, after)
    return LoadDocument(
        written=report.written,
        added=_part(named.told(record) for record in put if record.id not in there),
        changed=_part(named.told(record, old.get(record.id)) for record in put if record.id in there),
        removed=_part(named.told(old[each]) for each in found.effective.remove),
        unchanged=found.unchanged,
        rejected=tuple(map(str, report.rejected)),
        notices=report.notices,
        proposals=tuple(map(str, report.proposals)),
        unsound=tuple(map(str, report.unsound)),
    )


def print_json(document: LoadDocument) -> None:
    """The whole document."""
    with printing():
        print(msgspec.json.format(msgspec.json.encode(document)).decode())


def print_lists(document: LoadDocument) -> None:
    """What would be added, changed and removed, by type: the first records by name, the rest counted."""
    with printing():
        for heading, part in (("added", document.added), ("changed", document.changed), ("removed", document.removed)):
            for plural, total in part.by_type.items():
                print(f"{plural} {heading}: {total:,}")
                items = [item for item in part.items if item.type == plural]
                for item in items[:_SHOWN]:
                    print(f"  {_line(item)}")
                if total > _SHOWN:
                    print(f"  … and {total - _SHOWN:,} more; --format json has all")


class _Named:
    """Records with their names, in a network before or after a change."""

    def __init__(self, before: Network, after: Network) -> None:
        self._after = after
        self._records: Mapping[str, Record] = {record.id: record for network in (before, after) for record in network}

    def told(self, record: Record, old: Record | None = None) -> LoadedRecord:
        """The record; `old` is what it was where it was changed."""
        fields = () if old is None else tuple(_differing(old, record))
        return LoadedRecord(PLURAL_OF[type(record)], record.id, self._names(record), fields, self._after.redirects.get(record.id))

    def _names(self, record: Record) -> Names:
        if not isinstance(record, Agreement) or any(record.names.spellings()):
            return record.names
        return Names(zh=self._parties(record, "zh"), en=self._parties(record, "en"))

    def _parties(self, agreement: Agreement, language: str) -> str:
        return " – ".join(self._records[party].names.best(language, party) for party in agreement.parties)


def _differing(old: Record, new: Record) -> Iterator[str]:
    for name in new.__struct_fields__:
        if getattr(old, name, None) != getattr(new, name):
            yield name.rstrip("_")


def _part(items: Iterator[LoadedRecord]) -> LoadedPart:
    order = [kind.plural for kind in RECORD_TYPES]
    found = tuple(sorted(items, key=lambda item: (order.index(item.type), item.id)))
    counts = {plural: sum(item.type == plural for item in found) for plural in order}
    return LoadedPart(len(found), {plural: count for plural, count in counts.items() if count}, found)


def _line(item: LoadedRecord) -> str:
    names = " · ".join(dict.fromkeys(filter(None, (item.names.zh, item.names.en)))) or item.names.local or ""
    more = f": {', '.join(item.fields)}" if item.fields else f" → {item.into}" if item.into else ""
    return f"{item.id}  {names}".rstrip() + more
