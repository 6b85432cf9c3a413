"""`completeness` and `check`: claims beside counts, and the data-quality report."""

from typing import Annotated

import typer

from graph_service.answers.completeness import ClaimBeside, completeness_answer
from graph_service.answers.quality import quality_answer
from graph_service.cli.console import Rows, note, show
from graph_service.cli.questions import EVERYTHING, AsOf, Form, Language, Layer, load_snapshot, most_of, selection_of
from graph_service.metrics.selection import ALL_LAYERS
from graph_service.questions.shown import name_of
from graph_service.resolver import resolve_home
from graph_service.words.headings import COMPLETENESS
from graph_service.words.records import CLAIMED_FIELDS

_SIGNS = {"exact": "", "at_least": "≥ ", "just_under": "< "}


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(completeness)
    app.command()(check)


def completeness(
    home: Annotated[str, typer.Option("--home", help="a place by id, code or name 省、市")],
    as_of: AsOf = None,
    layer: Layer = ALL_LAYERS,
    form: Form = "table",
) -> None:
    """What documents claim, beside what is enumerated of the same scope. 公布数与在册数。"""
    snapshot = load_snapshot()
    selection = selection_of(snapshot, as_of, None, layer)
    answer = completeness_answer(snapshot, resolve_home(snapshot, home).id, selection, EVERYTHING)
    header = (
        "claim",
        "measure",
        "value",
        "qualifier",
        "as_of",
        "kinds",
        "tiers",
        "enumerated",
        "unclassified",
        "share",
        "zh",
        "en",
    )
    full, brief = map(_full, answer.items), map(_brief, answer.items)
    columns = ("claimed", "enumerated", "unclassified", "claim")
    show(
        answer,
        form,
        f"{name_of(answer.home)}: {COMPLETENESS.zh} {COMPLETENESS.en}, {answer.total} claims",
        Rows(header, full),
        Rows(columns, brief),
    )
    for line in answer.unknown:
        note(f"{_field(line.field)}: {line.unknown} of {line.total} not on record")


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


def _field(field: str) -> str:
    name = CLAIMED_FIELDS[field]
    return f"{name.en} {name.zh}"


def _full(item: ClaimBeside) -> tuple[object, ...]:
    share = item.completeness.share if item.completeness else None
    scope = (item.as_of or item.period, item.scope_kinds, item.scope_tiers)
    counts = (item.enumerated, item.unclassified, share)
    return (item.claim, item.measure, item.value, item.qualifier, *scope, *counts, item.names.zh, item.names.en)


def _brief(item: ClaimBeside) -> tuple[object, ...]:
    value = item.stated if item.value is None else f"{_SIGNS[item.qualifier]}{item.value:g}"
    return (value, item.enumerated, item.unclassified, item.names.zh or item.measure)
