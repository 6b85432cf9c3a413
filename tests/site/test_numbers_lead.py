"""Each number of what is on record, wherever it stands in a table about a home, opens the list of just as many."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from fastapi.testclient import TestClient

from graph_service.words.headings import COLUMNS
from graph_service.words.network import CHANNEL_NAMES

HOMES = ["Q16963", "Q1198"]
LISTS = ["", "/countries", "/clusters", "/coverage", "/growth?by=country", "/matrix", "/overlay", "/completeness"]
LISTS += ["/channels", "/channels?by=partner", "/overlay?lines=all", "/reach"]
# What is counted one by one: agreements, stems, grapes, gaps, countries.
COUNTED = ("agreements", "stems", "classes", "exchange", "plan", "gaps", "on_record", "possible", "signed", "cumulative")
HEADS = {COLUMNS[word].en for word in (*COUNTED, "friendship", "unclassified")} | {"all", "elsewhere", "agreements"}
HEADS |= {COLUMNS[word].en for word in ("business", "prospects", "only_through", "unsorted")}
HEADS |= {words.en for words in CHANNEL_NAMES.values()}
_TABLE = re.compile(r"<thead>(.*?)</thead>(.*?)</table>", re.DOTALL)
_CELL = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.DOTALL)
_LINK = re.compile(r'<a href="([^"]*)"[^>]*>')
_LED = re.compile(r'<a href="([^"]*)"[^>]*>([\d,]+)</a>')
_TAG = re.compile(r"<[^>]*>")


def words(cell: str) -> str:
    return unescape(_TAG.sub("", cell)).strip()


def numbers(html: str) -> Iterator[tuple[str, str, str]]:
    """The numbers in the tables of a page that count something, by the head of their column, with where they lead."""
    for head, body in _TABLE.findall(html):
        heads = [words(cell) for cell in _CELL.findall(head)]
        for row in body.split("<tr")[1:]:
            cells = _CELL.findall(row)
            if "by" in heads or len(cells) != len(heads):
                continue
            for name, cell in zip(heads, cells, strict=True):
                if name in HEADS and re.fullmatch(r"[\d,/*+ ]+", words(cell)) and words(cell).strip("0/"):
                    yield from ((name, text, href) for text, href in _led(cell))


def _led(cell: str) -> Iterator[tuple[str, str]]:
    """Each number of a cell with where it leads; of several those alone that are not 0."""
    several = list(_LED.findall(cell))
    if len(several) > 1 or words(cell).count("/") > 1:
        assert [number for number in re.findall(r"[\d,]+", words(cell)) if number != "0"] == [number for _, number in several]
        yield from ((number, unescape(href)) for href, number in several)
    else:
        found = _LINK.search(cell)
        yield words(cell), unescape(found[1]) if found else ""


def asked(href: str) -> tuple[str, list[tuple[str, str]]]:
    """What a link to a list asks, as programs ask it."""
    found = urlsplit(href)
    parts = found.path.rpartition("views/")[2].split("/")
    home = [("home", parts[1])] if parts[0] == "home" else []
    return f"/v1/{parts[-1]}", [*home, *((name, value) for name, value in parse_qsl(found.query) if name != "lang")]


def listed(client: TestClient, href: str) -> int:
    """How many a list holds; of the coverage of countries how many are covered."""
    path, query = asked(href)
    answer = client.get(path, params=[*query, ("limit", "1000" if path.endswith("coverage") else "1")]).json()
    covering = path.endswith("coverage") and "having" not in dict(query)
    return sum(item["coverage"]["numerator"] for item in answer["items"]) if covering else answer["total"]


def told(text: str) -> int:
    """What a number counts: of a rate how many."""
    return int(text.strip("*").split("/")[0].replace(",", ""))


def opens_as_many(client: TestClient, address: str) -> None:
    found = list(numbers(client.get(address).text))
    assert found
    assert [(name, text) for name, text, href in found if not href] == []
    for name, text, href in dict.fromkeys(found):
        if "/views/agreement/" not in href:
            assert listed(client, href) == told(text), (name, text, href)


@pytest.mark.thorough
@pytest.mark.first(1)
@pytest.mark.parametrize("home", HOMES)
@pytest.mark.parametrize("page", LISTS)
def test_each_number_of_a_table_of_a_home_opens_the_list_of_as_many(seeds_client: TestClient, home: str, page: str) -> None:
    opens_as_many(seeds_client, f"/views/home/{home}{page}{'&' if '?' in page else '?'}lang=en")


@pytest.mark.thorough
@pytest.mark.parametrize("home", HOMES)
@pytest.mark.parametrize("narrowed", ["as_of=2005-06-30", "kinds=formal", "kinds=formal,exchange"])
@pytest.mark.parametrize("page", ["/countries", "/clusters", "/coverage?by=continent", "/coverage?by=frame,tier", "/matrix"])
def test_so_does_each_of_another_day_or_of_other_kinds(seeds_client: TestClient, home: str, narrowed: str, page: str) -> None:
    opens_as_many(seeds_client, f"/views/home/{home}{page}{'&' if '?' in page else '?'}{narrowed}&lang=en")


@pytest.mark.first(1)
@pytest.mark.parametrize("query", ["", "&as_of=2005-06-30", "&kinds=formal"])
def test_so_does_each_figure_by_which_homes_are_compared(seeds_client: TestClient, query: str) -> None:
    html = seeds_client.get(f"/views/compare?homes={','.join(HOMES)}&lang=en{query}").text
    ((_, body),) = _TABLE.findall(html)
    cells = [(row, cell) for row in body.split("<tr")[1:] for cell in _CELL.findall(row)[1:]]
    found = [(words(row), words(cell).strip("*+"), unescape(link[1])) for row, cell in cells if (link := _LINK.search(cell))]
    assert len(found) > 30
    for row, text, href in found:
        number = re.search(r"\(([\d,]+)/", text) or re.fullmatch(r"([\d,]+)", text)
        assert number, row
        assert listed(seeds_client, href) == int(number[1].replace(",", "")), (row, href)


@pytest.mark.parametrize("address", ["country/DE", "country/CN", "place/Q16666?among=1", "place/Q365?among=1&kinds=formal"])
def test_so_does_each_of_a_country_and_of_a_place(seeds_client: TestClient, address: str) -> None:
    html = seeds_client.get(f"/views/{address}{'&' if '?' in address else '?'}lang=en").text
    tiles = re.findall(r'<a href="([^"]*)"><b>([\d,]+)</b>', html)
    found = [*numbers(html), *(("", number, unescape(href)) for href, number in tiles)]
    assert len(found) > 3
    for name, text, href in dict.fromkeys(found):
        assert listed(seeds_client, href) == told(text), (name, text, href)


def test_a_number_of_records_of_several_types_says_so(seeds_client: TestClient) -> None:
    assert "A number with + is of several types of record" in seeds_client.get("/views/home/Q16963/channels?lang=en").text
    assert "A number with + " not in seeds_client.get("/views/home/Q16963/countries?lang=en").text


@pytest.mark.parametrize("page", ["cluster/Q16963/Q183", "place/Q16666", "world"])
def test_what_the_numbers_of_a_legend_count_is_said_below_it(seeds_client: TestClient, page: str) -> None:
    html = seeds_client.get(f"/views/{page}?lang=en").text
    legend, told, _ = html.partition('class="legend"')[2].partition("The numbers of the legend count such marks of the picture;")
    assert re.search(r"<b>[1-9]", legend)
    assert told
