"""The command line: the planner's questions in a terminal, and the few commands that run the service."""

from graph_service.cli.app import main

__all__ = ["main"]
