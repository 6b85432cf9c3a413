"""The commands, and how errors leave the program: one line on stderr; 1 if the data was refused, 2 if the command was wrong."""

import sys

import typer
from pydantic import ValidationError

from graph_service import __version__
from graph_service.cli.commands import Commands
from graph_service.cli.console import REFUSED, complain, complain_of
from graph_service.cli.streams import printing, set_up
from graph_service.environment import settings_told
from graph_service.errors import AmbiguousPlace, BadRequest, DataRefused, ServiceError
from graph_service.settings import Settings

WRONG_COMMAND = 2
# A question about something that does not exist is a wrong command; everything else is the data's or the store's fault.
_WRONG_COMMAND = (AmbiguousPlace, BadRequest)

app = typer.Typer(
    name="graph-service",
    cls=Commands,
    help="Sister-city agreements: grape clusters, partner gaps, network pages. 友好城市：葡萄串（集群）、缺口、网络图。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback(invoke_without_command=True)
def _options(version: bool = typer.Option(False, "--version", help="Print the version and stop.")) -> None:
    if version:
        with printing():
            print(__version__)
        raise typer.Exit


def main() -> None:
    """Run the command line."""
    set_up()
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    try:
        try:
            app(arguments, standalone_mode=True)
        finally:
            with printing():
                pass  # what the parser printed itself, such as its help
    except DataRefused as error:
        complain_of(error.faults)
        return REFUSED
    except ServiceError as error:
        complain(str(error))
        return WRONG_COMMAND if isinstance(error, _WRONG_COMMAND) else REFUSED
    except ValidationError as error:
        for name, problem in settings_told(error, Settings.names()):
            complain(f"{name}: {problem}")
        return WRONG_COMMAND
    except MemoryError:
        complain("there is not enough memory for this; ask about less, or use a machine with more")
        return REFUSED
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 0
    return 0
