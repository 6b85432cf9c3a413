"""Pages against pyvis: making one of a thousand places, and how soon the whole world is on screen and how much it weighs."""

import gzip
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date
from itertools import zip_longest
from pathlib import Path

import networkx as nx
import numpy as np
from msgspec.structs import replace
from playwright.sync_api import Browser, sync_playwright
from pyvis.network import Network as Pyvis

from benchmarks import synthetic
from benchmarks.measure import Measured, in_turn, seconds
from benchmarks.stores import seeds
from graph_service.maps.outlines import outlines
from graph_service.metrics.neighbourhood import neighbourhood
from graph_service.metrics.selection import Selection, select
from graph_service.metrics.worldwide import is_placed, world_of
from graph_service.questions.cluster import Cluster
from graph_service.questions.network import Network as Around
from graph_service.questions.parameters import Chosen
from graph_service.questions.question import View
from graph_service.records.base import Record
from graph_service.records.network import Network
from graph_service.records.place import Place
from graph_service.site.cluster import render_cluster
from graph_service.site.home import render_home
from graph_service.site.place import render_place
from graph_service.site.start import render_start
from graph_service.site.templating import Frame
from graph_service.site.world import Worldwide, render_world
from graph_service.snapshot import Snapshot

CENTRE = "Q8686"  # Shanghai: thousands of places within three steps
HOME = "Q16963"  # Jiangsu
RUNS, ON_SCREEN = 3, 11
PARTNER = "Q183"  # Germany
START_LIMIT, HOME_LIMIT, CLUSTER_LIMIT = 0.015, 0.060, 0.025  # seconds
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu"]
# Both tell when their first picture is drawn: vis-network by an event, our canvas by a mark.
HOOK = "drawGraph(); network.once('afterDrawing', () => document.body.dataset.drawn = 'yes');"
DRAWN = "[data-drawn]"
MANY_PLACES, FRAME_LIMIT = 35_300, 0.040  # places that give 60,000 agreements; seconds
# Zoom in, move, let it be painted anew and zoom out again; the milliseconds from each frame to the next.
FRAMES = """async () => {
    const map = document.getElementById("map"), box = map.getBoundingClientRect(), times = [];
    const turn = (by) => map.dispatchEvent(new WheelEvent("wheel", {deltaY: by, clientX: box.x + box.width / 5,
        clientY: box.y + box.height / 4, cancelable: true}));
    const go = () => map.dispatchEvent(new KeyboardEvent("keydown", {key: "ArrowLeft"}));
    let last = await new Promise(requestAnimationFrame);
    for (const [frames, does] of [[60, () => turn(-20)], [60, () => {}], [60, go], [60, () => {}], [60, () => turn(20)]]) {
        for (let at = 0; at < frames; at++) {
            does();
            const now = await new Promise(requestAnimationFrame);
            times.push(now - last);
            last = now;
        }
    }
    return times;
}"""


def axes() -> Iterator[Measured]:
    """A page of 1,000 places made; the world on screen; the weight of both files."""
    snapshot = Snapshot(Network(seeds()), "seeds", date(2026, 11, 21))
    selection = select(snapshot)
    yield _made(snapshot, selection)
    yield from _of_the_site(snapshot)
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = Path(folder) / "ours.html", Path(folder) / "theirs.html"
        ours.write_text(render_world(Frame("en", "../"), View(snapshot), Worldwide()), encoding="utf-8")
        theirs.write_text(_pyvis_world(snapshot, selection), encoding="utf-8")
        yield _on_screen(ours, theirs)
        weights = [[float(len(gzip.compress(file.read_bytes())))] for file in (ours, theirs)]
        yield Measured("page of the whole world, gzipped", "pyvis, fixed positions", *weights, target=0.5, unit="bytes")
        large = Path(folder) / "large.html"
        large.write_text(_large_world(), encoding="utf-8")
        yield _while_it_moves(large)


def _made(snapshot: Snapshot, selection: Selection) -> Measured:
    likeness = _likeness(snapshot, selection, 1_000)

    frame, view = Frame("en", "../../"), View(snapshot)

    def theirs() -> None:
        net = Pyvis(cdn_resources="in_line")
        net.from_nx(likeness)
        net.generate_html()

    times = in_turn(
        lambda: seconds(lambda: render_place(frame, view, Around(place=CENTRE, depth=3), among=False)),
        lambda: seconds(theirs),
        RUNS,
    )
    return Measured("page of 1,000 places, made", "pyvis.from_nx", *times, target=0.15)


def _of_the_site(snapshot: Snapshot) -> Iterator[Measured]:
    """The first page, and that of a home; against what a reader takes for at once."""
    frame, home, view = Frame("zh", "../../"), snapshot.place(HOME), View(snapshot)
    start = [seconds(lambda: render_start(frame, snapshot, None, UTC)) for _ in range(RUNS + 1)][1:]
    yield Measured("start page, made", "a limit of 15 ms", start, [START_LIMIT] * RUNS, target=1)
    page = [seconds(lambda: render_home(frame, view, home, Chosen())) for _ in range(RUNS + 1)][1:]
    yield Measured("page of a home, made", "a limit of 60 ms", page, [HOME_LIMIT] * RUNS, target=1)
    ask = Cluster(home=HOME, partner=PARTNER)
    cluster = [seconds(lambda: render_cluster(frame, view, ask)) for _ in range(RUNS + 1)][1:]
    yield Measured("page of a cluster, made", "a limit of 25 ms", cluster, [CLUSTER_LIMIT] * RUNS, target=1)


def _likeness(snapshot: Snapshot, selection: Selection, places: int) -> "nx.Graph":
    found = neighbourhood(snapshot, CENTRE, 3, selection, places)
    likeness: nx.Graph = nx.Graph()
    likeness.add_nodes_from(
        (place_id, {"label": snapshot.places[place_id].names.best("en", place_id)}) for place_id in found.hops
    )
    likeness.add_edges_from(link.agreement.parties for link in found.links)
    return likeness


def _pyvis_world(snapshot: Snapshot, selection: Selection) -> str:
    """The same places and lines by pyvis at its best: filled directly, at fixed positions, without physics."""
    world = world_of(snapshot, selection)
    parties = {party for found in world for party in found.agreement.parties}
    placed = {party for party in parties if is_placed(snapshot.places[party])}
    net = Pyvis(cdn_resources="in_line")
    net.toggle_physics(False)
    net.nodes = [
        {
            "id": place.id,
            "label": place.names.best("en", place.id),
            "title": place.names.best("zh", place.id),
            "shape": "dot",
            "size": 5,
            "x": (place.lon or 0) * 40,
            "y": (place.lat or 0) * -50,
        }
        for place in (snapshot.places[party] for party in sorted(placed))
    ]
    net.node_ids = sorted(placed)
    pairs = (found.agreement.parties for found in world)
    net.edges = [{"from": one, "to": other} for one, other in pairs if {one, other} <= placed]
    html: str = net.generate_html()
    return html.replace("drawGraph();", HOOK)


def _large_world() -> str:
    """The page of a network with 60,000 agreements, its places spread over the land."""
    random = np.random.default_rng(1)
    land = [point for ring in outlines("110m") for point in ring if -55 < point[1] < 70]
    spread = (land[at] for at in random.integers(len(land), size=2 * MANY_PLACES))
    made = (
        replace(record, lon=(lon + 180) % 360 - 180, lat=lat) if isinstance(record, Place) else record
        for record, (lon, lat) in zip_longest(synthetic.records(MANY_PLACES), spread, fillvalue=(0.0, 0.0))
        if isinstance(record, Record)
    )
    snapshot = Snapshot(Network(made), "synthetic", date(2026, 11, 21))
    return render_world(Frame("en", "../"), View(snapshot), Worldwide())


def _while_it_moves(file: Path) -> Measured:
    """The longest of twenty frames, the first of them left out, while the map is zoomed to its cities and moved."""
    with _browser() as browser:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(file.as_uri(), wait_until="load")
        page.wait_for_selector(DRAWN, timeout=120_000)
        times = [time / 1000 for time in page.evaluate(FRAMES)]
    slow = [sorted(times[at : at + 20])[18] for at in range(0, len(times), 20)]
    return Measured(
        "world of 60,000 agreements, 19 of 20 frames while it moves", "a limit of 40 ms", slow, [FRAME_LIMIT] * len(slow), 1
    )


def _on_screen(ours: Path, theirs: Path) -> Measured:
    with _browser() as browser:
        times = in_turn(
            lambda: seconds(lambda: _open(browser, ours)),
            lambda: seconds(lambda: _open(browser, theirs)),
            ON_SCREEN,
        )
    return Measured("page of the whole world, first picture", "pyvis, fixed positions", *times, target=0.15)


@contextmanager
def _browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("the benchmark of pages needs chromium; install it first")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


def _open(browser: Browser, file: Path) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(file.as_uri(), wait_until="load")
    page.wait_for_selector(DRAWN, timeout=120_000)
    page.close()
