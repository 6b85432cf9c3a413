"""Names that are attacks are text on every page of the service and in every file that is taken from it."""

import asyncio
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urljoin

import msgspec
import openpyxl
import pytest
from fastapi.testclient import TestClient
from PIL import Image
from pypdf import PdfReader

from graph_service.records.base import Names, Record
from graph_service.records.network import ChangeSet
from graph_service.settings import Settings
from graph_service.store.embedded import EmbeddedStore
from graph_service.web.app import create_app
from tests.conftest import forgetful
from tests.drawing import known_records
from tests.hostile import FORMULAS
from tests.pages.pages import HOSTILE
from tests.site.addresses import EVERY_LIST, Seen
from tests.site.test_accessible import PAGES

# Those first whose words stand in titles, letters and heads of columns.
FIRST = ["/views/agreement/jiangsu~vaud", "/views/home/jiangsu/anniversaries", "/views/list/matrix?home=jiangsu"]
ALL = [*dict.fromkeys([*FIRST, *PAGES, *EVERY_LIST])]


def served(folder: Path, names: Sequence[str]) -> Iterator[TestClient]:
    """The app on the drawn network, whose records have these names by turns."""
    store = EmbeddedStore.open(folder / "graph.db")
    rows: list[Record] = []
    for at, row in enumerate(known_records()):
        zh, en, local = (names[(at + step) % len(names)] for step in range(3))
        rows.append(msgspec.structs.replace(row, names=Names(zh=zh, en=en, local=local), note=zh))
    asyncio.run(store.apply(ChangeSet(tuple(rows)), names[0]))
    with TestClient(create_app(Settings(store=f"sqlite:///{folder / 'graph.db'}", refresh_seconds=3_600.0))) as client:
        yield forgetful(client)


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Every name is markup with a script."""
    yield from served(tmp_path_factory.mktemp("attacked"), [HOSTILE])


@pytest.fixture(scope="module")
def calculated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Every name is a formula."""
    yield from served(tmp_path_factory.mktemp("calculated"), [text for text in FORMULAS if text.strip() == text])


@pytest.mark.first(4)
@pytest.mark.parametrize("path", ALL)
def test_a_name_is_text_on_a_page_and_on_the_page_that_is_saved(attacked: TestClient, path: str) -> None:
    for more in ("", "download=1"):
        html = attacked.get(f"{path}{'&' if '?' in path else '?'}{more}", headers={"Accept": "text/html"}).text
        tags = Seen(html).tags
        assert HOSTILE not in html
        assert "img" not in {tag for tag, _ in tags}
        assert [tag for tag, _ in tags].count("script") == html.count("</script>")
        assert not [attribute for _, given in tags for attribute in given if attribute.startswith("on")]


@pytest.mark.first(2)
@pytest.mark.parametrize("path", ALL)
def test_a_name_that_is_a_formula_is_a_text_in_every_workbook_of_a_page(calculated: TestClient, path: str) -> None:
    page = path if "lang=" in path else f"{path}{'&' if '?' in path else '?'}lang=en"
    ways = [link for link in Seen(calculated.get(page, headers={"Accept": "text/html"}).text).links if "format=xlsx" in link]
    for way in ways[:4]:
        answer = calculated.get(urljoin(page, way))
        assert answer.status_code == 200, answer.text
        book = openpyxl.load_workbook(io.BytesIO(answer.content))
        cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert {cell.data_type for cell in cells if str(cell.value).startswith(FORMULAS)} <= {"s"}
        assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert ways or any(part in path for part in ("search", "path", "scenario", "nowhere"))  # which hold no table here


@pytest.mark.first(1)
@pytest.mark.parametrize("path", ["/views/cluster/jiangsu/netherlands", "/views/path?from=nanjing&to=kathmandu"])
def test_a_name_is_text_in_a_picture_on_paper_and_in_pixels(attacked: TestClient, path: str) -> None:
    asked = f"{path}{'&' if '?' in path else '?'}lang=en&format="
    (page,) = PdfReader(io.BytesIO(attacked.get(f"{asked}pdf").content)).pages
    assert "<imgsrc=x" in "".join(page.extract_text().split())
    assert Image.open(io.BytesIO(attacked.get(f"{asked}png").content)).width > 100
    drawing = attacked.get(f"{asked}svg").text
    assert "<img" not in drawing
    assert "&lt;img" in drawing
