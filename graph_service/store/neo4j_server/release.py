"""What differs between the lines of Neo4j: the class to start, the Java it needs, the image. All told by the version."""

import re
from pathlib import Path
from typing import NamedTuple

from graph_service.data_files import data_folder
from graph_service.errors import BadRequest

_OPENED = tuple(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in ("java.nio", "java.io", "sun.nio.ch"))


class Release(NamedTuple):
    """One version of the server. `java` is the oldest Java that runs it, `maven` the options of its pom."""

    version: str
    main_class: str
    java: int
    flags: tuple[str, ...]
    maven: tuple[str, ...]
    image: str


def release(version: str | None = None) -> Release:
    """The release of a version: long-term (5.26.…) or calendar (2025.01 and later); without one, the pinned version.

    Raises:
        BadRequest: it is no version of either line.
    """
    version = version or pinned_version()
    if re.fullmatch(r"5\.\d+\.\d+", version):
        main_class = "org.neo4j.server.CommunityEntryPoint"
        return Release(version, main_class, 17, _OPENED, (f"-Dneo4j.version={version}",), "neo4j:5-community")
    if re.fullmatch(r"20\d\d\.\d\d\.\d+", version):
        flags = (*_OPENED, "--add-modules=jdk.incubator.vector")
        maven = (f"-Dneo4j.version={version}", "-Dcalendar")
        return Release(version, "org.neo4j.server.Neo4jCommunity", 21, flags, maven, f"neo4j:{version}-community")
    raise BadRequest("version", f"{version!r} is no Neo4j version; write 5.26.30 or 2026.08.1")


def pinned_version() -> str:
    """The version that the pom pins."""
    found = re.search(r"<neo4j\.version>(.+?)</neo4j\.version>", pom().read_text("utf-8"))
    assert found, f"{pom()} pins no neo4j.version"
    return found[1]


def pom() -> Path:
    """The pom that names the server's jars."""
    return data_folder("cypher") / "server" / "pom.xml"
