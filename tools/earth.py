"""Distances on the Earth as a sphere."""

import math

EARTH_KM = 6371.0


def km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The way between two points, each its latitude and longitude in degrees, in kilometres.

    >>> round(km((48.2083, 16.3725), (47.4984, 19.0404)))
    214
    """
    (lat, lon), (other_lat, other_lon) = (tuple(map(math.radians, point)) for point in (a, b))
    half = math.sin((lat - other_lat) / 2) ** 2 + math.cos(lat) * math.cos(other_lat) * math.sin((lon - other_lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(half))
