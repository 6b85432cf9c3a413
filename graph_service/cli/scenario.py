"""`scenario`: what would be if some agreements were signed and others ended."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from graph_service.answers.scenarios import read_scenario
from graph_service.cli.doors import OUTPUT, called_by_their_flags, form_of, give
from graph_service.cli.questions import Language, load_snapshot
from graph_service.files.bounded import read_bounded
from graph_service.questions.answered import answered
from graph_service.questions.question import View
from graph_service.questions.scenario import SCENARIO, Supposing
from graph_service.settings import Settings


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(scenario)


def scenario(
    file: Annotated[Path, typer.Argument(help="JSON as for POST /v1/scenarios: home, agreements, end, as_of, kinds, layer")],
    form: Annotated[
        Literal["table", "json", "csv", "ndjson", "xlsx"] | None,
        typer.Option("--format", help="table if left out, json (the endpoint's document), csv, ndjson, xlsx"),
    ] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help=OUTPUT)] = None,
    lang: Language = "zh",
) -> None:
    """Coverage, clusters, strength and gaps before and after some agreements; nothing is written. 情景推演。"""
    settings = Settings()
    ask = Supposing(document=read_scenario(read_bounded(file, settings.max_unpacked_bytes, "check the path")))
    found = answered(SCENARIO, View(load_snapshot(), settings.standards), ask)
    with called_by_their_flags():
        give(found, form_of(SCENARIO, form, output), output, lang)
