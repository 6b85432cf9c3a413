"""`load`: files into the store."""

import asyncio
from collections.abc import Coroutine
from getpass import getuser
from pathlib import Path
from typing import Annotated, Literal

import typer

from graph_service.cli.console import REFUSED, complain, complain_of, note, working
from graph_service.cli.loaded import document_of, print_json, print_lists
from graph_service.data_files import data_folder
from graph_service.errors import BadRequest, DataRefused
from graph_service.loader import LoadReport, SeedLoad, load_files
from graph_service.records.characters import UnfitCharacter, refuse_unfit
from graph_service.settings import Settings
from graph_service.store.base import Store
from graph_service.store.open import missing_file, open_store
from graph_service.store.unmade import UnmadeStore

_SEEDS = Path("seeds")
_NAMED = 10  # things wrong with the store that are told one by one


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(load)


def load(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="seeds folders or CSV files named after what they hold; the seeds that come along if left out"),
    ] = None,
    layer: Annotated[str | None, typer.Option(help="the layer of the rows; otherwise the folder's name")] = None,
    replace: Annotated[bool, typer.Option(help="also remove what these layers hold beyond the files")] = False,
    skip_invalid: Annotated[bool, typer.Option(help="leave faulty rows out instead of refusing all")] = False,
    dry_run: Annotated[bool, typer.Option(help="check and show what would be added, changed and removed; write nothing")] = False,
    form: Annotated[
        Literal["table", "json"], typer.Option("--format", help="json: every record that is touched, whole")
    ] = "table",
    if_new: Annotated[bool, typer.Option(help="nothing where the store has had these very seeds")] = False,
    overwrite: Annotated[bool, typer.Option(help="write seeds over what people wrote since, too")] = False,
    author: Annotated[str | None, typer.Option(help="who the change feed names; your login if left out")] = None,
) -> None:
    """Load records, all or nothing: everything is checked first, and loading twice changes nothing. 导入数据。

    The seeds that come along never overwrite what people wrote since: where they differ they are shown as proposals.
    随附数据从不覆盖人工修改：不同之处列为建议，不写入。
    """
    settings, who = Settings(), _named(author) if author else _login()
    files = [_shipped(path) for path in paths or [_SEEDS]]
    new = missing_file(settings.store)
    seeds = _seed_load(files, if_new=if_new, overwrite=overwrite)

    def make() -> Store:
        note(f"making a new store, {new}")
        return open_store(settings.store, settings.deadlines, create=True)

    async def run() -> LoadReport:
        store = UnmadeStore(make) if new else open_store(settings.store, settings.deadlines, create=not dry_run)
        try:
            return await load_files(
                store,
                files,
                layer=layer,
                replace=replace,
                skip_invalid=skip_invalid,
                dry_run=dry_run,
                who=who,
                most=settings.max_unpacked_bytes,
                today=settings.now().date(),
                seeds=seeds,
            )
        finally:
            await store.aclose()

    with working("reading, checking, writing …"):
        report = _refusing(run())
    for notice in report.notices:
        note(notice)
    for fault in report.rejected:
        complain(f"rejected {fault}")
    for proposal in report.proposals:
        note(f"proposal: {proposal}")
    if report.proposals:
        note(f"{len(report.proposals)} proposal(s) of the seeds, none written; --overwrite takes {_takeable(report)}")
    if form == "json":
        print_json(document_of(report))
    elif dry_run:
        print_lists(document_of(report))
    note(_summary(report, dry_run=dry_run))
    _refuse_unsound(report)


def _named(author: str) -> str:
    try:
        refuse_unfit("author", author, lines=False)
    except UnfitCharacter as error:
        raise BadRequest("author", f"{str(error).removeprefix('author: ')}; {error.remedy}") from error
    return author


def _shipped(path: Path) -> Path:
    """The path; of the seeds that come with the service where it names these and nothing is there."""
    if path.parts[:1] == _SEEDS.parts and not path.exists():
        return data_folder("seeds").joinpath(*path.parts[1:])
    return path


def _seed_load(files: list[Path], *, if_new: bool, overwrite: bool) -> SeedLoad | None:
    """How the files are loaded as seeds; None where they are not the seeds that come with the service."""
    if not all(path.resolve().is_relative_to(data_folder("seeds")) for path in files):
        if if_new or overwrite:
            raise BadRequest("if-new" if if_new else "overwrite", "is for the seeds that come along; leave it out")
        return None
    if if_new and overwrite:
        raise BadRequest("overwrite", "goes not with --if-new; leave one out")
    return SeedLoad.OVERWRITE if overwrite else SeedLoad.IF_NEW if if_new else SeedLoad.PROPOSE


def _refusing(run: Coroutine[None, None, LoadReport]) -> LoadReport:
    """The report; where the data was refused, every fault of the files, the first of the store, how many, and that the store is
    as it was."""
    try:
        return asyncio.run(run)
    except DataRefused as error:
        stored = [fault for fault in error.faults if fault.is_stored]
        complain_of(stored[:_NAMED])
        if len(stored) > _NAMED:
            complain(f"and {len(stored) - _NAMED} more in the store; `graph-service verify` tells all")
        complain_of(fault for fault in error.faults if not fault.is_stored)
        complain(f"refused: {len(error.faults)} fault(s), nothing was written")
        raise typer.Exit(REFUSED) from error


def _refuse_unsound(report: LoadReport) -> None:
    """Name what is wrong with the store itself: the load did its work, and nothing can be served all the same."""
    if report.unsound:
        complain_of(report.unsound[:_NAMED])
        more = f", the first {_NAMED} above" if len(report.unsound) > _NAMED else ""
        complain(f"the store is unsound in {len(report.unsound)} place(s){more}; `graph-service verify` tells all")
        raise typer.Exit(REFUSED)


def _login() -> str | None:
    """The user's login; a container may run under a number without one."""
    try:
        return getuser()
    except (KeyError, OSError):
        return None


def _takeable(report: LoadReport) -> str:
    """Which proposals a load may take; of two agreements of the same parties only people can say which stays."""
    for_people = sum(proposal.is_for_people for proposal in report.proposals)
    return f"all but {for_people}, of the same parties as others on record" if for_people else "them all"


def _summary(report: LoadReport, *, dry_run: bool) -> str:
    found = report.difference
    counts = f"added {found.added}, changed {found.changed}, unchanged {found.unchanged}, removed {found.removed}"
    return f"{counts}, rejected {len(report.rejected)}{' (dry run, nothing written)' if dry_run else ''}"
