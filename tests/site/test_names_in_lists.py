"""Names in the lists of pages: in one language, without ids, told apart where they are the same, and no date left blank."""

import re
from collections import Counter

import pytest
from fastapi.testclient import TestClient

from graph_service.questions.called import Called
from graph_service.questions.question import AnyQuestion
from graph_service.questions.table import QUESTIONS
from graph_service.site.on_a_page import names_apart
from graph_service.snapshot import Snapshot
from tests.site.addresses import Seen, enough_for
from tests.site.test_lists import ABOUT

LISTS = [question for question in QUESTIONS if question.name not in ("compare_claims", "brief")]  # the latter tells all names
every_list = pytest.mark.parametrize("question", LISTS, ids=lambda question: question.name)
_WITH_ID = re.compile(r"\((Q\d+|[a-z]+:[\w-]+)\)")
_CHINESE = re.compile("[\u4e00-\u9fff]")
OF_JIANGSU = "/views/list/agreements?home=Q16963&counted=true"


_CHINESE_IN_DATA = ("check", "resources", "claims", "organisations", "plans")  # where an English name quotes, or there is none


def alike(rows: list[list[str]]) -> bool:
    """Whether the names that have their ids are those of several things."""
    with_id = {cell for row in rows for cell in row if _WITH_ID.search(cell)}
    counts = Counter(_WITH_ID.sub("", cell) for cell in with_id)
    return all(count > 1 for count in counts.values())


def seen(client: TestClient, question: AnyQuestion, lang: str) -> Seen:
    asked = {name: ABOUT[name] for name in enough_for(question)}
    answer = client.get(f"/views/list/{question.name}", params={**asked, "lang": lang})
    assert answer.status_code == 200, answer.text
    return Seen(answer.text)


@pytest.mark.first(6)
@every_list
def test_a_list_names_in_the_language_of_the_page_alone_and_without_ids(seeds_client: TestClient, question: AnyQuestion) -> None:
    chinese, english = (seen(seeds_client, question, lang) for lang in ("zh", "en"))
    assert all(alike(page.rows) for page in (chinese, english))
    both = re.compile("[\u4e00-\u9fff）] [A-Z][a-zü]+ ?[A-Z(]?")
    assert [cell for row in chinese.rows for cell in row if both.search(cell)] == []
    if question.name not in _CHINESE_IN_DATA:
        assert [cell for row in english.rows for cell in row if _CHINESE.search(cell)] == []


def test_names_that_read_the_same_are_told_apart_by_their_ids() -> None:
    assert Called("维多利亚 Victoria (Q1)", "place", "Q1", on_page="维多利亚").as_on_page(alike=True) == "维多利亚 (Q1)"
    assert Called("维多利亚 Victoria (Q1)", "place", "Q1", on_page="维多利亚").as_on_page() == "维多利亚"


def test_a_place_whose_name_others_bear_is_told_apart_in_a_list_without_countries_and_one_that_lies_in_another_by_its_level(
    seeds: Snapshot,
) -> None:
    def cell(name: str, place: str) -> Called:
        return Called(f"{name} ({place})", "place", place, on_page=name)

    london, namur, of_namur = cell("London", "Q92561"), cell("Namur", "Q1125"), cell("Namur", "Q134121")
    assert names_apart(seeds, [(london,)], "en", alone=True) == [("London (Canada)",)]
    assert names_apart(seeds, [(london,)], "en", alone=False) == [("London",)]
    assert names_apart(seeds, [(namur,), (of_namur,)], "en", alone=False) == [("Namur (region)",), ("Namur (city)",)]


@pytest.mark.parametrize(
    ("lang", "undated", "country"), [("zh", "未注明日期", "国家和地区"), ("en", "undated", "country or area")]
)
def test_a_list_of_agreements_tells_what_is_known_the_country_and_that_a_date_is_not_known_in_order_of_dates(
    seeds_client: TestClient, lang: str, undated: str, country: str
) -> None:
    page = Seen(seeds_client.get(f"{OF_JIANGSU}&lang={lang}").text)
    heading, rows = page.rows[0], page.rows[1:]
    since = [row[heading.index("结好日期" if lang == "zh" else "since")] for row in rows]
    assert ("公布" if lang == "zh" else "published") in page.text
    assert all(row[heading.index(country)] for row in rows)
    assert all(since)
    assert since == sorted(since, key=lambda day: (day == undated, day.partition("（")[0].partition(" (")[0]))


def test_the_pages_of_a_list_in_another_order_hold_each_agreement_once_and_so_do_their_files(seeds_client: TestClient) -> None:
    whole = seeds_client.get("/v1/agreements?home=Q16963&counted=true&limit=1000").json()
    address: str | None = f"{OF_JIANGSU}&lang=en&limit=60"
    links, files = list[str](), 0
    while address:
        page = Seen(seeds_client.get(address).text)
        links += [link for link in page.links if "views/agreement/" in link]
        (csv,) = (link for link in page.links if "format=csv" in link and "limit=" in link)
        files += seeds_client.get(csv.removeprefix("../..")).text.count("\n") - 1
        following = next((tag["href"] for name, tag in page.tags if name == "a" and tag.get("rel") == "next"), None)
        address = f"/views/list/agreements{following}" if following else None
    assert (len(links), len(set(links)), files) == (whole["total"], whole["total"], whole["total"])


_CODE = re.compile(r"\b(Q\d{2,}|[a-z]+_[a-z_]+|[a-z]+\.[a-z_]+|[A-Z]{2} \d+ [A-Z]{2} \d+|[1-9]\d*\.\d{7,})\b")


@pytest.mark.first(6)
@pytest.mark.parametrize("name", ["check", "statistics", "queries", "communities", "home/Q16963/ledger", "home/Q16963/actions"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_list_shows_ids_words_of_programs_codes_of_countries_or_unrounded_figures(
    seeds_client: TestClient, name: str, lang: str
) -> None:
    address = name if name.startswith("home") else f"list/{name}"
    rows = Seen(seeds_client.get(f"/views/{address}?lang={lang}").text).rows
    assert len(rows) > 10
    assert [cell for row in rows for cell in row if _CODE.search(cell)] == []


@pytest.mark.parametrize(
    ("lang", "told"),
    [("zh", "只列：缺口类型 在册无友城的国家和地区；标记 全部"), ("en", "countries and areas without a partner on record")],
)
def test_a_list_that_is_narrowed_says_to_what(seeds_client: TestClient, lang: str, told: str) -> None:
    html = seeds_client.get(f"/views/home/Q16963/gaps?type=uncovered_country&state=all&lang={lang}").text
    assert told in " ".join(html.partition("<details")[0].split())
    assert "只列" not in seeds_client.get("/views/home/Q16963/gaps?lang=zh").text


def test_a_large_number_in_a_title_has_separators(seeds_client: TestClient) -> None:
    assert re.search(r"Jiangsu: \d\d,\d{3} candidates", seeds_client.get("/views/home/Q16963/candidates?lang=en").text)


@pytest.mark.first(20)
@every_list
def test_no_column_of_a_list_is_empty(seeds_client: TestClient, question: AnyQuestion) -> None:
    for page in (seen(seeds_client, question, "en"), Seen(seeds_client.get(f"/views/list/{question.name}?home=Q16963").text)):
        columns = list(zip(*page.rows, strict=False))
        assert [column[0] for column in columns if len(column) > 1 and not set(column[1:]) - {"", "—"}] == []


@pytest.mark.parametrize("name", ["frames", "organisations", "memberships", "places"])
def test_what_has_no_date_is_not_called_undated(seeds_client: TestClient, name: str) -> None:
    rows = Seen(seeds_client.get(f"/views/list/{name}?lang=en").text).rows
    assert "undated" not in [cell for row in rows for cell in row]


def test_aims_and_figures_that_documents_state_have_units_and_tiers_stand_apart(seeds_client: TestClient) -> None:
    rows = Seen(seeds_client.get("/views/list/progress?lang=zh").text).rows
    assert "≥ 100%" in [cell for row in rows for cell in row]
    rows = Seen(seeds_client.get("/views/home/Q16963/completeness?lang=zh").text).rows
    assert {"4.6%/年", "367对"} <= {row[1] for row in rows}
    rows = Seen(seeds_client.get("/views/home/Q16963/countries?lang=en").text).rows
    assert "1\u00a02\u00a03" in rows[1]


def test_a_single_series_of_years_is_not_counted_as_a_list(seeds_client: TestClient) -> None:
    assert "1 of 1" not in seeds_client.get("/views/home/Q16963/growth?lang=en").text


def test_chinese_lines_have_chinese_brackets_and_the_word_of_a_year(seeds_client: TestClient) -> None:
    assert "伦敦（加拿大）" in seeds_client.get("/views/home/Q16963/actions?lang=zh&limit=300").text
    brief = Seen(seeds_client.get("/views/brief/Q16963/Q183?lang=zh").text).text
    assert "广东省 – 巴伐利亚州（" in brief
    assert re.search(r"[（(](19|20)\d\d[)）]", brief.partition("来源")[0]) is None
    assert "1994年" in seeds_client.get("/views/cluster/Q16963/Q183?lang=zh").text


def test_a_place_without_a_name_stands_in_a_sentence_as_its_words_do(seeds_client: TestClient) -> None:
    page = seeds_client.get("/views/home/Q16963/gaps?lang=en").text
    assert "mechanism of a city in Jiangsu" in page
    assert "of A city" not in page


def test_one_of_a_kind_is_not_told_in_the_plural(seeds_client: TestClient) -> None:
    page = seeds_client.get("/views/cluster/Q16963/Q1198?lang=en").text
    assert "stem on record" in page
    assert "stems on record" not in page.partition("<figure")[0]
