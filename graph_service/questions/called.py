"""Names that lead somewhere: text for a terminal and a link for a page."""

import re
from typing import Self
from urllib.parse import quote, unquote

_CHINESE = re.compile("[\u4e00-\u9fff]")


class Called(str):
    """A name as people read it, and the page of what it names, such as `place/Q16963`, below the pages of the service; empty
    where it has none. `on_page` is what a page shows in its place: the name in the language of the page alone, without an id;
    `after` is the end of it that is no name and leads nowhere."""

    __slots__ = ("after", "on_page", "page")
    after: str
    page: str
    on_page: str

    def __new__(cls, text: str, *page: str, on_page: str | None = None, after: str = "") -> Self:
        """The name of what lives on this page; the parts of its address are escaped here."""
        made = super().__new__(cls, text)
        made.on_page = text if on_page is None else on_page
        made.after = after
        made.page = "/".join(part if part.isascii() and part.isalnum() else quote(part, safe="") for part in page)
        return made

    def as_on_page(self, *, alike: bool = False, beside: str = "") -> Self:
        """The name as a page shows it; with what tells it from others `beside` it, or where another of its column reads `alike`
        with the id, or as a terminal has it."""
        of = beside or unquote(self.page.rpartition("/")[2])
        name = self.on_page.removesuffix(self.after)
        around = f"{name}（{of}）" if _CHINESE.search(of) else f"{name} ({of})"
        known = self.on_page if not (alike or beside) else f"{around}{self.after}" if of else str(self)
        made = type(self)(known, after=self.after)
        made.page = self.page
        return made
