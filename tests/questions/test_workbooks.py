"""Workbooks as an office opens them: headings in its language, numbers that can be read, every digit kept."""

import csv
import io
import re
from datetime import UTC, datetime
from urllib.parse import parse_qsl, unquote, urlencode

import openpyxl
import pytest
from fastapi.testclient import TestClient

from graph_service.formats.tables import Table
from graph_service.formats.workbook import workbook_of
from graph_service.questions.question import AnyQuestion
from graph_service.questions.table import QUESTIONS
from graph_service.questions.workbook_columns import of_a_workbook
from graph_service.words.agreements import KINDS, PRECISIONS
from graph_service.words.bilingual import Language
from graph_service.words.claims import CLAIMED
from graph_service.words.layers import LAYERS
from graph_service.words.planning import PRIORITIES
from tests.site.addresses import enough_for

FIXED = [question for question in QUESTIONS if isinstance(question.columns, tuple)]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("question", FIXED, ids=lambda question: question.name)
def test_each_column_of_a_workbook_has_a_heading_of_its_own_for_people(question: AnyQuestion, language: Language) -> None:
    columns = question.columns
    assert isinstance(columns, tuple)
    heads = of_a_workbook(question.answer, Table(columns, ()), language).columns
    assert len(set(heads)) == len(columns)
    assert [head for head in heads if "_" in head.partition(" (")[0]] == []
    if language == "zh":
        assert [head for head in heads if head.isascii() and head not in ("A", "B", "C", "D", "U")] == []


def test_a_workbook_of_a_page_has_headings_in_its_language_and_its_text_the_names_of_fields(seeds_client: TestClient) -> None:
    asked = {"home": "Q16963", "limit": "5"}
    for lang, first in (("zh", "次序"), ("en", "rank")):
        content = seeds_client.get("/v1/gaps", params={**asked, "lang": lang, "format": "xlsx"}).content
        heads = [cell.value for cell in openpyxl.load_workbook(io.BytesIO(content)).worksheets[0][1]]
        assert first in heads
        assert ("优先度" if lang == "zh" else "priority") in heads
    assert "priority" in seeds_client.get("/v1/gaps", params={**asked, "lang": "zh", "format": "csv"}).text.splitlines()[0]


def test_numbers_are_shown_with_three_decimals_at_most_and_hold_every_digit() -> None:
    table = Table(("value",), ((57.12345678901234,), (0.00001234,), (1992,)))
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_of(table, {}, table))).worksheets[0]
    assert [(row[0].value, row[0].number_format) for row in sheet.iter_rows(min_row=2)] == [
        (57.12345678901234, "0.0##"), (0.00001234, "0.00E+00"), (1992, "General"),
    ]  # fmt: skip
    assert sheet.column_dimensions["A"].width < 10


def book(client: TestClient, path: str, **asked: str) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(client.get(path, params={**asked, "format": "xlsx"}).content))


@pytest.mark.parametrize(("lang", "kind"), [("zh", KINDS["formal"].zh), ("en", KINDS["formal"].en)])
def test_a_workbook_has_words_in_the_place_of_codes_and_a_sheet_that_tells_the_code_of_each(
    seeds_client: TestClient, lang: str, kind: str
) -> None:
    found = book(seeds_client, "/v1/agreements", home="Q16963", lang=lang, limit="300")
    heads, *rows = [[cell.value for cell in row] for row in found.worksheets[0]]
    at, exactly = (heads.index(head) for head in (("类别", "结好日期精度") if lang == "zh" else ("kind", "precision of since")))
    assert {row[at] for row in rows} <= {None, *(getattr(label, lang) for label in KINDS.values())}
    assert kind in {row[at] for row in rows}
    assert getattr(PRECISIONS["year"], lang) in {row[exactly] for row in rows}
    assert ("kind", "formal", KINDS["formal"].zh, KINDS["formal"].en) in {
        tuple(cell.value for cell in row) for row in found["words 词语"]
    }


def test_in_a_workbook_names_come_first_and_ids_last_and_what_is_blank_in_every_row_is_left_out(seeds_client: TestClient) -> None:
    asked = {"home": "Q16963", "limit": "300", "lang": "zh"}
    found = book(seeds_client, "/v1/agreements", **asked).worksheets[0]
    heads, *rows = found.iter_rows(values_only=True)
    assert heads[2:6] == ("我方（中文）", "我方（英文）", "友城（中文）", "友城（英文）")
    ids = [head for head in heads if "编号" in str(head)]
    assert heads[-len(ids) :] == tuple(ids)
    assert "中国" in {row[heads.index("乙方（国家和地区）")] for row in rows}, "countries by name"
    assert [head for head, *cells in zip(heads, *rows, strict=True) if not any(cell not in (None, "") for cell in cells)] == []
    assert found.freeze_panes == "A2"
    chosen = book(seeds_client, "/v1/agreements", **asked, select="id,fields,kind").worksheets[0]
    assert [cell.value for cell in chosen[1]] == ["编号", "领域", "类别"], "columns that were asked for stay as they are"


def test_what_an_answer_knows_by_its_id_alone_is_named_in_a_workbook(seeds_client: TestClient) -> None:
    heads, *rows = book(seeds_client, "/v1/anniversaries", home="Q16963", lang="en").worksheets[0].iter_rows(values_only=True)
    (row,) = (row for row in rows if str(row[heads.index("name (in English)")]).startswith("15 years: Liyang"))
    told = dict(zip(heads, row, strict=True))
    assert (told["home unit"], told["partner"], told["country or area"]) == ("Liyang", "Leeuwarden", "Netherlands")
    assert (told["home unit (id)"], told["partner (id)"], told["country or area (id)"]) == ("Q1365505", "Q25390", "NL")


def test_a_column_is_as_wide_as_its_chinese_texts() -> None:
    table = Table(("名称",), (("江苏省" * 8,),))
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_of(table, {}, table))).worksheets[0]
    assert sheet.column_dimensions["A"].width >= 48


@pytest.mark.parametrize("question", ["agreements", "clusters", "anniversaries"])
def test_a_column_of_dates_is_of_one_type(seeds_client: TestClient, question: str) -> None:
    sheet = book(seeds_client, f"/v1/{question}", home="Q16963", lang="zh").worksheets[0]
    for head, *cells in sheet.iter_cols(values_only=True):
        types = {type(value) for value in cells if value is not None}
        assert datetime not in types or len(types) == 1, (head, types)


def _day(*of: int) -> datetime:
    return datetime(*of, tzinfo=UTC).replace(tzinfo=None)


def test_a_column_of_days_alone_holds_dates_that_can_be_counted() -> None:
    table = Table(("day", "since"), (("2020-01-02", "2020-01-02"), (None, "2020"), ("2021-03-04", None)))
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_of(table, {}, table))).worksheets[0]
    assert [tuple(row) for row in sheet.iter_rows(min_row=2, values_only=True)] == [
        (_day(2020, 1, 2), "2020-01-02"), (None, "2020"), (_day(2021, 3, 4), None),
    ]  # fmt: skip


@pytest.mark.first(1)
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", ["claims", "targets", "agreements?limit=200", "places?limit=50"])
def test_layers_measures_and_units_are_words_in_a_workbook_and_a_unit_of_a_figure_is_no_home_unit(
    seeds_client: TestClient, path: str, lang: Language
) -> None:
    mark = "&" if "?" in path else "?"
    content = seeds_client.get(f"/v1/{path}{mark}format=xlsx&lang={lang}").content
    heads, *rows = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True)
    layer, measure, unit = ("数据层", "指标", "计量单位") if lang == "zh" else ("layer", "measure", "unit of measure")
    told = {head: {row[heads.index(head)] for row in rows} - {None} for head in (layer, measure, unit) if head in heads}
    assert told[layer] <= {getattr(words, lang) for words in LAYERS.values()}
    if path in ("claims", "targets"):
        assert ("我方" if lang == "zh" else "home unit") not in heads
        assert told[measure] <= {getattr(words, lang) for words in CLAIMED.values()}
        assert all(words == "%" or words.isascii() == (lang == "en") for words in told[unit])


@pytest.mark.first(2)
@pytest.mark.parametrize(
    "path",
    ["clusters/Q16963/Q183", "clusters?home=Q16963", "growth?home=Q16963", "check", "resources?home=Q16963&country=DE",
     "reports?home=Q16963&from=2020-01-01&to=2026-12-31", "briefs/Q1198/CN", "briefs/Q16963/Q365"],
)  # fmt: skip
def test_columns_that_are_made_for_a_table_have_words_in_a_workbook_as_all_others(seeds_client: TestClient, path: str) -> None:
    where, _, asked = path.partition("?")
    sheet = book(seeds_client, f"/v1/{where}", lang="zh", **dict(parse_qsl(asked))).worksheets[0]
    heads, *rows = sheet.iter_rows(values_only=True)
    told = {
        str(head): {value for value in column if value is not None}
        for head, column in zip(heads, zip(*rows, strict=True), strict=True)
    }
    columns = {
        head: values for head, values in told.items() if head in ("计入", "粒度", "栏目", "类别", "项目", "检查项", "年份")
    }
    assert columns
    codes = {head: [value for value in values if re.fullmatch("[a-z_]+", str(value))] for head, values in columns.items()}
    assert [code for found in codes.values() for code in found] == []
    if "年份" in columns:
        assert {type(year) for year in columns["年份"]} == {int, str}, "years stay numbers"


def _beside_path(question: AnyQuestion, words: dict[str, str]) -> dict[str, str]:
    return {name: word for name, word in words.items() if name not in question.in_path} | {"format": "xlsx", "lang": "zh"}


def test_no_workbook_says_in_english_what_it_is_about_in_chinese(client: TestClient) -> None:
    told = {}
    for question in QUESTIONS:
        words = enough_for(question)
        answer = client.get(f"/v1/{question.address.format_map(words)}", params=_beside_path(question, words))
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[1]
        told[question.name] = [
            head for (head, *_) in sheet.iter_rows(values_only=True) if not re.search("[\u4e00-\u9fff]", str(head))
        ]
    assert {name: heads for name, heads in told.items() if heads} == {}


@pytest.mark.parametrize(
    ("path", "given", "told"),
    [
        ("gaps", {"type": "bare_stem"}, {"缺口类型": "空茎（有省级、无市县）", "问题": "缺口"}),
        ("gaps", {"frame": "frame:europe"}, {"国家范围": "欧洲（frame:europe）"}),
        ("countries", {"tier": "2", "kind": "exchange"}, {"层级": "2", "类别": "友好交流"}),
        ("agreements", {"country": "DE", "counted": "true"}, {"国家或地区": "德国（DE）", "计入数目": "是"}),
        ("cluster", {"partner": "Q1198"}, {"对方": "北莱茵-威斯特法伦州（Q1198）", "计入的类别": "友好城市（正式）、未分类"}),
    ],
)
def test_a_workbook_says_to_what_its_question_was_narrowed(
    seeds_client: TestClient, path: str, given: dict[str, str], told: dict[str, str]
) -> None:
    address = f"/v1/clusters/Q16963/{given['partner']}?" if path == "cluster" else f"/v1/{path}?home=Q16963&"
    more = {} if path == "cluster" else given
    content = seeds_client.get(address + urlencode({**more, "format": "xlsx", "lang": "zh"})).content
    (sheet,) = (sheet for sheet in openpyxl.load_workbook(io.BytesIO(content)).worksheets if sheet.title.startswith("about"))
    about = {str(row[0]): str(row[1]) for row in sheet.iter_rows(values_only=True)}
    assert {name: about.get(name) for name in told} == told
    assert about["省（州）"] == "江苏省（Q16963）"
    assert "LICENSES.md" in about["许可"]
    assert not [head for head in about if re.search("[a-z]", head)], "its words are those of its language"


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_file_of_gaps_holds_the_points_of_which_each_priority_is_made(seeds_client: TestClient, form: str) -> None:
    content = seeds_client.get("/v1/gaps", params={"home": "Q16963", "type": "bare_stem", "format": form, "lang": "zh"}).content
    if form == "csv":
        head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    else:
        head, *rows = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True)
    score = head.index("priority" if form == "csv" else "优先度")
    terms = [place for place, name in enumerate(head) if str(name).startswith("priority_" if form == "csv" else "优先度：")]
    assert len(terms) == len(PRIORITIES)
    assert rows
    for row in rows:
        assert float(row[score]) == pytest.approx(sum(float(row[place]) for place in terms))


@pytest.mark.parametrize(
    ("page", "link"),
    [
        ("/views/cluster/Q16963/Q183", "views/agreement/"),
        ("/views/list/cluster?home=Q16963&partner=Q183", "views/agreement/"),
        ("/views/list/agreements?home=Q16963&country=DE", "views/agreement/"),
        ("/views/home/Q16963/gaps", None),
    ],
)
def test_a_workbook_has_the_rows_of_its_page_in_their_order_and_says_how_far_the_list_is_known(
    seeds_client: TestClient, page: str, link: str | None
) -> None:
    html = seeds_client.get(f"{page}{'&' if '?' in page else '?'}lang=zh").text
    way = re.findall(r'href="[./]*/(v1/[^"]*format=xlsx)"', html.replace("&amp;", "&"))[0]
    found = openpyxl.load_workbook(io.BytesIO(seeds_client.get(f"/{way}").content))
    told = {row[0]: row[1] for row in found["about 说明"].iter_rows(values_only=True)}
    assert re.search("江苏省及所属单位的友城（截至.*）：在册112对.*公布367对", told["名单已知多少 1"])
    if link:
        _, *rows = found.worksheets[0].iter_rows(values_only=True)
        shown = list(dict.fromkeys(unquote(each) for each in re.findall(link + r'([^"?]+)\?', html.partition("<h1")[2])))
        assert len(shown) > 20
        assert [cell for row in rows for cell in row if "~" in str(cell)] == shown
