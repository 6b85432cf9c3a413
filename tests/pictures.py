"""The pictures of the README, taken of the pages as they are served: `python -m tests.pictures` writes docs/picture-*.png.

It needs a Chromium and a font with Chinese letters (fonts-wqy-microhei, say): what there is no font for is drawn as boxes.
"""

import asyncio
import io
import subprocess
import tempfile
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
DRAWN = {"cluster": "main svg[role=img]", "place": "main canvas"}  # pages whose picture stands below what is said of it
SIZE = (1180, 760)
SHOWN = (900, 580)
COLOURS = 256  # every colour of the legend among them, at a third of the bytes


def served(folder: Path) -> dict[str, str]:
    """The HTML of each page, of a service with the seeds."""
    path = folder / "graph.db"
    settings = Settings(store=f"sqlite:///{path}", language="zh")
    asyncio.run(load_files(EmbeddedStore.open(path), [data_folder("seeds")], today=settings.now().date()))
    with TestClient(create_app(settings)) as client:
        return {name: client.get(address).text for name, address in PAGES.items()}


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


if __name__ == "__main__":
    if not subprocess.run(["fc-list", ":lang=zh"], check=True, capture_output=True).stdout:
        raise SystemExit("no font has Chinese letters: install one, such as fonts-wqy-microhei, and take the pictures again")
    with tempfile.TemporaryDirectory() as made:
        take(served(Path(made)), Path(made))
