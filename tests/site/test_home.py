"""The page of a home: rows and figures as the questions answer them, narrowed by a plain form, with the lists behind them."""

import io
import re
from collections import Counter
from datetime import date
from html import unescape
from urllib.parse import parse_qs, urljoin, urlsplit

import openpyxl
import pytest
from fastapi.testclient import TestClient

from graph_service.answers.report import undated_of
from graph_service.metrics.selection import Selection, select
from graph_service.metrics.vine import vine_of
from graph_service.pages.known import known_of_home
from graph_service.pages.marks import DOTS
from graph_service.questions.countries import Countries, countries
from graph_service.questions.growth import Growth, GrowthPoint, growth
from graph_service.questions.matrix import Matrix, matrix
from graph_service.questions.parameters import Chosen
from graph_service.questions.question import View
from graph_service.records.base import Names
from graph_service.site.home import render_home
from graph_service.site.home_growth import busiest
from graph_service.site.home_mark import mark_of
from graph_service.site.templating import Frame
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import NOTHING, Language
from graph_service.words.days import written
from tests.drawing import agreement, place, snapshot
from tests.pages.pages import DUTCH, HOSTILE, dutch
from tests.site.addresses import Seen

FRAME = Frame("en", "../../")
LANGUAGES = pytest.mark.parametrize("language", ["zh", "en"])
HOME = "/views/home/Q16963?lang=en"


def part(html: str, name: str) -> str:
    """A section of the page."""
    return html.partition(f'<section id="{name}">')[2].partition("</section>")[0]


def table(html: str, name: str) -> list[list[str]]:
    """The rows of the first table of a section, heads first."""
    return Seen(part(html, name).partition("</table>")[0]).rows


@LANGUAGES
def test_the_table_by_country_says_what_the_question_answers(
    seeds_client: TestClient, seeds: Snapshot, language: Language
) -> None:
    rows = table(seeds_client.get(f"/views/home/Q16963?lang={language}&as_of=2026-11-21").text, "countries")[1:]
    items = countries(View(seeds), Countries(home="Q16963", as_of="2026-11-21")).items  # type: ignore[arg-type]
    assert len(rows) == len(items) > 60
    for row, item in zip(rows, items, strict=True):
        told = [" ".join(cell.split()) for cell in row]
        assert told[0] == item.partner.names.best(language, "?")
        assert told[1].startswith(f"{item.strength.score:.1f} ")
        for term in item.strength.terms:
            assert f" {term.points:.1f}" in told[1]
        assert told[2].startswith(mark_of(item, language).words)
        assert told[4:9] == [
            *(f"{number:,}" for number in (len(item.agreements), item.exchange, item.planned)),
            written(item.last_activity.date, language) if item.last_activity else "—",
            f"{item.gaps:,}",
        ]


def test_each_number_by_country_opens_a_list_of_as_many(seeds_client: TestClient) -> None:
    html = part(seeds_client.get(HOME).text, "countries")
    cells = re.findall(r'<td class="number[^>]*><a href="([^"]+)">([\d,]+)</a></td>', html)
    assert len(cells) > 100
    for href, number in cells[:6] + cells[-6:]:
        page = seeds_client.get(urljoin(HOME, href.replace("&amp;", "&")))
        assert page.status_code == 200
        if "list/cluster?" not in href:  # which tells what stands beside the count as well
            assert number in re.findall(r"[\d,]+", page.text.partition("<h1>")[2].partition("</h1>")[0]), href
        else:
            assert len(Seen(page.text).rows) > int(number)


@pytest.mark.parametrize(("home", "day"), [("Q16963", "1995-06-01"), ("Q16963", "2016-03-01"), ("Q1198", "1985-01-01")])
def test_on_any_day_a_home_counts_just_those_agreements_that_its_lists_hold(
    seeds_client: TestClient, home: str, day: str
) -> None:
    """Also where some were signed in that year, nobody knows whether by that day."""
    answer = seeds_client.get("/v1/clusters", params={"home": home, "as_of": day}).json()
    listed = {"home": home, "as_of": day, "kind": "formal,unclassified", "status": "active,dormant", "limit": 1}
    counted, all_of_them = (
        seeds_client.get("/v1/agreements", params=listed | more).json()["total"] for more in ({"counted": True}, {})
    )
    assert counted == answer["totals"]["agreements"]
    assert all_of_them > counted


def test_the_form_narrows_the_table_without_a_script_and_its_files_with_it(seeds_client: TestClient) -> None:
    words = "continent=frame%3Aeurope&tier=1&kind=&status=&sort=-gaps"
    page = seeds_client.get(f"{HOME}&{words}")
    rows = table(page.text, "countries")[1:]
    whole = table(seeds_client.get(HOME).text, "countries")[1:]
    assert 0 < len(rows) < len(whole)
    gaps = [int(row[8]) for row in rows]
    assert gaps == sorted(gaps, reverse=True)
    html = part(page.text, "countries")
    assert '<option value="frame:europe" selected>' in html
    (book,) = [link for link in Seen(html).links if "format=xlsx" in link]
    sheet = openpyxl.load_workbook(io.BytesIO(seeds_client.get(urljoin(HOME, book)).content), read_only=True).worksheets[0]
    names = [row[1] for row in sheet.iter_rows(values_only=True)][1:]
    assert names == [row[0].strip() for row in rows]
    (whole_list,) = [link for link in Seen(html).links if "Q16963/countries?" in link]
    assert parse_qs(urlsplit(whole_list).query)["continent"] == ["frame:europe"]
    assert seeds_client.get(urljoin(HOME, whole_list)).status_code == 200


def test_narrowed_to_a_status_the_numbers_count_those_alone(seeds_client: TestClient) -> None:
    rows = table(seeds_client.get(f"{HOME}&status=planned").text, "countries")[1:]
    assert rows
    assert [row[4] for row in rows] == [row[6] for row in rows]


def test_a_wrong_word_of_the_form_is_told_on_a_page(seeds_client: TestClient) -> None:
    answer = seeds_client.get(f"{HOME}&kind=friendly")
    assert (answer.status_code, "kind" in Seen(answer.text).text) == (422, True)


def test_a_mark_says_in_words_what_it_shows() -> None:
    items = {item.partner.id: item for item in countries(View(DUTCH), Countries(home="jiangsu")).items}
    dutch_mark, nepalese = mark_of(items["netherlands"], "en"), mark_of(items["nepal"], "zh")
    assert (dutch_mark.stem, nepalese.stem) == ("stem", "none")
    assert "on-stem (A)" in dutch_mark.words
    assert nepalese.words.startswith("在册无主茎，无茎（C）1")
    assert mark_of(items["belarus"], "en").words.startswith("bare stem")


def test_the_matrix_shows_a_mark_where_there_is_an_agreement_and_a_way_where_there_is_none(
    seeds_client: TestClient, seeds: Snapshot
) -> None:
    rows = table(seeds_client.get(HOME).text, "matrix")
    found = matrix(View(seeds), Matrix(home="Q16963"))
    assert len(rows) - 1 == 24 < found.total
    for row, item in zip(rows[1:], found.items, strict=False):
        cells = [(*item.cells.get(one.code, ()), *item.beside.get(one.code, ())) for one in found.countries[: len(row) - 3]]
        assert [bool(one) for one in cells] == [cell != "＋" for cell in row[2:-1]]
        assert row[1] == str(item.total)
    links = Seen(part(seeds_client.get(HOME).text, "matrix")).links
    free = [link for link in links if "candidates" in link]
    assert free
    assert seeds_client.get(urljoin(HOME, free[0])).status_code == 200


def test_a_cut_matrix_says_so_and_leads_to_the_whole(seeds_client: TestClient) -> None:
    html = part(seeds_client.get("/views/home/Q1198?lang=en").text, "matrix")
    assert "24 of 253 units" in html
    assert "26 of 41 countries" in html
    (whole,) = [link for link in Seen(html).links if "/matrix?" in link]
    page = Seen(seeds_client.get(urljoin("/views/home/Q1198", whole)).text)
    assert len(page.rows) == 101
    assert len(page.rows[0]) == 44


@pytest.mark.parametrize(
    ("signed", "told"), [((1, 1, 1), False), ((1,), False), ((3, 3), False), ((2, 1), False), ((3, 2), True), ((5,), True)]
)
def test_the_busiest_year_is_told_only_where_it_is_one_alone_and_of_three_at_least(
    *, signed: tuple[int, ...], told: bool
) -> None:
    years = [GrowthPoint(1984 + at, count, count, ()) for at, count in enumerate(signed)]
    assert (busiest(years) != NOTHING) == told


def test_the_chart_of_growth_tells_the_undated_aloud_and_holds_each_year(seeds_client: TestClient, seeds: Snapshot) -> None:
    html = part(seeds_client.get(HOME).text, "growth")
    (series,) = growth(View(seeds), Growth(home="Q16963")).items
    assert html.count('<rect class="year"') == len(series.years)
    apart = series.total - sum(point.signed for point in series.years)
    assert f"{apart} without a certain year are not in the picture" in html
    assert f">{len(series.undated)}</a>" in html
    assert [row[0] for row in Seen(html).rows[1:]] == [str(point.year) for point in series.years]
    assert "<title>" in html
    assert "<desc>" in html


def test_the_first_line_says_recorded_published_undated_and_the_day(seeds_client: TestClient) -> None:
    said = {"zh": ("在册", "公布", "未注明日期", "截至"), "en": ("on record", "published", "without a date", "as of")}
    for language, words in said.items():
        html = seeds_client.get(f"/views/home/Q16963?lang={language}").text
        line = html.partition('<p class="known">')[2].partition("</p>")[0]
        assert [word for word in words if word not in line] == []


PAST_PAGES = pytest.mark.parametrize(
    "page", ["home/Q16963", "cluster/Q16963/Q183", "compare?homes=Q16963,Q16967", "country/DE?home=Q16963"]
)


@pytest.mark.first(2)
@LANGUAGES
@PAST_PAGES
def test_a_page_of_a_past_day_counts_what_has_no_date_and_says_that_it_may_have_come_later(
    seeds_client: TestClient, seeds: Snapshot, language: Language, page: str
) -> None:
    count = undated_of(vine_of(seeds, "Q16963", Selection(date(1995, 12, 31))))
    assert count == undated_of(vine_of(seeds, "Q16963", select(seeds))) > 0
    address = f"/views/{page}{'&' if '?' in page else '?'}lang={language}"
    past, now = (unescape(seeds_client.get(f"{address}{day}").text) for day in ("&as_of=1995-12-31", ""))
    told = {"zh": f"未注明日期{count}对", "en": f"{count} without a date"}[language]
    later = {"zh": "（可能晚于该日）", "en": ", which may have come later"}[language]
    assert told + later in past
    assert told in now
    assert later not in now


@LANGUAGES
def test_a_report_says_that_what_has_no_date_counts_on_any_day(seeds_client: TestClient, language: Language) -> None:
    told = {"zh": "在任何一天都计入，可能是以后所签", "en": "counts on any day and may have come later"}[language]
    assert told in unescape(seeds_client.get(f"/views/home/Q16963/report?lang={language}").text)


@LANGUAGES
def test_without_a_published_total_the_first_line_tells_the_kinds_apart_and_its_parts_add_up(
    seeds: Snapshot, language: Language
) -> None:
    vine = vine_of(seeds, "Q1198", Selection(date(1999, 12, 31)))
    first, _, third = (getattr(line, language) for line in known_of_home(vine))
    kinds = Counter(tie.standing.kind for tie in vine.ties.effective)
    undated = sum(not tie.standing.dated for tie in vine.ties.effective)
    assert kinds["formal"]
    assert kinds["unclassified"]
    assert undated
    words = {
        "zh": (
            f"在册{kinds.total()}对",
            f"其中友好城市（正式）{kinds['formal']}对、未分类{kinds['unclassified']}对",
            "另计友好交流",
        ),
        "en": (
            f"{kinds.total()} on record",
            f"of them {kinds['formal']} formal, {kinds['unclassified']} unclassified",
            "exchange",
        ),
    }[language]
    assert [word for word in words[:2] if word not in first] == []
    assert str(undated) in first
    assert f"{len(vine.ties.exchange):,}" in third.partition(words[2])[2]


@pytest.mark.first(1)
@pytest.mark.parametrize(("home", "apart"), [("Q1198", "domestic"), ("Q16963", "beside")])
def test_each_total_of_the_matrix_and_of_the_table_is_the_length_of_the_list_behind_it(
    seeds_client: TestClient, seeds: Snapshot, home: str, apart: str
) -> None:
    """North Rhine-Westphalia has ties inside Germany, Jiangsu records that may be the same as others."""
    assert getattr(vine_of(seeds, home, select(seeds)).ties, apart)
    html = seeds_client.get(f"/views/list/matrix?home={home}&lang=en&limit=1000").text
    found = re.findall(r'<a href="([^"]*counted=true[^"]*)"[^>]*>(?:■)?([\d,]+)</a>', html)
    html = seeds_client.get(f"/views/home/{home}?lang=en").text
    found += re.findall(r'<a href="([^"]*counted=true[^"]*)"[^>]*>([\d,]+)</a>', part(html, "countries"))
    assert len(found) > 60
    for href, number in dict(found).items():
        asked = {name: values[0] for name, values in parse_qs(urlsplit(unescape(href)).query).items() if name != "lang"}
        answer = seeds_client.get("/v1/agreements", params={**asked, "limit": 1}).json()
        assert answer["total"] == int(number.replace(",", "")), href


def test_the_map_shows_each_partner_with_coordinates_and_says_how_many_have_none() -> None:
    placed = [place("placed", "city", "NL", "netherlands", lat=52.0, lon=5.0), agreement("nanjing", "placed")]
    html = render_home(FRAME, View(snapshot([*dutch(), *placed])), snapshot(dutch()).place("jiangsu"), Chosen())
    drawn = part(html, "map")
    assert "<title>placed</title>" in drawn
    assert "schematic, no boundaries" in drawn
    assert "partners have no coordinates and are not on the map" in drawn


@LANGUAGES
def test_a_home_with_almost_nothing_says_so_and_no_part_fails(language: Language) -> None:
    alone = snapshot([place("france", "country", "FR"), place("corsica", "province", "FR", "france")])
    html = render_home(Frame(language, "../../"), View(alone), alone.place("corsica"), Chosen())
    for name in ("countries", "matrix", "map", "growth", "associations"):
        assert part(html, name), name
    assert ("在册" if language == "zh" else "on record") in html


def test_hostile_names_are_text_in_every_part() -> None:
    records = [
        place("fr", "country", "FR", names=Names(en=HOSTILE, zh=HOSTILE)),
        place("region", "province", "FR", "fr", names=Names(en=HOSTILE), lat=1.0, lon=1.0),
        agreement("jiangsu", "region", "formal 2001"),
    ]
    network = snapshot([*dutch(), *records])
    html = render_home(FRAME, View(network), network.place("jiangsu"), Chosen())
    assert HOSTILE not in html
    assert "<img" not in html


def test_a_saved_page_of_a_home_holds_its_tables_and_pictures(seeds_client: TestClient) -> None:
    page, saved = (Seen(seeds_client.get(f"{HOME}{more}").text) for more in ("", "&download=1"))
    assert saved.rows == page.rows
    assert not [link for link in saved.links if not link.startswith(("#", "http"))]


def test_a_grape_has_the_shape_in_the_table_that_it_has_in_the_picture_of_its_cluster(seeds_client: TestClient) -> None:
    """A triangle on its point, or on its foot: the first of its corners is its lowest, or its highest."""
    html = seeds_client.get(HOME).text
    first = {name: float(y) for name, y in re.findall(r'class="g-([UC])" d="M7 ([\d.]+) ', html)}
    assert {"C": first["C"] > 7, "U": first["U"] > 7} == {name: DOTS[name].shape == "triangle" for name in "CU"}


def test_a_home_without_districts_on_record_is_told_so(seeds_client: TestClient) -> None:
    said = part(seeds_client.get("/views/home/Q130290?lang=en").text, "associations")
    assert "No district or county is on record." in said
    assert "0 of 0" not in said


def test_a_table_that_is_narrowed_says_so_where_it_is_saved_and_printed_too(seeds_client: TestClient) -> None:
    for more, told in (("", False), ("&kind=intent", True)):
        html = part(seeds_client.get(f"{HOME.replace('en', 'zh')}{more}&download=1").text, "countries")
        assert ("只列：类别 意向" in html) is told, more


@LANGUAGES
def test_each_priority_opens_its_terms_with_their_reasons(seeds_client: TestClient, language: Language) -> None:
    items = seeds_client.get("/v1/gaps?home=Q16963&limit=10").json()["items"]
    for address in ("/views/home/Q16963", "/views/home/Q16963/gaps"):
        html = seeds_client.get(f"{address}?lang={language}").text
        opened = re.findall(r'<details class="terms"><summary>(\d+)</summary>(.*?)</details>', html, re.DOTALL)
        assert len(opened) >= len(items)
        for (score, terms), item in zip(opened, items, strict=False):
            told = re.findall(r'class="number">([\d.]+)(?: of | / )([\d.]+)</span><span class="why">([^<]+)<', terms)
            assert [unescape(why) for _, _, why in told] == [term["why"][language] for term in item["priority"]["terms"]]
            assert sum(float(most) for _, most, _ in told) == 100
            assert round(sum(float(points) for points, _, _ in told)) == pytest.approx(int(score), abs=1)


def test_the_terms_of_a_priority_say_what_they_rest_on(seeds_client: TestClient) -> None:
    """The first gap of Jiangsu is with Vaud: it signed on 1 August 1997 and so has an anniversary in 2027."""
    (first,) = seeds_client.get("/v1/gaps?home=Q16963&limit=1&as_of=2026-11-30").json()["items"]
    told = {term["name"]: term["why"]["en"] for term in first["priority"]["terms"]}
    assert told["established"] == "the lists it rests on are complete, or a source says so"
    assert told["frames"] == "the two sides share no frame on record"
    assert told["anniversary"].startswith("the next anniversary: 20")
