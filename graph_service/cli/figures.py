"""How the commands about whole graphs print statistics and values: all digits for programs, six for people."""

from collections.abc import Iterable

import msgspec

from graph_service.cli.console import Rows
from graph_service.graph.statistics import Figures
from graph_service.words.network import FIGURES


def statistics_rows(figures: Figures) -> tuple[Rows, Rows]:
    """One row per figure: all of them with all digits, and those for people with their Chinese names."""
    fields = [field.name for field in msgspec.structs.fields(Figures)]
    full = ((name, exact(getattr(figures, name))) for name in fields)
    brief = ((name, short(getattr(figures, name)), label.zh) for name, label in FIGURES.items())
    return Rows(("figure", "value"), full), Rows(("figure", "value", "名称"), brief)


def value_rows(items: Iterable[tuple[str, str, float]]) -> tuple[Rows, Rows]:
    """One row per node, by its id, name and value, in the order they come."""
    listed = list(items)
    full = ((node, name, exact(value)) for node, name, value in listed)
    brief = ((short(value), node, name) for node, name, value in listed)
    return Rows(("id", "name", "value"), full), Rows(("value", "id", "name"), brief)


def exact(value: object) -> object:
    """A number with every digit it has; whole ones without a point, as counts are written."""
    return repr(value).removesuffix(".0") if isinstance(value, float) else value


def short(value: float | None) -> str | None:
    """A number to six digits; None stays missing."""
    return None if value is None else str(value) if isinstance(value, int) else f"{value:.6g}"
