"""The outlines are those of the data they are made from, and are cut at any meridian without loss."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.maps.outlines import Ring, between, decoded, encoded, inside, outlines, simplified
from tests.conftest import ROOT
from tools.land_outlines import OUTLINES, made_from

INPUTS = ROOT.parent / "shared" / "data" / "maps"


def area(ring: Ring) -> float:
    return sum(x * to_y - to_x * y for (x, y), (to_x, to_y) in zip(ring, [*ring[1:], ring[0]], strict=True)) / 2


def holds(rings: list[Ring], lon: float, lat: float) -> bool:
    """Whether a point lies on land, by how many outlines lie east of it."""
    crossings = 0
    for ring in rings:
        for (x, y), (to_x, to_y) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (y > lat) != (to_y > lat) and lon < x + (to_x - x) * (lat - y) / (to_y - y):
                crossings += 1
    return crossings % 2 == 1


def test_the_outlines_are_rebuilt_from_their_source_to_the_byte() -> None:
    if not INPUTS.is_dir():
        pytest.skip(f"{INPUTS} is not here: the outlines were not built anew")
    assert made_from(Path(INPUTS)) == OUTLINES.read_text("utf-8")


@given(st.lists(st.tuples(st.integers(-40_000, 40_000), st.integers(-9_000, 9_000)), min_size=1, unique=True))
def test_what_is_encoded_is_decoded(points: list[tuple[int, int]]) -> None:
    ring = [(lon / 100, lat / 100) for lon, lat in points]
    assert decoded(encoded(ring, 100), 100) == ring


@given(st.integers(-180, 179))
def test_a_cut_at_any_meridian_keeps_all_land(west: int) -> None:
    cut = [part for ring in outlines("110m") for part in between(ring, west, west + 360)]
    assert sum(map(area, cut)) == pytest.approx(sum(map(area, outlines("110m"))))
    assert all(west <= lon <= west + 360 for ring in cut for lon, _ in ring)


@pytest.mark.parametrize("detail", ["110m", "50m"])
def test_cities_lie_on_land_and_seas_do_not(detail: str) -> None:
    world = [part for ring in outlines(detail) for part in between(ring, -30, 330)]  # type: ignore[arg-type]
    land = [(116.4, 39.9), (2.35, 48.85), (-99.1 + 360, 19.4), (-175 + 360, 66.5), (133.9, -23.7), (37.6, 55.8)]
    seas = [(51.0, 42.0), (200.0, 0.0), (-35 + 360, 40.0), (4.0, 38.5), (90.0, -62.0), (180.0, 60.0)]
    assert [holds(world, *point) for point in land] == [True] * len(land)
    assert [holds(world, *point) for point in seas] == [False] * len(seas)


def test_what_lies_outside_a_rectangle_is_cut_off() -> None:
    square = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]
    (seen,) = inside(square, 5, -5, 20, 5)
    assert abs(area(seen)) == 25
    assert list(inside(square, 11, 0, 20, 5)) == []


@given(st.lists(st.tuples(st.floats(-9, 9), st.floats(-9, 9)), min_size=2, max_size=40), st.floats(0.01, 5))
def test_a_simpler_line_keeps_its_ends_and_leaves_out_only_what_lies_near(points: list[tuple[float, float]], far: float) -> None:
    kept = simplified(points, far)
    assert (kept[0], kept[-1]) == (points[0], points[-1])
    assert set(kept) <= set(points)
    assert simplified(points, 1e9) == [points[0], points[-1]]
