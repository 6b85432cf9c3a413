"""The form of a list that was asked for something which cannot be: it stands on the page of the problem with what was typed, and
the boxes at fault are named."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from fastapi import Request

from graph_service.errors import AmbiguousPlace, BadRequest, NotFound, WrongKind
from graph_service.metrics.home import Home, home_of
from graph_service.questions.named import NAMES
from graph_service.questions.question import AnyQuestion
from graph_service.questions.table import QUESTIONS
from graph_service.resolver import id_named, ids_named, resolve, resolve_home
from graph_service.site.fields import Field, fields_of
from graph_service.site.templating import Frame
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual, both

_LISTS = ("list_", "home_")  # how the routes of lists are called, with the name of the question


class Wrong(NamedTuple):
    """A box that names no place: what it is called, what was typed, why it names none, and the ids or codes that may be meant."""

    name: str
    text: str
    told: Bilingual
    meant: Sequence[str]


class Form(NamedTuple):
    """The form of a list with its boxes as they were filled, what else the address holds, and the boxes that name no place."""

    fields: Sequence[Field]
    kept: Sequence[tuple[str, str]]
    wrong: Sequence[Wrong]


def form_of(request: Request, frame: Frame, snapshot: Snapshot | None, faults: Iterable[str]) -> Form | None:
    """The form of the list at this address, if it is one and can be narrowed; `faults` are parameters known to be wrong."""
    question = _asked_for(request)
    if question is None or snapshot is None:
        return None
    home = _home(request, snapshot)
    offered = [*fields_of(question, frame, snapshot, frozenset(request.path_params), home)]
    names = {field.name for field in offered}
    wrong = [*_wrong(question, snapshot, [field for field in offered if field.value], home.place.id if home else None)]
    marked = {*faults, *(one.name for one in wrong)}
    fields = [field._replace(wrong=field.name in marked) for field in offered]
    kept = [(name, value) for name, value in frame.query if name not in names and name != "cursor"]
    return Form(fields, kept, wrong) if fields and marked & names else None


def _asked_for(request: Request) -> AnyQuestion | None:
    name = getattr(request.scope.get("route"), "name", "")
    return next((question for question in QUESTIONS if name in {f"{start}{question.name}" for start in _LISTS}), None)


def _home(request: Request, snapshot: Snapshot) -> Home | None:
    given = request.path_params.get("home") or request.query_params.get("home")
    try:
        return home_of(snapshot, resolve_home(snapshot, given).id, snapshot.today) if given else None
    except (AmbiguousPlace, NotFound, WrongKind):
        return None


def _wrong(question: AnyQuestion, snapshot: Snapshot, fields: Iterable[Field], home: str | None) -> Iterator[Wrong]:
    taken = {*NAMES, *question.ask.naming}
    for field in fields:
        if field.name not in taken:
            continue
        try:
            if field.name in question.ask.naming:
                ids_named(snapshot, field.name, [field.value], question.ask.naming[field.name])
            else:
                id_named(snapshot, field.name, field.value, home)
        except (AmbiguousPlace, NotFound, WrongKind, BadRequest) as error:
            yield _why(snapshot, field, error, home)


def _why(snapshot: Snapshot, field: Field, error: Exception, home: str | None) -> Wrong:
    label, text = field.label, field.value
    in_zh, in_en = f"“{label}”一栏：", f"In the box “{label}”: "
    candidates = [place.id for place in error.candidates] if isinstance(error, AmbiguousPlace) else []
    if home is not None and field.name == "unit" and (candidates or isinstance(error, BadRequest)):
        name = both(snapshot.places[home])
        told = Bilingual(f"{in_zh}“{text}”不属于{name.zh}。", f"{in_en}“{text}” does not lie in {name.en}.")
        if not (inside := [place for place in candidates if snapshot.lies_in(place, home)]):
            return Wrong(field.name, text, told, ())
        candidates = inside
    if isinstance(error, AmbiguousPlace):
        told = Bilingual(f"{in_zh}有{len(candidates)}个地方叫“{text}”，请选一个。", f"{in_en}several places are called “{text}”.")
        return Wrong(field.name, text, told, candidates)
    meant = [place.id for place in error.suggestions] if isinstance(error, NotFound) else []
    if field.name != "country":
        return Wrong(field.name, text, Bilingual(f"{in_zh}没有地方叫“{text}”。", f"{in_en}no place is called “{text}”."), meant)
    code = _country_around(snapshot, text)
    told = Bilingual(f"{in_zh}“{text}”不是国家或地区的名称。", f"{in_en}“{text}” is the name of no country or area.")
    return Wrong(field.name, text, told, [code] if code else meant)


def _country_around(snapshot: Snapshot, text: str) -> str | None:
    """The code of the country that a place of this name lies in."""
    try:
        return resolve(snapshot, text).country
    except (AmbiguousPlace, NotFound):
        return None
