"""The data dictionary: what each field of an answer means. A field means the same wherever it stands; where one record means
something else by its name, an entry `Record.name` says so. Each entry is one phrase, with unit and range, and what null means."""

from graph_service.words.fields.agreements import AGREEMENTS
from graph_service.words.fields.common import COMMON
from graph_service.words.fields.homes import HOMES
from graph_service.words.fields.network import NETWORK
from graph_service.words.fields.planning import PLANNING
from graph_service.words.fields.records import RECORDS
from graph_service.words.fields.service import SERVICE

PARTS = (COMMON, RECORDS, AGREEMENTS, HOMES, PLANNING, NETWORK, SERVICE)
FIELDS = {name: meaning for part in PARTS for name, meaning in part.items()}


_NAMES = "_names"  # what a field that names the records or the country of another ends with
LISTED = "Listed"  # what a record is called in a list: it means the same there


def meaning_of(record: str, field: str) -> str | None:
    """What a field of a record means; None where the dictionary has it not."""
    if field.endswith(_NAMES) and field not in FIELDS:
        return f"names of what `{field.removesuffix(_NAMES)}` tells, in its order; null where that tells nothing"
    return FIELDS.get(f"{record.removeprefix(LISTED)}.{field}", FIELDS.get(field))
