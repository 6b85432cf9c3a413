"""The page of anniversaries: of agreements and of countries with a partner, the others behind a choice with their number."""

import csv
import io
import re
from urllib.parse import urljoin

import pytest
from fastapi.testclient import TestClient

from tests.site.addresses import Seen

HOME = "Q19770"  # Sichuan
PAGE = f"/views/home/{HOME}/anniversaries"
WINDOW = "year=2026"


def answer(client: TestClient, **asked: str) -> dict[str, object]:
    document: dict[str, object] = client.get(
        "/v1/anniversaries", params={"home": HOME, "year": "2026", "limit": "1000", **asked}
    ).json()
    return document


def partners(client: TestClient) -> set[str]:
    """The countries in which the home has an agreement, exchange included."""
    items = client.get(f"/v1/agreements?home={HOME}&status=active,dormant&limit=1000").json()["items"]
    return {party["country"] for item in items for party in item["parties"]}


def test_programs_get_all_of_them_unless_they_ask_for_partners_alone(seeds_client: TestClient) -> None:
    whole, ours = answer(seeds_client), answer(seeds_client, of="partners")
    assert (whole["of"], ours["of"]) == ("all", "partners")
    left = [item for item in whole["items"] if item not in ours["items"]]  # type: ignore[attr-defined,operator]
    assert len(left) == whole["without_partners"] == ours["without_partners"] > 10
    assert {item["kind"] for item in left} == {"diplomatic"}
    assert {item["country"] for item in left} & partners(seeds_client) == set()
    assert {item["country"] for item in ours["items"]} <= partners(seeds_client)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("lang", "told", "way"),
    [
        ("zh", "另有建交周年{}个，是与在册没有友城的国家和地区的，未列入", "加上没有友城的国家和地区的建交周年（{}）"),
        (
            "en",
            "{} anniversaries of diplomatic relations with countries and areas without a partner on record, not listed",
            "with {}",
        ),
    ],
)
def test_the_page_tells_those_of_partners_and_leads_to_the_others_with_their_number(
    seeds_client: TestClient, lang: str, told: str, way: str
) -> None:
    ours = answer(seeds_client, of="partners")
    page = seeds_client.get(f"{PAGE}?lang={lang}&{WINDOW}").text
    count = ours["without_partners"]
    assert len(Seen(page).rows) - 1 == ours["total"]
    assert (told.format(count) in Seen(page).text, way.format(count) in Seen(page).text) == (True, True)
    (there,) = [link for link in Seen(page).links if "of=all" in link and "download" not in link and "lang=" + lang in link]
    whole = seeds_client.get(urljoin(PAGE, there)).text
    assert len(Seen(whole).rows) - 1 == answer(seeds_client)["total"]
    kept = [link for link in Seen(whole).links if link.startswith("?") and "of=partners" not in link]
    assert kept
    assert [link for link in kept if "of=all" not in link] == [], "the choice is kept"
    assert 'name="of" value="all"' in whole


def test_the_files_and_the_calendar_of_the_page_hold_what_it_shows(seeds_client: TestClient) -> None:
    for choice in ("", "&of=all"):
        page = Seen(seeds_client.get(f"{PAGE}?lang=en&{WINDOW}{choice}").text)
        (file,) = [link for link in page.links if "format=csv" in link]
        rows = list(csv.reader(io.StringIO(seeds_client.get(urljoin(PAGE, file)).text.lstrip("\ufeff"))))
        assert len(rows) == len(page.rows)
        calendar = next(link for link in page.links if "rolling=true" in link)
        assert ("of=all" if choice else "of=partners") in calendar


def test_the_number_on_the_page_of_the_home_is_that_of_the_list_it_leads_to(seeds_client: TestClient) -> None:
    home = seeds_client.get(f"/views/home/{HOME}?lang=en").text
    (href, number) = re.findall(r'<a href="([^"]*anniversaries[^"]*)"><b>([\d,]+)</b>', home)[0]
    assert len(Seen(seeds_client.get(urljoin(f"/views/home/{HOME}", href)).text).rows) - 1 == int(number)
