"""Files of pages: their pictures without the page around them, and their tables."""

from collections.abc import Callable, Mapping
from typing import Any, Literal, TypeVar

from fastapi import Request, Response
from pydantic import BaseModel, Field

from graph_service.errors import NotGiven
from graph_service.formats.tables import csv_of
from graph_service.formats.written import MEDIA_TYPES as OF_TABLES
from graph_service.pages.printed import MEDIA_TYPES, Drawing, printed
from graph_service.site.sections import Part
from graph_service.site.taken import PICTURES, TABLES, Taken, table_of
from graph_service.web.answering import attached, by_address, encoded, shows
from graph_service.web.framed import frame_of
from graph_service.words.bilingual import Bilingual

T = TypeVar("T")
_PAGE = Bilingual("网页", "page")
_ALONE = {"Content-Security-Policy": "default-src 'none'"}  # a drawing asks nobody, and runs nothing


class Taking(BaseModel):
    """As what a page is given."""

    format: Literal["html", "svg", "png", "pdf", "csv", "xlsx"] = Field(
        "html", description="the page, its picture alone, or its tables as a file"
    )
    part: str = Field("", max_length=40, description="which picture or table, where the page has several")


def shows_or_gives(what: str) -> dict[str, Any]:
    """The keyword arguments of a route that answers with a page, or with its pictures and tables: its OpenAPI description."""
    given = {**MEDIA_TYPES, "csv": OF_TABLES["csv"], "xlsx": OF_TABLES["xlsx"]}
    files = {media_type.partition(";")[0]: {"schema": {"type": "string", "format": "binary"}} for media_type in given.values()}
    (told,) = shows(what)["responses"].values()
    return {"responses": {200: {**told, "content": {**told["content"], **files}}}}


def taken(request: Request, asked: Taking, given: Taken) -> Response:
    """A file of a page: a picture of it, one of its tables, or all of them as one workbook; errors as `encoded` and `printed`.

    Raises:
        NotGiven: the page has nothing that is given so, or has several and none is named.
    """
    if asked.format in PICTURES:
        return _picture(request, _named(asked, given.pictures)(), asked.format)
    if asked.format == "xlsx" and not asked.part and given.tables:
        return _book(request, given, [make() for make in given.tables.values()])
    part = _named(asked, given.tables)()
    if asked.format == "xlsx":
        return _book(request, given, [part])
    table = table_of(part)
    name = f"{given.title} {part.title}.csv" if len(given.tables) > 1 else f"{given.title}.csv"
    named = attached(name, plain=by_address(request, "csv"))
    return encoded(request, csv_of(table.columns, table.rows), OF_TABLES["csv"], named)


def _named(asked: Taking, given: Mapping[str, Callable[[], T]]) -> Callable[[], T]:
    """What is asked for by its name, or what there is only one of."""
    if not asked.part and len(given) == 1:
        return next(iter(given.values()))
    if not given:
        others = TABLES if asked.format in PICTURES else PICTURES
        raise NotGiven(f"this page is not given as {asked.format}; ask for html, or perhaps {', '.join(others)}")
    if asked.part not in given:
        names = ", ".join(given)
        raise NotGiven(f"part {asked.part!r} is none of {names}" if asked.part else f"name a part, one of {names}")
    return given[asked.part]


def _picture(request: Request, drawing: Drawing, form: str) -> Response:
    body = drawing.alone() if form == "svg" else printed(drawing, "png" if form == "png" else "pdf")
    named = attached(f"{drawing.title}.{form}", "inline", plain=by_address(request, form))
    return encoded(request, body, MEDIA_TYPES[form], _ALONE | named)


def _book(request: Request, given: Taken, parts: list[Part]) -> Response:
    # Its library takes a twentieth of a second to import, which other pages need not pay.
    from graph_service.formats.workbook import book_of  # noqa: PLC0415

    page = frame_of(request, request.app.state.settings).say(_PAGE)
    about = {page: given.title, **{str(number): line for number, line in enumerate(given.lines, start=1)}}
    body = book_of([(part.title, table_of(part)) for part in parts], about)
    return encoded(request, body, OF_TABLES["xlsx"], attached(f"{given.title}.xlsx", plain=by_address(request, "xlsx")))
