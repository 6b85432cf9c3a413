"""`check`: the data-quality report."""

from typing import Annotated

import typer

from graph_service.answers.quality import quality_answer
from graph_service.cli.console import Rows, note, show
from graph_service.cli.questions import Form, Language, load_snapshot, most_of


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(check)


def check(
    limit: Annotated[int | None, typer.Option(min=1, help="findings of each check; 20, in CSV all")] = None,
    lang: Language = "zh",
    form: Form = "table",
) -> None:
    """What in the data deserves a second look. 数据质量检查。"""
    answer = quality_answer(load_snapshot(), most_of(limit, form, 20))
    full = ((item.check, item.ids, item.message.zh, item.message.en) for item in answer.items)
    brief = ((item.check, getattr(item.message, lang), " ".join(item.ids)) for item in answer.items)
    counts = ", ".join(f"{name} {count}" for name, count in answer.counts.items())
    show(
        answer,
        form,
        f"{answer.total} findings: {counts}",
        Rows(("check", "ids", "zh", "en"), full),
        Rows(("check", "finding", "ids"), brief),
    )
    sums = answer.sums
    note(
        f"{sums.homes} homes: {sums.agreements} agreements abroad in the totals, {sums.in_rows} in the rows of countries and "
        f"areas; {sums.apart} with areas of the home's own state stand apart"
    )
    if len(answer.items) < answer.total:
        note(f"{len(answer.items)} of {answer.total} findings shown; raise --limit for more")
