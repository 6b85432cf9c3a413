"""The questions of the table on the command line: a command of its name for each, its options the question's parameters."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from inspect import Parameter, Signature
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin

import typer
from pydantic.fields import FieldInfo

from graph_service.cli.console import Rows, note, print_table, save_bytes
from graph_service.cli.questions import load_snapshot
from graph_service.cli.streams import print_bytes, printing
from graph_service.errors import BadRequest
from graph_service.formats.tables import TableFormat
from graph_service.questions.answered import Answered, answered
from graph_service.questions.asking import asked
from graph_service.questions.parameters import InPages, Strict
from graph_service.questions.question import AnyQuestion, Language, Shown, View
from graph_service.questions.table import QUESTIONS
from graph_service.settings import Settings

Format = Literal["table", "json", "csv", "ndjson", "xlsx"]
_OUTPUT = {
    "form": (Format, "table", typer.Option("--format", help="table, json (the endpoint's document), csv, ndjson or xlsx")),
    "output": (Path | None, None, typer.Option("-o", "--output", help="the file to write; standard output if left out")),
    "lang": (Language, "zh", typer.Option("--lang", help="language of reasons in the table")),
}


def register(app: typer.Typer, questions: Sequence[AnyQuestion] = QUESTIONS) -> None:
    """Add a command for each of these questions."""
    for question in questions:
        app.command(question.name)(command_of(question))


def command_of(question: AnyQuestion) -> Callable[..., None]:
    """The command that asks this question."""
    fields = question.ask.model_fields

    def command(form: Format, output: Path | None, lang: Language, **given: Any) -> None:
        with called_by_their_flags():
            ask = asked(question.ask, {fields[name].alias or name: value for name, value in given.items()})
            found = answered(question, View(load_snapshot(), Settings().standards), _bounded(ask, form))
        _give(found, form, output, lang)
        if found.cut:
            note(f"{found.cut} shown; raise --limit for more")

    options = [_option(name, field) for name, field in fields.items()]
    options += [
        Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[kind, option])
        for name, (kind, default, option) in _OUTPUT.items()
    ]
    command.__signature__ = Signature(options)  # type: ignore[attr-defined]  # what typer makes its options from
    command.__annotations__ = {option.name: option.annotation for option in options}
    command.__doc__ = f"{question.summary} {question.title.zh}。"
    return command


def _bounded(ask: Strict, form: Format) -> Strict:
    """A table holds no more lines than a terminal has use for, though no limit is given; a file is whole."""
    return ask.within(ask.in_table) if form == "table" and isinstance(ask, InPages) else ask


@contextmanager
def called_by_their_flags() -> Iterator[None]:
    """What is wrong with a parameter is told of its flag; errors as what is done inside."""
    try:
        yield
    except BadRequest as error:
        raise BadRequest(_flag(error.parameter), error.detail) from None


def _flag(parameter: str) -> str:
    return f"--{parameter.replace('_', '-')}"


def _option(name: str, field: FieldInfo) -> Parameter:
    """One option; it may be repeated for the parser, so that what is given twice and is no list can be refused."""
    flag = _flag(field.alias or name)
    help_text = f"{field.description or ''}{'; required' if field.is_required() else ''}"
    annotation = Annotated[
        list[str] | None, typer.Option(flag, help=help_text, metavar=_words(field) or "TEXT", show_default=False)
    ]
    return Parameter(name, Parameter.KEYWORD_ONLY, default=None, annotation=annotation)


def _words(field: FieldInfo) -> str | None:
    """The closed words of a parameter, for the help; what is no such word is refused by the question itself."""
    parts = [field.annotation, *get_args(field.annotation)]
    return next(("|".join(get_args(part)) for part in parts if get_origin(part) is Literal), None)


def _give(found: Answered, form: Format, output: Path | None, lang: Language) -> None:
    if form == "table":
        _show(found.question.shown(found.document, lang), output)
    elif output is not None:
        save_bytes(output, found.json() + b"\n" if form == "json" else found.file(form))
    elif form == "xlsx" and sys.stdout.isatty():
        raise BadRequest("output", f"a workbook is no text; name a file, such as --output {found.file_name(form)}")
    else:
        with printing():
            print_bytes(_printed(found, form))


def _printed(found: Answered, form: Literal["json"] | TableFormat) -> bytes:
    return found.pretty() if form == "json" else found.text(form)


def _show(shown: Shown, output: Path | None) -> None:
    if output is not None:
        raise BadRequest("format", "a table is for terminals; name json, csv, ndjson or xlsx for a file")
    with printing():
        print_table(shown.title, Rows(shown.columns, shown.rows))
    for remark in shown.remarks:
        note(remark)
