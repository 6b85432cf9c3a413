"""Paper: a list goes over several pages, each with the heads of its columns and its number, and says once what is known."""

import io

import pytest
from pypdf import PdfReader

from tests.chromium import Visit

pytestmark = pytest.mark.chromium


def test_a_list_on_paper_repeats_its_heads_numbers_its_pages_and_says_what_is_known(visit_seeds: Visit) -> None:
    paper = visit_seeds("/views/home/Q16963/gaps?lang=en").page.pdf(prefer_css_page_size=True)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(paper)).pages]
    assert len(pages) > 2
    for number, text in enumerate(pages, 1):
        assert f"{number} / {len(pages)}" in text
    assert [("reason" in text, "action" in text) for text in pages[:-1]] == [(True, True)] * (len(pages) - 1)
    assert "367 published" in " ".join(pages[0].split())
    assert "search" not in pages[0]
