"""Pictures of the pages as they are served. `python -m tests.pictures` writes those of the README, docs/picture-*.png;
`python -m tests.pictures FOLDER` all pages, wide and narrow, in both languages, light, dark and in print, to be looked at.

It needs a Chromium and a font with Chinese letters (fonts-wqy-microhei, say): what there is no font for is drawn as boxes.
"""

import asyncio
import io
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from itertools import product
from pathlib import Path

from fastapi.testclient import TestClient
from PIL import Image
from playwright.sync_api import sync_playwright

from graph_service.data_files import data_folder
from graph_service.loader import load_files
from graph_service.settings import Settings
from graph_service.store.embedded import EmbeddedStore
from graph_service.web.app import create_app
from tests.chromium import FLAGS, program
from tests.conftest import ROOT

# Jiangsu as a home, its cluster in Germany and the sheet before a meeting there, three homes side by side, a city's network,
# and the world.
PAGES = {
    "home": "/views/home/Q16963?lang=zh",
    "cluster": "/views/cluster/Q16963/DE?lang=zh",
    "brief": "/views/brief/Q16963/DE?lang=zh",
    "compare": "/views/compare?homes=江苏,浙江,山东&lang=zh",
    "place": "/views/place/Q16666?depth=2&lang=zh",
    "world": "/views/world?lang=zh",
}
EVERY = {
    "start": "/",
    "home": "/views/home/Q16963",
    "home-abroad": "/views/home/Q1198",
    "gaps": "/views/home/Q16963/gaps",
    "anniversaries": "/views/home/Q16963/anniversaries",
    "candidates": "/views/home/Q16963/candidates",
    "matrix": "/views/home/Q16963/matrix",
    "countries": "/views/home/Q16963/countries",
    "report": "/views/home/Q16963/report",
    "cluster": "/views/cluster/Q16963/DE",
    "cluster-large": "/views/cluster/Q1198/Q142",
    "place": "/views/place/Q16666",
    "network": "/views/place/Q16666?depth=2",
    "agreement": "/views/agreement/Q1198~Q16963",
    "country": "/views/country/DE",
    "country-of-home": "/views/country/DE?home=Q16963",
    "compare": "/views/compare?homes=Q16963,Q16967,Q43407",
    "path": "/views/path?from=Q16666&to=Q365",
    "scenario": "/views/scenario?home=Q16963&unit1=Q16666&partner1=Q365",
    "brief": "/views/brief/Q16963/DE",
    "world": "/views/world",
    "search": "/views/search?q=taizhou&all=1",
    "agreements": "/views/list/agreements?home=Q16963",
    "problem": "/views/home/nowhere",
}
WIDE, NARROW, HIGHEST = {"width": 1440, "height": 900}, {"width": 390, "height": 844}, 12_000
DRAWN = {"cluster": "main svg[role=img]", "place": "main canvas"}  # pages whose picture stands below what is said of it
SIZE = (1180, 760)
SHOWN = (900, 580)
COLOURS = 256  # every colour of the legend among them, at a third of the bytes


def served(folder: Path, pages: Mapping[str, str]) -> dict[str, str]:
    """The HTML of each page, of a service with the seeds."""
    path = folder / "graph.db"
    settings = Settings(store=f"sqlite:///{path}", language="zh")
    asyncio.run(load_files(EmbeddedStore.open(path), [data_folder("seeds")], today=settings.now().date()))
    with TestClient(create_app(settings)) as client:
        return {name: client.get(address, headers={"Accept": "text/html"}).text for name, address in pages.items()}


def take(pages: dict[str, str], folder: Path) -> None:
    """Open each page in a browser and write what it shows into docs/."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=FLAGS)
        for name, html in pages.items():
            file = folder / f"{name}.html"
            file.write_text(html, encoding="utf-8")
            page = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]})
            page.goto(file.as_uri())
            page.wait_for_load_state("networkidle")
            if name in DRAWN:
                page.locator(DRAWN[name]).first.evaluate("drawn => drawn.scrollIntoView()")
            shown = Image.open(io.BytesIO(page.screenshot())).convert("RGB").resize(SHOWN, Image.Resampling.LANCZOS)
            shown.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(
                ROOT / "docs" / f"picture-{name}.png", optimize=True
            )
        browser.close()


def in_every_language() -> dict[str, str]:
    """The addresses of all pages."""
    asked = product(EVERY.items(), ("zh", "en"))
    return {f"{name}-{lang}": f"{there}{'&' if '?' in there else '?'}lang={lang}" for (name, there), lang in asked}


def take_all(pages: dict[str, str], folder: Path) -> None:
    """Each page wide and narrow, light and dark, from its top as far down as a picture goes; and as it is printed."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=FLAGS)
        page = browser.new_page()
        for (name, html), size, scheme in product(pages.items(), (WIDE, NARROW), ("light", "dark")):
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            (file := folder / f"{name}.html").write_text(html, encoding="utf-8")
            page.goto(file.as_uri())
            page.wait_for_timeout(400)  # what is drawn after the page is shown
            high = min(page.evaluate("document.documentElement.scrollHeight"), HIGHEST)
            shown = {"x": 0, "y": 0, "width": size["width"], "height": high}
            page.screenshot(path=folder / f"{name}-{size['width']}-{scheme}.png", full_page=True, clip=shown)
            if (size, scheme) == (WIDE, "light"):
                page.pdf(path=folder / f"{name}.pdf", prefer_css_page_size=True)
        browser.close()


if __name__ == "__main__":
    if not subprocess.run(["fc-list", ":lang=zh"], check=True, capture_output=True).stdout:
        raise SystemExit("no font has Chinese letters: install one, such as fonts-wqy-microhei, and take the pictures again")
    with tempfile.TemporaryDirectory() as made:
        if len(sys.argv) > 1:
            take_all(served(Path(made), in_every_language()), Path(sys.argv[1]))
        else:
            take(served(Path(made), PAGES), Path(made))
