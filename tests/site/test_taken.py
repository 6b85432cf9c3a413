"""What is taken from pages: every picture as SVG and PNG, every table as CSV and XLSX, with exactly the rows of the page."""

import csv
import io
import re
from html import unescape
from urllib.parse import unquote, urljoin
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from fastapi.testclient import TestClient

from graph_service.cli.app import WRONG_COMMAND, run
from graph_service.pages.plain import element, words_at
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Language
from tests.pages.pages import HOSTILE
from tests.site.addresses import Seen

PICTURED = {
    "/?lang=zh": 1,
    "/views/world?lang=en": 1,
    "/views/home/Q16963?lang=zh": 3,
    "/views/path?from=Q16666&to=Q365&lang=en": 1,
    "/views/compare?homes=Q16963,Q16967,Q43407&lang=zh": 1,
    "/views/cluster/Q16963/Q183?lang=en": 1,
    "/views/place/Q16666?lang=zh": 1,
}
TABLES = {
    "/?lang=en": 0,
    "/views/world?lang=zh": 1,
    "/views/path?from=Q16666&to=Q365&lang=en": 0,
    "/views/compare?homes=Q16963,Q16967,Q43407&lang=en": 1,
    "/views/country/DE?lang=zh": 3,
    "/views/country/DE?home=Q16963&lang=en": 5,
}


# Of each system one font that has Chinese characters.
CHINESE = {"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "WenQuanYi Micro Hei"}


def fonts(family: str | None) -> set[str]:
    return {name.strip(" '") for name in (family or "").split(",")}


def ways(html: str, form: str) -> list[str]:
    """The addresses of the files of a page itself in this format."""
    return [link for link in Seen(html).links if link.startswith("?") and f"format={form}" in link]


def sheet(client: TestClient, address: str) -> list[list[object]]:
    """The rows of a CSV file."""
    answer = client.get(address)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8", answer.text
    assert answer.headers["content-disposition"].startswith("attachment; ")
    return [list(row) for row in csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))]


@pytest.mark.parametrize("path", ["cluster/Q16963/Q183", "cluster/Q16963/Q30", "place/Q16666"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_file_of_a_picture_has_the_legend_of_its_page(seeds_client: TestClient, path: str, lang: str) -> None:
    page = seeds_client.get(f"/views/{path}?lang={lang}").text
    legend = page.partition('<ul class="legend"')[2].partition("</ul>")[0]
    lines = re.findall(r'<li(?: class="sector")?>.*?<span>(.*?)</span> <b>(.*?)</b>', legend, re.DOTALL)
    drawing = seeds_client.get(f"/views/{path}?lang={lang}&format=svg").text
    assert len(lines) > 4
    assert [words for words, count in lines if f"{words} · {count}</text>" not in drawing] == []
    assert drawing.count('class="mark"') == len(lines)


@pytest.mark.parametrize(("lang", "head"), [("zh", "其他"), ("en", "elsewhere")])
def test_the_file_of_the_matrix_has_the_column_of_what_lies_elsewhere(seeds_client: TestClient, lang: str, head: str) -> None:
    page = seeds_client.get(f"/views/home/Q16963?lang={lang}").text
    matrix = page.partition('id="matrix"')[2].partition("</section>")[0]
    told = [" ".join(row[-1].split()) for row in Seen(matrix).rows if row[-1].strip()[:1].isdigit()]
    drawing = seeds_client.get(f"/views/home/Q16963?lang={lang}&format=svg&part=matrix").text
    x = max(float(at) for at in re.findall(r'<text x="([0-9.]+)"', drawing))
    assert f">{head}</text>" in drawing
    assert re.findall(rf'<text x="{x:.1f}"[^>]*>(\d+[^<]*)</text>', drawing) == told


@pytest.mark.first(2)
@pytest.mark.parametrize("path", PICTURED)
def test_every_picture_of_a_page_is_an_svg_and_a_png_of_its_own(seeds_client: TestClient, path: str) -> None:
    html = seeds_client.get(path).text
    drawings, pixels = ways(html, "svg"), ways(html, "png")
    assert len(drawings) == len(pixels) == PICTURED[path]
    for way in drawings:
        answer = seeds_client.get(urljoin(path, way))
        assert answer.headers["content-type"].startswith("image/svg+xml")
        assert answer.headers["content-disposition"].startswith("inline; ")
        drawing = ET.fromstring(answer.text)
        title, told = drawing.findtext("{*}title"), drawing.findtext("{*}desc")
        assert title
        assert told is not None
        assert answer.headers["content-disposition"].endswith(".svg")
        assert "href=" not in answer.text.partition("</desc>")[2]  # a file of its own leads nowhere
        assert len(drawing.findall(".//{*}text")) > 3
        assert fonts(drawing.get("font-family")) >= CHINESE
    assert seeds_client.get(urljoin(path, pixels[-1])).content.startswith(b"\x89PNG")


@pytest.mark.first(2)
@pytest.mark.parametrize("path", PICTURED)
def test_every_picture_on_a_page_is_written_in_a_font_with_chinese_characters_wherever_one_is(
    seeds_client: TestClient, path: str
) -> None:
    drawn = [given for tag, given in Seen(seeds_client.get(path).text).tags if tag == "svg" and given.get("lang")]
    assert all(fonts(given.get("font-family")) >= CHINESE for given in drawn)
    assert drawn or "compare" in path or "path" in path  # which are tables and strips, pictures only as files


@pytest.mark.first(1)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_the_map_and_the_matrix_of_a_home_and_chains_draw_stands_in_words_on_their_page(
    seeds: Snapshot, seeds_client: TestClient, lang: Language
) -> None:
    def drawn(path: str) -> set[str]:
        return {text.text or "" for text in ET.fromstring(seeds_client.get(path).text).iter("{http://www.w3.org/2000/svg}text")}

    page = f"/views/home/Q130290?lang={lang}"
    html = seeds_client.get(page).text
    matrix, shown = (
        html.partition('id="matrix"')[2].partition("</section>")[0],
        html.partition('id="map"')[2].partition("</svg>")[0],
    )
    units = re.findall(r'<th scope="row"><a[^>]*>(.*?)</a>', matrix)
    heads = [head.strip() for head in Seen(matrix).rows[0][2:]]
    assert len(units) > 10
    assert {unescape(name) for name in (*units, *heads)} <= drawn(f"{page}&format=svg&part=matrix")
    partners = [unquote(place) for place in re.findall(r'views/place/([^?"]+)', shown)]
    countries = {seeds.countries[seeds.places[place].country].names.best(lang, "") for place in partners}
    assert len(countries) > 3
    assert countries <= {row[0] for row in Seen(html.partition('id="countries"')[2].partition("</table>")[0]).rows}
    chains = f"/views/path?from=Q16666&to=Q365&lang={lang}"
    stations = re.findall(r'<li class="station"><a[^>]*>(.*?)</a>', seeds_client.get(chains).text)
    assert len(stations) > 2
    assert {unescape(name) for name in stations} <= drawn(f"{chains}&format=svg")


@pytest.mark.first(2)
@pytest.mark.parametrize("path", TABLES)
def test_every_table_of_a_page_is_a_csv_and_a_workbook_with_exactly_its_rows(seeds_client: TestClient, path: str) -> None:
    html = seeds_client.get(path).text
    files = [way for way in ways(html, "csv") if "part=" in way] or ways(html, "csv")
    assert len(files) == max(1, TABLES[path])
    shown = [Seen(table).rows for table in re.findall(r"<table.*?</table>", html, re.DOTALL)]
    if "world" in path:
        shown = [[row for row in Seen(re.sub(r"<tr[^>]* hidden>.*?</tr>", "", html)).rows if row]]
    for way, rows in zip(files, shown, strict=False) if TABLES[path] else ():
        found = sheet(seeds_client, urljoin(path, way))
        assert len(found) == len(rows) > 1
        for ours, theirs in zip(found, rows, strict=True):
            assert str(ours[0]) == "".join(theirs[0].split("\n")).strip() or ours[0] in ("measure", "指标")
    answer = seeds_client.get(urljoin(path, next(way for way in ways(html, "xlsx") if "part=" not in way)))
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert len(book.worksheets) == max(1, TABLES[path]) + 1
    first = sheet(seeds_client, urljoin(path, files[0]))
    assert [cell.value for cell in book.worksheets[0][1]] == first[0]
    assert book.worksheets[0].max_row == len(first)


def test_homes_side_by_side_are_numbers_in_their_files_and_tell_which_lists_are_incomplete(seeds_client: TestClient) -> None:
    heads, first, *_ = sheet(seeds_client, "/views/compare?homes=Q16963,Q43407&lang=zh&format=csv")
    assert heads == ["指标", "江苏省", "江苏省: 名单完整", "山东省", "山东省: 名单完整"]
    total = seeds_client.get("/v1/clusters?home=Q16963").json()["totals"]["agreements"]
    assert first[:2] == ["友城协议（对）", str(total)]
    assert set(first[2::2]) <= {"是", "否"}


def test_chains_are_a_row_for_each_agreement(seeds_client: TestClient) -> None:
    heads, *rows = sheet(seeds_client, "/views/path?from=Q16666&to=Q365&lang=en&format=csv")
    assert heads == ["chain", "step", "from", "agreement", "since and status", "to"]
    (length, total) = (seeds_client.get("/v1/places/Q16666/paths/Q365").json()[name] for name in ("length", "total"))
    assert len(rows) == length * min(3, total)
    assert (rows[0][2], rows[length - 1][5]) == ("Nanjing", "Cologne")


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/views/country/DE?format=svg", "not given as svg"),
        ("/views/home/Q16963?format=csv", "not given as csv"),
        ("/views/home/Q16963?format=svg", "name a part, one of map, matrix, growth"),
        ("/views/country/DE?format=csv&part=99", "&#39;99&#39; is none of 1, 2"),
        ("/views/path?format=png", "not given as png"),
        ("/views/compare?format=docx", "docx"),
        ("/views/path?from=Nowhere+at+all&to=Q365&format=csv", "Nowhere at all"),
        ("/views/path?from=Q365&to=Nowhere+at+all&format=svg", "Nowhere at all"),
        ("/views/compare?homes=Q16963&format=csv", "homes"),
    ],
)
def test_what_a_page_is_not_given_as_is_told(seeds_client: TestClient, path: str, told: str) -> None:
    answer = seeds_client.get(path, headers={"Accept": "text/html"})
    assert answer.status_code in (404, 422)
    assert told in answer.text


@pytest.mark.first(1)
@pytest.mark.parametrize("form", ["svg", "png", "pdf"])
def test_places_that_no_chain_joins_have_no_picture_and_it_is_told(client: TestClient, form: str) -> None:
    answer = client.get(f"/views/path?from=nanjing&to=singapore&format={form}", headers={"Accept": "text/html"})
    assert (answer.status_code, f"not given as {form}" in answer.text) == (404, True)


def test_a_text_of_the_data_is_text_in_a_drawing_too() -> None:
    drawing = element(10, 10, HOSTILE, HOSTILE, "en", [words_at(0, 0, HOSTILE)])
    assert ET.fromstring(drawing).findtext("{*}text")
    assert "<script" not in drawing


@pytest.mark.first(2)
@pytest.mark.parametrize(
    ("words", "begin"),
    [
        ("world -o a.svg", b"<svg "),
        ("home jiangsu --with part=matrix -o a.svg", b"<svg "),
        ("compare jiangsu vaud -o a.png", b"\x89PNG"),
        ("path nanjing kathmandu -o a.svg", b"<svg "),
        ("country NL -o a.xlsx", b"PK"),
        ("world -o a.csv", b"\xef\xbb\xbf"),
        ("brief jiangsu netherlands -o a.docx", b"PK"),
        ("report jiangsu -o a.docx", b"PK"),
    ],
)
def test_the_command_line_writes_the_same_files(words: str, begin: bytes, drawn_store: str, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STORE", drawn_store)
    monkeypatch.chdir(tmp_path)
    assert run(["render", *words.split()]) == 0
    (file,) = tmp_path.iterdir()
    assert file.read_bytes().startswith(begin)


def test_a_brief_of_the_command_line_is_the_document_of_the_service(
    drawn_store: str, client: TestClient, tmp_path, monkeypatch
) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STORE", drawn_store)
    file = tmp_path / "brief.docx"
    assert run(["render", "brief", "jiangsu", "netherlands", "-o", str(file)]) == 0
    assert file.read_bytes() == client.get("/v1/briefs/jiangsu/netherlands?format=docx&lang=zh").content
    assert run(["render", "brief", "jiangsu", "netherlands", "-o", str(tmp_path / "brief.odt")]) == WRONG_COMMAND
