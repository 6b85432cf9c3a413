"""Every way on: from the first page no link of the service fails, and none leads a reader to data that are no file."""

from collections import deque
from urllib.parse import parse_qs, urldefrag, urljoin, urlsplit

import pytest
from fastapi.testclient import TestClient

from tests.site.addresses import EVERY_LIST, Seen

HTML = {"Accept": "text/html"}


def walked(client: TestClient, begin: tuple[str, ...], most: int) -> tuple[dict[str, int], list[str]]:
    """The status of each address within reach of these, and those that lead to a document for programs."""
    statuses: dict[str, int] = {}
    documents, waiting = list[str](), deque(begin)
    while waiting and len(statuses) < most:
        address = waiting.popleft()
        if address in statuses:
            continue
        answer = client.get(address, headers=HTML, follow_redirects=False)
        statuses[address] = answer.status_code
        kind, asked = answer.headers["content-type"].partition(";")[0], parse_qs(urlsplit(address).query)
        if kind == "application/json" and "format" not in asked:
            documents.append(address)
        if kind == "text/html" and not address.startswith(("/v1", "/docs")):
            links = (urldefrag(urljoin(f"http://testserver{address}", link))[0] for link in Seen(answer.text).links)
            waiting += [
                link.removeprefix("http://testserver")
                for link in links
                if link.startswith("http://testserver/") and not link.endswith("&download=1")
            ]
    return statuses, documents


@pytest.mark.thorough
def test_no_way_from_the_first_page_or_a_list_fails_or_ends_in_data_that_are_no_file(client: TestClient) -> None:
    statuses, documents = walked(client, ("/?lang=en", *EVERY_LIST), 2_500)
    assert len(statuses) > 300
    assert {address: status for address, status in statuses.items() if status != 200} == {}
    assert set(documents) <= {"/openapi.json"}  # which says so


def test_a_click_changes_neither_the_day_nor_the_kinds_nor_the_layer_that_are_asked_about(client: TestClient) -> None:
    asked = "as_of=2019-06-30&kinds=formal&layer=home"
    seen = Seen(client.get(f"/views/home/jiangsu?{asked}&lang=en").text)
    led = [link for link in seen.links if "/views/" in link and "search" not in link and "/report" not in link]
    assert len(led) > 50
    assert [link for link in led if not {"as_of=2019-06-30", "layer=home"} <= set(link.partition("?")[2].split("&"))] == []


@pytest.mark.thorough
def test_no_way_from_a_home_of_the_real_rows_fails(seeds_client: TestClient) -> None:
    statuses, documents = walked(seeds_client, ("/views/home/Q16963?lang=zh", "/views/search?q=江苏+德国"), 120)
    assert {address: status for address, status in statuses.items() if status != 200} == {}
    assert documents == []
