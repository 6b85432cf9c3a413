"""`render`: any page of the service as a file, as the service itself gives it, without a port."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import quote, urlencode

import typer

from graph_service.cli.console import save_bytes
from graph_service.cli.questions import AsOf, Kinds, Language, Layer, stored_by
from graph_service.errors import BadRequest
from graph_service.metrics.selection import ALL_LAYERS
from graph_service.settings import Settings

View = Literal[
    "start", "home", "list", "cluster", "brief", "report", "place", "agreement", "country", "compare", "path", "scenario", "world"
]

_HTML = ("html", "htm", "")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a page is: below `path` the names one by one, or in the place of its `{}`, or in the words of its query that stand
    in `query`, the last of them taking what is over."""

    path: str
    takes: str
    names: tuple[int, int]
    query: tuple[str, ...] = ()

    def of(self, names: Sequence[str], words: Mapping[str, str]) -> str:
        """The address of the page of these names, with these words in its query."""
        if not self.query:
            parts = [quote(name, safe="") for name in names]
            path = self.path.format(*parts) if "{}" in self.path else "/".join([self.path, *parts])
            return f"{path}?{urlencode(words)}"
        last = len(self.query) - 1
        asked = {name: ",".join(names[at:] if at == last else names[at : at + 1]) for at, name in enumerate(self.query)}
        return f"{self.path}?{urlencode({**asked, **words})}"


_PAGES: Mapping[View, Address] = {
    "start": Address("/", "nothing", (0, 0)),
    "home": Address("/views/home", "a home, and a question if it is to be that list", (1, 2)),
    "list": Address("/views/list", "a question", (1, 1)),
    "cluster": Address("/views/cluster", "a home and a partner region or country", (2, 2)),
    "brief": Address("/views/brief", "a home and a partner country, region or city", (2, 2)),
    "report": Address("/views/home/{}/report", "a home", (1, 1)),
    "place": Address("/views/place", "a place", (1, 1)),
    "agreement": Address("/views/agreement", "the id of an agreement", (1, 1)),
    "country": Address("/views/country", "a country", (1, 1)),
    "compare": Address("/views/compare", "two to four homes", (2, 4), ("homes",)),
    "path": Address("/views/path", "two places", (2, 2), ("from", "to")),
    "scenario": Address("/views/scenario", "a home", (1, 1), ("home",)),
    "world": Address("/views/world", "nothing", (0, 0)),
}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(render)


def render(
    view: Annotated[View, typer.Argument(help="which page")],
    names: Annotated[list[str] | None, typer.Argument(help="what it is about, by id, code or name")] = None,
    *,
    output: Annotated[Path, typer.Option("-o", "--output", help="the file to write; its ending names its kind, such as .html")],
    depth: Annotated[int | None, typer.Option(help="of a place: agreements from it")] = None,
    as_of: AsOf = None,
    kinds: Kinds = None,
    layer: Layer = ALL_LAYERS,
    asked: Annotated[
        list[str] | None, typer.Option("--with", help="what else the page takes, as NAME=VALUE: `--with home=江苏`")
    ] = None,
    lang: Language = "zh",
) -> None:
    """Write a page as one file that opens without a network. 导出网页。"""
    names, address = names or [], _PAGES[view]
    least, most = address.names
    if not least <= len(names) <= most:
        raise BadRequest("names", f"render {view} takes {address.takes}, not {len(names)} name(s)")
    day = as_of and as_of.date().isoformat()
    given = {"as_of": day, "kinds": kinds, "layer": None if layer == ALL_LAYERS else layer, "depth": depth}
    words = {name: str(value) for name, value in given.items() if value is not None} | _pairs(asked or [])
    form = output.suffix.lower().removeprefix(".")
    asking = {"download": "1"} if form in _HTML else {"format": form}
    kind, body = asyncio.run(_page(address.of(names, words | {"lang": lang} | asking)))
    if kind.startswith("text/html") and form not in _HTML:
        raise BadRequest("output", f"{view} is a page and nothing else; give a file that ends in .html, not .{form}")
    save_bytes(output, body)


def _pairs(asked: Sequence[str]) -> dict[str, str]:
    for pair in asked:
        if "=" not in pair:
            raise BadRequest("with", f"{pair!r} is not NAME=VALUE")
    return dict(pair.split("=", 1) for pair in asked)


async def _page(address: str) -> tuple[str, bytes]:
    from graph_service.web.within import asked_within  # noqa: PLC0415  # other commands start sooner without it

    settings = Settings()
    return await asked_within(settings, await stored_by(settings), address)
