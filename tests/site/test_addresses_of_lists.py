"""The addresses that a page leads to say in words what they list, and list as many as the number says that leads there."""

import re
from html import unescape
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from fastapi.testclient import TestClient

from tests.site.addresses import Seen

LONGEST = 2_000  # letters of an address that every browser, proxy and letter takes
HOMES = ["Q16963", "Q1198", "Q130290", "Q8686"]
_NUMBER = re.compile(r'<a href="([^"]*views/list/agreements\?[^"]*)"[^>]*>\s*(?:■)?([\d,]+)\s*</a>')


def addresses() -> list[str]:
    """Pages that lead to many lists."""
    of_homes = [
        f"home/{home}{more}" for home in HOMES[:3] for more in ("", "?tier=2", "?status=active,dormant", "/growth", "/gaps")
    ]
    return [
        *of_homes,
        "place/Q16666",
        "place/Q16666?depth=2&among=1",
        "cluster/Q1198/Q142",
        "cluster/Q16963/Q17",
        "brief/Q1198/CN",
        "compare?homes=Q16963,Q16967,Q43407",
        "country/CN",
        "country/DE?home=Q16963",
        "world",
        "list/agreements?home=Q1198&counted=true",
        "list/matrix?home=Q1198",
        "list/countries?home=Q1198",
        "home/Q16963/anniversaries",
    ]


@pytest.mark.first(14)
@pytest.mark.parametrize("address", addresses())
def test_no_link_of_a_page_is_longer_than_what_can_be_mailed(seeds_client: TestClient, address: str) -> None:
    answer = seeds_client.get(f"/views/{address}")
    assert answer.status_code == 200, answer.text[:500]
    links = [link for link in Seen(answer.text).links if not link.startswith("data:")]
    assert len(links) > 10
    assert [link[:120] for link in links if len(link) > LONGEST] == []


@pytest.mark.first(1)
@pytest.mark.parametrize("home", HOMES)
@pytest.mark.parametrize(
    "query", ["", "tier=2", "kind=exchange", "status=planned", "status=active,dormant", "as_of=2001-06-30", "kinds=formal"]
)
def test_each_number_of_agreements_of_a_home_lists_as_many(seeds_client: TestClient, home: str, query: str) -> None:
    html = seeds_client.get(f"/views/home/{home}?lang=en&{query}").text
    found = {unescape(href): int(number.replace(",", "")) for href, number in _NUMBER.findall(html)}
    assert found
    for href, number in found.items():
        asked = {name: values[0] for name, values in parse_qs(urlsplit(href).query).items() if name != "lang"}
        assert "id" not in asked
        total = seeds_client.get("/v1/agreements", params={**asked, "limit": 1}).json()["total"]
        assert total == number, href


def test_the_files_of_a_list_that_a_number_leads_to_ask_for_it_in_the_same_words(seeds_client: TestClient) -> None:
    page = "/views/home/Q1198?lang=zh"
    (undated,) = {href for href, _ in _NUMBER.findall(seeds_client.get(page).text) if "dated=undated" in href}
    there = urljoin(page, unescape(undated))
    listed = seeds_client.get(there)
    assert "签署日期 未注明日期" in listed.text
    files = [link for link in Seen(listed.text).links if "format=" in link]
    assert len(files) >= 2
    assert all("dated=undated" in link and len(link) < LONGEST for link in files)
