"""Outlines of the countries, 1 : 50 million: `countries-50m.json` is that of world-atlas 2.0.2 (ISC licence, see LICENSE), made
from Natural Earth, which is in the public domain. It is drawn as the land is held and says nothing about sovereignty."""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tools.seed_builder.inputs import read_rows

Points = NDArray[np.float64]
_FOLDER = Path(__file__).parent
_KM_PER_DEGREE = 111.2


class Outline:
    """The land of a country as rings of longitude and latitude in degrees."""

    def __init__(self, rings: list[Points]) -> None:
        self.rings = rings
        self._boxes = [(*ring.min(axis=0), *ring.max(axis=0)) for ring in rings]

    def holds(self, lat: float, lon: float) -> bool:
        """Whether a point lies on the land: within an odd number of rings."""
        within = False
        for ring, (west, south, east, north) in zip(self.rings, self._boxes, strict=True):
            for turned in (lon - 360, lon, lon + 360):
                if west <= turned <= east and south <= lat <= north:
                    within ^= _within(ring, lat, turned)
        return within

    def km_to(self, lat: float, lon: float) -> float:
        """The way from a point to the nearest border or coast, in kilometres; good for short ways only."""
        return min(_km(ring, lat, lon) for ring in self.rings)


@cache
def outlines() -> dict[str, Outline]:
    """The outline of each country by its ISO 3166-1 code."""
    drawn = json.loads((_FOLDER / "countries-50m.json").read_text("utf-8"))
    codes = {(row["number"], row["name"]): row["code"] for row in read_rows(_FOLDER / "codes.csv")}
    arcs = [_unpacked(arc, drawn["transform"]) for arc in drawn["arcs"]]
    rings: dict[str, list[Points]] = {}
    for shape in drawn["objects"]["countries"]["geometries"]:
        code = codes[shape.get("id", ""), shape["properties"]["name"]]
        rings.setdefault(code, []).extend(_joined(ring, arcs) for ring in _rings(shape))
    return {code: Outline(found) for code, found in rings.items()}


def _unpacked(arc: list[list[int]], transform: dict[str, list[float]]) -> Points:
    steps = np.array(arc, dtype=np.float64)
    unpacked: Points = steps.cumsum(axis=0) * np.array(transform["scale"]) + np.array(transform["translate"])
    return unpacked


def _rings(shape: dict[str, Any]) -> Iterator[list[int]]:
    for polygon in shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]:
        yield from polygon


def _joined(ring: Iterable[int], arcs: list[Points]) -> Points:
    joined = np.concatenate([arcs[number] if number >= 0 else arcs[~number][::-1] for number in ring])
    joined[:, 0] = np.unwrap(joined[:, 0], period=360)  # a ring goes on beyond the date line, it does not jump around the Earth
    return joined


def _within(ring: Points, lat: float, lon: float) -> bool:
    x, y = ring[:, 0], ring[:, 1]
    x_next, y_next = np.roll(x, -1), np.roll(y, -1)
    crossing = (y > lat) != (y_next > lat)
    at = x[crossing] + (lat - y[crossing]) * (x_next[crossing] - x[crossing]) / (y_next[crossing] - y[crossing])
    return bool(np.count_nonzero(at > lon) % 2)


def _km(ring: Points, lat: float, lon: float) -> float:
    """To the nearest of its lines, on a plane that touches the Earth at the point."""
    wide = np.cos(np.radians(lat))
    east = (ring[:, 0] - lon + 180) % 360 - 180
    points = np.column_stack([east * wide, ring[:, 1] - lat]) * _KM_PER_DEGREE
    lines = np.roll(points, -1, axis=0) - points
    length = np.einsum("ij,ij->i", lines, lines)
    part = np.clip(-np.einsum("ij,ij->i", points, lines) / np.where(length, length, 1), 0, 1)
    return float(np.linalg.norm(points + lines * part[:, None], axis=1).min())
