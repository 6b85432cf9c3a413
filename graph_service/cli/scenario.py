"""`scenario`: what would be if some agreements were signed and others ended."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from graph_service.answers.scenarios import ScenarioAnswer, read_scenario, scenario_answer
from graph_service.cli.console import Rows, show
from graph_service.cli.questions import Form, load_snapshot
from graph_service.files.bounded import read_bounded
from graph_service.questions.shown import name_of
from graph_service.settings import Settings
from graph_service.words.bilingual import in_both
from graph_service.words.planning import GAPS

_RATES = ("bare_stem_rate", "stemmed_share", "orphan_rate")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(scenario)


def scenario(
    file: Annotated[Path, typer.Argument(help="JSON as for POST /v1/scenarios: home, agreements, end, as_of, kinds, layer")],
    form: Form = "table",
) -> None:
    """Coverage, clusters, strength and gaps before and after some agreements; nothing is written. 情景推演。"""
    settings = Settings()
    wanted = read_scenario(read_bounded(file, settings.max_unpacked_bytes, "check the path"))
    answer = scenario_answer(load_snapshot(), wanted, settings.rules)
    gained = len(answer.coverage.gained) - len(answer.coverage.lost)
    title = f"{name_of(answer.home)}: {answer.after.agreements - answer.before.agreements:+d} agreements, {gained:+d} countries"
    columns = ("what", "before", "after")
    show(answer, form, title, Rows(columns, list(_rows(answer, str))), Rows(columns, list(_rows(answer, partial(in_both, GAPS)))))


def _rows(answer: ScenarioAnswer, called: Callable[[str], str | None]) -> Iterator[tuple[object, ...]]:
    """Totals, rates, the strength of every touched cluster and the gaps of every type that changed, by what it is called."""
    for name in ("agreements", "partners", "countries"):
        yield name, getattr(answer.before, name), getattr(answer.after, name)
    for name in _RATES:
        yield name, answer.rates[name].before.share, answer.rates[name].after.share
    for cluster in answer.clusters:
        scores = (row.strength.score if row else 0.0 for row in (cluster.before, cluster.after))
        yield (f"strength {name_of(cluster.partner)}", *scores)
    for gap in answer.gaps:
        if gap.closed or gap.opened:
            yield f"gaps {called(gap.type)} (-{len(gap.closed)} +{len(gap.opened)})", gap.before, gap.after
