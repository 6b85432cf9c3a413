"""Why a target is missed, by the name of its axis; docs/performance.md says it beside the figure."""

from collections.abc import Mapping

REASONS: Mapping[str, str] = {
    "page of 1,000 places, made": (
        "a third goes into finding the places and their agreements, which the yardstick is given, another into laying them "
        "out by country in a way that the same data always repeat; the page is made once and then answered from ready bytes."
    ),
}
