"""The one table of record types. A new type is one file beside this one and one line here:
CSV files, both stores, the relationships in Neo4j and the API lists follow from it.
"""

from typing import Annotated, NamedTuple, TypeAlias

from graph_service.records.activity import Activity
from graph_service.records.agreement import Agreement
from graph_service.records.base import Record
from graph_service.records.claim import Claim
from graph_service.records.frame import Frame
from graph_service.records.mark import Mark
from graph_service.records.membership import Membership
from graph_service.records.organisation import Organisation
from graph_service.records.place import Place
from graph_service.records.plan import Plan
from graph_service.records.project import Project
from graph_service.records.target import Target
from graph_service.records.vocabulary import one_of


class RecordType(NamedTuple):
    """A type of record: its plural name (CSV file, store table, URL) and its class (label in Neo4j)."""

    plural: str
    cls: type[Record]


RECORD_TYPES = (
    RecordType("places", Place),
    RecordType("organisations", Organisation),
    RecordType("frames", Frame),
    RecordType("agreements", Agreement),
    RecordType("memberships", Membership),
    RecordType("activities", Activity),
    RecordType("plans", Plan),
    RecordType("targets", Target),
    RecordType("projects", Project),
    RecordType("claims", Claim),
    RecordType("marks", Mark),
)

Plural: TypeAlias = Annotated[str, one_of(record_type.plural for record_type in RECORD_TYPES)]

BY_PLURAL = {record_type.plural: record_type for record_type in RECORD_TYPES}
PLURAL_OF: dict[type[Record], str] = {record_type.cls: record_type.plural for record_type in RECORD_TYPES}
