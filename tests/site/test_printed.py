"""Pictures as files: PNG and PDF where a font has Chinese characters; where not, it is said what to install."""

import io
import subprocess
import sys

import pytest
from fastapi.testclient import TestClient
from PIL import Image
from pypdf import PdfReader

from graph_service.errors import NoPrinter
from graph_service.pages.printed import chinese_among
from tests.conftest import ROOT

PATH = "/views/cluster/Q16963/Q183?lang=zh"


def inked(picture: Image.Image) -> set[tuple[int, ...]]:
    """The colours of a picture."""
    return {colour for _, colour in picture.convert("RGB").getcolors(1_000_000) or ()}


def test_a_picture_comes_as_png_of_twice_its_size_in_the_colours_of_its_marks(seeds_client: TestClient) -> None:
    answer = seeds_client.get(f"{PATH}&format=png")
    assert answer.headers["content-type"] == "image/png"
    picture = Image.open(io.BytesIO(answer.content))
    assert picture.width > 1_600
    assert {(22, 50, 79), (77, 124, 15), (106, 44, 145), (47, 134, 201)} <= inked(picture)


def test_a_picture_comes_as_pdf_of_one_page_a4_whose_chinese_can_be_read_and_copied(seeds_client: TestClient) -> None:
    answer = seeds_client.get(f"{PATH}&format=pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert ".pdf" in answer.headers["content-disposition"]
    (page,) = PdfReader(io.BytesIO(answer.content)).pages
    assert {round(float(page.mediabox.width)), round(float(page.mediabox.height))} == {842, 595}
    text = "".join(page.extract_text().split())
    assert all(name in text for name in ("江苏省×德国", "北莱茵-威斯特法伦州1992", "无锡市", "康斯坦茨市"))


def test_where_no_font_has_chinese_characters_it_says_what_to_install() -> None:
    with pytest.raises(NoPrinter, match="fonts-noto-cjk or fonts-wqy-microhei"):
        chinese_among(["DejaVu Sans", "Libertinus Serif"])
    assert chinese_among(["DejaVu Sans", "WenQuanYi Micro Hei"]) == "WenQuanYi Micro Hei"
    assert chinese_among(["Noto Sans CJK SC"]) == "Noto Sans CJK SC"


def test_without_what_makes_them_it_says_how_to_install_it_and_the_page_stands() -> None:
    code = (
        "import sys; sys.modules['typst'] = None\n"
        "from graph_service.pages.printed import drawing_of, printed\nfrom tests.pages.pages import DUTCH, cluster\n"
        "try: printed(drawing_of(cluster(DUTCH, 'jiangsu', 'netherlands'), 'zh'), 'pdf')\n"
        "except Exception as error: print(type(error).__name__, error)"
    )
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert told.startswith("NoPrinter PNG and PDF cannot be made here: typst is not installed: pip install")
