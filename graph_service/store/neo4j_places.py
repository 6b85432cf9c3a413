"""What only places have in Neo4j: a point, and their levels as labels."""

from functools import lru_cache
from typing import Any, get_args

from neo4j.spatial import WGS84Point

from graph_service.records.vocabulary import Level
from graph_service.store.neo4j_kinds import Kind, Properties
from graph_service.store.neo4j_values import quoted

LEVELS: tuple[str, ...] = get_args(Level)
LEVEL_LABELS = tuple(level.capitalize() for level in LEVELS)


class Position(Kind):
    """Latitude and longitude as one point of WGS 84."""

    columns = ("told.position",)

    def write(self, record: Any) -> Properties:
        """See `Kind.write`."""
        return {} if record.lat is None or record.lon is None else {"position": WGS84Point((record.lon, record.lat))}

    def read(self, *values: Any) -> Properties:
        """See `Kind.read`."""
        [point] = values
        if point is None:
            return {}
        if not isinstance(point, WGS84Point) or len(point) != 2:  # no height
            raise ValueError(
                f"position: {quoted(point)!r} is no point of WGS 84; write point({{latitude: 32.1, longitude: 118.8}})"
            )
        return {"lat": point.latitude, "lon": point.longitude}


class Levels(Kind):
    """The levels of a place as labels. `level` is written where there are several, `levels` where the record lists them in
    another way than their order from country to county."""

    columns = ("told.level", "told.levels", "labels(record)")

    def write(self, record: Any) -> Properties:
        """See `Kind.write`."""
        plain = _in_order(record.levels)
        row: Properties = {"level": record.level} if len(plain) > 1 else {}
        return row | ({"levels": record.levels} if record.levels and (len(plain) == 1 or record.levels != plain) else {})

    def read(self, *values: Any) -> Properties:
        """See `Kind.read`."""
        level, levels, labels = values
        if not isinstance(levels, list | None):
            raise ValueError(f"levels: {quoted(levels)!r} is no list")  # noqa: TRY004  # told as other faults of data
        plain = _levels(tuple(labels))
        if not plain:
            raise ValueError(f"level: none of the labels {', '.join(LEVEL_LABELS)}; give it one")
        if len(plain) == 1 and level is None and levels is None:
            return {"level": plain[0]}
        listed = tuple(levels) if levels is not None else plain if len(plain) > 1 else ()
        if _in_order(listed or plain) != plain:
            raise ValueError(f"levels: {', '.join(map(str, listed))} are not the labels {', '.join(plain)}")
        told = level or (plain[0] if len(plain) == 1 else None)
        if told is None:
            raise ValueError(f"level: it is missing, and there are several labels; name the one it goes by, {' or '.join(plain)}")
        if told not in plain:
            raise ValueError(f"level: {told!r} is none of the labels {', '.join(plain)}")
        return {"level": told} | ({"levels": listed} if listed else {})


def _in_order(levels: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(level for level in LEVELS if level in levels)


@lru_cache(maxsize=1_024)
def _levels(labels: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(level for level, label in zip(LEVELS, LEVEL_LABELS, strict=True) if label in labels)


def level_labels(record: Any) -> tuple[str, ...]:
    """The labels of the levels of a place."""
    levels = record.levels or (record.level,)
    return tuple(label for level, label in zip(LEVELS, LEVEL_LABELS, strict=True) if level in levels)
