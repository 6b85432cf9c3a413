"""The page docs/fields.md, made of the data dictionary and the OpenAPI document: `python -m tests.dictionary` writes it."""

from collections.abc import Iterator, Mapping
from typing import Any

from graph_service.words.fields import FIELDS
from graph_service.words.lists import WORD_LISTS
from tests.conftest import ROOT
from tests.reference import openapi

PAGE = ROOT / "docs" / "fields.md"
HEAD = """# Fields · 数据字典

每个应答字段的含义（英文）；由 `python -m tests.dictionary` 按代码写成，测试核对它没有过时。词语的中英文见[词汇表](glossary.md)。

What each field of an answer means. A field means the same wherever it stands; where one record means something else by its
name, it has a line of its own. In records as they are stored, what is null, empty or false is left out.
`python -m tests.dictionary` writes this page from `graph_service/words/`, and the OpenAPI document of the service
(`/openapi.json`) says the same field by field, with types. Words of the field: [glossary](glossary.md).

| field | meaning | in |
|---|---|---|
"""
WORDS = """

## Closed words · 封闭词表

The words that a field or parameter can be, by the name that the list has in `/openapi.json`. JSON keeps the words; tables,
pages and reports show their labels.

| list | word | 中文 | English |
|---|---|---|---|
"""


def page(document: Mapping[str, Any]) -> str:
    """The whole page."""
    return HEAD + "\n".join(_lines(document)) + WORDS + "\n".join(_words()) + "\n"


def _lines(document: Mapping[str, Any]) -> Iterator[str]:
    holders: dict[str, list[str]] = {}
    for record, schema in document["components"]["schemas"].items():
        for field in schema.get("properties", {}):
            holders.setdefault(f"{record}.{field}" if f"{record}.{field}" in FIELDS else field, []).append(record)
    for name in sorted(FIELDS, key=lambda name: (name.rpartition(".")[2], "." in name, name)):
        within = [f"`{record}`" for record in sorted(holders[name])]
        told = ", ".join(within) if len(within) <= 4 else f"{', '.join(within[:3])} and {len(within) - 3} more"
        yield f"| `{name.rpartition('.')[2]}` | {FIELDS[name]} | {told} |"


def _words() -> Iterator[str]:
    for name, labels in sorted(WORD_LISTS.items()):
        yield from (f"| {name} | `{word}` | {label.zh} | {label.en} |" for word, label in labels.items())


if __name__ == "__main__":
    PAGE.write_text(page(openapi()), encoding="utf-8", newline="\n")
