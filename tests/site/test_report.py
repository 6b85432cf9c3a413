"""The report as a page of the site, in one language, and as the file that the question gives."""

import io

import docx
import pytest
from docx.oxml.ns import qn
from fastapi.testclient import TestClient

from graph_service.words.days import written
from tests.chromium import Visit
from tests.site.addresses import Seen

PERIOD = "from=2019-01-01&to=2021-12-31"
LANGUAGES = pytest.mark.parametrize("language", ["zh", "en"])


def document(client: TestClient, language: str) -> "docx.document.Document":
    """The report of Jiangsu as a document."""
    found = client.get(f"/v1/reports?home=Q16963&{PERIOD}&format=docx&lang={language}")
    return docx.Document(io.BytesIO(found.content))


@LANGUAGES
def test_the_page_the_file_and_the_document_hold_the_same_rows_in_one_language(seeds_client: TestClient, language: str) -> None:
    page = Seen(seeds_client.get(f"/views/home/Q16963/report?{PERIOD}&lang={language}").text)
    file = Seen(seeds_client.get(f"/v1/reports?home=Q16963&{PERIOD}&format=html&lang={language}").text)
    tables = [[cell.text for cell in row.cells] for table in document(seeds_client, language).tables for row in table.rows]
    assert page.rows == file.rows == tables
    assert len(tables) > 20
    other = {"zh": "Anniversaries ahead", "en": "未来的周年"}[language]
    assert other not in page.text + file.text


def test_heads_repeat_in_the_document_and_in_print(seeds_client: TestClient) -> None:
    for table in document(seeds_client, "zh").tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None  # noqa: SLF001
    for path in (f"/views/home/Q16963/report?{PERIOD}", f"/v1/reports?home=Q16963&{PERIOD}&format=html"):
        assert "thead { display: table-header-group; }" in seeds_client.get(path).text


def test_the_page_tells_how_far_the_lists_are_known_and_leads_to_the_files(seeds_client: TestClient) -> None:
    answer = seeds_client.get(f"/v1/reports?home=Q16963&{PERIOD}").json()
    page = Seen(seeds_client.get(f"/views/home/Q16963/report?{PERIOD}&lang=en").text)
    assert f"{answer['knowledge']['whole']['claimed']:g} published" in page.text
    for form in ("docx", "md", "xlsx", "csv"):
        (link,) = [link for link in page.links if f"format={form}" in link]
        assert seeds_client.get("/" + link.removeprefix("../../../")).status_code == 200


def test_a_home_leads_to_its_report(client: TestClient) -> None:
    assert "../../views/home/jiangsu/report?lang=en" in Seen(client.get("/views/home/jiangsu?lang=en").text).links


def test_a_report_without_a_period_is_that_of_the_year_so_far(client: TestClient) -> None:
    today = client.get("/v1/clusters?home=jiangsu").json()["as_of"]
    assert f"1 January {today[:4]} – {written(today, 'en')}" in Seen(client.get("/views/home/jiangsu/report?lang=en").text).text
    assert client.get("/views/home/jiangsu/report?from=2022-01-01&to=2021-01-01").status_code == 422


@pytest.mark.thorough
@pytest.mark.chromium
def test_another_period_is_chosen_without_a_script(visit: Visit) -> None:
    opened = visit("/views/home/jiangsu/report?lang=en", java_script_enabled=False)
    opened.page.locator(".narrow summary").click()
    opened.page.locator("main input[name=from]").fill("2015-01-01")
    opened.page.locator("main form button").click()
    opened.page.wait_for_url("**from=2015-01-01*")
    assert "1 January 2015 – " in opened.page.locator("h1").inner_text()
    assert opened.complaints == []
