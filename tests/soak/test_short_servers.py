"""A short cut of the parts of `make soak` that stop and kill a Neo4j."""

from pathlib import Path
from random import Random

import pytest

from tests.soak.servers import killed_under_loads, outages
from tests.soak.test_short import many_cities


@pytest.mark.own_neo4j
def test_a_neo4j_killed_in_the_middle_of_a_write_loses_nothing_and_two_services_answer_meanwhile(own_neo4j: Path) -> None:
    told = outages(own_neo4j, 1, Random(2))
    assert told.found["changes"]
    assert told.reads


@pytest.mark.own_neo4j
def test_a_neo4j_killed_in_the_middle_of_a_load_holds_nothing_or_everything_and_the_load_can_be_repeated(
    own_neo4j: Path, tmp_path: Path
) -> None:
    assert killed_under_loads(own_neo4j, [many_cities(tmp_path)], 1, Random(1)).total() == 1
