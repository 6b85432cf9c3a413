"""Tests that need the one Neo4j or the browser are given to one process."""

import pytest

from tests.sharing import TOGETHER, group_of, wants_real_rows


def test_whatever_is_marked_is_in_the_group_of_its_mark(request: pytest.FixtureRequest) -> None:
    marked = [(item, need) for item in request.session.items for need in TOGETHER if item.get_closest_marker(need)]
    assert [item.nodeid for item, need in marked if group_of(item.nodeid) != need] == []


def test_whatever_uses_a_server_or_the_browser_is_marked(request: pytest.FixtureRequest) -> None:
    uses = {"neo4j_server": "neo4j", "browser": "chromium", "own_neo4j": "own_neo4j"}
    asked = [(item, uses[name]) for item in request.session.items for name in getattr(item, "fixturenames", ()) if name in uses]
    assert [item.nodeid for item, need in asked if not item.get_closest_marker(need)] == []


@pytest.mark.parametrize(
    ("nodeid", "group"),
    [
        ("tests/store/test_contract.py::test_nothing_is_lost_at_the_edge_of_a_batch[neo4j-4999]", "neo4j"),
        (
            "tests/store/test_contract.py::test_nothing_is_lost_at_the_edge_of_a_batch[embedded-4999]",
            "tests/store/test_contract.py",
        ),
        ("tests/store/test_neo4j.py::test_writers_wait_for_each_other_and_both_are_heard", "neo4j"),
        ("tests/soak/test_short_servers.py::test_one", "tests/soak/test_short_servers.py::test_one"),
        ("tests/pages/test_served_pages.py::test_the_reference_works_under_its_policy", "chromium"),
        ("graph_service/search/folding.py::graph_service.search.folding.fold", "graph_service/search/folding.py"),
    ],
)
def test_a_test_is_in_the_group_of_what_it_needs_or_of_its_file(nodeid: str, group: str) -> None:
    assert group_of(nodeid) == group


def test_what_empties_the_server_comes_first_then_what_has_it_plan_anew_then_what_wants_the_real_rows(
    request: pytest.FixtureRequest,
) -> None:
    items = [item for item in request.session.items if item.get_closest_marker("neo4j")]
    order = [(wants_real_rows(item), item.get_closest_marker("plans_anew") is not None) for item in items]
    assert order == sorted(order)
