"""Neo4j in a container, where a Docker engine runs."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from graph_service.store.neo4j_server.port import Ports
from graph_service.store.neo4j_server.release import Release

INNER_PORT, _INNER_BROWSER = 7687, 7474  # where the server listens inside its container
_SETTINGS = {
    "dbms.usage_report.enabled": "false",
    "server.memory.heap.initial_size": "512m",
    "server.memory.heap.max_size": "2g",
    "server.memory.pagecache.size": "128m",
    "db.tx_log.preallocate": "false",
    "db.tx_log.rotation.size": "16m",
}


def engine_runs() -> bool:
    """Whether a Docker engine answers."""
    docker = shutil.which("docker")
    if docker is None:
        return False
    try:
        return subprocess.run([docker, "info"], capture_output=True, timeout=10, check=False).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def docker_command(release: Release, folder: Path, ports: Ports, settings: Mapping[str, str] = MappingProxyType({})) -> list[str]:
    """The command that runs the official image on this folder and its ports, in the foreground, as the present user."""
    data = folder / "data"
    data.mkdir(parents=True, exist_ok=True)
    options = ["--rm", "--init", "--user", f"{os.getuid()}:{os.getgid()}"]
    # The address it gives to clients is the one they can reach, not the one inside the container.
    options += ["--env", f"NEO4J_server_bolt_advertised__address=127.0.0.1:{ports.bolt}"]
    options += ["--publish", f"127.0.0.1:{ports.bolt}:{INNER_PORT}", "--volume", f"{data}:/data"]
    if ports.browser is not None:
        options += ["--publish", f"127.0.0.1:{ports.browser}:{_INNER_BROWSER}"]
    options += [part for name, value in {**_SETTINGS, **settings}.items() for part in ("--env", f"{_variable(name)}={value}")]
    return ["docker", "run", *options, release.image]


def _variable(setting: str) -> str:
    """What the image calls a setting.

    >>> _variable("db.tx_log.preallocate")
    'NEO4J_db_tx__log_preallocate'
    """
    return f"NEO4J_{setting.replace('_', '__').replace('.', '_')}"
