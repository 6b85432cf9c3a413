"""Every Cypher file by name, with the parameters it takes and the rows it returns. A typo fails at import.

A file under cypher/ opens with what it promises; this module checks the promise when it reads the file:

    // load_records: every record as canonical JSON, by label.
    // params:
    // returns: label, bodies
    // mode: read
"""

import re
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from neo4j import RoutingControl

from graph_service.data_files import data_folder
from graph_service.errors import QueryMismatch
from graph_service.store.feed import Changed, Line

Row = TypeVar("Row", bound=NamedTuple)

_HEADER = re.compile(
    r"// (?P<name>\w+): (?P<purpose>.+(?:\n//  .+)*)\n"
    r"// params:(?P<params>.*)\n// returns:(?P<returns>.*)\n// mode: (?P<mode>read|write)\n"
)
_MODES = {"read": RoutingControl.READ, "write": RoutingControl.WRITE}


@dataclass(frozen=True, slots=True)
class CypherQuery(Generic[Row]):
    """One Cypher file: its text, the parameters it takes, the row it returns and whether it only reads."""

    name: str
    purpose: str
    text: str
    params: tuple[str, ...]
    row: type[Row]
    mode: RoutingControl


def parse_query(name: str, text: str, row: type[Row]) -> CypherQuery[Row]:
    """The query in a file's text, `name` being its path below cypher/ without suffix.

    Raises:
        QueryMismatch: the header is missing, or says other than the body, the row or the name.
    """
    header = _HEADER.match(text)
    if header is None:
        raise QueryMismatch(f"cypher/{name}.cypher: no header; open with name, params, returns and mode as comments")
    params, returns = _names(header["params"]), _names(header["returns"])
    used = set(re.findall(r"\$(\w+)", re.sub(r"//.*", "", text)))
    _agree(name, "name", header["name"], name.rpartition("/")[2])
    _agree(name, "params", set(params), used)
    _agree(name, "returns", returns, row._fields)
    return CypherQuery(name, re.sub(r"\n//\s+", " ", header["purpose"]), text, params, row, _MODES[header["mode"]])


def _names(listed: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in listed.split(",") if name.strip())


def _agree(query: str, what: str, header: object, actual: object) -> None:
    if header != actual:
        raise QueryMismatch(f"cypher/{query}.cypher: the header's {what} {header} is not {actual}; correct one of them")


def _query(name: str, row: type[Row]) -> CypherQuery[Row]:
    text = (data_folder("cypher") / f"{name}.cypher").read_text("utf-8")
    return parse_query(name, text, row)


class NoRow(NamedTuple):
    """A statement that returns nothing."""


class RevisionRow(NamedTuple):
    """The mark of the stored network and the number of its last change."""

    revision: str
    sequence: int


class LockRow(NamedTuple):
    """The mark of the stored network; number and moment of its last change, None where the change feed has not begun."""

    revision: str
    sequence: int | None
    at: str | None


class NumberRow(NamedTuple):
    """How many there are, or which."""

    number: int


class TableRow(NamedTuple):
    """All records of one label as canonical JSON, in no order. One long row is read ten times faster than many short ones."""

    label: str
    bodies: list[str]


class LinkRow(NamedTuple):
    """An agreement of a network and the hops of its parties from the centre."""

    agreement: str
    source: str
    source_hops: int
    target: str
    target_hops: int


class TieRow(NamedTuple):
    """An agreement seen from a home. `grape_class` and `stem`, the region of the stem, are None where there is none."""

    agreement: str
    unit: str
    partner: str
    tier: int
    role: str
    grape_class: str | None
    stem: str | None


class StemRow(NamedTuple):
    """A stem: its agreement, and the partner region with its names."""

    agreement: str
    partner: str
    name_zh: str | None
    name_en: str | None


class CountryRow(NamedTuple):
    """A country with its names."""

    country: str
    name_zh: str | None
    name_en: str | None


class FriendlessRow(NamedTuple):
    """A country with its names, its ISO code, the number of agreements there and their ids, separated by spaces."""

    country: str
    name_zh: str | None
    name_en: str | None
    code: str
    agreements: int
    evidence: str


SET_PASSWORD = _query("server/set_password", NoRow)
EMPTY_DATABASE = _query("server/empty_database", NoRow)

SCHEMA = tuple(
    _query(f"schema/{name}", NoRow) for name in ("record_id", "meta_id", "change_sequence", "former_place", "former_record")
)

REVISION = _query("read/revision", RevisionRow)
LOAD_RECORDS = _query("read/load_records", TableRow)
FIND_RECORDS = _query("read/find_records", TableRow)
OPENING_CHANGE = _query("read/opening_change", Line)
CHANGE_BY = _query("read/change_by", NumberRow)
COUNT_CHANGES = _query("read/count_changes", NumberRow)
CHANGES = _query("read/changes", Changed)

LOCK_REVISION = _query("write/lock_revision", LockRow)
SET_REVISION = _query("write/set_revision", NoRow)
PLAN_ANEW = _query("write/plan_anew", NoRow)
ADD_CHANGES = _query("write/add_changes", NoRow)
KEEP_FORMERS = _query("write/keep_formers", NoRow)
CREATE_RECORDS = _query("write/create_records", NoRow)
REPLACE_RECORDS = _query("write/replace_records", NoRow)
REMOVE_RECORDS = _query("write/remove_records", NoRow)
LINK_RECORDS = _query("write/link_records", NoRow)
LINK_PARTIES = _query("write/link_parties", NoRow)

# The questions an analyst may ask of the database itself; their answers are those of the service.
CITY_NETWORK = _query("queries/city_network", LinkRow)
STEMS_AND_GRAPES = _query("queries/stems_and_grapes", TieRow)
BARE_STEMS = _query("queries/bare_stems", StemRow)
UNCOVERED_COUNTRIES = _query("queries/uncovered_countries", CountryRow)
COUNTRIES_WITHOUT_COUNTERPART_ASSOCIATION = _query("queries/countries_without_counterpart_association", FriendlessRow)
