"""What a worker holds in memory without need, it holds once per worker, and what a command imports without need, it imports
each time: large libraries wait until they are asked for."""

import subprocess
import sys

import pytest

from graph_service.cli.commands import MODULES, QUESTIONS, registered
from graph_service.questions import table

HEAVY = ("networkx", "scipy", "rustworkx", "pyvis", "IPython", "neo4j")
SERVED = """
import sys
import graph_service.web.app
from graph_service.cli.commands import registered
from graph_service.metrics.selection import select
from graph_service.questions.network import Network
from graph_service.questions.question import View
from graph_service.site.place import render_place
from graph_service.site.templating import Frame
from tests.drawing import known_records, snapshot

registered()
drawn = snapshot(known_records())
render_place(Frame("en", ""), View(drawn), Network(place="jiangsu"), among=False)
print(*(name for name in sys.argv[1:] if name in sys.modules))
"""


@pytest.mark.thorough
def test_a_worker_that_draws_pages_has_loaded_no_library_of_graphs() -> None:
    ran = subprocess.run([sys.executable, "-c", SERVED, *HEAVY], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == []


ASKED = """
import sys
from graph_service.cli.app import run
assert run(sys.argv[1].split()) == 0
print(*(name for name in sys.argv[2:] if name in sys.modules))
"""


@pytest.mark.first(2)
@pytest.mark.parametrize("arguments", ["--version", "load --help", "serve --help", "clusters --help"])
def test_a_command_loads_only_what_it_needs(arguments: str) -> None:
    """numpy for what computes, icalendar for calendars, xlsxwriter for workbooks, fastapi for the service that runs."""
    spared = {*HEAVY, "numpy", "icalendar", "xlsxwriter", "fastapi"} - ({"numpy"} if "clusters" in arguments else set())
    ran = subprocess.run([sys.executable, "-c", ASKED, arguments, *spared], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == ""


ENDED = """
import gc
import sys
from contextlib import suppress
from graph_service.cli import main
sys.argv = ["graph-service", "--version"]
with suppress(SystemExit):
    main()
objects = gc.get_freeze_count()
assert gc.collect() < objects / 100, "what a command made is looked through once more at its end"
print(gc.get_stats()[2]["collections"])
"""


def test_what_a_command_makes_is_looked_through_for_cycles_neither_meanwhile_nor_at_its_end() -> None:
    """Which took a third of a short command."""
    ran = subprocess.run([sys.executable, "-c", ENDED], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "1"  # that of the test itself


@pytest.mark.parametrize("module", MODULES)
def test_a_module_has_the_commands_by_which_it_is_found(module: str) -> None:
    of_questions = tuple(question.name.replace("_", "-") for question in table.QUESTIONS)
    found = tuple(command.name or command.callback.__name__ for command in registered([module]).registered_commands)
    assert found == (of_questions if module == QUESTIONS else MODULES[module])
