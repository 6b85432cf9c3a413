"""A Cypher file: its text, the parameters it takes and the rows it returns. A typo fails at import.

A file under cypher/ opens with what it promises; this module checks the promise when it reads the file:

    // revision: the mark of the stored network.
    // params:
    // returns: revision
    // mode: read
"""

import re
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from neo4j import RoutingControl

from graph_service.data_files import data_folder
from graph_service.errors import QueryMismatch

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


def query_of(name: str, row: type[Row]) -> CypherQuery[Row]:
    """The query of a file, `name` being its path below cypher/ without suffix; errors as `parse_query`."""
    text = (data_folder("cypher") / f"{name}.cypher").read_text("utf-8")
    return parse_query(name, text, row)
