"""`search`: the question about places, with what is looked for standing without a flag, be it several words."""

import typer

from graph_service.cli.doors import command_of
from graph_service.questions.places import PLACES


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("search")(command_of(PLACES, ("q",)))
