"""The front door for Python: `import graph_service as gs`. Everything here is offered there."""

from graph_service.front.answer import Answer
from graph_service.front.pictures import Cluster, Neighbours
from graph_service.front.register import Home, Place, Register
from graph_service.front.source import open  # noqa: A004  # as other libraries call it

__all__ = ["Answer", "Cluster", "Home", "Neighbours", "Place", "Register", "open"]
