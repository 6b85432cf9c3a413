"""Pages of other origins may read the service if the settings name them, ready answers and refusals included."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from graph_service.cli.app import run
from graph_service.settings import Settings
from graph_service.web.app import create_app

MAP, OTHER = "https://map.example", "https://other.example"
NETWORK = "/v1/places/jiangsu/network"
PREFLIGHT = {"Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "If-None-Match"}


@pytest.fixture(scope="module")
def shared(drawn_store: str) -> Iterator[TestClient]:
    """The service for pages of one origin, and of one on this machine."""
    with TestClient(create_app(Settings(store=drawn_store, cors_origins=f"{MAP}, http://localhost:5173"))) as client:
        yield client


@pytest.mark.parametrize(
    "path", [NETWORK, "/views/place/jiangsu", "/v1/places/nowhere", "/v1/gaps", "/v1/nothing", "/openapi.json"]
)
def test_every_answer_may_be_read_by_a_named_origin(shared: TestClient, path: str) -> None:
    for _ in range(2):  # computed, then ready
        answer = shared.get(path, headers={"Origin": MAP})
        assert answer.headers["access-control-allow-origin"] == MAP
        exposed = answer.headers["access-control-expose-headers"]
        assert set(exposed.split(", ")) == {"ETag", "Link", "X-Truncated", "Content-Disposition"}
        assert "Origin" in answer.headers["vary"].split(", ")


def test_a_304_may_be_read_too(shared: TestClient) -> None:
    tag = shared.get(NETWORK).headers["etag"]
    again = shared.get(NETWORK, headers={"Origin": MAP, "If-None-Match": tag})
    assert (again.status_code, again.headers["access-control-allow-origin"]) == (304, MAP)
    assert again.headers["vary"] == "Accept-Encoding, Origin"


def test_a_ready_answer_to_one_origin_is_none_to_another(shared: TestClient) -> None:
    for origin, allowed in ((MAP, MAP), (OTHER, None), ("http://localhost:5173", "http://localhost:5173"), (MAP, MAP)):
        answer = shared.get(NETWORK, headers={"Origin": origin})
        assert answer.headers.get("access-control-allow-origin") == allowed
        assert answer.headers["vary"] == "Accept-Encoding, Origin"
    assert "access-control-allow-origin" not in shared.get(NETWORK).headers


def test_a_preflight_is_answered(shared: TestClient) -> None:
    answer = shared.options(NETWORK, headers={"Origin": MAP, **PREFLIGHT})
    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (200, MAP)
    assert "POST" in answer.headers["access-control-allow-methods"]
    assert shared.options(NETWORK, headers={"Origin": OTHER, **PREFLIGHT}).status_code == 400


def test_a_star_is_every_origin(drawn_store: str) -> None:
    with TestClient(create_app(Settings(store=drawn_store, cors_origins="*"))) as client:
        for _ in range(2):
            assert client.get(NETWORK, headers={"Origin": OTHER}).headers["access-control-allow-origin"] == "*"
        assert client.options(NETWORK, headers={"Origin": OTHER, **PREFLIGHT}).headers["access-control-allow-origin"] == "*"


def test_without_the_setting_nothing_is_shared(client: TestClient) -> None:
    answer = client.get(NETWORK, headers={"Origin": MAP})
    assert not [name for name in answer.headers if name.startswith("access-control")]
    assert answer.headers["vary"] == "Accept-Encoding"
    assert client.options(NETWORK, headers={"Origin": MAP, **PREFLIGHT}).status_code == 405


@pytest.mark.parametrize(
    "given", ["map.example", "https://map.example/", "https://Map.example", "null", f"{MAP} {OTHER}", "https://*.example"]
)
def test_what_is_no_origin_stops_the_start_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], given: str
) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_CORS_ORIGINS", f"{MAP},{given}")
    assert run(["serve"]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert told.startswith(f"GRAPH_SERVICE_CORS_ORIGINS: {given!r} is no origin; ")
