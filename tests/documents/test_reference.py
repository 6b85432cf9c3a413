"""The pages of endpoints, problems and settings are those that the code makes, and leave nothing unsaid."""

from collections.abc import Mapping
from typing import Any

from graph_service.settings import Settings
from graph_service.web.problems import EVERY_PROBLEM
from tests import reference
from tests.documents.pages import SETTINGS, rows_of

STALE = "stale: `make pages` writes it anew"


def test_the_reference_is_written_from_the_code(openapi: Mapping[str, Any]) -> None:
    assert reference.REFERENCE.read_text("utf-8") == reference.reference(openapi), STALE


def test_the_page_of_settings_is_written_from_the_code() -> None:
    assert reference.settings() == SETTINGS, STALE


def test_every_setting_and_every_kind_of_problem_says_what_it_is() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []
    assert [kind.slug for kind in EVERY_PROBLEM if not kind.when] == []


def test_every_word_of_the_settings_that_the_glossary_explains_is_linked_once() -> None:
    meanings = " ".join(meaning for _, _, meaning in rows_of(SETTINGS))
    assert [word for word, anchor in reference.EXPLAINED.items() if meanings.count(f"[{word}](glossary.md#{anchor})") != 1] == []


def test_every_path_answers_something_and_lists_its_parameters(openapi: Mapping[str, Any]) -> None:
    page = reference.REFERENCE.read_text("utf-8")
    told = {
        path.strip("`"): answer for path, answer in (row for row in rows_of(page.partition("## Parameters")[0]) if len(row) == 2)
    }
    assert set(told) == {*openapi["paths"], *reference.OTHER_PATHS}
    assert all(told.values())
