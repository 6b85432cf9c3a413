"""What finds nodes in Neo4j: of each label its id and its name, and more where records have more."""

import pytest
from neo4j import Driver

from graph_service.records.network import ChangeSet
from graph_service.records.registry import RECORD_TYPES
from graph_service.store.neo4j import Neo4jStore
from tests.drawing import known_records
from tests.one_loop import run

pytestmark = pytest.mark.neo4j
FIELDS = {cls.__name__: cls.__struct_fields__ for _, cls in RECORD_TYPES}


def having(field: str) -> set[str]:
    """The labels of the types whose records have a field."""
    return {label for label, fields in FIELDS.items() if field in fields}


def test_each_label_is_found_by_id_and_name_and_by_country_text_and_position_where_it_has_them(
    neo4j: Driver, neo4j_url: str
) -> None:
    store = Neo4jStore.connect(neo4j_url)
    run(store.apply(ChangeSet(tuple(known_records()))))
    run(store.aclose())
    asked = "SHOW INDEXES YIELD type, labelsOrTypes, properties, owningConstraint WHERE properties IS NOT NULL RETURN *"
    found = neo4j.execute_query(asked).records

    def by(kind: str, *names: str) -> set[str]:
        rows = [row for row in found if row["type"] == kind and row["properties"][: len(names)] == list(names)]
        return {label for row in rows for label in row["labelsOrTypes"]}

    unique = {label for row in found if row["owningConstraint"] and row["properties"] == ["id"] for label in row["labelsOrTypes"]}
    assert unique == {*FIELDS, "Meta"}
    assert by("RANGE", "name") == set(FIELDS)
    assert by("RANGE", "country") == having("country") | {"Country"}
    assert by("FULLTEXT", "name", "name_zh", "name_local", "aliases") == having("names") - {"Mark"}  # whose names nobody writes
    assert by("POINT", "position") == having("lat")
