"""`verify`: whether what the store holds is sound."""

import asyncio
import re
from collections.abc import Iterable, Iterator
from typing import Annotated

import typer

from graph_service.cli.console import REFUSED, complain, note
from graph_service.settings import Settings
from graph_service.store.findings import DERIVED, Finding
from graph_service.store.open import open_store

_ALIKE = 10  # findings of a kind that are told one by one
_QUOTED = re.compile(r"'[^']*'")
# What to do, by whether it is derived.
_REMEDIES = {
    False: "correct the records where they are stored, load their rows again, or restore a backup; "
    "what is derived of them is looked at once they are sound",
    True: "`verify --repair` sets right what is derived",
}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(verify)


def verify(
    repair: Annotated[bool, typer.Option(help="set right what is derived from the records; facts are left alone")] = False,
    every: Annotated[
        bool, typer.Option("--all", help=f"each finding, not the first {_ALIKE} of a kind and how many more")
    ] = False,
) -> None:
    """Whether the store is sound: what cannot be read, what names nothing, what differs from the records. 检查存储。"""
    settings = Settings()

    async def ask() -> tuple[tuple[Finding, ...], int]:
        store = open_store(settings.store, settings.deadlines)
        try:
            found = await store.verify()
            if not repair or not any(finding.derived for finding in found):
                return found, 0
            mended = await store.mend((await store.readable()).network)
            return await store.verify(), mended
        finally:
            await store.aclose()

    findings, mended = asyncio.run(ask())
    if mended:
        note(f"mended {mended} {DERIVED} that were not as they should be")
    for alike in _by_kind(findings):
        tell, before = (note, "not read: ") if alike[0].unread else (complain, "")
        for finding in alike if every else alike[:_ALIKE]:
            tell(f"{before}{finding}")
        if not every and len(alike) > _ALIKE:
            tell(f"and {len(alike) - _ALIKE} more like these {_ALIKE}; `verify --all` tells each")
    if wrong := sum(not finding.unread for finding in findings):
        remedies = {each.derived: _REMEDIES[each.derived] for each in findings if not each.unread}
        complain("; ".join((f"{wrong} finding(s)", *(remedies[derived] for derived in sorted(remedies)))))
        raise typer.Exit(REFUSED)
    note("the store is sound")


def _by_kind(findings: Iterable[Finding]) -> Iterator[list[Finding]]:
    """The findings of each kind, in the order of the first of them: one cause, such as a deleted node, may lead to thousands."""
    kinds: dict[tuple[str, str, bool], list[Finding]] = {}
    for finding in findings:
        about = finding.field[1] if finding.field else _QUOTED.sub("", finding.problem.partition(" (")[0])
        kinds.setdefault((_QUOTED.sub("", finding.where), about, finding.unread), []).append(finding)
    yield from kinds.values()
