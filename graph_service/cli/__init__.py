"""The command line: the planner's questions in a terminal, and the few commands that run the service."""

import gc
from importlib import import_module

_FEW_CYCLES = 50_000, 50, 50


def main() -> None:
    """Run the command line.

    Imports and records make hundred thousands of objects and hardly a cycle of them: looked through for cycles as often as
    Python does by itself, they take a fifth longer. So that is set before what is large is imported. Nor are they looked
    through once more at the end, which took a quarter of a short command.
    """
    gc.set_threshold(*_FEW_CYCLES)
    try:
        import_module("graph_service.cli.app").main()
    finally:
        gc.freeze()


__all__ = ["main"]
