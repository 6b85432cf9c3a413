"""The page of a named question: one language, names that lead to pages, words for codes; programs are given what they were."""

import re

import pytest
from fastapi.testclient import TestClient

from graph_service.planning.questions.ask import QUESTIONS
from graph_service.site.named import HEADINGS, columns_shown
from tests.site.addresses import Seen

ABOUT = {"home": "Q16963", "place": "Q16666"}
_CHINESE = re.compile("[\u4e00-\u9fff]")
_ID = re.compile(r"^(Q\d+|gn:\d+|\w+:[\w.-]+|.+~.+)( |$)")
every_named = pytest.mark.parametrize("name", QUESTIONS)


def _page(client: TestClient, name: str, lang: str) -> Seen:
    about = {need: ABOUT[need] for need in QUESTIONS[name].needs}
    return Seen(client.get("/views/list/query", params={"name": name, "lang": lang, **about}).text)


@every_named
def test_each_column_of_a_named_question_has_a_heading_in_words(name: str) -> None:
    assert [column for column in columns_shown(QUESTIONS[name].columns) if column not in HEADINGS] == []


@every_named
def test_no_cell_of_a_named_question_is_an_id_or_a_code(seeds_client: TestClient, name: str) -> None:
    cells = [cell for row in _page(seeds_client, name, "en").rows for cell in row]
    assert [cell for cell in cells if _ID.match(cell) or cell in ("True", "False", "None") or "_" in cell] == []


@every_named
def test_a_named_question_is_shown_in_the_language_of_its_page_and_its_title_says_of_whom(
    seeds_client: TestClient, name: str
) -> None:
    about = {"home": {"zh": "江苏省", "en": "Jiangsu"}, "place": {"zh": "南京市", "en": "Nanjing"}}[QUESTIONS[name].needs[0]]
    chinese, english = (_page(seeds_client, name, lang) for lang in ("zh", "en"))
    assert f"{about['zh']}：{QUESTIONS[name].title.zh}" in chinese.text
    assert f"{about['en']}: {QUESTIONS[name].title.en}" in english.text
    assert len(chinese.rows) == len(english.rows)
    assert [head for row in english.rows[:1] for head in row if _CHINESE.search(head)] == []
    assert [cell for row in english.rows for cell in row if "江苏" in cell or "南京" in cell] == []  # which have English names


def test_the_rows_of_bare_stems_are_partners_and_agreements_that_lead_to_their_pages(seeds_client: TestClient) -> None:
    seen = _page(seeds_client, "bare_stems", "zh")
    assert seen.rows[:2] == [["协议", "友城"], ["东约特兰省 – 江苏省", "东约特兰省"]]
    assert {"../../views/agreement/Q104940~Q16963?lang=zh", "../../views/home/Q104940?lang=zh"} <= {*seen.links}


def test_several_records_in_a_cell_are_told_by_the_first_and_how_many_there_are(seeds_client: TestClient) -> None:
    rows = _page(seeds_client, "countries_without_counterpart_association", "zh").rows
    assert rows[0] == ["国家和地区", "协议", "依据的记录"]
    assert rows[1][:2] == ["美国", "33"]
    assert rows[1][2].count("；") == 3
    assert rows[1][2].endswith("等33项")


def test_programs_are_given_the_columns_of_a_named_question_with_ids_and_both_languages(seeds_client: TestClient) -> None:
    file = seeds_client.get("/v1/queries/bare_stems", params={"home": "Q16963", "format": "csv"}).text
    assert file.lstrip("\ufeff").splitlines()[0] == "agreement,partner,name_zh,name_en,established,list_zh,list_en"


@pytest.mark.parametrize(("lang", "button"), [("zh", "查看"), ("en", "show")])
def test_each_named_question_is_a_link_that_asks_for_what_it_needs_and_then_answers(
    client: TestClient, lang: str, button: str
) -> None:
    listed = Seen(client.get(f"/views/list/queries?lang={lang}").text)
    ways = {way for way in listed.links if "/list/query?" in way}
    assert len(ways) == len(QUESTIONS)
    for name, question in QUESTIONS.items():
        (way,) = (way for way in ways if way.endswith(f"name={name}"))
        form = client.get(f"/views/list/{way.rpartition('/list/')[2]}")
        assert form.status_code == 200
        assert getattr(question.title, lang) in form.text
        assert f"<button>{button}</button>" in form.text
        (need,) = question.needs
        assert f'name="{need}"' in form.text
        answer = client.get("/views/list/query", params={"lang": lang, "name": name, need: "jiangsu"})
        assert answer.status_code == 200
        assert getattr(question.title, lang) in answer.text
    assert client.get("/views/list/query?name=bare_stems&download=1", headers={"Accept": "text/html"}).status_code == 422
