"""The Equal Earth projection of Šavrič, Patterson and Jenny (2018): areas as they are, parallels straight, shapes pleasant."""

import math
from dataclasses import dataclass

WORLD_MIDDLE = 150.0  # the meridian around which the world is drawn
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796  # of the polynomial, as published
_ROOT_3 = math.sqrt(3)


def turned(lon: float, middle: float) -> float:
    """How far east of a meridian a longitude lies, from -180 to less than 180 degrees.

    >>> turned(-170.0, 150.0), turned(10.0, 150.0)
    (40.0, -140.0)
    """
    return (lon - middle + 180) % 360 - 180


def equal_earth(lon: float, lat: float) -> tuple[float, float]:
    """Where a point lies on the plane, for a sphere of radius 1: x to the east of the middle meridian, y to the north of the
    equator. Degrees are given; `lon` counts from the middle meridian and may lie beyond ±180."""
    theta = math.asin(_ROOT_3 / 2 * math.sin(math.radians(lat)))
    square = theta * theta
    sixth = square**3
    slope = _A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square)
    x = 2 * _ROOT_3 * math.radians(lon) * math.cos(theta) / (3 * slope)
    return x, theta * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))


@dataclass(frozen=True, slots=True)
class Plane:
    """The plane of a picture, in its pixels: the projection around `middle`, `scale` pixels to the radius of the Earth, moved so
    that (`left`, `top`) of the projection is the corner."""

    middle: float
    scale: float
    left: float
    top: float

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """The pixel of a place, wherever its longitude is counted from."""
        return self.beside(turned(lon, self.middle), lat)

    def beside(self, turn: float, lat: float) -> tuple[float, float]:
        """The pixel of a point that lies so far east of the middle, be it beyond the edge."""
        x, y = equal_earth(turn, lat)
        return (x - self.left) * self.scale, (self.top - y) * self.scale
