"""What two texts look like to a reader: ids that seem to be one, and characters that nobody sees."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

import msgspec

from graph_service.records.base import Record, texts_of
from graph_service.records.characters import InvisibleCharacter, has_invisible, refuse_invisible
from graph_service.records.checks import Flaw
from graph_service.records.network import Network

# Letters of Greek and Cyrillic that look like a Latin one, after case is folded.
_LATIN = str.maketrans("авекмнорстухіјѕһҽӏԁԛԝαικνορτυχϲ", "abekmhopctyxijsheldqwaikvoptuxc")
# Texts that are read, never compared: what was copied into them may stay as it was.
_PROSE = frozenset(("note", "quote", "stated", "scope", "home_evidence"))
_IDS = frozenset(("id", "former_ids"))


def look(text: str) -> str:
    r"""What a text looks like: the same for texts that a reader takes for one.

    >>> look("Q1\u200b") == look("q1"), look("p\u0430ris") == look("paris")
    (True, True)
    """
    if text.isascii():
        return text.casefold()
    seen = unicodedata.normalize("NFKC", text).casefold()
    if has_invisible(seen):
        seen = "".join(sign for sign in seen if not has_invisible(sign))
    return seen.translate(_LATIN) if _mixed(seen) else seen


def _mixed(text: str) -> bool:
    """Whether Latin letters stand beside others: a word all in Greek is a Greek word."""
    return re.search("[a-z]", text) is not None


def look_alikes(network: Network, records: Iterable[Record]) -> Iterator[Flaw]:
    """The ids of records, former ones too, that look like one of another record."""
    by_look: dict[str, Record] = {}
    asked = {record.id for record in records}
    if not asked:
        return
    for record in sorted(network, key=lambda record: record.id in asked):
        for field, given in (("id", (record.id,)), ("former_ids", record.former_ids)):
            for record_id in given:
                other = by_look.setdefault(look(record_id), record)
                if other is not record and record.id in asked and (alike := _alike(record_id, other)):
                    problem = f"{record_id!a} looks like {alike!r}, which is another id"
                    yield Flaw(record.id, field, problem, "use that id or a plainly other one", (other.id,))


def _alike(record_id: str, other: Record) -> str | None:
    """The id of another record that looks like this one; None where it is the same, which is a flaw of its own."""
    seen = look(record_id)
    found = [each for each in (other.id, *other.former_ids) if look(each) == seen]
    return None if record_id in found else found[0]


def invisible_characters(records: Iterable[Record]) -> Iterator[Flaw]:
    """Characters that nobody sees in ids, names and all that is compared."""
    for record in records:
        # One look at the whole is many times faster than one at each text.
        if not has_invisible(msgspec.json.encode(record).decode()):
            continue
        for path, text in texts_of(record):
            try:
                _refuse(path, text)
            except InvisibleCharacter as error:
                yield Flaw(record.id, path, str(error), error.remedy)


def _refuse(path: str, text: str) -> None:
    if path in _IDS:
        for at, sign in enumerate(text):
            if has_invisible(sign):
                raise InvisibleCharacter(text, at)
    elif path.rpartition(".")[2] not in _PROSE:
        refuse_invisible(text)
