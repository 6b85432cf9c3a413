"""Workbooks as an office opens them: headings in its language, numbers that can be read, every digit kept."""

import io

import openpyxl
import pytest
from fastapi.testclient import TestClient

from graph_service.formats.tables import Table
from graph_service.formats.workbook import workbook_of
from graph_service.questions.column_words import headed
from graph_service.questions.question import AnyQuestion
from graph_service.questions.table import QUESTIONS
from graph_service.words.bilingual import Language

FIXED = [question for question in QUESTIONS if isinstance(question.columns, tuple)]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("question", FIXED, ids=lambda question: question.name)
def test_each_column_of_a_workbook_has_a_heading_of_its_own_for_people(question: AnyQuestion, language: Language) -> None:
    columns = question.columns
    assert isinstance(columns, tuple)
    heads = headed(Table(columns, ()), language).columns
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
