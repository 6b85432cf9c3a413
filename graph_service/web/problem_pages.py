"""Problems as pages: who clicked a link is told in words what went wrong, and is led on."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from fastapi import Request, Response

from graph_service.errors import NamedPlace
from graph_service.pages.page import policy_of
from graph_service.site.templating import Frame, render
from graph_service.web.framed import frame_of
from graph_service.words.bilingual import Bilingual

_TITLES: Mapping[int, Bilingual] = {
    404: Bilingual("没有找到", "Not found"),
    409: Bilingual("有几个地方叫这个名字", "Several places are called so"),
    422: Bilingual("问法有误", "The question cannot be understood"),
    501: Bilingual("这台机器不能生成 PNG 和 PDF", "PNG and PDF cannot be made here"),
    503: Bilingual("暂时不能回答，请稍后再试", "No answer now; try again in a moment"),
}
_OTHER = Bilingual("出错了", "Something went wrong")


def wants_page(request: Request) -> bool:
    """Whether a browser asked for a page: one of ours, by its address, and to be read by people."""
    path = request.scope["path"].removeprefix(request.scope.get("root_path", ""))
    return (path == "/" or path.startswith("/views")) and "text/html" in request.headers.get("accept", "")


def problem_page(request: Request, status: int, detail: str, members: Mapping[str, Any]) -> Response:
    """The page of a problem, with the places that may have been meant."""
    frame = frame_of(request, request.app.state.settings)
    title = frame.say(_TITLES.get(status, _OTHER))
    html = render("problem.html", frame, title, detail=detail, others=list(_meant(frame, members)))
    return Response(html, status, {"Content-Security-Policy": policy_of(html)}, "text/html; charset=utf-8")


def _meant(frame: Frame, members: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The places that may have been meant, each with the way to it."""
    places: tuple[NamedPlace, ...] = (*members.get("candidates", ()), *members.get("suggestions", ()))
    for place in places:
        page = "home" if place.level == "province" else "place"
        yield str(place), f"{frame.root}views/{page}/{quote(place.id, safe='')}?lang={frame.language}"
