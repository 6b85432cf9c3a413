"""The questions of the table over HTTP: each has a path of its own, which answers in every format."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from inspect import Parameter, Signature
from typing import Annotated, Any, Literal, NamedTuple

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, Field, create_model

from graph_service.questions.answered import JSON, Answered, answered, formats_of
from graph_service.questions.asking import asked
from graph_service.questions.parameters import InPages, Limited, Strict
from graph_service.questions.question import AnyQuestion, View
from graph_service.questions.table import QUESTIONS
from graph_service.settings import Settings
from graph_service.snapshot import Snapshot
from graph_service.web.answering import TRUNCATED, attached, encoded, gives, next_page, page
from graph_service.web.aside import rendered, unless_gone
from graph_service.web.conditional import UNKEPT
from graph_service.web.dependencies import SettingsDep, SnapshotDep, publisher_of
from graph_service.web.measured import measured
from graph_service.web.named import with_ids
from graph_service.words.bilingual import Language

_HTML = "text/html"


class _Asked(NamedTuple):
    """A question as a request asks it, and the form of the answer."""

    question: AnyQuestion
    view: View
    ask: Strict
    form: str
    language: Language


def router_of(questions: tuple[AnyQuestion, ...]) -> APIRouter:
    """The routes of these questions."""
    router = APIRouter(prefix="/v1")
    for question in questions:
        router.get(
            f"/{question.address}",
            name=question.name,
            operation_id=question.name,
            summary=f"{question.title.en} {question.title.zh}",
            description=question.summary,
            tags=[question.tag],
            **gives(question.answer, files=formats_of(question).values(), arranged=issubclass(question.ask, InPages)),
        )(_handler(question))
        for name, form in question.forms.items():
            if form.address:
                router.get(
                    f"/{form.address}",
                    name=f"{question.name}_{name}",
                    operation_id=f"{question.name}_{name}",
                    summary=f"{question.title.en} {question.title.zh} ({name})",
                    description=f"{question.summary} The same as `/v1/{question.address}?format={name}`, whole.",
                    tags=[question.tag],
                    response_class=Response,
                    responses={200: {"content": {form.media_type.partition(";")[0]: {}}}},
                )(_handler(question, name))
    return router


def _handler(question: AnyQuestion, form: str | None = None) -> Callable[..., Awaitable[Response]]:
    """What answers a request for this question, in this form where that is no choice: measured, where that takes long, and then
    made in the renderer."""

    async def ask(request: Request, snapshot: Snapshot, settings: Settings, query: BaseModel, **path: str) -> Response:
        view = View(snapshot, settings.standards)

        def understood() -> _Asked:
            wanted = form or str(getattr(query, "format", JSON))
            return _understood(question, view, query, path, settings, wanted)

        if question.measuring is None and question.in_store is None:
            return await rendered(request, lambda: _respond(request, understood()), snapshot)
        found = understood()
        if question.measuring is not None:
            needed = question.measuring(view, found.ask)
            await unless_gone(request, measured(request, snapshot, needed))
        if question.in_store is not None and (wanted := question.in_store(view, found.ask)):
            publisher = await publisher_of(request)
            told = await unless_gone(request, publisher.ask(wanted))
            found, request.state.headers = found._replace(view=replace(view, ask_store=lambda _: told)), UNKEPT
            return await rendered(request, lambda: _respond(request, found), None)
        return await rendered(request, lambda: _respond(request, found), snapshot)

    words = {
        "request": Request,
        "snapshot": SnapshotDep,
        "settings": SettingsDep,
        "query": Annotated[_query_of(question, form), Query()],
    }
    words |= {name: _in_path(question, name) for name in question.in_path}
    taken = [Parameter(name, Parameter.KEYWORD_ONLY, annotation=annotation) for name, annotation in words.items()]
    ask.__signature__ = Signature(taken)  # type: ignore[attr-defined]  # what FastAPI gives a handler by
    return ask


def _query_of(question: AnyQuestion, form: str | None) -> type[BaseModel]:
    """The parameters of a question that stand in the query, and the form of its answer; where that is no choice, those that
    choose a part of a list are left out."""
    elsewhere = {*question.in_path, *(InPages.model_fields if form else ())}
    given = {name: field for name, field in question.ask.model_fields.items() if name not in elsewhere}
    fields: dict[str, Any] = {name: (field.annotation, field) for name, field in given.items()}
    if form is None:
        formats = formats_of(question)
        files = [name for name in formats if name != JSON]
        whole = f"{JSON} is the document; {', '.join(files)} are files, whole if no limit is given"
        fields["format"] = (Literal[tuple(formats)], Field(JSON, description=whole))
    told = "language of a file and of its name; that of the settings if left out"
    fields["lang"] = (Language | None, Field(None, description=told))
    return create_model(question.ask.__name__, __base__=Strict, __doc__=question.ask.__doc__, **fields)


def _in_path(question: AnyQuestion, name: str) -> Any:
    field = question.ask.model_fields[name]
    return Annotated[(field.annotation, *field.metadata, Path(description=field.description))]


def _understood(
    question: AnyQuestion, view: View, query: BaseModel, path: dict[str, str], settings: Settings, form: str
) -> _Asked:
    """What a request asks, with ids in the place of names.

    Raises:
        BadRequest, AmbiguousPlace, NotFound, WrongKind, Moved: it cannot be understood so.
    """
    words = {name: value for name, value in query if name not in ("format", "lang")}
    ask = with_ids(view.snapshot, asked(question.ask, {**words, **path}), question.ask.naming, question.in_path)
    language = getattr(query, "lang", None) or settings.language or "zh"
    return _Asked(question, view, _bounded(ask, form), form, language)


def _bounded(ask: Strict, form: str) -> Strict:
    """In JSON a list comes in pages though no limit is given; a file is whole."""
    return ask.at_most(ask.page if form == JSON else ask.in_file) if isinstance(ask, Limited) else ask


def _respond(request: Request, of: _Asked) -> Response:
    found = answered(of.question, of.view, of.ask)
    body, media_type = found.file(of.form, of.language), formats_of(of.question)[of.form]
    if of.form == JSON:
        return encoded(request, body, media_type, _json_headers(request, found))
    if media_type.startswith(_HTML):
        return page(request, body.decode())
    return encoded(request, body, media_type, file_headers(found, of.form, of.language))


def _json_headers(request: Request, found: Answered) -> dict[str, str]:
    """The way to the next page; where there are no pages, how much of a list is left out."""
    if hasattr(found.document, "next"):
        return next_page(request, found.document.next)
    return {TRUNCATED: found.cut} if found.cut else {}


def file_headers(found: Answered, form: str, language: Language) -> dict[str, str]:
    """What a file is called, in a language, and in Latin letters where no others are read, and how much of a list it holds where
    that is not all."""
    named = attached(found.file_name(form, language), plain=found.file_name(form, "en", plain=True))
    return {**named, TRUNCATED: found.cut} if found.cut else named


router = router_of(QUESTIONS)
