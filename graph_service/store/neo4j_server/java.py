"""Neo4j run by Java from jars that Maven fetches: for machines without a Docker engine."""

import logging
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from graph_service.errors import StoreUnavailable
from graph_service.store.neo4j_server.port import Ports
from graph_service.store.neo4j_server.release import Release, pom

_LOG = logging.getLogger(__name__)
# A change set is one transaction, held in memory: all layers need some 0.7 GiB, and more spares the collector.
_HEAP = ("-Xms512m", "-Xmx2g")
# Transaction logs are pre-allocated by default: half a gigabyte before the first record. And a server that is told to stop
# waits twice five seconds for threads that have nothing to do.
_SETTINGS = """\
server.default_listen_address=127.0.0.1
server.default_advertised_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
{http}
server.https.enabled=false
client.allow_telemetry=false
server.memory.pagecache.size=128m
db.tx_log.preallocate=false
db.tx_log.rotation.size=16m
dbms.usage_report.enabled=false
internal.server.bolt.thread_pool_shutdown_wait_time=0s
"""
_BROWSER = """\
server.http.enabled=true
server.http.listen_address=127.0.0.1:{port}
server.http.advertised_address=127.0.0.1:{port}"""
_NO_BROWSER = "server.http.enabled=false"


def java_command(
    release: Release, folder: Path, ports: Ports, cache: Path, settings: Mapping[str, str] = MappingProxyType({})
) -> list[str]:
    """The command that runs the server on this folder and its ports; writes its settings and fetches its jars if need be.

    Raises:
        StoreUnavailable: Java or Maven is missing or too old, or Maven fails; one line says which.
    """
    java = _java(release)
    jars = _jars(release, cache)
    for name in ("conf", "data", "logs", "run", "plugins", "import"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    http = _NO_BROWSER if ports.browser is None else _BROWSER.format(port=ports.browser)
    more = "".join(f"{name}={value}\n" for name, value in settings.items())
    (folder / "conf" / "neo4j.conf").write_text(_SETTINGS.format(port=ports.bolt, http=http) + more, "utf-8")
    home = (f"--home-dir={folder}", f"--config-dir={folder / 'conf'}")
    return [java, *_HEAP, *release.flags, "-cp", f"{jars}/*", release.main_class, *home]


def _java(release: Release) -> str:
    java = shutil.which("java")
    if java is None:
        raise StoreUnavailable(f"no Docker engine and no Java found; install Java {release.java} and Maven to run Neo4j here")
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(\d+)', said)
    if found is None or int(found[1]) < release.java:
        have = found[1] if found else "of unknown version"
        needs = f"Neo4j {release.version} needs Java {release.java}"
        raise StoreUnavailable(f"{needs} and the one on the path is {have}; put a newer one first")
    return java


def _jars(release: Release, cache: Path) -> Path:
    jars = cache.resolve() / f"jars-{release.version}"
    if jars.is_dir():
        return jars
    maven = shutil.which("mvn")
    if maven is None:
        raise StoreUnavailable("no Docker engine and no Maven (mvn) found; install Maven to fetch Neo4j here")
    _LOG.warning("fetching Neo4j %s with Maven, the first time only (about two minutes)", release.version)
    partial = jars.with_name(f"{jars.name}.{os.getpid()}")
    goal = ("dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={partial}")
    fetched = subprocess.run(
        [maven, "-B", "-q", "-Dstyle.color=never", "-f", str(pom()), *release.maven, *goal],
        capture_output=True,
        text=True,
        check=False,
    )
    if fetched.returncode:
        shutil.rmtree(partial, ignore_errors=True)
        raise _failed(release, fetched.stdout)
    return _settle(partial, jars)


def _failed(release: Release, said: str) -> StoreUnavailable:
    first = next((line for line in said.splitlines() if "ERROR" in line), "no reason given")
    error = StoreUnavailable(f"Maven cannot fetch Neo4j {release.version}: {first.strip()}")
    error.add_note(said[-4000:])
    return error


def _settle(partial: Path, jars: Path) -> Path:
    """Put fetched jars in place at once, so that nobody ever sees half of them."""
    try:
        partial.rename(jars)
    except OSError:  # another process was quicker
        shutil.rmtree(partial, ignore_errors=True)
    return jars
