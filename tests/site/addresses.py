"""Addresses of the pages of the site on the drawn network, and what stands in a page as a reader without scripts sees it."""

from html.parser import HTMLParser
from urllib.parse import urlencode

from graph_service.questions.query import QUERY
from graph_service.questions.question import AnyQuestion
from graph_service.questions.table import QUESTIONS
from tests.questions.test_doors import ENOUGH, ENOUGH_IN_PATH


def enough_for(question: AnyQuestion) -> dict[str, str]:
    """Words with which a question about the drawn network is understood."""
    fields = {field.alias or name: field for name, field in question.ask.model_fields.items()}
    needed = {*question.in_path, *(name for name, field in fields.items() if field.is_required())}
    about_a_home = {"home"} if question is QUERY else set()  # as that which is asked here is
    known = ENOUGH | {name: word for name, word in ENOUGH_IN_PATH.items() if name in question.in_path}
    return {name: known[name] for name in sorted(needed | about_a_home)}


def page_for(question: AnyQuestion, **more: str) -> str:
    """The address of the page of a question."""
    return f"/views/list/{question.name}?{urlencode({**enough_for(question), **more})}"


EVERY_LIST = tuple(map(page_for, QUESTIONS))


class Seen(HTMLParser):
    """What a page holds: the rows of its tables as the texts of their cells, days as records have them, its links, and all that
    it says."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.links: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._silent = self._in_cell = self._in_day = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._silent = tag in ("script", "style")
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self._in_cell = True
        if tag == "time" and self._in_cell:
            self.rows[-1][-1] += dict(attrs)["datetime"] or ""
            self._in_day = True
        if tag in ("a", "form"):
            self.links += [value for name, value in attrs if name in ("href", "action") and value]

    def handle_endtag(self, tag: str) -> None:
        self._silent = False
        self._in_day = False
        self._in_cell = self._in_cell and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        self.text += data
        if self._in_cell and not self._in_day:
            self.rows[-1][-1] += data
