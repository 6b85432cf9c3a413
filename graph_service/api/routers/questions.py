"""The questions of the table over HTTP: each has a path of its name, which answers in every format."""

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field, create_model

from graph_service.api.answering import TRUNCATED, answer, encoded, gives
from graph_service.api.aside import aside
from graph_service.api.dependencies import SettingsDep, SnapshotDep
from graph_service.formats.written import MEDIA_TYPES, AnswerFormat
from graph_service.questions.answered import Answered, answered
from graph_service.questions.parameters import InPages, Strict
from graph_service.questions.question import AnyQuestion, View
from graph_service.questions.table import QUESTIONS

_FORMAT = Field("json", description="json is the document; csv, ndjson and xlsx hold its table, whole if no limit is given")


def router_of(questions: tuple[AnyQuestion, ...]) -> APIRouter:
    """The routes of these questions."""
    router = APIRouter(prefix="/v1")
    for question in questions:
        _offer(router, question)
    return router


def _offer(router: APIRouter, question: AnyQuestion) -> None:
    fields: Any = {"format": (AnswerFormat, _FORMAT)}
    parameters = create_model(question.ask.__name__, __base__=question.ask, __doc__=question.ask.__doc__, **fields)

    def ask(request: Request, snapshot: SnapshotDep, settings: SettingsDep, query: Any) -> Response:
        form: AnswerFormat = query.format
        found = answered(question, View(snapshot, settings.standards), _bounded(query, form))
        return answer(request, found.document) if form == "json" else _file(request, found, form)

    ask.__annotations__["query"] = Annotated[parameters, Query()]
    router.get(
        f"/{question.name}",
        name=question.name,
        operation_id=question.name,
        summary=f"{question.title.en} {question.title.zh}",
        description=question.summary,
        tags=[question.tag],
        **gives(question.answer, files=MEDIA_TYPES.values()),
    )(aside(ask))


def _bounded(query: Strict, form: AnswerFormat) -> Strict:
    """In JSON a list comes in pages though no limit is given; a file is whole."""
    return query.within(query.page) if form == "json" and isinstance(query, InPages) else query


def _file(request: Request, found: Answered, form: Any) -> Response:
    name = found.file_name(form)
    plain = name.encode("ascii", "replace").decode().replace("?", "_")
    headers = {"Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"}
    if found.cut:
        headers[TRUNCATED] = found.cut
    return encoded(request, found.file(form), MEDIA_TYPES[form], headers)


router = router_of(QUESTIONS)
