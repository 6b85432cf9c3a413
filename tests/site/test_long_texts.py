"""Long texts in tables are folded on screens; what is said of a source is said where sources are told and nowhere else."""

import pytest
from fastapi.testclient import TestClient

from graph_service.site.notes import note_for
from graph_service.words.sources import source_told
from tests.chromium import Visit

NO_ADDRESS = "（无网址 no address）"


@pytest.mark.first(3)
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "path",
    [
        *(
            "/views/home/Q16963",
            "/views/brief/Q16963/Q183",
            "/views/country/DE?home=Q16963",
            "/views/compare?homes=Q16963,Q43407",
        ),
        *(
            "/views/agreement/Q1198~Q16963",
            "/views/list/agreements?home=Q16963",
            "/views/list/claims",
            "/views/cluster/Q16963/Q183",
        ),
        *("/views/place/Q16666", "/views/list/report?home=Q16963&from=2021-01-01&to=2021-12-31"),
    ],
)
def test_no_page_tells_a_source_in_both_languages(seeds_client: TestClient, path: str, lang: str) -> None:
    page = seeds_client.get(path, headers={"Accept-Language": lang})
    assert page.status_code == 200
    assert NO_ADDRESS not in page.text


def test_a_text_that_is_no_source_stays_as_it_is(seeds_client: TestClient) -> None:
    page = seeds_client.get("/views/search", params={"q": f"x{NO_ADDRESS}", "lang": "en"}).text
    assert f"x{NO_ADDRESS}" in page
    assert note_for(NO_ADDRESS, "zh").text == NO_ADDRESS
    assert source_told(NO_ADDRESS).en == " (no address; look for it by its name)"


@pytest.mark.thorough
@pytest.mark.chromium
def test_a_long_text_is_three_lines_on_a_screen_and_whole_where_it_is_come_to_and_on_paper(visit_seeds: Visit) -> None:
    page = visit_seeds("/views/list/gaps?home=Q16963&lang=en").page
    page.set_viewport_size({"width": 390, "height": 844})
    text = page.locator(".long").first
    assert text.evaluate("cell => cell.clientHeight < cell.scrollHeight")
    text.focus()
    assert text.evaluate("cell => cell.clientHeight >= cell.scrollHeight")
    page.mouse.move(0, 0)
    text.evaluate("cell => cell.blur()")
    page.emulate_media(media="print")
    assert text.evaluate("cell => cell.clientHeight >= cell.scrollHeight")
