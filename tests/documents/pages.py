"""The pages as tests read them: their text, the rows of their tables, their anchors."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from tests.conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text("utf-8")
SETTINGS = (ROOT / "docs" / "settings.md").read_text("utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
PAGES = tuple(sorted(path for folder in (ROOT, ROOT / "docs", ROOT / "seeds") for path in folder.glob("*.md")))
ANCHOR = re.compile(r'<a id="([^"]+)"></a>')


class Entry(NamedTuple):
    """One row of the glossary."""

    word: str
    zh: str
    en: str


def rows_of(text: str) -> Iterator[list[str]]:
    """The cells of every row of every table, headers left out."""
    lines = text.splitlines()
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if line.startswith("| ") and not following.startswith("|--"):
            yield [cell.strip() for cell in line.strip("| ").split(" | ")]


def _entries() -> Mapping[str, Entry]:
    found = {}
    for first, zh, en in rows_of(GLOSSARY):
        for anchor in ANCHOR.findall(first):
            found[anchor] = Entry(ANCHOR.sub("", first), zh, en)
    return found


# The rows of the glossary by anchor; a row may have several.
ENTRIES = _entries()


def anchor_of(word: str) -> str:
    """How a word of the code is written in an anchor.

    >>> anchor_of("GapType"), anchor_of("bare_stem")
    ('gap-type', 'bare-stem')
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", word).lower().replace("_", "-")


def anchors_of(text: str) -> set[str]:
    """The anchors a page offers: its own, and those that headings are given where it is shown."""
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return set(ANCHOR.findall(text)) | {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
