"""What a worker holds in memory without need, it holds once per worker: large libraries wait until they are asked for."""

import subprocess
import sys

HEAVY = ("networkx", "scipy", "rustworkx", "pyvis", "IPython", "neo4j")
SERVED = """
import sys
import graph_service.api.app, graph_service.cli.app
from graph_service.metrics.selection import select
from graph_service.views.place import render_place
from tests.drawing import known_records, snapshot

drawn = snapshot(known_records())
render_place(drawn, "jiangsu", 1, select(drawn), "en")
print(*(name for name in sys.argv[1:] if name in sys.modules))
"""


def test_a_worker_that_draws_pages_has_loaded_no_library_of_graphs() -> None:
    ran = subprocess.run([sys.executable, "-c", SERVED, *HEAVY], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == []
