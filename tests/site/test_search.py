"""The page of a search: places, and where two places lead that a text names."""

import pytest

from graph_service.site.search import render_search
from graph_service.site.templating import Frame
from graph_service.snapshot import Snapshot
from tests.site.addresses import Seen


def ways(snapshot: Snapshot, text: str) -> list[str]:
    """Where a search leads beside the places it finds, without the words of the queries."""
    seen = Seen(render_search(Frame("zh", "../"), snapshot, text))
    return [link.partition("?")[0] for link in seen.links if link.startswith(("../views/cluster", "../views/list"))]


@pytest.mark.parametrize("text", ["江苏 德国", "德国 江苏", "Jiangsu Germany", "jiangsu  to  germany", "江苏到德国", "江苏→德国"])
def test_a_province_and_a_country_lead_to_their_cluster_its_table_and_the_chains(seeds: Snapshot, text: str) -> None:
    assert ways(seeds, text) == ["../views/cluster/Q16963/Q183", "../views/list/cluster", "../views/list/paths"]


@pytest.mark.parametrize("text", ["南京到科隆", "Nanjing to Cologne", "南京 科隆", "南京 — 科隆"])
def test_two_cities_lead_to_the_chains_between_them(seeds: Snapshot, text: str) -> None:
    assert ways(seeds, text) == ["../views/list/paths"]


@pytest.mark.parametrize("text", ["New York", "San Francisco", "南京", "", "to", "nowhere at all", "南京到南京"])
def test_the_name_of_one_place_or_of_none_is_not_taken_for_two(seeds: Snapshot, text: str) -> None:
    assert ways(seeds, text) == []


def test_what_nobody_is_called_is_told_with_what_to_do(seeds: Snapshot) -> None:
    assert "没有地方叫这个名字" in render_search(Frame("zh", "../"), seeds, "qqqqzzzz")
