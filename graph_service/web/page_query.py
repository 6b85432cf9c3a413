"""What every page takes of its address, and what it passes over."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import model_validator
from starlette.types import ASGIApp, Receive, Scope, Send

from graph_service.questions.anniversaries import ANNIVERSARIES
from graph_service.questions.asking import asked
from graph_service.questions.question import AnyQuestion, View
from graph_service.web.named import path_with_ids, with_ids
from graph_service.web.parameters import Lenient
from graph_service.words.bilingual import Language

_NARROW = ("home", "place", "partner", "country", "partner_of_home", "with_partner_of")  # what makes a list of records short
# WeChat says by `from` whence somebody came, a word that pages ask of paths and periods.
_ADDED = re.compile(rb"from=(singlemessage|groupmessage|timeline)|isappinstalled=\d")


class PageQuery(Lenient):
    """In which language. A form without a script sends the fields that were left empty too: they are not asked by."""

    lang: Language | None = None

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, given: object) -> object:
        if not isinstance(given, Mapping):
            return given
        return {name: value for name, value in given.items() if value not in ("", [""])}


class WithoutMessengers:
    """Takes away what a messenger adds to the address of a page; what is for programs is asked as it stands."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "http" and is_page(scope) and (query := scope["query_string"]):
            kept = b"&".join(pair for pair in query.split(b"&") if not _ADDED.fullmatch(pair))
            scope = {**scope, "query_string": kept}
        await self._app(scope, receive, send)


def is_page(scope: Scope) -> bool:
    """Whether this is the address of a page, which people look at."""
    path: str = scope["path"].removeprefix(scope.get("root_path", ""))
    return path == "/" or path.startswith("/views/")


def asked_in(
    question: AnyQuestion, view: View, query: Iterable[tuple[str, Any]], path: Mapping[str, str]
) -> tuple[Any, Mapping[str, str]]:
    """What is asked, with ids in the place of names, and the part of it that stands in the path."""
    fixed = path_with_ids(view.snapshot, path)
    words = {name: value for name, value in query if name != "lang" and value is not None}
    ask = asked(question.ask, {**words, **fixed})
    return with_ids(view.snapshot, ask, question.ask.naming, question.in_path), fixed


def in_order(question: AnyQuestion, ask: Any, fixed: Mapping[str, str], language: Language) -> tuple[Any, Mapping[str, str]]:
    """What is asked, and what stands in the addresses of its files, in the order of its page; what is searched for by how well it
    is found, and a whole table by id alone, for to sort it each of its rows is answered. Which
    anniversaries a page tells is no default of its files."""
    if question is ANNIVERSARIES:
        fixed = {**fixed, "of": ask.of}
    narrow = any(getattr(ask, name, None) is not None for name in _NARROW)
    if not question.page_order or ask.sort or not narrow or getattr(ask, "q", None) is not None:
        return ask, fixed
    other = "en" if language == "zh" else "zh"
    order = tuple(field.format(language=language, other=other) for field in question.page_order)
    return ask.model_copy(update={"sort": order}), {**fixed, "sort": ",".join(order)}
