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
from graph_service.words.records import LEVELS

_TITLES: Mapping[int, Bilingual] = {
    403: Bilingual("这里不允许这样做", "Not allowed here"),
    404: Bilingual("没有找到", "Not found"),
    409: Bilingual("有几个地方叫这个名字", "Several places are called so"),
    422: Bilingual("问法有误", "The question cannot be understood"),
    501: Bilingual("这台机器不能生成 PNG 和 PDF", "PNG and PDF cannot be made here"),
    503: Bilingual("暂时不能回答，请稍后再试", "No answer now; try again in a moment"),
}
_FOR_PROGRAMS = ("/v1", "/docs", "/openapi.json", "/health", "/problems")
_OTHER = Bilingual("出错了", "Something went wrong")
# What to do, for who reads Chinese: the words of a problem are those of its document, which programs read.
_TO_DO: Mapping[int, str] = {
    404: "没有这样的页面，或没有地方、协议叫这个名字或编号。请核对写法，或在上方重新查找。",
    409: "请从下面选一个。",
    422: "地址中有一个参数无法理解，下面的英文指出是哪一个、可以怎样写。",
    501: "请在安装服务的机器上装好下面所说的软件和字体；SVG 不需要它们。",
    503: "数据或服务正忙，请过一会儿刷新。",
}
_TO_DO_ELSE = "下面的英文是服务给出的说明，可转给维护人员。"


def wants_page(request: Request) -> bool:
    """Whether a browser asked for something to be read by people: anything but what programs ask for."""
    path = request.scope["path"].removeprefix(request.scope.get("root_path", ""))
    return not path.startswith(_FOR_PROGRAMS) and "text/html" in request.headers.get("accept", "")


def problem_page(request: Request, status: int, detail: str, members: Mapping[str, Any]) -> Response:
    """The page of a problem, with the places that may have been meant."""
    frame = frame_of(request, request.app.state.settings)
    title = frame.say(_TITLES.get(status, _OTHER))
    told = _TO_DO.get(status, _TO_DO_ELSE) if frame.language == "zh" else ""
    html = render("problem.html", frame, title, told=told, detail=detail, others=list(_meant(frame, members)))
    return Response(html, status, {"Content-Security-Policy": policy_of(html)}, "text/html; charset=utf-8")


def _meant(frame: Frame, members: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The places that may have been meant, each with the way to it."""
    places: tuple[NamedPlace, ...] = (*members.get("candidates", ()), *members.get("suggestions", ()))
    for place in places:
        page = "home" if place.level == "province" else "place"
        yield _named(frame, place), f"{frame.root}views/{page}/{quote(place.id, safe='')}?lang={frame.language}"


def _named(frame: Frame, place: NamedPlace) -> str:
    """What tells a place from others of its name: what it is and where, then its id."""
    within = [" ".join(str(names[one]) for one in ("zh", "en") if one in names) for names in place.within[:1]]
    names = " ".join(str(place.names[one]) for one in ("zh", "en") if one in place.names)
    return " · ".join([names or place.id, frame.say(LEVELS[place.level]), *within, place.country, place.id])
