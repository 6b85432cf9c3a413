"""How much of the service the tests run, lines and branches: each process that runs tests counts, the first adds up.

Asked for with `-p tests.measuring`, as `make test` does: what counts is put into the byte code while a module is imported, so
this has to be there before all else. A run that reaches too little fails, and `.coverage.txt` tells what no test ran.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from slipcover import FileMatcher, ImportManager, Slipcover, merge_coverage, print_coverage

AT_LEAST = 97  # percent of lines and branches
SOURCE, OMITTED = ["graph_service"], ["graph_service/__main__.py"]
NOT_RUN = [r"class .*\bProtocol\):", "@overload"]
MISSED = Path(".coverage.txt")
_COUNTING = pytest.StashKey[Slipcover]()
_FOUND = pytest.StashKey[dict[str, Any]]()


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Begin to count, where tests are run: not in the process that only gives them out."""
    if early_config.known_args_namespace.numprocesses and "PYTEST_XDIST_WORKER" not in os.environ:
        return
    # What was counted is not taken out of the code again: that changes functions while other threads run them.
    counting = Slipcover(branch=True, source=SOURCE, omit=OMITTED, exclude_also=NOT_RUN, d_miss_threshold=-1)
    ImportManager(counting, FileMatcher(SOURCE, OMITTED)).__enter__()
    early_config.stash[_COUNTING] = counting


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand over what was counted, or judge it."""
    config = session.config
    if counting := config.stash.get(_COUNTING, None):
        _add(config, counting.get_coverage())
    if hasattr(config, "workerinput"):
        config.workeroutput["coverage"] = json.dumps(config.stash[_FOUND])
    elif _percent(config) < AT_LEAST and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Add what a process counted; one that broke off hands over nothing."""
    if found := getattr(node, "workeroutput", {}).get("coverage"):
        _add(node.config, json.loads(found))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line; the rest is in the file."""
    config = terminalreporter.config
    percent = _percent(config)
    with MISSED.open("w", encoding="utf-8") as file:
        print_coverage(config.stash.get(_FOUND, {}), outfile=file, missing_width=80, skip_covered=True)
    few = f", less than {AT_LEAST} %" if percent < AT_LEAST else ""
    terminalreporter.write_line(f"coverage {percent:.2f} % of lines and branches{few}; {MISSED.name} tells what was not run")


def _add(config: pytest.Config, found: dict[str, Any]) -> None:
    if _FOUND in config.stash:
        merge_coverage(config.stash[_FOUND], found)
    else:
        config.stash[_FOUND] = found


def _percent(config: pytest.Config) -> float:
    """Of what there is, so far; nothing counted is 0."""
    return config.stash[_FOUND]["summary"]["percent_covered"] if _FOUND in config.stash else 0.0
