"""The projection gives the published positions and keeps areas."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.maps.projection import equal_earth, turned

HALF_WIDE, HALF_HIGH = 2.7066299836960748, 1.3173627591574133  # of the sphere of radius 1, as the authors and PROJ give them


def test_the_corners_of_the_world_lie_where_the_authors_have_them() -> None:
    assert equal_earth(0, 0) == (0, 0)
    assert equal_earth(180, 0) == pytest.approx((HALF_WIDE, 0))
    assert equal_earth(0, -90) == pytest.approx((0, -HALF_HIGH))
    ratio = HALF_WIDE / HALF_HIGH
    assert ratio == pytest.approx(2.05458, abs=1e-5)  # the ratio of the axes, as published


def test_the_pole_is_a_line_of_0_59_of_the_equator() -> None:
    assert equal_earth(180, 90)[0] / HALF_WIDE == pytest.approx(0.59247, abs=1e-5)  # as published


@given(st.floats(-89.5, 89.5), st.floats(-180, 180), st.floats(0.001, 0.5))
def test_every_small_field_has_the_area_that_it_has_on_the_sphere(lat: float, lon: float, size: float) -> None:
    south, north = max(-90.0, lat - size / 2), min(90.0, lat + size / 2)
    # Parallels are straight and evenly divided, so that a field between two of them is as wide as its middle, by Simpson's rule.
    widths = [equal_earth(lon + size, at)[0] - equal_earth(lon, at)[0] for at in (south, lat, north)]
    heights = equal_earth(0, north)[1] - equal_earth(0, south)[1]
    area = heights * (widths[0] + 4 * widths[1] + widths[2]) / 6
    on_sphere = math.radians(size) * (math.sin(math.radians(north)) - math.sin(math.radians(south)))
    assert area == pytest.approx(on_sphere, rel=1e-3)


@given(st.floats(-720, 720), st.floats(-180, 180))
def test_a_longitude_is_turned_to_the_same_meridian_within_half_a_turn(lon: float, middle: float) -> None:
    found = turned(lon, middle)
    assert -180 <= found < 180
    assert math.cos(math.radians(found + middle - lon)) == pytest.approx(1)
