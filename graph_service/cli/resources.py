"""`resources`: everything on record that a home could use in a country."""

from collections.abc import Iterator
from typing import Annotated

import typer

from graph_service.answers.resources import SECTIONS, ResourcesAnswer, resources_answer
from graph_service.cli.console import Rows, show
from graph_service.cli.questions import AsOf, Form, Home, Kinds, Language, Layer, load_snapshot, selection_of
from graph_service.metrics.selection import ALL_LAYERS
from graph_service.questions.shown import name_of
from graph_service.resolver import resolve_country, resolve_home


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(resources)


def resources(
    home: Home,
    country: Annotated[str, typer.Option(help="country or area by code, id or name")],
    as_of: AsOf = None,
    kinds: Kinds = None,
    layer: Layer = ALL_LAYERS,
    lang: Language = "zh",
    form: Form = "table",
) -> None:
    """Everything on record that a home could use in a country, in one package. 资源包。"""
    snapshot = load_snapshot()
    selection = selection_of(snapshot, as_of, kinds, layer)
    answer = resources_answer(snapshot, resolve_home(snapshot, home).id, resolve_country(snapshot, country), selection)
    title = f"{name_of(answer.home)} – {name_of(answer.country)}: {answer.total} resources"
    show(answer, form, title, *resource_rows(answer, lang))


def resource_rows(answer: ResourcesAnswer, lang: str) -> tuple[Rows, Rows]:
    """One row per resource, agreements first."""
    header = ("section", "id", "zh", "en", "kind", "status", "when")
    brief = ((row[0], _brief(row, lang)) for row in _rows(answer))
    return Rows(header, _rows(answer)), Rows(("section", "what"), brief)


def _brief(row: tuple[str | None, ...], lang: str) -> str:
    _, record_id, zh, en, kind, status, when = row
    name = (zh if lang == "zh" else en) or zh or en or record_id
    more = ", ".join(part for part in (kind, status, when) if part)
    return f"{name} ({more})" if more else str(name)


def _rows(answer: ResourcesAnswer) -> Iterator[tuple[str | None, ...]]:
    for agreement in answer.agreements:
        unit, partner = agreement.unit.names, agreement.partner.names
        names = f"{unit.best('zh', '')} – {partner.best('zh', '')}", f"{unit.best('en', '')} – {partner.best('en', '')}"
        yield "agreements", agreement.id, *names, agreement.kind, agreement.status, None
    for section in SECTIONS:
        for item in getattr(answer, section):
            yield section, item.id, item.names.zh, item.names.en, item.kind, item.status, item.when
