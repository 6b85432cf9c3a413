"""Parts of a page: each a table under a title, with the way to the list that holds all of it."""

from collections.abc import Sequence
from typing import NamedTuple

from graph_service.questions.answered import Answered
from graph_service.questions.question import View
from graph_service.site.cells import filled
from graph_service.site.on_a_page import said_absent, shown_on_a_page
from graph_service.site.templating import Frame
from graph_service.site.to_lists import rows_of
from graph_service.words.bilingual import Bilingual, Language


class Part(NamedTuple):
    """A part of the page: a table under a title."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[object]]


def without_empty_columns(part: Part, language: Language) -> Part:
    """The part without the columns in which nothing stands, and in the others said where nothing does; one without rows as it
    is."""
    kept = filled(part.columns, part.rows)
    columns, rows = [part.columns[at] for at in kept], [[row[at] for at in kept] for row in part.rows]
    return Part(part.title, columns, said_absent(columns, rows, language))


class Section(NamedTuple):
    """A part of the page: a table under a title, and the list that holds all of it."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[object]]
    href: str
    all: str
    also: tuple[str, str] | None = None  # another way on: its words and where it leads


def section_of(frame: Frame, view: View, found: Answered, title: Bilingual, href: str, whole: Bilingual) -> Section:
    """The part that shows an answer, and leads to the whole of it."""
    shown = shown_on_a_page(found, view.snapshot, frame.language)
    return Section(frame.say(title), shown.columns, rows_of(frame, shown), href, frame.say(whole))


def dismissed_called(frame: Frame, count: int, href: str) -> tuple[str, str] | None:
    """What the way to the dismissed gaps of a list is called, and where it leads; None where there are none."""
    return (frame.say(Bilingual(f"已不再考虑的 ({count:,})", f"those dismissed ({count:,})")), href) if count else None
