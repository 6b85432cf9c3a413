"""Every Cypher file by name, with the rows it returns."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from graph_service.store.cypher_file import CypherQuery, query_of
from graph_service.store.feed import Line


class NoRow(NamedTuple):
    """A statement that returns nothing."""


class RevisionRow(NamedTuple):
    """The mark of the stored network, the number and moment of its last change, 0 and None where there is none, and the form it
    is kept in."""

    revision: str
    sequence: int
    at: str | None
    form: int


class LockRow(NamedTuple):
    """The mark of the stored network; number and moment of its last change, None where the change feed has not begun."""

    revision: str
    sequence: int | None
    at: str | None
    form: int


class ChangedRow(NamedTuple):
    """A row of the change feed, see `Changed`. `later` says whether the record was changed again: then `after` tells how it was
    before that, else nothing does but the record itself."""

    sequence: int
    position: int
    at: str
    who: str | None
    plural: str
    record_id: str
    before: str | None
    after: str | None
    later: bool


class LogRow(NamedTuple):
    """A node that tells what was written; `kept` is how many records a change keeps, `tied` whether a kept one hangs on it."""

    label: str
    element: str
    properties: dict[str, Any]
    kept: int | None
    tied: bool


class DerivedRow(NamedTuple):
    """What is derived: of each tie what the server calls it, how many properties it has, and the fields of a `Partner`; which
    agreements stand beside which."""

    ties: list[list[Any]]
    beside: list[list[str]]


class IdsRow(NamedTuple):
    """Ids of records, in no order."""

    ids: list[str]


class NumberRow(NamedTuple):
    """How many there are, or which."""

    number: int


class RowsRow(NamedTuple):
    """The columns of many nodes in one row: it is read ten times faster than many short ones."""

    rows: list[list[Any]]


class OlderRow(NamedTuple):
    """All records of one label as canonical JSON, in no order: how they were kept in the first form."""

    label: str | None
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


SET_PASSWORD = query_of("server/set_password", NoRow)
EMPTY_DATABASE = query_of("server/empty_database", NoRow)

SCHEMA = tuple(
    query_of(f"schema/{name}", NoRow)
    for name in (
        *("meta_id", "change_sequence", "former_place", "former_record"),
        *("names", "place_country", "country_code", "place_position", "organisation_country", "organisation_kind"),
        *("claim_measure", "partner_agreement"),
    )
)

REVISION = query_of("read/revision", RevisionRow)
OPENING_CHANGE = query_of("read/opening_change", Line)
CHANGE_BY = query_of("read/change_by", NumberRow)
COUNT_CHANGES = query_of("read/count_changes", NumberRow)
CHANGES = query_of("read/changes", ChangedRow)
TOUCHED = query_of("read/touched", IdsRow)
LOG = query_of("read/log", LogRow)

PARTNERS = query_of("read/partners", DerivedRow)
POSSIBLY_SAME = query_of("read/possibly_same", IdsRow)
AGREEMENTS_OF = query_of("read/agreements_of", IdsRow)

LOCK_REVISION = query_of("write/lock_revision", LockRow)
SET_REVISION = query_of("write/set_revision", NoRow)
PLAN_ANEW = query_of("write/plan_anew", NoRow)
ADD_CHANGES = query_of("write/add_changes", NoRow)
KEEP_FORMERS = query_of("write/keep_formers", NoRow)
LINK_PARTNERS = query_of("write/link_partners", NoRow)
UNLINK_PARTNERS = query_of("write/unlink_partners", NoRow)
REMOVE_TIES = query_of("write/remove_ties", NoRow)
STAND_BESIDE = query_of("write/stand_beside", NoRow)

OLDER_RECORDS = query_of("upgrade/older_records", OlderRow)
REMOVE_OLDER = query_of("upgrade/remove_older", NoRow)
DROP_OLDER = query_of("upgrade/drop_older", NoRow)
STATED_WORDS = query_of("upgrade/stated_words", RowsRow)
DATE_STATED = query_of("upgrade/date_stated", NoRow)
DATE_CHANGES = query_of("upgrade/date_changes", NoRow)
SET_FORM = query_of("upgrade/set_form", NoRow)

# The questions an analyst may ask of the database itself; their answers are those of the service.
CITY_NETWORK = query_of("queries/city_network", LinkRow)
STEMS_AND_GRAPES = query_of("queries/stems_and_grapes", TieRow)
BARE_STEMS = query_of("queries/bare_stems", StemRow)
UNCOVERED_COUNTRIES = query_of("queries/uncovered_countries", CountryRow)
COUNTRIES_WITHOUT_COUNTERPART_ASSOCIATION = query_of("queries/countries_without_counterpart_association", FriendlessRow)
NAMED: Mapping[str, CypherQuery[Any]] = {
    query.name.rpartition("/")[2]: query
    for query in (CITY_NETWORK, STEMS_AND_GRAPES, BARE_STEMS, UNCOVERED_COUNTRIES, COUNTRIES_WITHOUT_COUNTERPART_ASSOCIATION)
}
