"""Every way an error can arise gives the same kind of document, and says what, where and what to do."""

import pytest
from fastapi.testclient import TestClient

from graph_service import errors
from graph_service.settings import Settings
from graph_service.web.app import create_app
from graph_service.web.problems import PROBLEMS
from graph_service.web.routers import homes, places


@pytest.mark.parametrize(
    ("path", "status", "slug", "names"),
    [
        ("/v1/places/nowhere", 404, "not-found", "nowhere"),
        ("/v1/agreements/nothing", 404, "not-found", "nothing"),
        ("/v1/frames/nothing", 404, "not-found", "nothing"),
        ("/v1/clusters?home=nowhere", 404, "not-found", "nowhere"),
        ("/v1/clusters?home=suzhou", 422, "wrong-kind", "jiangsu"),
        ("/v1/clusters", 422, "invalid-parameter", "home"),
        ("/v1/clusters?home=jiangsu&kinds=friendly", 422, "invalid-parameter", "friendly"),
        ("/v1/clusters?home=jiangsu&layer=moon", 422, "invalid-parameter", "moon"),
        ("/v1/clusters?home=jiangsu&as_of=yesterday", 422, "invalid-parameter", "as_of"),
        ("/v1/clusters?home=jiangsu&as_off=2021-01-01", 422, "invalid-parameter", "as_off"),
        ("/v1/clusters/jiangsu/nowhere", 404, "not-found", "nowhere"),
        ("/v1/gaps?home=jiangsu&type=hole", 422, "invalid-parameter", "type"),
        ("/v1/gaps?home=jiangsu&frame=frame:none", 404, "not-found", "frame:none"),
        ("/v1/places?limit=0", 422, "invalid-parameter", "limit"),
        ("/v1/places?limit=1001", 422, "invalid-parameter", "limit"),
        ("/v1/places?within=nowhere", 404, "not-found", "nowhere"),
        ("/v1/places?colour=red", 422, "invalid-parameter", "colour"),
        ("/v1/places/jiangsu?colour=red", 422, "invalid-parameter", "colour"),
        ("/v1/places/suggest", 422, "invalid-parameter", "q"),
        ("/v1/places/jiangsu/network?depth=9", 422, "invalid-parameter", "depth"),
        ("/v1/agreements?signed_from=2021-13", 422, "invalid-parameter", "signed_from"),
        ("/v1/agreements?place=nowhere", 404, "not-found", "nowhere"),
        ("/v1/agreements?beside=true&beside_kinds=friendly", 422, "invalid-parameter", "beside_kinds: unknown kind 'friendly'"),
        ("/v1/claims?color=red", 422, "invalid-parameter", "color"),
        ("/v1/nothing", 404, "no-such-path", "/v1/nothing"),
    ],
)
def test_a_bad_request_gets_a_problem_document(client: TestClient, path: str, status: int, slug: str, names: str) -> None:
    answer = client.get(path)
    body = answer.json()
    assert answer.status_code == body["status"] == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert body["type"] == f"/problems/{slug}"
    assert names in body["detail"]


def test_a_method_that_is_not_offered_is_a_problem_too(client: TestClient) -> None:
    answer = client.delete("/v1/places")
    assert (answer.status_code, answer.json()["type"]) == (405, "/problems/method-not-allowed")
    assert answer.headers["allow"] == "GET, HEAD"


def test_every_error_of_the_service_has_a_problem_type() -> None:
    every = {found for found in vars(errors).values() if isinstance(found, type) and issubclass(found, errors.ServiceError)}
    assert every - {errors.ServiceError} == set(PROBLEMS)


def test_an_unexpected_error_is_a_problem_without_a_traceback(drawn_store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(places, "place_answer", broken)
    with TestClient(create_app(Settings(store=drawn_store)), raise_server_exceptions=False) as client:
        answer = client.get("/v1/places/jiangsu")
    assert (answer.status_code, answer.json()["type"]) == (500, "/problems/internal")
    assert "secret" not in answer.text


def test_a_browser_is_told_of_an_unexpected_error_by_a_page(drawn_store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(homes, "render_home", broken)
    with TestClient(create_app(Settings(store=drawn_store)), raise_server_exceptions=False) as client:
        answer = client.get("/views/home/jiangsu?lang=zh", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.headers["content-type"]) == (500, "text/html; charset=utf-8")
    assert "出错了" in answer.text
    assert "secret" not in answer.text


def test_a_fault_is_told_once_though_a_query_is_read_twice(client: TestClient) -> None:
    found = client.get("/v1/changes").json()
    assert found["errors"] == [{"parameter": "since", "detail": "Field required"}]
    assert found["detail"] == "since: Field required"
