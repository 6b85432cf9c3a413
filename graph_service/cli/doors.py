"""The questions of the table on the command line: a command of its name for each, its options the question's parameters."""

import sys
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from inspect import Parameter, Signature
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from pydantic.fields import FieldInfo

from graph_service.cli.console import Rows, note, print_table, save_bytes, working
from graph_service.cli.measures import OF_FILES, GraphPath, answered_of_file
from graph_service.cli.questions import ask_store, load_snapshot
from graph_service.cli.streams import print_bytes, printing
from graph_service.errors import BadRequest
from graph_service.questions.answered import JSON, Answered, answered, form_of_ending, formats_of
from graph_service.questions.asking import asked
from graph_service.questions.parameters import Limited, Strict
from graph_service.questions.question import AnyQuestion, Shown, View
from graph_service.questions.table import QUESTIONS
from graph_service.records.vocabulary import closed_words
from graph_service.settings import Settings
from graph_service.words.bilingual import Bilingual, Language
from graph_service.words.headings import GROUPS

TABLE = "table"
OUTPUT = "the file to write, its ending the format where none is named; standard output if left out"
# Words that stand beside the options are told with the flag that they lack, which the parser does not know.
UNPARSED = {"allow_extra_args": True}
_TEXT = ("text/", "application/json", "application/x-ndjson", "application/geo+json")  # what a terminal can show


def register(app: typer.Typer, questions: Sequence[AnyQuestion] = QUESTIONS) -> None:
    """Add a command for each of these questions."""
    for question in questions:
        group = GROUPS[question.tag]
        panel = f"{group.zh} {group.en}"
        app.command(question.name.replace("_", "-"), rich_help_panel=panel, context_settings=UNPARSED)(command_of(question))


def command_of(question: AnyQuestion, arguments: tuple[str, ...] = ()) -> Callable[..., None]:
    """The command that asks this question. What stands in its path stands without flags, and so do these of its parameters,
    which may be several words."""
    fields, texts, arguments = question.ask.model_fields, arguments, (*question.in_path, *arguments)

    def command(
        context: typer.Context, form: str | None, output: Path | None, lang: Language, path: Path | None = None, **given: Any
    ) -> None:
        if context.args:
            raise _without_flag(context.args[0], home="home" in fields and not given["home"])
        given |= {name: " ".join(given[name]) for name in texts}
        with called_by_their_flags(arguments):
            wanted = form_of(question, form, output)
            ask = _bounded(asked(question.ask, {fields[name].alias or name: value for name, value in given.items()}), wanted)
            with _waiting(question):
                found = _answered(question, ask) if path is None else answered_of_file(question, path, ask)
            give(found, wanted, output, lang)

    options = [Parameter("context", Parameter.KEYWORD_ONLY, annotation=typer.Context)]
    options += [_argument(name, fields[name], list[str] if name in texts else str) for name in arguments]
    if question.name in OF_FILES:
        options.append(Parameter("path", Parameter.KEYWORD_ONLY, default=None, annotation=GraphPath))
    options += [_option(name, field) for name, field in fields.items() if name not in arguments]
    options += [
        Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[kind, option])
        for name, (kind, default, option) in _output(question).items()
    ]
    command.__signature__ = Signature(options)  # type: ignore[attr-defined]  # what typer makes its options from
    command.__annotations__ = {option.name: option.annotation for option in options}
    command.__doc__ = f"{question.summary} {question.title.zh}。"
    return command


def _output(question: AnyQuestion) -> Mapping[str, tuple[Any, Any, Any]]:
    """The options of what is printed, and where: types, defaults, descriptions."""
    formats = (TABLE, *formats_of(question))
    told = ", ".join(f"{name} (the endpoint's document)" if name == JSON else name for name in formats)
    told = f"{told}; {question.printed} if left out"
    return {
        "form": (Literal[formats] | None, None, typer.Option("--format", help=told)),
        "output": (Path | None, None, typer.Option("-o", "--output", help=OUTPUT)),
        "lang": (Language, "zh", typer.Option("--lang", help="language of reasons in the table, and of files")),
    }


def form_of(question: AnyQuestion, form: str | None, output: Path | None) -> str:
    """The format that is asked for: where none is named, that of the file's ending."""
    ending = output.suffix.removeprefix(".").lower() if output else ""
    told = form_of_ending(question, ending)
    if form and told and form not in (told, TABLE):
        raise BadRequest("format", f"a file that ends with .{ending} is not opened as {form}; leave one of them out")
    return form or told or question.printed


def _answered(question: AnyQuestion, ask: Strict) -> Answered:
    return answered(question, View(load_snapshot(), Settings().standards, ask_store), ask)


def _waiting(question: AnyQuestion) -> AbstractContextManager[None]:
    return working("measuring …") if question.measuring else nullcontext()


def _bounded(ask: Strict, form: str) -> Strict:
    """A table holds no more lines than a terminal has use for, though no limit is given; a file is whole."""
    return ask.at_most(ask.in_table if form == TABLE else ask.in_file) if isinstance(ask, Limited) else ask


@contextmanager
def called_by_their_flags(arguments: Container[str] = ()) -> Iterator[None]:
    """What is wrong with a parameter is told of its flag, unless it is one of these arguments; errors as what is done inside."""
    try:
        yield
    except BadRequest as error:
        name = error.parameter
        raise BadRequest(name.upper() if name in arguments else _flag(name), error.detail) from None


def _without_flag(word: str, *, home: bool) -> BadRequest:
    """The error of a word that stands beside the options, which may be the home."""
    if home:
        return BadRequest("--home", f"{word!r} stands without a flag; write --home {word}")
    return BadRequest(word, "it stands without a flag; --help names those that there are")


def _flag(parameter: str) -> str:
    return parameter if parameter.isupper() else f"--{parameter.replace('_', '-')}"


def _argument(name: str, field: FieldInfo, kind: Any) -> Parameter:
    """What stands without a flag, as where HTTP has it in the path."""
    annotation = Annotated[kind, typer.Argument(help=field.description, show_default=False)]
    return Parameter(name, Parameter.KEYWORD_ONLY, annotation=annotation)


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
    return "|".join(map(str, closed_words(field.annotation))) or None


def give(found: Answered, form: str, output: Path | None, lang: Language) -> None:
    """Print an answer, or write it to a file, and say what is to be known of it.

    Raises:
        BadRequest: it has no such format, or none for a terminal or for a file.
        DataRefused: it cannot be written.
    """
    if form == TABLE:
        _show(found.shown(lang), output)
    elif output is not None:
        save_bytes(output, found.json() + b"\n" if form == JSON else found.file(form, lang))
    elif sys.stdout.isatty() and not formats_of(found.question)[form].startswith(_TEXT):
        raise BadRequest("output", f"{form} is no text; name a file, such as --output {found.file_name(form)}")
    else:
        body = found.pretty() if form == JSON else found.text(form, lang)
        with printing():
            print_bytes(body)
    _remark(found, lang)


def _remark(found: Answered, lang: Language) -> None:
    """What is to be known of an answer in any format, kept out of the results."""
    warning, notices = getattr(found.document, "warning", None), getattr(found.document, "notices", ())
    most, total = found.held or (0, 0)
    cut = Bilingual(f"只显示{total}项中的{most}项；用 --limit 可多显示", f"{most} of {total} shown; raise --limit for more")
    told = [getattr(text, lang) for text in (cut if most < total else None, warning) if text]
    for remark in (*told, *notices):
        note(remark)


def _show(shown: Shown, output: Path | None) -> None:
    if output is not None:
        raise BadRequest("format", "a table is for terminals; name another format for a file, such as csv or xlsx")
    with printing():
        print_table(shown.title, Rows(shown.columns, shown.rows))
    for remark in shown.remarks:
        note(remark)
