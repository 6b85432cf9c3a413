"""The data dictionary: what each field of an answer means. A field means the same wherever it stands; where one record means
something else by its name, an entry `Record.name` says so. Each entry is one phrase, with unit and range, and what null means."""

from graph_service.words.fields.agreements import AGREEMENTS
from graph_service.words.fields.common import COMMON
from graph_service.words.fields.network import NETWORK
from graph_service.words.fields.planning import PLANNING
from graph_service.words.fields.records import RECORDS
from graph_service.words.fields.service import SERVICE

PARTS = (COMMON, RECORDS, AGREEMENTS, PLANNING, NETWORK, SERVICE)
FIELDS = {name: meaning for part in PARTS for name, meaning in part.items()}


def meaning_of(record: str, field: str) -> str | None:
    """What a field of a record means; None where the dictionary has it not."""
    return FIELDS.get(f"{record}.{field}", FIELDS.get(field))
