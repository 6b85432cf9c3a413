"""Evaluations as TOML files: read as a whole or refused with the file, the key and what to do."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

import msgspec

from graph_service.data_files import data_folder
from graph_service.errors import DataRefused, Fault
from graph_service.files.toml_text import document_of, line_of, text_of
from graph_service.records.evaluation import (
    Evaluation,
    Indicator,
    OrganisationEvent,
    PointRule,
    PointRules,
    StageEvent,
    UnitMeasure,
)
from graph_service.records.vocabulary import ActivityKind

_STRUCTS = (Evaluation, PointRules, PointRule, Indicator)
# Every word a key may be; a typing error is answered with the nearest.
_KNOWN = (
    *(name for struct in _STRUCTS for name in struct.__struct_fields__),
    *(word for words in (ActivityKind, StageEvent, OrganisationEvent, UnitMeasure) for word in get_args(words)),
)
_LIKE = "write it as in seeds/rules/points.toml"


@lru_cache(maxsize=8)
def read_evaluation(path: Path | None = None) -> Evaluation:
    """The evaluation in a file, or the one the service comes with. A file is read once; edit it and start again.

    Raises:
        DataRefused: the file cannot be read or understood; the fault names the key and the remedy.
    """
    file = path or data_folder("seeds") / "rules" / "points.toml"
    return parse_evaluation(text_of(file, "name a TOML file in GRAPH_SERVICE_POINTS_FILE"), str(file))


def parse_evaluation(text: str, file: str) -> Evaluation:
    """The evaluation that a text holds; errors as `read_evaluation`, told of `file`."""
    document = document_of(text, file)
    for path, value, holds in _parts(document):
        try:
            msgspec.convert(value, holds)
        except msgspec.ValidationError as error:
            key, problem, remedy = _explain(path, str(error))
            raise _refused(file, line_of(text, key), key or None, problem, remedy) from error
    return msgspec.convert(document, Evaluation)


def _parts(document: dict[str, Any]) -> Iterator[tuple[str, object, type]]:
    """Every single rule and indicator with its path, then the whole: msgspec does not say in which entry of a table it
    stumbled."""
    points, indicators = document.get("points", {}), document.get("indicators", {})
    for group, rules in points.items() if isinstance(points, dict) else ():
        for kind, rule in rules.items() if isinstance(rules, dict) else ():
            yield f"points.{group}.{kind}", rule, PointRule
    for name, indicator in indicators.items() if isinstance(indicators, dict) else ():
        yield f"indicators.{name}", indicator, Indicator
    yield "", document, Evaluation


def _refused(file: str, line: int | None, key: str | None, problem: str, remedy: str) -> DataRefused:
    return DataRefused([Fault(file, line, key, problem, remedy)])


def _explain(path: str, message: str) -> tuple[str, str, str]:
    """The key a message is about, the problem and the remedy."""
    problem, _, inside = message.partition(" - at ")
    key = ".".join([path, *re.findall(r"\w+", inside.removeprefix("`key` in "))]).strip(".")
    if unknown := re.search(r"(?:unknown field|Invalid enum value) [`'](.*?)[`']", problem):
        nearest = get_close_matches(unknown[1], [word for word in _KNOWN if word != unknown[1]], n=1)
        remedy = f"did you mean {nearest[0]!r}?" if nearest else _LIKE
        return f"{key}.{unknown[1]}".strip("."), f"{unknown[1]!r} is not known here", remedy
    if missing := re.search(r"missing required field `(.*?)`", problem):
        return key, f"{missing[1]!r} is missing", "add it"
    return key, problem, "correct the value"
