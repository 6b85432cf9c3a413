"""A country code that is none is refused with the likely one, wherever one is asked for: it would find nothing in silence."""

from collections.abc import Iterator

import pytest
import typer.main
from fastapi.testclient import TestClient
from httpx2 import Response

from graph_service.cli.app import app, run
from graph_service.domain.base import Names
from graph_service.errors import BadRequest
from graph_service.metrics.country_codes import country_code
from tests.drawing import place, snapshot


def paths_with(client: TestClient, name: str) -> list[str]:
    """The paths of the service that take this parameter, as it describes itself."""
    paths = client.get("/openapi.json").json()["paths"].items()
    takes = {path: {given["name"] for given in methods.get("get", {}).get("parameters", ())} for path, methods in paths}
    return [path for path, names in takes.items() if name in names]


def commands_with_a_country() -> Iterator[str]:
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]  # the app is a group
        if any("--country" in parameter.opts for parameter in command.params):
            yield name


def asked(client: TestClient, path: str, code: str) -> Response:
    home = {} if path in ("/v1/places", "/v1/organisations") else {"home": "jiangsu"}
    return client.get(path, params={"country": code, **home})


def test_the_questions_that_take_a_country_are_found(client: TestClient) -> None:
    found = set(paths_with(client, "country"))
    assert {"/v1/agreements", "/v1/candidates", "/v1/organisations", "/v1/places", "/v1/resources"} <= found
    assert {"actions", "candidates", "matches", "resources"} <= set(commands_with_a_country())


def test_every_path_refuses_a_code_that_is_none_and_names_the_likely_one(client: TestClient) -> None:
    answers = {path: asked(client, path, "UK") for path in paths_with(client, "country")}
    said = {path: (answer.status_code, answer.json()["detail"]) for path, answer in answers.items()}
    assert set(said.values()) == {(422, "country: 'UK' is no code of ISO 3166-1; GB is meant?")}, said


def test_every_path_takes_a_code_in_small_letters(client: TestClient) -> None:
    for path in paths_with(client, "country"):
        large, small = asked(client, path, "CH"), asked(client, path, "ch")
        assert (large.status_code, large.json()) == (200, small.json()), path


@pytest.mark.parametrize("command", list(commands_with_a_country()))
def test_every_command_refuses_a_code_that_is_none_and_names_the_likely_one(
    command: str, drawn_store: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STORE", drawn_store)
    assert run([command, "--home", "jiangsu", "--country", "UK"]) == 2
    assert capsys.readouterr().err == "country: 'UK' is no code of ISO 3166-1; GB is meant?\n"


@pytest.mark.parametrize(
    ("given", "likely"),
    [
        ("英国", "GB is meant?"),
        ("britain", "GB is meant?"),
        ("EL", "GR is meant?"),
        ("ZZ", "write the two letters"),
        ("", "write"),
    ],
)
def test_the_likely_code_is_that_of_the_name_or_of_another_list(given: str, likely: str) -> None:
    names = Names(zh="英国", en="United Kingdom", aliases=("Britain",))
    with pytest.raises(BadRequest, match=f"^country: .*{likely}"):
        country_code(snapshot([place("uk", "country", "GB", names=names)]), given)


def test_a_code_of_the_list_with_nothing_on_record_finds_nothing_and_one_on_record_is_taken() -> None:
    found = snapshot([place("elsewhere", "country", "ZZ")])
    assert [country_code(found, code) for code in ("aq", "zz")] == ["AQ", "ZZ"]


def test_a_tier_above_those_of_the_home_or_without_a_home_is_refused(client: TestClient) -> None:
    assert client.get("/v1/agreements?home=jiangsu&tier=3").status_code == 200
    alone = client.get("/v1/agreements?tier=2")
    assert (alone.status_code, alone.json()["detail"]) == (422, "tier: it is that of the unit of a home; name the home as well")


def test_a_municipality_has_no_third_tier_in_any_question(seeds_client: TestClient) -> None:
    takes_tier = paths_with(seeds_client, "tier")
    assert {"/v1/agreements", "/v1/gaps", "/v1/coverage"} <= set(takes_tier)
    for path in takes_tier:
        answer = seeds_client.get(path.replace("{name}", "uncovered_countries"), params={"home": "Q956", "tier": 3})
        assert (answer.status_code, "tiers 1 to 2" in answer.text) == (422, True), path
