"""Names that lead somewhere: text for a terminal and a link for a page."""

from typing import Self
from urllib.parse import quote


class Called(str):
    """A name as people read it, and the page of what it names, such as `place/Q16963`, below the pages of the service."""

    __slots__ = ("page",)
    page: str

    def __new__(cls, text: str, *page: str) -> Self:
        """The name of what lives on this page; the parts of its address are escaped here."""
        made = super().__new__(cls, text)
        made.page = "/".join(part if part.isascii() and part.isalnum() else quote(part, safe="") for part in page)
        return made
