"""The shape of compose.yaml and of the image it builds. No test here needs a Docker engine."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from graph_service.store.neo4j_server.release import release
from graph_service.store.neo4j_url import Neo4jUrl

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))["services"]
    return found


@pytest.fixture(scope="module")
def dockerfile() -> list[str]:
    return (ROOT / "Dockerfile").read_text("utf-8").splitlines()


def test_the_service_and_a_neo4j_are_started(services: dict[str, Any]) -> None:
    assert set(services) == {"service", "neo4j"}


def test_everything_is_published_on_loopback_only(services: dict[str, Any]) -> None:
    ports = [port for service in services.values() for port in service["ports"]]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_the_service_waits_until_neo4j_is_healthy(services: dict[str, Any]) -> None:
    assert services["service"]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert "cypher-shell" in services["neo4j"]["healthcheck"]["test"][1]


def test_the_store_is_the_database_beside_the_service(services: dict[str, Any]) -> None:
    url = services["service"]["environment"]["GRAPH_SERVICE_STORE"].replace("${NEO4J_PASSWORD}", "a-password")
    assert Neo4jUrl.parse(url) == Neo4jUrl("bolt://neo4j:7687", "neo4j", "a-password", "neo4j")


def test_no_password_is_written_down(services: dict[str, Any]) -> None:
    assert services["neo4j"]["environment"]["NEO4J_AUTH"].startswith("neo4j/${NEO4J_PASSWORD:?")


def test_the_image_of_neo4j_is_the_one_the_tests_prefer(services: dict[str, Any]) -> None:
    assert services["neo4j"]["image"] == release().image


def test_the_image_copies_what_the_package_is_built_from_and_nothing_that_is_ignored(dockerfile: list[str]) -> None:
    copied = {name for line in dockerfile if line.startswith("COPY") for name in line.split()[1:-1]}
    assert copied == {"constraints.txt", "pyproject.toml", "LICENSE", "README.md", "graph_service", "cypher", "seeds"}
    kept = {line.removeprefix("!") for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")}
    assert kept == copied
    assert all((ROOT / name).exists() for name in copied)


def test_the_service_does_not_run_as_root(dockerfile: list[str]) -> None:
    assert "USER service" in dockerfile


def test_the_day_is_that_of_an_office_whose_zone_must_be_named(services: dict[str, Any]) -> None:
    assert services["service"]["environment"]["GRAPH_SERVICE_TIMEZONE"].startswith("${OFFICE_TIMEZONE:?")
