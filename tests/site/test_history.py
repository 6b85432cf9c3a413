"""What changed, for people: fields by their words, and who wrote it."""

import pytest

from graph_service.records.registry import RECORD_TYPES
from graph_service.site.history import who_told
from graph_service.site.templating import Frame
from graph_service.words.bilingual import Language
from graph_service.words.columns import COLUMN_NAMES
from graph_service.words.record_fields import RECORD_FIELDS


def test_every_field_of_every_record_has_its_words_and_no_other_has() -> None:
    fields = {name for kind in RECORD_TYPES for name in kind.cls.__struct_encode_fields__} - {"id"}
    assert RECORD_FIELDS.keys() == fields
    assert [name for name in sorted(fields) if COLUMN_NAMES[name] != RECORD_FIELDS[name]] == ["key", "of"]  # of other answers too
    assert [name for name, words in RECORD_FIELDS.items() if "_" in words.zh + words.en] == []


@pytest.mark.parametrize(
    ("who", "zh", "en"),
    [
        ("李雷", "李雷", "李雷"),
        ("root", "系统管理员（root）", "the administrator of the machine (root)"),
        ("seeds 18aa0d2963e4", "随软件载入的数据", "data that come with the service"),
        ("李雷, overwriting, seeds 18aa0d2963e4", "随软件载入的数据 · 李雷", "data that come with the service · 李雷"),
        (None, "未说明", "not told"),
    ],
)
def test_who_wrote_a_change_is_told_in_words(who: str | None, zh: str, en: str) -> None:
    languages: tuple[Language, ...] = ("zh", "en")
    assert tuple(who_told(Frame(language, "./"), who) for language in languages) == (zh, en)
