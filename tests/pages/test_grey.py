"""Marks in grey: what a legend tells apart is told apart without its colours too, by shape, size, fill or dash."""

import re

import pytest
from fastapi.testclient import TestClient

from graph_service.maps.elements import shape_svg
from graph_service.pages.shades import contrast

_COLOUR = re.compile(r"#(?:[0-9a-f]{6}|[0-9a-f]{3})\b")
_PALE = 1.6  # contrast with white paper below which a fill is taken for none
LEGENDS = [
    ("/views/cluster/Q16963/Q183", 14),
    ("/views/cluster/Q1198/Q142", 8),
    ("/views/place/Q8686", 10),
    ("/views/place/Q8686?depth=2", 10),
    ("/views/world", 9),
]


def grey(drawn: str) -> str:
    """A drawing in which there is only ink and paper."""
    return _COLOUR.sub(lambda found: "paper" if contrast(found[0], "#ffffff") < _PALE else "ink", drawn)


@pytest.mark.first(2)
@pytest.mark.parametrize(("address", "least"), LEGENDS)
def test_every_mark_of_a_legend_is_another_without_its_colour_and_stands_there_once(
    seeds_client: TestClient, address: str, least: int
) -> None:
    html = seeds_client.get(f"{address}{'&' if '?' in address else '?'}lang=en").text
    (block,) = re.findall(r'<ul (?:class="legend"|id="legend").*?</ul>', html, re.DOTALL)
    samples = re.findall(r"<li[^>]*>\s*(<svg.*?</svg>)(.*?)</li>", block, re.DOTALL)
    assert len(samples) >= least
    marks: dict[str, str] = {}
    for drawn, words in samples:
        assert marks.setdefault(grey(drawn), words) == words
    assert len(marks) == len(samples)


def test_the_partners_on_the_map_of_a_home_differ_by_shape() -> None:
    looks = [grey(shape_svg(f"dot-{kind}", 0, 0, 5)) for kind in ("formal", "unclassified", "exchange", "intent", "planned")]
    assert len({*looks}) == 5
