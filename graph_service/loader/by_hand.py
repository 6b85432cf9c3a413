"""What a hand edited in a store while nobody read it, told from the rows that the store had last."""

from graph_service.files.tables import Reading
from graph_service.records.base import Record
from graph_service.records.checks import find_flaws
from graph_service.store.base import Readable
from graph_service.store.findings import flaws_found


def edited_by_hand(readable: Readable, reading: Reading) -> frozenset[str]:
    """The ids of rows that a store holds otherwise, or no more, though it had them last: of what no program wrote, a hand did it,
    as in Neo4j while nobody read. None of those that heal the store where it is unsound."""
    there = {record.id: record for record in readable.network}
    rows = {row.record.id: row.record for row in reading.rows}
    edited = {record_id for record_id, record in rows.items() if there.get(record_id) != record}
    return frozenset(edited - _healing(readable, there, rows)) if edited else frozenset()


def _healing(readable: Readable, there: dict[str, Record], rows: dict[str, Record]) -> set[str]:
    """The ids of what is unsound, and of what that names and the store lacks."""
    wanted = set(readable.ids_unread)
    wanted |= {finding.field[0] for finding in flaws_found(readable.network, wanted) if finding.field}
    wanted |= {other for flaw in find_flaws(readable.network) for other in flaw.others}
    if not wanted <= rows.keys() | there.keys():  # what cannot be read, and no row tells, may name whatever is missing
        wanted |= rows.keys() - there.keys()
    healing = set[str]()
    while wanted:
        healing.add(record_id := wanted.pop())
        told = rows.get(record_id) or there.get(record_id)
        wanted |= {named for _, named in told.references() if named not in there} - healing if told else set()
    return healing
