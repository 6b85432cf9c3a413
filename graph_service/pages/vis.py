"""The vis-network that pyvis ships."""

from functools import cache
from importlib.metadata import distribution
from pathlib import Path


@cache
def vis_network() -> str:
    """Its script, without the pointer to a source map that developer tools would ask for."""
    # Found without importing pyvis, which would load IPython and networkx to no use.
    script = Path(str(distribution("pyvis").locate_file("pyvis/lib/vis-9.1.2/vis-network.min.js")))
    return script.read_text(encoding="utf-8").partition("//# sourceMappingURL")[0]
