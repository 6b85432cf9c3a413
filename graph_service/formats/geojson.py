"""GeoJSON (RFC 7946): points for places and lines for agreements, for maps."""

from collections.abc import Iterator, Mapping

import msgspec

from graph_service.formats.graph import Graph, Node, Values, fitted, listed

_Position = tuple[float, float]  # longitude, latitude
_HALF = 180.0


def geojson(graph: Graph) -> Iterator[str]:
    """The text of a feature collection, feature by feature. None is left out: where a position is not on record `geometry` is
    null, and what is not known is null. What the file says of itself are members of the collection."""
    graph = fitted(graph)
    opened = msgspec.json.encode({"type": "FeatureCollection", **graph.about()}).decode()
    yield opened.removesuffix("}") + ',"features":'
    yield from listed(_features(graph))
    yield "}"


def _features(graph: Graph) -> Iterator[object]:
    where = {node.id: position for node in graph.nodes if (position := _position(node)) is not None}
    for node in graph.nodes:
        point = where.get(node.id)
        yield _feature(None if point is None else {"type": "Point", "coordinates": point}, {"id": node.id, **node.values()})
    for edge in graph.edges:
        ends: Values = {"id": edge.id, "source": edge.source, "target": edge.target}
        yield _feature(_line(where.get(edge.source), where.get(edge.target)), {**ends, **edge.values()})


def _position(node: Node) -> _Position | None:
    return None if node.lat is None or node.lon is None else (node.lon, node.lat)


def _feature(geometry: Mapping[str, object] | None, properties: Values) -> Mapping[str, object]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _line(start: _Position | None, end: _Position | None) -> Mapping[str, object] | None:
    """The short way between two positions, in two parts where it crosses the antimeridian."""
    if start is None or end is None:
        return None
    if abs(start[0] - end[0]) <= _HALF:
        return {"type": "LineString", "coordinates": [start, end]}
    parts = [part for part in _parts(start, end) if part[0] != part[1]]
    if len(parts) > 1:
        return {"type": "MultiLineString", "coordinates": parts}
    return {"type": "LineString", "coordinates": parts[0] if parts else (start, start)}


def _parts(start: _Position, end: _Position) -> tuple[tuple[_Position, _Position], tuple[_Position, _Position]]:
    """Both sides of the antimeridian, the way in degrees of longitude and latitude being straight."""
    side = _HALF if start[0] > 0 else -_HALF
    before, after = side - start[0], end[0] + side
    share = before / (before + after) if before + after else 0.0
    crossing = start[1] + share * (end[1] - start[1])
    return (start, (side, crossing)), ((-side, crossing), end)
