"""A short cut of the parts of `make soak` that stop and kill a Neo4j: both on one, for to begin takes it longest."""

from pathlib import Path
from random import Random

import pytest

from graph_service.store.neo4j_server import running_server
from tests.neo4j_fixture import CACHE
from tests.soak.servers import KilledLoad, outages
from tests.soak.test_short import many_cities


@pytest.mark.own_neo4j
def test_a_neo4j_killed_in_the_middle_of_a_write_and_of_a_load_loses_nothing_and_two_services_answer_meanwhile(
    own_neo4j: Path, tmp_path: Path
) -> None:
    load = KilledLoad([many_cities(tmp_path)], Random(1))
    told = outages(own_neo4j, 1, Random(2), last=load.interrupt)
    assert told.found["changes"]
    assert told.reads
    with running_server(own_neo4j, cache=CACHE) as server:
        assert load.outcome(server) in ("as before it", "as after it")
