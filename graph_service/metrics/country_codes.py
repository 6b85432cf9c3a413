"""The code of a country in a question: one that is none is refused with the likely one, for it would find nothing in silence."""

from graph_service.domain.iso_3166 import CODES, likely_code
from graph_service.errors import BadRequest
from graph_service.snapshot import Snapshot


def country_code(snapshot: Snapshot, text: str) -> str:
    """The code that a reader gave, in capitals: one of ISO 3166-1, or one that is on record.

    Raises:
        BadRequest: it is neither.
    """
    code = text.upper()
    if code in CODES or code in snapshot.countries:
        return code
    likely = _likely(snapshot, text)
    remedy = f"{likely} is meant?" if likely else "write the two letters, such as CN"
    raise BadRequest("country", f"{text!r} is no code of ISO 3166-1; {remedy}")


def _likely(snapshot: Snapshot, text: str) -> str | None:
    """The code of the country with this name, or the one that another list writes so."""
    wanted = text.strip().casefold()
    for country in snapshot.countries.values():
        names = country.names
        if wanted in (name.casefold() for name in (names.zh, names.en, names.local, *names.aliases) if name):
            return country.country
    return likely_code(text)
