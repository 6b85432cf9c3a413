"""A map as SVG: it stands in any page, says what it shows, and names what has room."""

import math
import re
from xml.etree import ElementTree as ET

import pytest

from graph_service.maps.drawing import MapLine, MapMark, map_svg
from graph_service.maps.elements import curve
from graph_service.maps.land import land_by_radius
from graph_service.maps.projection import equal_earth
from graph_service.maps.window import WORLD, around, plane_of
from graph_service.pages.picture import Entry
from graph_service.words.bilingual import Bilingual

TITLE, DESC = Bilingual("标题", "A title"), Bilingual("说明", "A description")
NANJING, COLOGNE, NEW_YORK = (118.8, 32.06), (6.96, 50.94), (-74.0, 40.7)
SPACE = "{http://www.w3.org/2000/svg}"


def mark(lon: float, lat: float, name: str, weight: float = 1, **more: str) -> MapMark:
    return MapMark(lon, lat, Bilingual(name, name), weight=weight, **more)


def drawn(*marks: MapMark, language: str = "en", lines: tuple[MapLine, ...] = (), **more) -> ET.Element:
    return ET.fromstring(map_svg(marks, lines, language, TITLE, DESC, **more))


def texts(svg: ET.Element) -> list[str | None]:
    return [text.text for text in svg.iter(f"{SPACE}text")]


@pytest.mark.parametrize(("language", "said"), [("zh", "示意图，不绘边界"), ("en", "schematic, no boundaries")])
def test_a_map_says_what_it_shows_and_that_it_draws_no_boundaries(language: str, said: str) -> None:
    svg = drawn(language=language)
    assert (svg.get("role"), svg.get("lang")) == ("img", language)
    assert [svg.find(f"{SPACE}{part}").text for part in ("title", "desc")] == [getattr(TITLE, language), getattr(DESC, language)]
    assert texts(svg) == [said]


def test_a_map_has_nothing_that_a_strict_policy_refuses() -> None:
    text = map_svg([mark(*NANJING, "南京", href="x")], [MapLine(NANJING, COLOGNE)], "zh", TITLE, DESC)
    assert not re.search(r"style=|\son\w+=|<script|url\(|href=\"http", text)


def test_names_and_links_are_text_whatever_stands_in_them() -> None:
    hostile = '"><script>alert(1)</script>\x07'
    svg = drawn(mark(*NANJING, hostile, href=hostile), lines=(MapLine(NANJING, COLOGNE, label=Bilingual(hostile, hostile)),))
    assert texts(svg) == [hostile.replace("\x07", "\ufffd"), "schematic, no boundaries"]
    assert svg.find(f".//{SPACE}script") is None
    assert svg.get("role") == "group"  # what is an image may not have links in it


def test_the_heavier_of_two_names_that_have_room_for_one_is_written() -> None:
    crowd = [mark(-0.1 + at / 50, 51.5, name, weight) for at, (name, weight) in enumerate([("Cashel", 1), ("London", 9)])]
    near = [mark(-0.1 + at / 50, 51.5, f"Town {at}", 0.5) for at in range(60)]
    named = texts(drawn(*crowd, *near))
    assert "London" in named
    assert len(named) < 10


def test_a_mark_without_weight_has_no_name_and_keeps_its_dot() -> None:
    svg = drawn(mark(*NANJING, "Nanjing", weight=0))
    assert texts(svg) == ["schematic, no boundaries"]
    assert len(list(svg.iter(f"{SPACE}circle"))) == 1


def test_a_line_that_crosses_the_edge_leaves_and_enters_at_the_same_latitude() -> None:
    plane, _ = plane_of(WORLD, 1000)
    out, back = curve(plane, NEW_YORK, COLOGNE)
    leaves, enters = out.rpartition("L")[2], back.removeprefix("M").partition("L")[0]
    assert leaves.split()[1] == enters.split()[1]
    assert len(list(curve(plane, NANJING, COLOGNE))) == 1


def test_a_window_holds_its_points_across_180_degrees_too() -> None:
    window = around([(178.0, -17.0), (-176.0, -20.0)])
    assert 170 < window.west < 178
    assert 184 < window.east < 190
    plane, height = plane_of(window, 600)
    for lon, lat in ((178.0, -17.0), (-176.0, -20.0)):
        x, y = plane.at(lon, lat)
        assert 0 < x < 600
        assert 0 < y < height


def test_points_all_over_the_world_and_none_at_all_have_the_world_as_their_window() -> None:
    assert around([]) == around([NANJING, COLOGNE, NEW_YORK]) == WORLD


def test_land_is_drawn_in_every_window_up_to_its_corners() -> None:
    for middle in range(-180, 180, 45):
        window = around([(middle, 10.0), (middle + 1.0, 60.0)])
        svg = drawn(window=window, detail="110m")
        assert len(svg.findall(f"{SPACE}path")) == 3


def test_the_land_of_a_small_world_weighs_a_few_kilobytes() -> None:
    assert len(map_svg([], [], "zh", TITLE, DESC, width=480)) < 11_000


def test_a_legend_shows_marks_and_lines_with_their_counts() -> None:
    legend = [Entry("dot", "city-0", Bilingual("城市", "city"), 1200), Entry("line", "formal", Bilingual("正式", "formal"), 3)]
    assert texts(drawn(legend=legend))[1:] == ["city 1,200", "formal 3"]


def test_the_land_for_a_script_lies_in_radii_of_the_earth_where_the_projection_has_it() -> None:
    land = land_by_radius(3_000)
    step, left, top = (float(str(land[name])) for name in ("step", "left", "top"))
    starts = [(int(x), int(y)) for x, y in re.findall(r"M(-?\d+) ?(-?\d+)", str(land["path"]))]
    at = [(left + x * step, -(top + y * step)) for x, y in starts]
    west, south = equal_earth(-180, 0)[0], equal_earth(0, WORLD.south)[1]
    assert all(west - 0.02 <= x <= -west + 0.02 and south - 0.02 <= y <= 1.32 for x, y in at)
    new_zealand = equal_earth(172.7 - 150, -34.4)  # Cape Reinga
    points = [(x, y) for ring in str(land["path"]).split("z") if ring for x, y in points_of(ring)]
    assert min(math.dist(new_zealand, (left + x * step, -(top + y * step))) for x, y in points) < 0.01


def points_of(ring: str) -> list[tuple[int, int]]:
    """The points of a closed path that begins anywhere and goes on in steps."""
    x, y, *steps = (int(number) for number in re.findall(r"-?\d+", ring))
    found = [(x, y)]
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        found.append((found[-1][0] + dx, found[-1][1] + dy))
    return found
