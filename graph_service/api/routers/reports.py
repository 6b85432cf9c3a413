"""The periodic report of a home."""

from collections.abc import Callable, Mapping
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from graph_service.answers.report import ReportAnswer, report_answer, window_from
from graph_service.answers.report_formats import Language, as_csv, as_markdown
from graph_service.api.answering import answer, encoded, gives, page
from graph_service.api.aside import aside
from graph_service.api.dependencies import SettingsDep, SnapshotDep
from graph_service.metrics.selection import ALL_LAYERS, select
from graph_service.metrics.vine import vine_of
from graph_service.questions.parameters import Day, Kinds, Strict
from graph_service.views.report import render_report

router = APIRouter(prefix="/v1", tags=["planning"])
_WRITTEN: Mapping[str, tuple[str, Callable[[ReportAnswer, Language], str]]] = {
    "md": ("text/markdown; charset=utf-8", as_markdown),
    "csv": ("text/csv; charset=utf-8", as_csv),
}


class ReportQuery(Strict):
    """Whose report, on which days, in which form."""

    home: str = Field(description="a province-level place by id, code or name")
    from_: Day = Field(alias="from", description="the first day")
    to: Day = Field(description="the last day, for which it is told")
    kinds: Kinds | None = Field(
        None, description="kinds that count, by commas or by repeating it; formal,unclassified if left out"
    )
    layer: str = Field(ALL_LAYERS, description="a layer of the data (home, china, world) or all")
    lang: Language | None = Field(None, description="language of Markdown and CSV, and the one a page opens in")
    format: Literal["json", "md", "csv", "html"] = Field(
        "json", description="json is the document, html a page to print; md and csv are files"
    )


@router.get("/reports", **gives(ReportAnswer))
@aside
def read_report(
    request: Request, snapshot: SnapshotDep, settings: SettingsDep, query: Annotated[ReportQuery, Query()]
) -> Response:
    """What was signed and renewed, what is in approval, activities, gaps and the anniversaries ahead, as data or to print."""
    window = window_from(query.from_, query.to)
    vine = vine_of(snapshot, query.home, select(snapshot, query.to, query.kinds, query.layer))
    found = report_answer(vine, window, settings.rules)
    if query.format == "json":
        return answer(request, found)
    language = query.lang or settings.language or "zh"
    if query.format == "html":
        return page(request, render_report(found, language))
    media_type, write = _WRITTEN[query.format]
    return encoded(request, write(found, language), media_type)
