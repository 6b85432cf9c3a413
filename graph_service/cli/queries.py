"""`queries`: the named questions, as a list or one of them asked."""

from typing import Annotated

import typer

from graph_service.answers.pages import EVERYTHING
from graph_service.answers.queries import QueryAnswer, queries_answer, query_answer
from graph_service.cli.console import Rows, note, show
from graph_service.cli.questions import AsOf, Form, Kinds, Language, Layer, id_if_given, load_snapshot, selection_of
from graph_service.metrics.neighbourhood import MAX_DEPTH
from graph_service.metrics.selection import ALL_LAYERS
from graph_service.planning.questions.question import Value
from graph_service.questions.shown import KNOWN
from graph_service.resolver import id_named

_PLACES = ("home", "unit", "place")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(queries)


def queries(
    name: Annotated[str | None, typer.Argument(help="the question to ask; all are listed if left out")] = None,
    home: Annotated[str | None, typer.Option(help="a province-level place by id, code or name 省级单位")] = None,
    unit: Annotated[str | None, typer.Option(help="a unit of the home by id, code or name")] = None,
    place: Annotated[str | None, typer.Option(help="a place by id, code or name")] = None,
    frame: Annotated[
        str | None, typer.Option(help="id of a frame; the states that count by default if left out, all for every country")
    ] = None,
    tier: Annotated[int | None, typer.Option(min=1, max=3)] = None,
    depth: Annotated[int | None, typer.Option(min=1, max=MAX_DEPTH, help="agreements from the place")] = None,
    as_of: AsOf = None,
    kinds: Kinds = None,
    layer: Layer = ALL_LAYERS,
    lang: Language = "zh",
    form: Form = "table",
) -> None:
    """The named questions, or the rows of one. 常用问题。"""
    snapshot = load_snapshot()
    if name is None:
        listed = queries_answer(snapshot)
        rows = [(item.name, " ".join(item.needs), " ".join(item.takes), getattr(item.title, lang)) for item in listed.items]
        table = Rows(("name", "needs", "question"), [(row[0], row[1], row[3]) for row in rows])
        show(listed, form, f"{listed.total} questions", Rows(("name", "needs", "takes", "question"), rows), table)
        return
    options = {"home": home, "unit": unit, "place": place, "frame": frame, "tier": tier, "depth": depth}
    home_id = id_if_given(snapshot, "home", home)
    given = {
        option: id_named(snapshot, option, str(value), home_id) if option in _PLACES else value
        for option, value in options.items()
        if value is not None
    }
    answer = query_answer(snapshot, name, selection_of(snapshot, as_of, kinds, layer), given, EVERYTHING)
    full = _full(answer)
    brief = Rows((" · ".join(answer.columns),), ((_line(item),) for item in answer.items))
    lists = f"\n{getattr(answer.lists, lang)}" if answer.lists else ""
    show(answer, form, f"{getattr(answer.title, lang)} {answer.total}{lists}", full, brief)
    if answer.share:
        unknown = "" if answer.share.share is not None else ", none on record and no list of them: unknown"
        note(f"share: {answer.share.numerator} of {answer.share.denominator}{unknown}")
    note(f"more: {answer.link}")


def _full(answer: QueryAnswer) -> Rows:
    """The rows; where they tell that something is missing, each with the lists that would hold it."""
    rows = (tuple(item.values()) for item in answer.items)
    if answer.lists is None:
        return Rows(answer.columns, rows)
    known = dict(zip(KNOWN, (answer.established, answer.lists.zh, answer.lists.en), strict=True))
    more = [column for column in KNOWN if column not in answer.columns]
    return Rows((*answer.columns, *more), ((*row, *(known[column] for column in more)) for row in rows))


def _line(item: dict[str, Value]) -> str:
    """A row in one cell: questions differ too much in their columns for a table to fit them all."""
    return " · ".join("–" if value is None else str(value) for value in item.values())
