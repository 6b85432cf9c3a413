"""The page of a scenario: before and after as the answer tells, faults by row and field, and what was typed stays."""

import io
import re
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

import openpyxl
import pytest
from fastapi.testclient import TestClient

from graph_service.questions.parameters import Chosen
from graph_service.questions.question import View
from graph_service.site.scenario import render_scenario
from graph_service.site.templating import Frame
from tests.pages.pages import HOSTILE
from tests.pages.test_page import hostile
from tests.site.addresses import Seen

SIGN = {"home": "江苏", "unit1": "无锡", "partner1": "Nairobi", "kind1": "formal", "unit3": "Nanjing", "partner3": "Cologne"}
END = {"end_unit1": "Nanjing", "end_partner1": "Leipzig"}
DOCUMENT = {
    "home": "Q16963",
    "agreements": [{"unit": "Wuxi", "partner": "Nairobi"}, {"unit": "Nanjing", "partner": "Cologne"}],
}


def address(language: str, **query: str) -> str:
    """The address of a scenario."""
    return f"/views/scenario?{urlencode({'lang': language, **query})}"


def fields(html: str) -> dict[str, str | None]:
    """The fields of the form that hold something."""
    given = {str(tag["name"]): tag.get("value") for name, tag in Seen(html).tags if name == "input" and "name" in tag}
    chosen = re.findall(r'<select name="(kind\d+)">.*?<option(?: value="(\w+)")? selected>(.*?)</option>', html)
    given |= {name: code or words for name, code, words in chosen if (code or words) != "formal"}
    return {name: value for name, value in given.items() if value and name not in ("q", "lang")}


def test_the_figures_before_and_after_are_those_of_the_answer(seeds_client: TestClient) -> None:
    leipzig = seeds_client.get("/v1/agreements?home=Q16963&place=Leipzig").json()["items"]
    (ended,) = (item["id"] for item in leipzig if item["unit"] == "Q16666")
    answer = seeds_client.post("/v1/scenarios", json={**DOCUMENT, "end": [ended]}).json()
    html = seeds_client.get(address("en", **SIGN, **END)).text
    rows = {row[0]: row[1:] for row in Seen(html).rows}
    for name, said in (("agreements", "agreements"), ("partners", "partners"), ("countries", "countries and areas")):
        assert rows[said] == [str(answer["before"][name]), str(answer["after"][name])]
    assert answer["after"]["agreements"] == answer["before"]["agreements"] + 1
    text = Seen(html).text
    closed = [gap["reason"]["en"] for change in answer["gaps"] for gap in change["closed"]]
    opened = [gap["reason"]["en"] for change in answer["gaps"] for gap in change["opened"]]
    assert [reason for reason in closed + opened if reason not in text] == []
    assert closed
    assert "Countries and areas won (1)" in text
    assert "Kenya" in rows


@pytest.mark.parametrize(("language", "closed"), [("zh", "（消除"), ("en", " closed, ")])
def test_figures_are_told_as_on_other_pages_in_one_language(seeds_client: TestClient, language: str, closed: str) -> None:
    rows = Seen(seeds_client.get(address(language, **SIGN)).text).rows
    figures = [cell for row in rows for cell in row[1:3]]
    assert [cell for cell in figures if re.fullmatch(r"-?\d+\.\d{2,}", cell)] == []
    assert any(re.fullmatch(r"\d+% \([\d,]+/[\d,]+\)", cell) for cell in figures)
    strengths = [row[0] for row in rows if row and row[0].startswith(("强度", "strength"))]
    assert strengths
    assert [name for name in strengths if bool(re.search("[\u4e00-\u9fff]", name)) != (language == "zh")] == []
    assert any(closed in row[0] for row in rows if row)


@pytest.mark.first(1)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_signed_in_the_future_counts_on_the_day_when_all_is_signed_unless_another_is_named(
    seeds_client: TestClient, language: str
) -> None:
    future = {"home": "江苏", "unit1": "无锡", "partner1": "Nairobi", "date1": "2027-05"}
    then = seeds_client.get(address(language, **future)).text
    today = seeds_client.get(address(language, **future, as_of="2026-11-21")).text
    one, other = (Seen(html).rows[1] for html in (today, then))
    assert one[1] == one[2]
    assert int(other[2]) == int(other[1]) + 1
    assert ("2027年5月31日" in then, "31 May 2027" in then) == ((True, False) if language == "zh" else (False, True))
    (there,) = (link for link in Seen(today).links if "as_of=2027-05-31" in link and "format" not in link)
    named = seeds_client.get(urljoin("/views/scenario", there)).text
    assert Seen(named).rows[1] == other
    assert fields(named)["as_of"] == "2027-05-31"
    assert ("才签" in today or "are signed after" in today, "才签，以下" in named or "in the future" in named) == (True, False)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_date_that_has_passed_is_said_to_be_supposed_so_and_which_dates_can_be_asked(
    seeds_client: TestClient, language: str
) -> None:
    asked = {"home": "江苏", "unit1": "无锡", "partner1": "Nairobi"}
    words = {
        "zh": "第1行的日期（1950年）已过去，按那时已签推算；可填1900年至2100年的日期",
        "en": "The date of row 1 (1950) has passed: it is supposed to have been signed then. Dates of the years 1900 to 2100",
    }[language]
    for date1, told in (("1950", True), ("2027", False)):
        assert (words in Seen(seeds_client.get(address(language, **asked, date1=date1)).text).text) == told
    wrong = {"zh": "年份1900至2100", "en": "of the years 1900 to 2100"}[language]
    for date1 in ("3000", "1850"):
        assert wrong in Seen(seeds_client.get(address(language, **asked, date1=date1)).text).text


@pytest.mark.first(1)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_figures_before_and_after_are_taken_away_as_files_of_the_answer(seeds_client: TestClient, language: str) -> None:
    links = Seen(seeds_client.get(address(language, **SIGN, as_of="2027-01-01")).text).links
    answer = seeds_client.post("/v1/scenarios?format=csv", json={**DOCUMENT, "as_of": "2027-01-01"})
    files = {
        form: seeds_client.get(urljoin("/views/scenario", link))
        for form in ("csv", "xlsx")
        for link in links
        if f"format={form}" in link and "part=" not in link
    }
    assert files["csv"].content == answer.content
    assert "Jiangsu-scenario-2027-01-01.csv" in files["csv"].headers["content-disposition"]
    rows = list(openpyxl.load_workbook(io.BytesIO(files["xlsx"].content)).worksheets[0].iter_rows(values_only=True))
    assert len(rows) == len(answer.text.splitlines())


def test_a_scenario_of_which_something_is_at_fault_or_nothing_is_typed_is_no_file(seeds_client: TestClient) -> None:
    for query in ({}, {"home": "江苏"}, {**SIGN, "partner1": ""}, {**SIGN, "date1": "soon"}):
        assert seeds_client.get(address("en", **query, format="csv")).status_code == 422


@pytest.mark.parametrize("head", ["", "我方，对方，类别，日期\n", "Unit\tPartner\tKind\tDate\r\n"])
def test_lines_of_a_sheet_ask_the_same_as_rows_and_become_rows(seeds_client: TestClient, head: str) -> None:
    pasted = seeds_client.get(
        address("en", home="Jiangsu", paste=f'{head}无锡\tNairobi\tformal\r\n"Nanjing"，“Cologne”，友好城市（正式）\n\n')
    ).text
    typed = seeds_client.get(address("en", **SIGN)).text
    assert Seen(pasted).rows == Seen(typed).rows
    assert fields(pasted) == fields(typed)
    assert fields(typed)["partner2"] == "Cologne"


def test_a_comma_within_a_cell_of_a_sheet_parts_no_cells(seeds_client: TestClient) -> None:
    pasted = fields(seeds_client.get(address("en", home="Jiangsu", paste="Nanjing, Jiangsu\tCologne\texchange\t2027")).text)
    assert (pasted["unit1"], pasted["partner1"], pasted["kind1"], pasted["date1"]) == (
        "Nanjing",
        "Cologne",
        "exchange",
        "2027",
    )


@pytest.mark.parametrize("kind", ["正式", "友好城市", "Formal", "友好城市（正式）", ""])
@pytest.mark.parametrize(
    ("date", "read"),
    [
        ("2027年3月1日", "2027-03-01"),
        ("2027/3/1", "2027-03-01"),
        ("2027.3", "2027-03"),
        ("2027年3月", "2027-03"),
        ("2027年", "2027"),
        ("2027-3-1", "2027-03-01"),
        ("2026/2027", "2026/2027"),
    ],
)
def test_dates_and_kinds_of_a_sheet_are_read_as_offices_write_them(client: TestClient, date: str, read: str, kind: str) -> None:
    page = client.get(address("zh", home="jiangsu", paste=f"nanjing\toss\t{kind}\t{date}")).text
    assert fields(page)["date1"] == read
    assert ["nanjing", "oss", "友好城市（正式）"] in [row[:3] for row in Seen(page).rows]


@pytest.mark.parametrize("date", ["2027/13/1", "2027/111", "1/3/2027", "2027年3月32日", "27年3月"])
def test_a_date_that_could_be_two_or_none_is_refused(client: TestClient, date: str) -> None:
    page = client.get(address("zh", home="jiangsu", paste=f"nanjing\toss\t\t{date}")).text
    assert ("第1行日期（可空）：请写作" in Seen(page).text, Seen(page).rows) == (True, [])


def test_a_pair_on_record_is_told_to_sign_again_and_one_on_two_rows_is_refused(client: TestClient) -> None:
    rows = {"home": "jiangsu", "unit1": "jiangsu", "partner1": "vaud", "unit2": "nanjing", "partner2": "oss"}
    signed = [
        row for row in Seen(client.get(address("zh", **rows)).text).rows if row[:2] in (["jiangsu", "vaud"], ["nanjing", "oss"])
    ]
    assert ["双方已有在册协议，这是又一次签署" in row[-1] for row in signed[:2]] == [True, False]
    twice = client.get(address("zh", **rows, unit3="jiangsu", partner3="vaud")).text
    assert ("第3行对方：与第1行是同一对，删去一行" in Seen(twice).text, Seen(twice).rows) == (True, [])


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", "一次最多50行，多出的10行没有列入"), ("en", "at most 50 at a time, and 10 more")]
)
def test_more_rows_than_a_page_takes_are_told_and_nothing_is_supposed_of_a_part(
    client: TestClient, lang: str, words: str
) -> None:
    pasted = "\n".join(["nanjing\tdelft"] * 60)
    page = Seen(client.get(address(lang, paste=pasted)).text)
    assert (words in page.text, page.rows) == (True, [])


@pytest.mark.parametrize(
    ("query", "zh", "en"),
    [
        ({"home": "qqzzxx"}, "省（州）：没有地方叫“qqzzxx”", "home: No place is called “qqzzxx”"),
        ({"home": "nanjing"}, "不是省级单位", "no province-level place"),
        ({"unit1": "qqzzxx", "partner1": "oss"}, "第1行我方：没有地方叫“qqzzxx”", "row 1, home unit: No place"),
        ({"unit1": "vaud", "partner1": "oss"}, "第1行我方：不属于jiangsu", "row 1, home unit: does not lie in jiangsu"),
        ({"unit1": "nanjing", "partner1": "wuxi"}, "第1行对方：不在国外", "row 1, partner: is not abroad"),
        ({"unit1": "nanjing"}, "第1行对方：没有填", "row 1, partner: is empty"),
        (
            {"unit1": "nanjing", "partner1": "oss", "date1": "soon"},
            "第1行日期（可空）：请写作",
            "row 1, date (may stay empty): write",
        ),
        (
            {"unit1": "nanjing", "partner1": "oss", "kind1": "best"},
            "第1行类别：不认识这个类别，可写友好城市（正式）、",
            "row 1, kind: no such kind; write formal,",
        ),
        (
            {"end_unit1": "suqian", "end_partner1": "oss"},
            "第1行终止：双方没有在册的协议",
            "row 1, end: the two have no agreement",
        ),
    ],
)
def test_a_fault_is_told_by_row_and_field_and_what_was_typed_stays(
    client: TestClient, query: dict[str, str], zh: str, en: str
) -> None:
    asked = {"home": "jiangsu", **query}
    for language, words in (("zh", zh), ("en", en)):
        page = client.get(address(language, **asked))
        assert (page.status_code, words in Seen(page.text).text, Seen(page.text).rows) == (200, True, [])
        assert asked.items() <= fields(page.text).items()


def test_of_several_places_one_is_chosen_by_a_click_that_keeps_the_other_rows(client: TestClient) -> None:
    there = address("en", home="jiangsu", kinds="formal", unit4="wuxi", partner4="vaud", paste="nanjing,Taizhou")
    links = [link for link in Seen(client.get(there).text).links if link.startswith("?") and "partner2=" in link]
    rows = [{name: value for name, (value,) in parse_qs(urlsplit(link).query).items()} for link in links]
    kept = {"lang": "en", "home": "jiangsu", "kinds": "formal", "unit1": "wuxi", "partner1": "vaud", "unit2": "nanjing"}
    assert sorted(row.pop("partner2") for row in rows) == ["taizhou", "taizhou-zhejiang"]
    assert rows == [kept, kept]
    assert {client.get(urljoin(there, link)).status_code for link in links} == {200}


def test_an_empty_form_asks_and_says_that_nothing_is_written(client: TestClient) -> None:
    for language, words in (("zh", "不写入任何数据"), ("en", "Nothing is written")):
        page = client.get(address(language))
        assert (page.status_code, words in page.text, Seen(page.text).rows) == (200, True, [])


def test_hostile_names_stay_text() -> None:
    query = [("unit1", "unit"), ("partner1", "region"), ("unit2", HOSTILE), ("end_unit1", "unit"), ("end_partner1", "city")]
    for rows in (query[:2], query[3:], query):
        html = render_scenario(Frame("en", "../", rows), View(hostile()), "home", "", Chosen())
        assert HOSTILE not in html
        assert HOSTILE in Seen(html).text


@pytest.mark.parametrize(
    ("language", "counts", "told"),
    [
        ("zh", "不成主茎", "对方是设有省州的国家：省级单位不能与其结成主茎"),
        ("en", "no stem", "a whole state that has regions: a province forms no stem with it"),
    ],
)
def test_a_province_that_would_sign_with_a_state_that_has_regions_is_told_that_it_is_no_stem(
    seeds_client: TestClient, language: str, counts: str, told: str
) -> None:
    page = Seen(seeds_client.get(address(language, home="江苏", unit1="江苏", partner1="日本")).text)
    row = next(row for row in page.rows if row[:2] == (["江苏省", "日本"] if language == "zh" else ["Jiangsu", "Japan"]))
    assert row[3] == counts
    assert told in row[4]
    before, after = next(row[1:3] for row in page.rows if row[0] in ("在茎率", "grapes on stems"))
    assert before == after


@pytest.mark.parametrize(("partner", "apart"), [("Leipzig", False), ("Stuttgart", True)])
def test_what_would_end_is_told_and_whether_the_figures_held_it(seeds_client: TestClient, partner: str, apart: bool) -> None:
    page = seeds_client.get(address("en", home="Jiangsu", end_unit1="Nanjing", end_partner1=partner)).text
    (table,) = re.findall(r"What would end \(1\)</h2>(.*?)</table>", page, re.DOTALL)
    cells = re.sub("<[^>]+>", "|", table)
    assert "Nanjing" in cells
    assert partner in cells
    assert ("beside the count: the figures above do not hold it" in cells) is apart


def test_each_table_of_a_scenario_is_a_file_with_its_rows(seeds_client: TestClient) -> None:
    seen = Seen(seeds_client.get(address("en", **SIGN, **END)).text)
    files = [link for link in seen.links if "format=csv" in link and "part=" in link]
    texts = [seeds_client.get(urljoin("/views/scenario", link)).text for link in files]
    signed, ended = texts[:2]
    assert ("Nairobi" in signed, "Leipzig" in signed, "Leipzig" in ended) == (True, False, True)
    assert sum(len(text.splitlines()) - 1 for text in texts[2:]) > 2, "gaps are told with their reasons"
    assert all("reason" in text for text in texts[2:] if "gap" in text.splitlines()[0].casefold())
    book = openpyxl.load_workbook(
        io.BytesIO(seeds_client.get(urljoin("/views/scenario", files[0].replace("csv", "xlsx"))).content)
    )
    assert book.worksheets[0].max_row == len(signed.splitlines())


def test_a_sheet_as_a_clerk_keeps_it_is_understood(seeds_client: TestClient) -> None:
    head = "序号\t我方城市\t外方城市\t类别\t签署日期\n"
    sheet = f"{head}1\t无锡市\t内罗毕\t友好城市关系\t２０２７年５月１日\n2\t\t里尔\t交流城市\t20270601\n合计\t2\t\t\t"
    page = seeds_client.get(address("zh", home="江苏", paste=sheet)).text
    found = fields(page)
    assert [found[name] for name in ("unit1", "date1", "unit2", "date2")] == ["无锡市", "2027-05-01", "无锡市", "2027-06-01"]
    assert page.count('<option value="exchange" selected>') == 1
    assert not found.get("unit3")
