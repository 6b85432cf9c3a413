"""The pages docs/reference.md and docs/settings.md, made of what the code declares: `python -m tests.reference` writes them
and seeds/rules/weights.toml."""

import re
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from pydantic.fields import FieldInfo
from typer.models import CommandInfo

from graph_service.cli.commands import registered
from graph_service.records.registry import RECORD_TYPES
from graph_service.rules import Rules
from graph_service.settings import Settings
from graph_service.web.app import create_app
from graph_service.web.problems import EVERY_PROBLEM
from graph_service.words.lists import WORD_LISTS
from tests.conftest import ROOT
from tests.documents.pages import ENTRIES, anchor_of

REFERENCE, SETTINGS = ROOT / "docs" / "reference.md", ROOT / "docs" / "settings.md"
WEIGHTS = ROOT / "seeds" / "rules" / "weights.toml"
# Outside the OpenAPI document, which describes itself in none of these.
OTHER_PATHS = {
    "/": "the start page",
    "/views/list/{question}": "the page of any question below: its table, with the parameters of the question",
    "/views/home/{home}/{question}": "the same of any question about a home",
    "/docs": "this reference in the browser, to try each question",
    "/openapi.json": "the same for programs",
}
SHARED = ("as_of", "kinds", "layer", "limit", "cursor")
# Words of the settings that the glossary explains, each linked where it comes first.
EXPLAINED = {
    "strength": "strength",
    "vitality": "vitality",
    "dormant": "dormancy",
    "consolidated": "action-reason",
    "anniversaries": "anniversary",
    "points and indicators": "points",
    "stale": "gap-stale-knowledge",
    "candidate score": "candidate",
}
REFERENCE_HEAD = """# Reference · 接口参考

接口地址、参数、命令和错误类型；由 `python -m tests.reference` 按代码写成，测试核对它没有过时。
服务运行时，<http://127.0.0.1:8000/docs> 可以逐个试用。

Addresses, parameters, commands and problems. `python -m tests.reference` writes this page from the code, and a test says
when it is stale. While the service runs, <http://127.0.0.1:8000/docs> has the same to try. Words: [glossary](glossary.md);
settings: [settings](settings.md).

## Endpoints

A parameter that is not known is refused by name, but pages pass over those that messengers add. A list (`kinds`, `by`,
`partner` of `/v1/reach`) is given by commas or by repeating the parameter; anything else given twice is refused by name.
A place, in a path, a query or an option of a command, is given by its id, a former id (a redirect over HTTP), an ISO 3166
code (`CN`, `CN-JS`), a GB/T 2260 code (`320000`) or any name in any language, looked for in this order; accents, case and
the ending of a Chinese name may be left out (江苏). What a parameter asks for comes first: a home is a province, a unit lies
in its home. Nothing is guessed: where several places are called so, `/problems/ambiguous-place` has them; where none is,
`/problems/not-found` has the nearest. A country is given by its code (`DE`), id or name (`Germany`, 德国).
Answers name the `snapshot` they come from and carry an ETag; send it as `If-None-Match` and an unchanged answer is an empty
304; what does not exist or is not understood is told all the same. Pages in Chinese and in English have tags of their own.
HEAD is answered like GET, without the body. Every answer has `X-Content-Type-Options` and `Referrer-Policy`; a page runs no
script but its own, by their hashes, and is shown inside no other page.

A file is whole unless `limit` asks for a part: networks up to 10000 places (in JSON, 1000 if `limit` is left out), tables
of questions without a limit of their own. What is cut says so in the header `X-Truncated` (`1000 of 1170`) and in the file:
JSON, GeoJSON and Cytoscape in `truncated` and `total_nodes`, GraphML as attributes of the graph, GEXF in its description,
CSV in its name. GeoJSON keeps places and agreements without a position, their `geometry` null, and cuts a line where it
crosses the antimeridian. No cell of a CSV is run as a formula: a text that opens like one has an apostrophe before it.

Graphs for other programs (`networkx`, Gephi, Cytoscape, QGIS) call what they tell alike, as `.to_networkx()` in Python does:
a node has `label` (both names), `name_zh`, `name_en`, `level`, `country`, `lat`, `lon` in degrees of WGS 84; an edge has the
id of its agreement, `label`, `kind`, `status`, `since` as exact as it is known, `start` and `end` as the first and last day on
which it may have stood. What is not known is left out (in GeoJSON null). The file tells of its `snapshot`, `as_of` and the
selection. GEXF is of version 1.3: positions as `viz:position` (x the longitude, y the latitude) and for GeoLayout as
attributes; edges with a timeline from `start` and `end`. Cytoscape JSON is what Cytoscape.js and `networkx.cytoscape_graph`
read. Read GraphML by `networkx.read_graphml(path, force_multigraph=True)` to have ids of agreements as keys.

"""
MIRROR = """
A second system mirrors the graph so: read `/v1/records` page by page and keep the `sequence` of the first page; then ask
`/v1/changes?since=` that number, put `after` in the place of each record (null removes it), and go on from `latest`. Pages
may be read while others write, for a change made twice does no harm. Where the feed does not tell all that was changed,
`/problems/full-copy-needed` says so: begin again. If `begins` is another than before, another store took the place of the
first: begin again too.

## Parameters

Of nearly every question, and of lists `limit` and `cursor`:

"""
COMMANDS = """
## Commands

`graph-service NAME --help` lists the options. A question prints a table, or with `--format` CSV or the JSON document of its
endpoint. `statistics` and `centrality` also take a [graph file](glossary.md#graph-file) of any common format. Results go to
stdout, everything else to stderr: in UTF-8 to files and pipes, to a console in its own encoding, with `?` for what that has
not. The exit code is 0, 1 if the data was refused or the result could not be written, 2 if the command was wrong.

"""
PROBLEMS = """
## Problems

Errors are `application/problem+json` (RFC 9457). `type` is stable and for programs, `detail` says what, where and what to
do, `errors` lists each fault. A 503 says with `Retry-After` when to try again.
At the address of a page it is a page, unless JSON is asked for (`Accept: application/json`).

"""
SETTINGS_HEAD = """# Settings · 设置

环境变量，启动时读取一次；由 `python -m tests.reference` 按代码写成。

Environment variables, read once at the start. A name with this prefix that is no setting stops the start with the nearest
one that is; what Kubernetes injects for a service of this name (`GRAPH_SERVICE_PORT=tcp://…`, `GRAPH_SERVICE_SERVICE_HOST`
…) is ignored with a warning. `python -m tests.reference` writes this page from the code.

"""
WEIGHTS_HEAD = """# 全部权重与阈值，各有名称、默认值、含义和取值范围；由 `python -m tests.reference` 按代码写成。
# 复制本文件，修改副本，并以 GRAPH_SERVICE_RULES_FILE 指定；不改的行可以删去，同名环境变量优先。
#
# Every weight and threshold with its default, its meaning and what it may be; `python -m tests.reference` writes this file
# from the code. Copy it, edit the copy, and name it in GRAPH_SERVICE_RULES_FILE. What is left out keeps its default; a
# setting of the same name in the environment (GRAPH_SERVICE_STRENGTH_STEM) goes before the file.
"""
NEO4J = """
## Neo4j

The embedded store needs nothing. For Cypher, or to share the network between services:

```sh
make neo4j                     # a real Neo4j on loopback until Ctrl-C: from Docker, else from Java 17 and Maven; prints the URLs
make neo4j PORT=7688           # the same where another program has port 7687: it is left alone
make neo4j HTTP_PORT=7475      # the same for Neo4j Browser, which it opens on http://127.0.0.1:7474
make run STORE=neo4j://…       # in another terminal, with the URL it printed
```
"""


def openapi() -> Mapping[str, Any]:
    """The OpenAPI document of the service; it is the same on an empty store."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(store=f"sqlite:///{Path(folder) / 'graph.db'}")).app
        assert isinstance(app, FastAPI)
        return app.openapi()


def reference(document: Mapping[str, Any]) -> str:
    """The page docs/reference.md."""
    operations = {path: next(iter(methods.items())) for path, methods in sorted(document["paths"].items())}
    shared = _shared([one for _, operation in operations.values() for one in _asked(operation)])
    told = OTHER_PATHS | {path: _answer(path, *operation) for path, operation in operations.items()}
    return "".join(
        (
            REFERENCE_HEAD,
            _table(("path", "answer"), ((f"`{path}`", answer) for path, answer in told.items())),
            MIRROR,
            _parameters(shared),
            *(_own(path, [one for one in _asked(operation) if one not in shared]) for path, (_, operation) in operations.items()),
            COMMANDS,
            _table(("command", "what it does"), map(_command, registered().registered_commands)),
            PROBLEMS,
            _table(
                ("type", "status", "when"), ((f"`/problems/{kind.slug}`", str(kind.status), kind.when) for kind in EVERY_PROBLEM)
            ),
        )
    )


def settings() -> str:
    """The page docs/settings.md."""
    rows = []
    unexplained = dict(EXPLAINED)
    own = {name: field for name, field in Settings.model_fields.items() if name not in Rules.model_fields}
    for name, field in (own | Rules.model_fields).items():
        meaning = field.description or ""
        for word in [word for word in unexplained if re.search(rf"\b{word}\b", meaning)]:
            meaning = re.sub(rf"\b{word}\b", f"[{word}](glossary.md#{unexplained.pop(word)})", meaning, count=1)
        rows.append((f"`GRAPH_SERVICE_{name.upper()}`", _default(field.default), meaning))
    return SETTINGS_HEAD + _table(("name", "default", "meaning"), rows) + NEO4J


def weights() -> str:
    """The file seeds/rules/weights.toml: every weight and threshold with its default, what it is and what it may be."""
    lines = [WEIGHTS_HEAD]
    for name, field in Rules.model_fields.items():
        zh, _, en = (field.description or "").partition(" · ")
        lines.append(f"\n# {zh}\n# {en}; {_range(field)}\n{name} = {field.default}\n")
    return "".join(lines)


def _range(field: FieldInfo) -> str:
    words = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}
    limits = ((sign, getattr(limit, sign)) for limit in field.metadata for sign in words if hasattr(limit, sign))
    return ", ".join(f"{words[sign]} {value}" for sign, value in limits)


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = ("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows)
    return "\n".join(["| " + " | ".join(heads) + " |", "|---" * len(heads) + "|", *lines, ""])


def _answer(path: str, method: str, operation: Mapping[str, Any]) -> str:
    said = operation.get("description") or _record_type(path)
    return ("" if method == "get" else f"{method.upper()}: ") + " ".join(said.split())


def _record_type(path: str) -> str:
    """What the glossary says of the records that a path lists or gives."""
    plural = path.split("/")[2]
    if path.endswith("}"):
        return f"One record of `/v1/{plural}`."
    name = next(anchor_of(kind.cls.__name__) for kind in RECORD_TYPES if kind.plural == plural)
    return f"[{plural.capitalize()}](glossary.md#{name}), by the parameters below: {ENTRIES[name].en}"


def _asked(operation: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [one for one in operation.get("parameters", ()) if one["in"] == "query"]


def _shared(asked: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The parameters of many questions, each as most of them have it."""
    return [max((one for one in asked if one["name"] == name), key=asked.count) for name in SHARED]


def _own(path: str, parameters: list[Mapping[str, Any]]) -> str:
    """The chapter of a path with the parameters of its own; none where it has no such."""
    return f"\n### `{path}`\n\n{_parameters(parameters)}" if parameters else ""


def _parameters(parameters: Iterable[Mapping[str, Any]]) -> str:
    return _table(("name", "values", "if left out", "meaning"), map(_parameter, parameters))


def _parameter(one: Mapping[str, Any]) -> tuple[str, ...]:
    schema = one["schema"]
    left_out = "required" if one.get("required") else f"`{schema['default']}`" if "default" in schema else "–"
    return f"`{one['name']}`", _values(schema), left_out, one.get("description", "")


def _values(schema: Mapping[str, Any]) -> str:
    """Which values a parameter takes: the words, else the kind and the bounds."""
    (known, *_) = [*(one for one in schema.get("anyOf", ()) if one.get("type") != "null"), schema]
    if known.get("type") == "array":
        return f"several of {_values(known['items'])}"
    shared = WORD_LISTS.get(known.get("$ref", "").rpartition("/")[2])
    if words := shared or known.get("enum") or ([known["const"]] if "const" in known else []):
        return ", ".join(f"`{word}`" for word in words)
    least, most = known.get("minimum"), known.get("maximum")
    kind = {"string": "text", "integer": "whole number", "boolean": "true or false"}.get(known["type"], known["type"])
    if known.get("format") == "date":
        kind = "a day as YYYY-MM-DD"
    return kind + (f" from {least}" if least is not None else "") + (f" to {most}" if most is not None else "")


def _default(value: object) -> str:
    if value is None:
        return "unset"
    return f"`{value:g}`" if isinstance(value, float) else f"`{value}`"


def _command(command: CommandInfo) -> tuple[str, str]:
    assert command.callback is not None
    return f"`{command.name or command.callback.__name__}`", str(command.callback.__doc__).strip().splitlines()[0]


if __name__ == "__main__":
    REFERENCE.write_text(reference(openapi()), encoding="utf-8", newline="\n")
    SETTINGS.write_text(settings(), encoding="utf-8", newline="\n")
    WEIGHTS.write_text(weights(), encoding="utf-8", newline="\n")
