"""What is computed in the renderer holds up nobody else, is computed once for all who ask, and never for nobody."""

import asyncio
import gc
import gzip
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from threading import Event, current_thread, main_thread
from time import sleep
from typing import Any, NamedTuple

import msgspec
import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts
from starlette.types import ASGIApp, Message

from graph_service.settings import Settings
from graph_service.web import aside, measured, page_query, renderer
from graph_service.web.app import create_app
from graph_service.web.renderer import Renderer
from graph_service.web.routers import lists, marks, pages, planner, questions, world
from tests.web.test_ready import KEPT, NOT_KEPT

PATIENCE = 30  # seconds until a test that would wait for ever fails
PAGE = "/views/world?lang=en"
OTHER_PAGE = "/views/world?lang=zh"
PLACE = "/v1/places/jiangsu"
# What the loop answers itself: nothing here may wait for what the renderer computes.
ON_THE_LOOP = {
    "live", "ready", "reread", "read_place", "suggest_places", "read_agreement", "read_record",
    "copy_records", "read_index", "list_changes",
}  # fmt: skip


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def problem(self) -> str:
        """The type of a problem document."""
        return str(msgspec.json.decode(self.body)["type"])


class Service:
    """The app in the loop of the test; a client may hang up."""

    def __init__(self, service: ASGIApp) -> None:
        self._service = service

    async def ask(self, path: str, hangs_up: asyncio.Event | None = None, **headers: str) -> Answer:
        """The answer to a GET. Header names are written with underscores."""
        sent, where, query = list[Message](), *path.partition("?")[::2]
        begun = False

        async def receive() -> Message:
            nonlocal begun
            if not begun:
                begun = True
                return {"type": "http.request", "body": b"", "more_body": False}
            await (hangs_up or asyncio.Event()).wait()
            return {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            sent.append(message)

        fields = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        scope = {"type": "http", "method": "GET", "path": where, "query_string": query.encode(), "headers": fields}
        await self._service(scope | {"root_path": "", "http_version": "1.1", "scheme": "http"}, receive, send)
        start, *parts = sent
        told = {name.decode().lower(): value.decode() for name, value in start["headers"]}
        return Answer(start["status"], told, b"".join(part["body"] for part in parts))


class Held:
    """In place of something slow: begins, waits until it may go on, and remembers what it was asked."""

    def __init__(self, result: Callable[..., Any]) -> None:
        self.begun, self.go_on = Event(), Event()
        self.asked = list[tuple[Any, ...]]()
        self._result = result

    def __call__(self, *asked: Any) -> Any:
        self.asked.append(asked)
        self.begun.set()
        assert self.go_on.wait(PATIENCE)
        return self._result(*asked)

    async def has_begun(self) -> None:
        """Return once somebody waits for it."""
        assert await asyncio.to_thread(self.begun.wait, PATIENCE)


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Held:
    """The page of the world, held."""
    held = Held(lambda frame, _, __: f"<p>{frame.language}</p>" * 1000)
    monkeypatch.setattr(world, "render_world", held)
    return held


@asynccontextmanager
async def served(store: str, **settings: Any) -> AsyncIterator[Service]:
    """The service on a store, nothing ready."""
    service = create_app(Settings(store=store, **({"ready_bytes": 0} | settings)))
    assert isinstance(service.app, FastAPI)
    async with service.app.router.lifespan_context(service.app):
        yield Service(service)


def told(store: str, story: Callable[[Service], Awaitable[None]], **settings: Any) -> None:
    """Run a story of a service; it ends within the patience of a test."""

    async def run() -> None:
        async with served(store, **settings) as service:
            await asyncio.wait_for(story(service), PATIENCE)

    asyncio.run(run())


async def settled() -> None:
    """Let everything happen that needs no thread."""
    for _ in range(20):
        await asyncio.sleep(0)


@pytest.mark.parametrize(
    ("reader", "path"),
    [
        (questions, "/v1/queries/bare_stems?home=jiangsu"),
        (questions, "/v1/centrality"),
        (questions, "/v1/clusters?home=jiangsu"),
        (page_query, "/views/list/centrality?lang=en"),
    ],
)
def test_what_a_request_asks_is_understood_once(
    reader: Any, path: str, drawn_store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    understood = list[Any]()
    genuine = reader.with_ids
    monkeypatch.setattr(reader, "with_ids", lambda *given: understood.append(given) or genuine(*given))

    async def story(service: Service) -> None:
        assert (await service.ask(path)).status == 200

    told(drawn_store, story)
    assert len(understood) == 1


def test_others_are_answered_while_a_page_is_rendered(drawn_store: str, page: Held) -> None:
    async def story(service: Service) -> None:
        waiting = asyncio.create_task(service.ask(PAGE))
        await page.has_begun()
        for path in (
            "/health/live",
            "/health/ready",
            PLACE,
            "/v1/places/suggest?q=n",
            "/v1/frames/frame:plan",
            "/v1/places/nowhere",
        ):
            assert (await service.ask(path)).status == (404 if "nowhere" in path else 200)
        assert not waiting.done()
        page.go_on.set()
        assert (await waiting).status == 200

    told(drawn_store, story)


def test_what_is_ready_is_answered_while_a_page_is_rendered(drawn_store: str, page: Held) -> None:
    async def story(service: Service) -> None:
        ready = await service.ask("/v1/gaps?home=jiangsu")
        waiting = asyncio.create_task(service.ask(PAGE))
        await page.has_begun()
        assert await service.ask("/v1/gaps?home=jiangsu") == ready
        page.go_on.set()
        await waiting

    told(drawn_store, story, ready_bytes=1_000_000)


def test_more_than_may_wait_is_refused_with_when_to_try_again(drawn_store: str, page: Held) -> None:
    async def story(service: Service) -> None:
        rendered = asyncio.create_task(service.ask(PAGE))
        await page.has_begun()
        waiting = asyncio.create_task(service.ask(OTHER_PAGE))
        await settled()
        refused = await service.ask("/v1/gaps?home=jiangsu")
        assert (refused.status, refused.problem, refused.headers["retry-after"]) == (503, "/problems/busy", "1")
        page.go_on.set()
        assert [(await answer).status for answer in (rendered, waiting)] == [200, 200]
        assert (await service.ask("/v1/gaps?home=jiangsu")).status == 200

    told(drawn_store, story, waiting=1)


def test_the_same_question_is_computed_once_for_all_who_ask_meanwhile(drawn_store: str, page: Held) -> None:
    async def story(service: Service) -> None:
        asked = [asyncio.create_task(service.ask(PAGE)) for _ in range(5)]
        english = [asyncio.create_task(service.ask("/views/world", accept_language="en")) for _ in range(5)]
        chinese = asyncio.create_task(service.ask("/views/world", accept_language="zh-CN"))
        await page.has_begun()
        await settled()
        page.go_on.set()
        answers = await asyncio.gather(*asked)
        assert (await english[0]).body == answers[0].body != (await chinese).body
        assert all(answer == answers[0] for answer in answers)
        assert [await other for other in english] == [await english[0]] * 5

    told(drawn_store, story, waiting=2)
    assert [frame.language for frame, _, _ in page.asked] == ["en", "en", "zh"]


def test_nothing_is_computed_for_a_client_that_has_gone(drawn_store: str, page: Held) -> None:
    async def story(service: Service) -> None:
        rendered = asyncio.create_task(service.ask(PAGE))
        await page.has_begun()
        leaves, stays = asyncio.Event(), asyncio.create_task(service.ask("/views/world?layer=home"))
        gone = [asyncio.create_task(service.ask(path, leaves)) for path in (OTHER_PAGE, "/views/world?layer=home")]
        await settled()
        leaves.set()
        await asyncio.gather(*gone)
        assert (await service.ask(PLACE)).status == 200
        page.go_on.set()
        assert [(await answer).status for answer in (rendered, stays)] == [200, 200]

    told(drawn_store, story)
    assert [chosen.layer for _, _, chosen in page.asked] == ["all", "home"]


def test_who_has_gone_makes_room_for_others(drawn_store: str, page: Held) -> None:
    async def story(service: Service) -> None:
        rendered = asyncio.create_task(service.ask(PAGE))
        await page.has_begun()
        leaves = asyncio.Event()
        gone = asyncio.create_task(service.ask(OTHER_PAGE, leaves))
        await settled()
        leaves.set()
        await gone
        stays = asyncio.create_task(service.ask("/v1/gaps?home=jiangsu"))
        await settled()
        page.go_on.set()
        assert [(await answer).status for answer in (rendered, stays)] == [200, 200]

    told(drawn_store, story, waiting=1)


def test_answers_are_compressed_beside_the_loop_as_they_would_be_on_it(
    drawn_store: str, page: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads = []

    def compress(*given: Any, **options: Any) -> bytes:
        threads.append(current_thread())
        return gzip.compress(*given, **options)

    monkeypatch.setattr(aside, "compress", compress)
    page.go_on.set()

    async def story(service: Service) -> None:
        plain, packed = await service.ask(PAGE), await service.ask(PAGE, accept_encoding="gzip")
        assert gzip.decompress(packed.body) == plain.body
        assert (packed.headers["content-encoding"], packed.headers["content-length"]) == ("gzip", str(len(packed.body)))
        assert "Accept-Encoding" in packed.headers["vary"]
        assert "content-encoding" not in plain.headers

    told(drawn_store, story)
    assert len(threads) == 1
    assert main_thread() not in threads


def test_threads_take_turns_every_millisecond_at_least_while_there_is_a_renderer_and_as_before_afterwards() -> None:
    before = sys.getswitchinterval()
    sys.setswitchinterval(0.004)
    try:
        with Renderer(1) as renderer:
            assert asyncio.run(renderer.do(sys.getswitchinterval)) <= 0.001
        assert sys.getswitchinterval() == pytest.approx(0.004)
    finally:
        sys.setswitchinterval(before)


def test_what_fails_in_the_renderer_is_a_problem_document(drawn_store: str) -> None:
    async def story(service: Service) -> None:
        missing, wrong = (
            await service.ask("/views/place/nowhere", accept="application/json"),
            await service.ask("/v1/gaps?home=suzhou"),
        )
        assert (missing.status, missing.problem) == (404, "/problems/not-found")
        assert (wrong.status, wrong.problem) == (422, "/problems/wrong-kind")

    told(drawn_store, story)


def test_what_is_asked_at_once_is_answered_as_in_turn(drawn_store: str) -> None:
    paths = [*KEPT, *(path for path in NOT_KEPT if path.startswith("/v1/"))]
    dated = [f"{path}{'&' if '?' in path else '?'}as_of={year}-01-01" for path in KEPT for year in range(1990, 2000)]

    async def story(service: Service) -> None:
        at_once = await asyncio.gather(*(service.ask(path) for path in [*paths, *dated]))
        assert at_once == [await service.ask(path) for path in [*paths, *dated]]

    told(drawn_store, story, waiting=10_000)


def test_the_network_is_built_once_for_all_measures_that_wait_for_it(drawn_store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    held = Held(measured.whole_network)
    monkeypatch.setattr(measured, "whole_network", held)

    async def story(service: Service) -> None:
        paths = [f"/v1/{path}as_of=2001-01-01" for path in ("statistics?", "centrality?", "communities?", "reach?home=jiangsu&")]
        asked = [asyncio.create_task(service.ask(path)) for path in [*paths, *paths]]
        await held.has_begun()
        await settled()
        held.go_on.set()
        assert [(await answer).status for answer in asked] == [200] * 8

    told(drawn_store, story)
    assert len(held.asked) == 1


def test_a_measure_that_takes_longer_than_a_client_is_let_wait_is_given_up(
    drawn_store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Held(measured.whole_network)
    monkeypatch.setattr(measured, "whole_network", held)

    async def story(service: Service) -> None:
        late = await service.ask("/v1/statistics?as_of=2001-01-01")
        assert (late.status, late.problem, late.headers["retry-after"]) == (503, "/problems/too-slow", "1")
        held.go_on.set()

    told(drawn_store, story, measure_seconds=0.05)


def test_only_what_is_listed_here_is_answered_on_the_loop(drawn_store: str) -> None:
    app = create_app(Settings(store=drawn_store)).app
    assert isinstance(app, FastAPI)
    found = [context.endpoint for context in iter_route_contexts(app.routes) if isinstance(context.original_route, APIRoute)]
    ours = [call for call in found if call and call.__module__.startswith("graph_service")]
    rendered = tuple(module.__file__ for module in (aside, questions, lists, marks, pages, planner, world))
    assert {call.__name__ for call in ours if call.__code__.co_filename not in rendered} == ON_THE_LOOP


def test_nothing_is_collected_while_an_answer_is_made() -> None:
    async def story() -> None:
        with Renderer(1) as renderer:
            assert not await renderer.do(gc.isenabled)
            assert await asyncio.to_thread(gc.isenabled)

    asyncio.run(story())


def test_who_waited_too_long_is_told_to_ask_again_and_those_behind_wait_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renderer, "_PATIENCE", 0.1)
    done: list[str] = []

    def work(name: str) -> Callable[[], None]:
        def slow() -> None:
            sleep(0.3)
            done.append(name)

        return slow

    async def story() -> list[str]:
        with Renderer(9) as beside:
            answers = await asyncio.gather(*(beside.do(work(name)) for name in "abc"), return_exceptions=True)
            return list(map(str, answers))

    late = "others are computed for more than 0.1 s already; try again in a moment"
    assert (asyncio.run(story()), done) == (["None", late, late], ["a"])
