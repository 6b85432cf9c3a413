"""Which module has which command. One is imported when its command is asked for, and all of them for the list of commands."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

QUESTIONS = "doors"
# By module, in the order of the help. The table of questions alone knows the commands that it gives: they are all the others.
MODULES: Mapping[str, tuple[str, ...]] = {
    "load": ("load",),
    "serve": ("serve",),
    QUESTIONS: (),
    "search": ("search",),
    "render": ("render",),
    "scenario": ("scenario",),
    "changes": ("changes",),
    "verify": ("verify",),
}
_MODULE_OF = {command: module for module, commands in MODULES.items() for command in commands}


def registered(modules: Iterable[str] = MODULES) -> typer.Typer:
    """The commands of these modules, which are imported."""
    found = typer.Typer()
    for module in modules:
        import_module(f"graph_service.cli.{module}").register(found)
    return found


@cache
def _commands_of(module: str) -> Mapping[str, Any]:
    """The commands of a module by name, made once: those of the questions take twice as long to make as one to run."""
    return typer.main.get_group(registered((module,))).commands


class Commands(TyperGroup):
    """The commands of the program. The libraries that one needs cost the others nothing."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of this name; all are looked through, and can then be proposed, where there is none."""
        for modules in ((_MODULE_OF.get(cmd_name, QUESTIONS),), MODULES):
            if cmd_name not in self.commands:
                self.commands.update(_by_name(modules))
        return super().get_command(ctx, cmd_name)

    def list_commands(self, ctx: Any) -> list[str]:
        """The names of all commands, in the order of the help."""
        self.commands = _by_name(MODULES)
        return super().list_commands(ctx)


def _by_name(modules: Iterable[str]) -> dict[str, Any]:
    return {name: command for module in modules for name, command in _commands_of(module).items()}
