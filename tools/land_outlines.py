"""Write the land outlines that the package carries: `python -m tools.land_outlines --from FOLDER`, the folder with maps/.

From world-atlas, which is made from Natural Earth: land alone, no boundaries. Left out are Antarctica and islands too small to
be seen; a ring that crosses 180° E goes on beyond it. The same input gives the same bytes.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from graph_service.maps.outlines import LonLat, Ring, encoded, simplified

OUTLINES = Path(__file__).parents[1] / "graph_service" / "maps" / "land.json"
# For each detail: steps to a degree; how far, in degrees, a point may lie from the line that goes without it; the least area of
# a ring, in square degrees.
_DETAILS = {"110m": (20, 0.08, 0.3), "50m": (100, 0.02, 0.0008)}
_SOUTH = -60.0  # what lies beyond is Antarctica


def made_from(folder: Path) -> str:
    """The text of the file, from the folder that holds land-110m.json and land-50m.json."""
    details = {
        detail: {"steps": steps, "rings": " ".join(encoded(ring, steps) for ring in _rings(folder, detail, tolerance, least))}
        for detail, (steps, tolerance, least) in _DETAILS.items()
    }
    return json.dumps(details, indent=0) + "\n"


def _rings(folder: Path, detail: str, tolerance: float, least: float) -> Iterator[Ring]:
    topology = json.loads((folder / f"land-{detail}.json").read_text("utf-8"))
    arcs = _arcs(topology)
    for shape in topology["objects"]["land"]["geometries"]:
        for polygon in shape["arcs"]:
            for numbers in polygon:
                ring = _whole(_joined(arcs, numbers))
                if min(lat for _, lat in ring) > _SOUTH and _area(ring) >= least:
                    yield simplified(ring, tolerance)[:-1]  # the first point closes it


def _arcs(topology: Any) -> list[list[LonLat]]:
    """The arcs of a TopoJSON file in degrees."""
    (wide, high), (left, low) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for across, up in steps:
            x, y = x + across, y + up
            arc.append((x * wide + left, y * high + low))
        arcs.append(arc)
    return arcs


def _joined(arcs: Sequence[list[LonLat]], numbers: Sequence[int]) -> list[LonLat]:
    """The ring of these arcs; one that runs backwards has the number ~n."""
    ring: list[LonLat] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[1:] if ring else arc
    return ring


def _whole(ring: Sequence[LonLat]) -> list[LonLat]:
    """A ring without the jumps from one side of 180° E to the other."""
    found = [ring[0]]
    for lon, lat in ring[1:]:
        before = found[-1][0]
        found.append((before + (lon - before + 180) % 360 - 180, lat))
    return found


def _area(ring: Sequence[LonLat]) -> float:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(x * to_y - to_x * y for (x, y), (to_x, to_y) in pairs)) / 2


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--from", dest="source", type=Path, required=True, help="folder with maps/")
    OUTLINES.write_text(made_from(parser.parse_args().source / "maps"), "utf-8")


if __name__ == "__main__":
    main()
