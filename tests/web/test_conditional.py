"""Clients that poll get an empty 304 until the data changes."""

import pytest
from fastapi.testclient import TestClient

from graph_service.settings import Settings
from graph_service.web.app import create_app

PATHS = [
    "/v1/places",
    "/v1/places/jiangsu",
    "/v1/places/suggest?q=jiang",
    "/v1/places/jiangsu/network",
    "/v1/agreements",
    "/v1/claims",
    "/v1/clusters?home=jiangsu",
    "/v1/clusters/jiangsu/vaud",
    "/v1/gaps?home=jiangsu",
    "/views/place/jiangsu",
    "/",
]


@pytest.mark.parametrize("path", PATHS)
def test_an_answer_that_has_not_changed_is_not_sent_again(client: TestClient, path: str) -> None:
    first = client.get(path)
    assert first.status_code == 200, first.text
    again = client.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]


def test_a_client_with_another_version_gets_the_answer(client: TestClient) -> None:
    assert client.get("/v1/places", headers={"If-None-Match": 'W/"old"'}).status_code == 200


def test_one_of_several_versions_is_enough(client: TestClient) -> None:
    tag = client.get("/v1/places").headers["etag"]
    assert client.get("/v1/places", headers={"If-None-Match": f'W/"old", {tag}'}).status_code == 304


def test_long_answers_are_compressed_for_those_who_ask(client: TestClient) -> None:
    assert client.get("/v1/places", headers={"Accept-Encoding": "gzip"}).headers["content-encoding"] == "gzip"


def test_other_settings_give_other_versions(drawn_store: str) -> None:
    tags = set()
    for half in (3.0, 4.0):
        with TestClient(create_app(Settings(store=drawn_store, strength_half_grapes=half))) as other:
            tags.add(other.get("/v1/clusters?home=jiangsu").headers["etag"])
    assert len(tags) == 2
