"""Problems as pages: who clicked a link is told in words what went wrong, and is led on."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from fastapi import Request, Response

from graph_service.errors import TURN_ROUND, AmbiguousPlace, NotFound
from graph_service.metrics.home import home_above
from graph_service.pages.page import policy_of
from graph_service.questions.called import Called
from graph_service.questions.named import IN_PATHS, NAMES
from graph_service.records.place import Place
from graph_service.resolver import resolve
from graph_service.site.group_named import sets_on_record
from graph_service.site.templating import Frame, render
from graph_service.site.ways import page_of
from graph_service.snapshot import Snapshot
from graph_service.web.framed import frame_of, snapshot_now
from graph_service.web.page_query import is_page
from graph_service.web.problem_forms import Wrong, form_of
from graph_service.words.bilingual import Bilingual, both, join
from graph_service.words.headings import COLUMNS
from graph_service.words.narrowing import NARROWING
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
# What to do; the words of a problem's document, which programs read, stand folded beside it. Those of what cannot be understood
# are whole sentences in English, and stand open there.
_TO_DO: Mapping[int, Bilingual] = {
    404: Bilingual(
        "没有这样的页面，或没有地方、协议叫这个名字或编号。请核对写法，或在上方重新查找。",
        "There is no such page, or no place or agreement has this name or id. Look at the spelling, or search above.",
    ),
    409: Bilingual("请从下面选一个。", "Choose one of these."),
    422: Bilingual("地址中的某一项无法理解，或所问的与这里所列的对不上。请回到上一页重新选择。", ""),
    501: Bilingual(
        "请维护人员在安装服务的机器上装好所需的软件和字体；SVG 不需要它们。",
        "Ask who keeps the service to install what it needs, and its fonts; SVG needs neither.",
    ),
    503: Bilingual("数据或服务正忙，请过一会儿刷新。", "The data or the service are busy; load the page again in a while."),
}
_TO_CHOOSE = Bilingual(
    "这个网页要的是另一类地方。叫这个名字的地方和它所属的省（州），各有自己的网页：",
    "This page is about another kind of place. The places of this name, and the homes they lie in, have pages of their own:",
)
_NAMES_ASIDE = (404, 409, 422)  # statuses of an address that names what is not there, or what it is not about
_NAMES = frozenset((*NAMES, *IN_PATHS, "agreement", "from", "to", "homes"))
_TO_DO_ELSE = Bilingual("请把下面的说明转给维护人员。", "Please pass on what follows to who keeps the service.")
_NO_FRAME = "no frame has"  # how the refusal of a set of countries begins
_MISSING, _MISFIT = "Field required", "Input should"  # how the framework's words for what is left out and does not fit begin


def wants_page(request: Request) -> bool:
    """Whether people are to read the answer: at the address of a page, unless JSON is asked for and no page, for what shows pages
    may accept anything (the window of a messenger); elsewhere where a browser asks, for anything but what programs ask for."""
    accepted = request.headers.get("accept", "")
    if is_page(request.scope):
        return "text/html" in accepted or "json" not in accepted
    path = request.scope["path"].removeprefix(request.scope.get("root_path", ""))
    return not path.startswith(_FOR_PROGRAMS) and "text/html" in accepted


def problem_page(request: Request, status: int, detail: str, members: Mapping[str, Any]) -> Response:
    """The page of a problem, with the places that may have been meant, each with the way to its own page, and the way to a
    search for what was given."""
    frame = replace(frame_of(request, request.app.state.settings), saved=False)  # whatever was asked for, this is looked at
    title, aside = frame.say(_TITLES.get(status, _OTHER)), status in _NAMES_ASIDE and "errors" not in members
    snapshot = snapshot_now(request)
    form = form_of(request, frame, snapshot, [fault["parameter"] for fault in members.get("errors", ()) if "parameter" in fault])
    if form and form.wrong and snapshot:
        texts, others = tuple(one.text for one in form.wrong), [*_in_their_place(frame, snapshot, form.wrong)]
        told = join([one.told for one in form.wrong], "", " ")
    else:
        texts = tuple(_given(request)) if aside else ()
        others = [*_meant(frame, snapshot, texts, members)]
        told = _TO_CHOOSE if others and status == 422 else _to_do(request, status, members, in_form=form is not None)
        if snapshot and detail.startswith(_NO_FRAME):
            told = sets_on_record(snapshot, str(request.query_params.get("frame") or request.query_params.get("continent")))
    searches = [(frame.say(_search_for(text)), f"views/search?{_query(frame, text)}") for text in texts]
    html = render("problem.html", frame, title, told=frame.say(told), detail=detail, others=others, searches=searches, form=form)
    return Response(html, status, {"Content-Security-Policy": policy_of(html)}, "text/html; charset=utf-8")


def _in_their_place(frame: Frame, snapshot: Snapshot, wrong: Iterable[Wrong]) -> Iterator[tuple[str, str]]:
    """What may be meant in the boxes at fault, each with the way to the list that is asked for so."""
    for one in wrong:
        for meant in one.meant:
            place = snapshot.country(meant) or snapshot.places[meant]
            yield _told(frame, snapshot, place), frame.again(**{one.name: meant})


def _to_do(request: Request, status: int, members: Mapping[str, Any], *, in_form: bool) -> Bilingual:
    """What to do; of parameters that cannot be understood, which they are and what was given."""
    faults = [fault for fault in members.get("errors", ()) if "parameter" in fault]
    if status != 422 or not faults:
        return _TO_DO.get(status, _TO_DO_ELSE)
    told = [_at_fault(request, fault["parameter"], fault["detail"]) for fault in faults]
    zh, en = "".join(each.zh for each in told), " ".join(each.en for each in told)
    if in_form:
        return Bilingual(f"{zh}请在下面改正。", f"{en} Correct it below.")
    return Bilingual(f"{zh}请回到上一页重新选择。", f"{en} Go back to the page before and choose again.")


def _at_fault(request: Request, parameter: str, detail: str) -> Bilingual:
    """What is wrong with a parameter; in English in the words of the refusal, where they are ours."""
    label = NARROWING.get(parameter) or COLUMNS.get(parameter)
    zh = f"“{label.zh}”（{parameter}）" if label else f"“{parameter}”"
    en = f"“{label.en}” ({parameter})" if label and label.en != parameter else f"“{parameter}”"
    if detail.startswith(_MISSING):
        return Bilingual(f"没有填{zh}。", f"{en} is left out.")
    given = request.query_params.get(parameter)
    if detail.endswith(TURN_ROUND):
        return Bilingual(f"{zh}起止颠倒：所填的终止日早于起始日，请对调或改写。", f"{en}: {detail}.")
    refused = f"{zh}无法理解{f'：所填的是“{given}”' if given else ''}。"
    if not detail.startswith(_MISFIT):
        return Bilingual(refused, f"{en}: {detail.rstrip('.')}.")
    return Bilingual(refused, f"{en} cannot be understood{f': “{given}” was given' if given else ''}.")


def _given(request: Request) -> Iterator[str]:
    """What the address names: places and records in its path and in its query, as they were written there."""
    named = {**request.path_params, **request.query_params}
    yield from dict.fromkeys(text for name, text in named.items() if name in _NAMES and isinstance(text, str) and text.strip())


def _search_for(text: str) -> Bilingual:
    return Bilingual(f"查找“{text}”", f"search for “{text}”")


def _query(frame: Frame, text: str) -> str:
    return urlencode({"lang": frame.language, "q": text, "all": "1"})


def _meant(
    frame: Frame, snapshot: Snapshot | None, texts: Iterable[str], members: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    """The places that may have been meant, those that are called as the address says, and the homes that these lie in; each
    with the way to its page."""
    if snapshot is None:
        return
    ids = [place.id for place in (*members.get("candidates", ()), *members.get("suggestions", ()))]
    called = [place_id for text in texts for place_id in _called(snapshot, text)]
    homes = [home.id for home in (home_above(snapshot, place_id) for place_id in called) if home] if not ids else []
    for place_id in dict.fromkeys([*ids, *called, *homes]):
        place = snapshot.places[place_id]
        yield _told(frame, snapshot, place), f"{frame.root}views/{Called('', *page_of(place)).page}{frame.tail}"


def _called(snapshot: Snapshot, text: str) -> Iterator[str]:
    """The ids of the places that a text names, whatever they are."""
    try:
        yield resolve(snapshot, text).id
    except AmbiguousPlace as error:
        yield from (place.id for place in error.candidates)
    except NotFound:
        return


def _told(frame: Frame, snapshot: Snapshot, place: Place) -> str:
    """What tells a place from others of its name: what it is and where, then its id."""
    within = [frame.say(both(above)) for above in snapshot.above(place.id)[1:]]
    return " · ".join([frame.say(both(place)), frame.say(LEVELS[place.level]), *within, place.id])
