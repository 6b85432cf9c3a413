"""Whether a place lies where the region does that it hangs on."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from tools.earth import EARTH_KM, km
from tools.place_check.finding import Finding
from tools.place_check.register import Register, Site

_NEIGHBOURS, _SAME_SPOT_KM = 6, 0.3
# How much nearer those of the other region are than the nearest of its own: bends of a border stay below.
_NEARER = 1.5
_MUCH_NEARER = 3  # where the town and the district around it are lost together, only the second nearest tells
_FEWEST, _LEAST_KM = 5, 100.0


class _Located(NamedTuple):
    site: Site
    at: tuple[float, float]
    region: str


def amid_others(register: Register) -> Iterator[Finding]:
    """Places whose nearest six, or five of them, hang on one other region, while those of their own are farther off."""
    for located in _by_country(register).values():
        if len(located) <= _NEIGHBOURS:
            continue
        tree = cKDTree(_on_sphere([one.at for one in located]))
        for one in located:
            yield from _if_amid(register, one, located, tree)


def far_from_siblings(register: Register) -> Iterator[Finding]:
    """Places far from the middle of those that hang on the same region: beyond three times the spread of the middle half."""
    for parent, children in _families(register):
        points = [child.at for child in children if child.at]
        middle = _middle(points)
        away = np.array([km(middle, point) for point in points])
        lower, upper = np.percentile(away, [25, 75])
        limit = max(_LEAST_KM, upper + 3 * (upper - lower))
        for child, point, distance in zip(children, points, away, strict=True):
            if distance <= limit:
                continue
            nearest = min(km(point, other) for other in points if other is not point)
            if nearest > limit / 2:
                reason = (
                    f"{distance:.0f} km from the middle of those in {parent.name_en}, the nearest of them {nearest:.0f} km off"
                )
                yield Finding("far from its region", (child.id, parent.id), (child.name_en, parent.name_en), reason)


def far_from_own_places(register: Register) -> Iterator[Finding]:
    """Regions whose own point lies farther from each of their places than those lie from one another."""
    for parent, children in _families(register):
        if parent.at is None:
            continue
        points = [child.at for child in children if child.at]
        nearest = min(km(parent.at, point) for point in points)
        spread = float(np.median([km(a, b) for a in points[:60] for b in points[:60] if a is not b]))
        if nearest > max(_LEAST_KM, _NEARER * spread):
            reason = f"its point is {nearest:.0f} km from the nearest of its places, which lie {spread:.0f} km from one another"
            yield Finding("region far from its places", (parent.id,), (parent.name_en,), reason)


def _if_amid(register: Register, one: _Located, located: list[_Located], tree: cKDTree) -> Iterator[Finding]:
    apart, order = tree.query(_on_sphere([one.at])[0], k=min(len(located), 2 * _NEIGHBOURS))
    near = [(located[at], float(gap) * EARTH_KM) for gap, at in zip(apart, order, strict=True)]
    around = [(other, gap) for other, gap in near if other.site.id != one.site.id and gap > _SAME_SPOT_KM][:_NEIGHBOURS]
    (region, count), *_ = Counter(other.region for other, _ in around).most_common(1) or [("", 0)]
    if count < _NEIGHBOURS - 1 or region == one.region:
        return
    own = sorted(km(one.at, other.at) for other in located if other.region == one.region and other is not one)
    alone = count == _NEIGHBOURS and own and own[0] >= _NEARER * around[-1][1]
    with_district = len(own) > 1 and own[1] >= _MUCH_NEARER * around[-1][1]
    if not (alone or with_district):
        return
    names = (one.site.name_en, register.name(one.region), register.name(region))
    lost = " and ".join(f"{away:.0f}" for away in own[:2])
    reason = f"the nearest in {names[1]} are {lost} km off; its nearest ({around[-1][1]:.0f} km) are in {names[2]}"
    yield Finding("amid another region", (one.site.id, one.region, region), names, reason)


def _by_country(register: Register) -> dict[str, list[_Located]]:
    found: dict[str, list[_Located]] = {}
    for site in register.sites.values():
        region = register.region(site)
        if site.at and region:
            found.setdefault(site.country, []).append(_Located(site, site.at, region))
    return found


def _families(register: Register) -> Iterator[tuple[Site, list[Site]]]:
    for parent, children in register.children.items():
        above = register.sites.get(parent)
        located = [child for child in children if child.at]
        if above and above.level != "country" and len(located) >= _FEWEST:
            yield above, located


def _middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    lat, lon = np.array(points).T
    return float(np.median(lat)), float(np.median(np.unwrap(np.sort(lon), period=360)))


def _on_sphere(points: list[tuple[float, float]]) -> NDArray[np.float64]:
    lat, lon = np.radians(np.array(points)).T
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
