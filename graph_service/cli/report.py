"""`report`: the periodic report of a home, to print or to read into a spreadsheet."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec
import typer

from graph_service.answers.report import report_answer, window_from
from graph_service.answers.report_formats import as_csv, as_markdown
from graph_service.cli.questions import Home, Kinds, Language, Layer, day, load_snapshot, selection_of
from graph_service.cli.streams import printing
from graph_service.metrics.selection import ALL_LAYERS
from graph_service.metrics.vine import vine_of
from graph_service.resolver import resolve_home
from graph_service.settings import Settings
from graph_service.views.report import render_report


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(report)


def report(
    home: Home,
    from_: Annotated[datetime, typer.Option("--from", parser=day, help="first day")],
    to: Annotated[datetime, typer.Option(parser=day, help="last day, for which it is told")],
    kinds: Kinds = None,
    layer: Layer = ALL_LAYERS,
    lang: Language = "zh",
    form: Annotated[Literal["md", "html", "csv", "json"], typer.Option("--format", help="md, html, csv or json")] = "md",
) -> None:
    """What was signed, is in approval, took place and lies ahead. 定期报告。"""
    snapshot = load_snapshot()
    window = window_from(from_.date(), to.date())
    vine = vine_of(snapshot, resolve_home(snapshot, home).id, selection_of(snapshot, to, kinds, layer))
    found = report_answer(vine, window, Settings().rules)
    written = {"md": as_markdown, "html": render_report, "csv": as_csv}
    with printing():
        if form == "json":
            print(msgspec.json.format(msgspec.json.encode(found)).decode())
        else:
            print(written[form](found, lang), end="")
