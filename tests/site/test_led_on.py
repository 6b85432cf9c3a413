"""A page that cannot be shown leads on: to the pages of the places that its address names, and to a search for what it says."""

from urllib.parse import urljoin

import pytest
from fastapi.testclient import TestClient

from tests.site.addresses import Seen

HTML = {"Accept": "text/html"}


@pytest.mark.parametrize(("language", "said"), [("zh", "这个网页要的是另一类地方"), ("en", "another kind of place")])
@pytest.mark.parametrize(
    ("path", "led"),
    [
        ("/views/home/南京", ["place/Q16666", "home/Q16963"]),
        ("/views/home/Q16666/gaps", ["place/Q16666", "home/Q16963"]),
        ("/views/home/德国", ["country/DE"]),
        ("/views/list/gaps?home=南京", ["place/Q16666", "home/Q16963"]),
    ],
)
def test_a_place_of_another_kind_is_led_to_its_own_page_and_to_its_home(
    seeds_client: TestClient, path: str, led: list[str], language: str, said: str
) -> None:
    page = seeds_client.get(f"{path}{'&' if '?' in path else '?'}lang={language}", headers=HTML)
    links = [link.partition("views/")[2].partition("?")[0] for link in Seen(page.text).links]
    assert page.status_code == 422
    assert said in page.text
    assert [link for link in links if link.startswith(("place/", "home/", "country/"))] == led


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/views/home/qqzzxx", "qqzzxx"),
        ("/views/agreement/no~such", "no~such"),
        ("/views/place/Q1", "Q1"),
        ("/views/path?from=Q1&download=1", "Q1"),
    ],
)
def test_what_nobody_is_called_offers_a_search_for_it(seeds_client: TestClient, path: str, text: str) -> None:
    page = seeds_client.get(path, headers=HTML)
    (there,) = (link for link in Seen(page.text).links if "views/search?" in link)
    found = seeds_client.get(urljoin(str(page.url), there))
    assert (page.status_code, found.status_code) == (404, 200)
    assert f"查找：{text}" in found.text


def test_a_name_of_several_places_leads_to_the_page_of_each(seeds_client: TestClient) -> None:
    links = Seen(seeds_client.get("/views/place/吉林?lang=zh", headers=HTML).text).links
    assert [link.partition("?")[0] for link in links if "views/home/" in link or "views/place/" in link] == [
        "../../views/home/Q45208",
        "../../views/place/Q92277",
    ]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/views/path?from=Taizhou&to=Q365", 409),
        ("/views/path?from=nowhere+at+all&to=Q365", 404),
        ("/views/path?from=Q365&to=Q365", 422),
        ("/views/compare?homes=Q16963,Jilin+City", 422),
        ("/views/compare?homes=Q16963", 422),
        ("/views/scenario?home=Q16963&unit1=Q16666&partner1=Georgia", 409),
        ("/views/scenario?home=Q16963&unit1=Q16666&partner1=Q365&kind1=friends", 422),
    ],
)
def test_a_page_that_asks_which_place_is_meant_is_no_file(seeds_client: TestClient, path: str, status: int) -> None:
    assert seeds_client.get(path).status_code == 200
    assert seeds_client.get(f"{path}&download=1").status_code == status
