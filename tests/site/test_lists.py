"""The page of a question: each row of its table as text, in one language, with links, filters, pages and files that agree."""

import asyncio
import csv
import html
import io
import re
from datetime import UTC, datetime
from urllib.parse import parse_qs, quote, urljoin, urlsplit

import pytest
from fastapi.testclient import TestClient

from graph_service.questions.answered import answered
from graph_service.questions.asking import asked
from graph_service.questions.matrix import MATRIX
from graph_service.questions.question import AnyQuestion, View
from graph_service.questions.table import QUESTIONS
from graph_service.records.vocabulary import closed_words
from graph_service.site.on_a_page import shown_on_a_page
from graph_service.snapshot import Snapshot
from graph_service.store.open import open_store
from graph_service.words.bilingual import Language
from graph_service.words.days import is_day, stated, written
from graph_service.words.narrowing import NARROWING
from tests.site.addresses import Seen, enough_for, page_for

AS_A_TABLE = [question for question in QUESTIONS if question is not MATRIX]  # which its page draws as a matrix, see test_home
every_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
both_languages = pytest.mark.parametrize("language", ["zh", "en"])
ABOUT = {
    "home": "Q16963", "partner": "Q1198", "country": "DE", "agreement": "Q1198~Q16963", "name": "bare_stems", "place": "Q16666",
    "from": "2020-01-01", "to": "2021-12-31", "other": "Q365",
}  # fmt: skip
TITLED = [question for question in QUESTIONS if question.name not in ("matrix", "compare_claims")]
GAPS = "/views/home/Q16963/gaps?lang=en"


@pytest.fixture(scope="module")
def drawn(drawn_store: str) -> Snapshot:
    """The network that `client` answers from."""
    stored = asyncio.run(open_store(drawn_store).load())
    return Snapshot(stored.network, stored.version, datetime.now(UTC).date())


def _as_seen(text: str, language: Language) -> str:
    """A cell as a page has it: a day for machines, one inside an interval as its two ends."""
    if not is_day(text):
        return text
    return written(text, language) if "/" in text else stated(text)


@pytest.mark.first(11)
@both_languages
@pytest.mark.parametrize("question", AS_A_TABLE, ids=lambda question: question.name)
def test_the_page_of_a_question_holds_each_row_of_its_short_table_as_text(
    client: TestClient, drawn: Snapshot, question: AnyQuestion, language: Language
) -> None:
    answer = client.get(page_for(question, lang=language))
    assert answer.status_code == 200, answer.text
    assert f'<html lang="{language}">' in answer.text
    shown = shown_on_a_page(answered(question, View(drawn), asked(question.ask, enough_for(question))), drawn, language)
    expected = [["" if value is None else _as_seen(str(value), language) for value in row] for row in shown.rows]
    seen = Seen(re.sub(r'<ul class="bars">.*?</ul>', "", answer.text, flags=re.DOTALL))  # the terms that a score opens
    assert seen.rows[1:] == expected
    assert seen.rows[:1] == ([list(shown.columns)] if expected else [])
    said = " ".join(seen.text.split())
    assert [text for text in (*shown.remarks, *shown.title.splitlines()) if " ".join(text.split()) not in said] == []


def test_the_page_of_a_home_leads_to_each_question_about_it_and_those_pages_lead_back(client: TestClient) -> None:
    home = Seen(client.get("/views/home/jiangsu?lang=en").text)
    lists = [link for link in home.links if "views/home/jiangsu/" in link]
    about_a_home = {question.name for question in QUESTIONS if {*enough_for(question)} == {"home"}}
    assert about_a_home <= {urlsplit(link).path.rsplit("/", 1)[1] for link in lists}
    for link in lists:
        page = client.get(urljoin("/views/home/jiangsu", link))
        assert page.status_code == 200
        assert "../../../views/home/jiangsu?lang=en" in Seen(page.text).links


def test_the_page_of_a_home_leads_to_each_named_question_that_needs_a_home_alone(client: TestClient) -> None:
    needing = [item["name"] for item in client.get("/v1/queries").json()["items"] if item["needs"] == ["home"]]
    links = [link for link in Seen(client.get("/views/home/jiangsu?lang=en").text).links if "/views/list/query?" in link]
    assert [parse_qs(urlsplit(link).query)["name"] for link in links] == [[name] for name in needing]
    for link in links:
        page = client.get(urljoin("/views/home/jiangsu", link))
        assert (page.status_code, '<html lang="en">' in page.text) == (200, True)


def test_the_doors_of_a_home_count_what_stands_behind_them(seeds_client: TestClient) -> None:
    page = Seen(seeds_client.get("/views/home/Q16963?lang=en").text)
    doors = [link for link in page.links if "type=" in link][:3]
    assert len(doors) == 3
    for door in doors:
        held = Seen(seeds_client.get(urljoin("/views/home/Q16963", door)).text).text
        total = held.partition("Jiangsu: ")[2].partition(" ")[0]
        assert f"{total} " in page.text


def test_the_pages_of_a_list_hold_each_row_once(seeds_client: TestClient) -> None:
    address, rows, pages = GAPS, [], 0
    while address:
        seen = Seen(seeds_client.get(address).text)
        rows += seen.rows[1:]
        pages += 1
        following = next((tag["href"] for name, tag in seen.tags if name == "a" and tag.get("rel") == "next"), None)
        address = following and urljoin(address, following)
    total = seeds_client.get("/v1/gaps?home=Q16963&limit=1").json()["total"]
    assert (len(rows), pages) == (total, -(-total // 100))
    assert [row[0] for row in rows] == [str(number) for number in range(1, total + 1)]


def test_the_files_of_a_page_hold_what_is_shown_and_no_more(seeds_client: TestClient) -> None:
    first = Seen(seeds_client.get(f"{GAPS}&type=uncovered_country").text)
    following = next(tag["href"] for name, tag in first.tags if name == "a" and tag.get("rel") == "next")
    second = urljoin(GAPS, following)
    for address, rows in ((f"{GAPS}&type=uncovered_country", first.rows), (second, Seen(seeds_client.get(second).text).rows)):
        (link,) = (link for link in Seen(seeds_client.get(address).text).links if "format=csv" in link and "limit=" in link)
        file = list(csv.DictReader(io.StringIO(seeds_client.get(urljoin(address, link)).text.lstrip("\ufeff"))))
        assert [row["rank"] for row in file] == [row[0] for row in rows[1:]]


def test_a_filter_keeps_the_other_words_of_the_address_and_begins_with_the_first_page(client: TestClient) -> None:
    seen = Seen(client.get("/views/home/jiangsu/gaps?lang=en&kinds=formal&type=bare_stem&country=NL&limit=1").text)
    given = {tag["name"]: tag.get("value") for name, tag in seen.tags if name == "input" and tag.get("name") != "q"}
    assert (given["lang"], given["kinds"], given["limit"], given["country"]) == ("en", "formal", "1", "NL")
    assert ("option", {"value": "bare_stem", "selected": None}) in seen.tags
    assert "cursor" not in given


def test_the_other_language_is_the_same_page_with_the_same_words(client: TestClient) -> None:
    seen = Seen(client.get("/views/home/jiangsu/gaps?lang=zh&type=bare_stem").text)
    (other,) = (tag["href"] for name, tag in seen.tags if name == "a" and tag.get("class") == "language")
    assert parse_qs(urlsplit(other).query) == {"type": ["bare_stem"], "lang": ["en"]}


def test_the_page_of_an_agreement_names_both_sides_its_life_what_was_done_and_its_sources(client: TestClient) -> None:
    seen = Seen(client.get("/views/agreement/jiangsu~vaud?lang=en").text)
    assert {"../../views/home/jiangsu?lang=en", "../../views/home/vaud?lang=en"} <= set(seen.links)
    assert "2017" in [row[1] for row in seen.rows if len(row) > 1]
    assert "2017 (inferred)" in seen.text
    assert ["2020-06", "visit", "activity:visit"] in seen.rows
    assert all(title in seen.text for title in ("Its life", "What was done under it", "Plans and projects", "Sources"))


def test_a_source_that_is_an_address_is_a_link_and_tells_nobody_where_its_reader_was(seeds_client: TestClient) -> None:
    tags = Seen(seeds_client.get("/views/agreement/Q1015681~Q57931?lang=en").text).tags
    outside = [given for name, given in tags if name == "a" and (given["href"] or "").startswith("http")]
    assert outside
    assert {given["rel"] for given in outside} == {"noreferrer"}


def test_countries_stand_by_name_on_pages_and_by_code_in_files(seeds_client: TestClient) -> None:
    rows = Seen(seeds_client.get("/views/home/Q16963/gaps?lang=zh&type=bare_stem").text).rows
    assert {"日本", "瑞士"} <= {row[3] for row in rows[1:]}
    file = seeds_client.get("/v1/gaps?home=Q16963&type=bare_stem&format=csv").text
    assert ",JP," in file


@pytest.mark.parametrize("path", ["/views/home/jiangsu", "/views/list/places", "/views/search?q=jiangsu&all=1", "/"])
def test_a_page_asks_for_nothing_and_admits_its_own_script_and_style_alone(client: TestClient, path: str) -> None:
    answer = client.get(path)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not [tag for name, tag in Seen(answer.text).tags if "src" in tag or (name == "link" and tag["href"] != "data:,")]
    assert not [
        attribute for _, tag in Seen(answer.text).tags for attribute in tag if attribute.startswith("on") or attribute == "style"
    ]


@pytest.mark.first(6)
@pytest.mark.parametrize("question", TITLED, ids=lambda question: question.name)
def test_the_heading_of_a_list_says_what_it_lists_and_of_whom_in_the_language_of_the_page(
    seeds_client: TestClient, question: AnyQuestion
) -> None:
    asked = {name: ABOUT[name] for name in enough_for(question)}
    for lang, own, foreign in (("zh", ("江苏省", "南京市"), "Jiangsu|Nanjing"), ("en", ("Jiangsu", "Nanjing"), "江苏|南京")):
        page = seeds_client.get(f"/views/list/{question.name}", params={**asked, "lang": lang}).text
        heading = html.unescape(page.partition("<h1>")[2].partition("</h1>")[0])
        assert re.search(foreign, heading) is None
        assert {"home", "place", "agreement"}.isdisjoint(asked) or any(name in heading for name in own)
        assert lang == "en" or re.match(r"\d", heading.partition("：")[2] if asked else heading) is None


@pytest.mark.parametrize(
    ("lang", "name"), [("zh", "江苏省-德国-葡萄串（集群）-2026-11-29.xlsx"), ("en", "Jiangsu-Germany-cluster-2026-11-29.xlsx")]
)
def test_a_file_is_called_by_home_country_question_and_day_in_the_language_of_the_page(
    seeds_client: TestClient, lang: str, name: str
) -> None:
    asked = {"home": "Q16963", "partner": "Q183", "as_of": "2026-11-29", "lang": lang}
    page = Seen(seeds_client.get("/views/list/cluster", params=asked).text)
    link = next(link for link in page.links if "format=xlsx" in link)
    header = seeds_client.get(urljoin("/views/list/cluster", link)).headers["content-disposition"]
    assert header == f"attachment; filename=\"Jiangsu-Germany-cluster-2026-11-29.xlsx\"; filename*=UTF-8''{quote(name)}"


@pytest.mark.first(2)
@pytest.mark.parametrize(
    ("home", "tiers"), [("Q8686", ["省级", "区县级"]), ("Q64", ["省级", "区县级"]), ("Q16963", ["省级", "市级", "县级"])]
)
@pytest.mark.parametrize("page", ["", "/gaps", "/countries", "/coverage"])
def test_the_tiers_that_a_page_offers_are_those_of_its_home_and_each_is_answered(
    seeds_client: TestClient, home: str, tiers: list[str], page: str
) -> None:
    address = f"/views/home/{home}{page}?lang=zh"
    form = seeds_client.get(address).text.partition('<select name="tier">')[2].partition("</select>")[0]
    offered = re.findall(r'<option value="(\d)">([^<]+)<', form)
    assert [name for _, name in offered] == tiers
    assert {seeds_client.get(f"{address}&tier={tier}").status_code for tier, _ in offered} == {200}


@pytest.mark.first(2)
@pytest.mark.parametrize("page", ["home/{}?", "list/gaps?home={}&country=Atlantis&", "home/{}/gaps?", "home/{}/countries?"])
def test_a_home_is_offered_the_sets_of_countries_that_nobody_owns_and_its_own(seeds_client: TestClient, page: str) -> None:
    """Jiangsu chose key countries; that says nothing of North Rhine-Westphalia."""
    for home, owns in (("Q16963", True), ("Q1198", False)):
        shown = seeds_client.get(f"/views/{page.format(home)}lang=en").text
        offered = set(re.findall(r"<option[^>]*>([^<]*)</option>", shown))
        assert ("Key-country exchange plan (11 economic powers)" in offered) == owns
        assert {"European Union", "every country and area"} <= offered


@pytest.mark.parametrize("home", ["Q8686", "Q956", "Q11725", "Q11736", "Q64", "Q16963"])
def test_each_agreement_of_a_home_is_in_the_list_of_one_tier(seeds_client: TestClient, home: str) -> None:
    def ids(**more: object) -> list[str]:
        asked = {"home": home, "counted": True, "limit": 1000, **more}
        return [item["id"] for item in seeds_client.get("/v1/agreements", params=asked).json()["items"]]

    tiers = (1, 2, 3) if home == "Q16963" else (1, 2)
    assert sorted(found for tier in tiers for found in ids(tier=tier)) == sorted(ids())


def test_a_list_of_places_says_that_it_counts_all_on_record_where_the_page_of_a_place_counts_what_is_effective(
    seeds_client: TestClient,
) -> None:
    seen = Seen(seeds_client.get("/views/list/places", params={"q": "Q16666", "lang": "zh"}).text)
    assert "在册" in seen.rows[0]
    assert "协议" not in seen.rows[0]
    assert "不论类别和状态" in seen.text


@pytest.mark.parametrize(
    ("language", "words"), [("zh", ["", "结好周年", "建交周年"]), ("en", ["", "of an agreement", "of diplomatic relations"])]
)
def test_anniversaries_are_narrowed_to_a_kind_by_its_words(seeds_client: TestClient, language: str, words: list[str]) -> None:
    html = seeds_client.get(f"/views/home/Q16963/anniversaries?lang={language}").text
    chosen = html.partition('<select name="kind">')[2].partition("</select>")[0]
    assert re.findall(r"<option[^>]*>([^<]*)</option>", chosen) == words
    assert 'name="kind" type="text"' not in html


def closed(question: AnyQuestion) -> dict[str, tuple[str, ...]]:
    """The parameters by which a page narrows its list that take the words of a closed list alone."""
    fields = {field.alias or name: field for name, field in question.ask.model_fields.items()}
    return {name: words for name in NARROWING if name in fields and (words := closed_words(fields[name].annotation))}


@pytest.mark.parametrize("question", [question for question in QUESTIONS if closed(question)], ids=lambda question: question.name)
def test_whatever_takes_the_words_of_a_closed_list_is_chosen_from_them_and_each_is_understood(
    client: TestClient, question: AnyQuestion
) -> None:
    home = {"home": "jiangsu"} if question.name == "agreements" else {}
    html = client.get(page_for(question, lang="zh", **home)).text
    for name, words in closed(question).items():
        offered = html.partition(f'<select name="{name}">')[2].partition("</select>")[0]
        assert re.findall(r'<option value="(\w+)"', offered) == list(words)
        assert re.search("[a-z]{3}", re.sub("<[^>]*>", "", offered)) is None, "in words of the page"
        answers = {word: client.get(page_for(question, lang="zh", **home, **{name: word})).status_code for word in words}
        assert set(answers.values()) == {200}, answers


def test_several_words_that_a_link_asked_for_stay_chosen_in_words(seeds_client: TestClient) -> None:
    html = seeds_client.get("/views/list/agreements?home=Q16963&status=active,dormant&lang=zh").text
    assert '<option value="active,dormant" selected>有效、休眠</option>' in html
    assert "状态 有效、休眠" in html


def test_a_list_of_several_pages_is_taken_page_by_page_and_whole(seeds_client: TestClient) -> None:
    page = "/views/home/Q16963/gaps?lang=en"
    text = seeds_client.get(page).text
    whole, one = (
        [html.unescape(link) for link in re.findall(r'href="([^"]+format=csv[^"]*)"', text) if ("limit=" in link) is cut]
        for cut in (False, True)
    )
    rows = [len(seeds_client.get(urljoin(page, link)).text.splitlines()) - 1 for link in (*one, *whole)]
    (total,) = re.findall(r"<h1>\D*(\d+) gaps", text)
    assert rows == [100, int(total)]
    few = seeds_client.get(f"{page}&type=bare_stem").text
    assert "all pages" in text
    assert "all pages" not in few


def rows_in_order(client: TestClient, address: str) -> tuple[list[list[str]], list[str]]:
    """The rows of all pages of a list, and the addresses of the pages after the first."""
    rows, pages, there = list[list[str]](), list[str](), address
    while there:
        html = re.sub(r'<ul class="bars">.*?</ul>', "", client.get(there).text, flags=re.DOTALL)
        seen = Seen(html)
        rows += seen.rows[1:]
        following = next((tag["href"] for name, tag in seen.tags if name == "a" and tag.get("rel") == "next"), None)
        there = urljoin(there, following) if following else ""
        pages += [there] if there else []
    return rows, pages


@pytest.mark.first(1)
@pytest.mark.parametrize(
    ("column", "sort"), [("priority", "priority.score"), ("country or area", "country.code"), ("rank", "-rank")]
)
def test_a_head_of_a_list_of_several_pages_sorts_the_whole_of_it(seeds_client: TestClient, column: str, sort: str) -> None:
    seen = Seen(seeds_client.get(f"{GAPS}").text)
    (place,) = (number for number, head in enumerate(seen.rows[0]) if head == column)
    heads = [tag["href"] for name, tag in seen.tags if name == "a" and tag.get("class") == "sorts"]
    assert any(sort.removeprefix("-") in str(head) for head in heads)
    rows, pages = rows_in_order(seeds_client, f"{GAPS}&sort={sort}")
    assert len(rows) == len(rows_in_order(seeds_client, f"{GAPS}")[0])
    assert all("lang=en" in page and f"sort={sort}" in page for page in pages)
    if column == "country or area":
        codes = [item["country"] and item["country"]["code"] for item in _gaps(seeds_client, sort)]
        assert codes == sorted(codes, key=lambda code: (code is None, code or ""))
    else:
        values = [int(row[place]) for row in rows]
        assert values == sorted(values, reverse=sort.startswith("-"))


def _gaps(client: TestClient, sort: str) -> list[dict[str, dict[str, str] | None]]:
    items: list[dict[str, dict[str, str] | None]] = client.get(f"/v1/gaps?home=Q16963&limit=1000&sort={sort}").json()["items"]
    return items


def test_the_files_of_a_list_that_was_sorted_are_sorted_as_it_is(seeds_client: TestClient) -> None:
    seen = Seen(seeds_client.get(f"{GAPS}&sort=-rank").text)
    files = [link for link in seen.links if "format=" in link]
    assert files
    assert all("sort=-rank" in link for link in files)


def test_a_list_that_one_page_holds_is_sorted_by_the_page_itself(seeds_client: TestClient) -> None:
    html = seeds_client.get("/views/home/Q16963/countries?lang=en").text
    assert 'class="sorts"' not in html
    assert '<table class="part">' not in html


@pytest.mark.first(4)
@pytest.mark.parametrize(
    "address",
    [
        *("home/Q16963/anniversaries?", "home/Q16963/actions?", "home/Q16963/completeness?", "home/Q16963/ledger?"),
        *("home/Q16963?", "home/Q16963/gaps?", "list/resources?home=Q16963&country=CH&", "country/DE?"),
        *("country/CH?home=Q16963&", "cluster/Q130290/Q148?", "list/memberships?", "list/activities?", "list/plans?"),
    ],
)
@both_languages
def test_a_cell_in_which_nothing_stands_says_so(seeds_client: TestClient, address: str, language: Language) -> None:
    page = Seen(seeds_client.get(f"/views/{address}lang={language}").text)
    assert len(page.rows) > 3
    assert [row for row in page.rows if not all(map(str.strip, row))] == []


@both_languages
def test_a_figure_that_is_compared_with_nothing_says_so_and_comes_last_when_sorted(
    seeds_client: TestClient, language: Language
) -> None:
    html = seeds_client.get(f"/views/home/Q16963/completeness?lang={language}").text
    words = {"zh": "不比对", "en": "not compared"}[language]
    told = [row[2:4] for row in Seen(html).rows[1:] if not row[2].isdigit()]
    assert told
    assert all(cells == [words, "—"] for cells in told)
    (last,) = re.findall('data-unknown="([^"]*)"', html)
    assert words in last.split("|")
