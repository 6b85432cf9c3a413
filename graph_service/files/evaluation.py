"""Evaluations as TOML files: read as a whole or refused with the file, the key and what to do."""

from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import get_args

import msgspec

from graph_service.data_files import data_folder
from graph_service.errors import DataRefused, Fault
from graph_service.files.toml_text import document_of, line_of, text_of
from graph_service.records.amiss import MISSING, UNKNOWN, amiss
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
    for path, problem in amiss(Evaluation, document):
        key = ".".join(map(str, path))
        raise _refused(file, line_of(text, key), key, *_told(str(path[-1]), problem))
    for name, indicator in document.get("indicators", {}).items():
        try:
            msgspec.convert(indicator, Indicator)
        except msgspec.ValidationError as error:  # a rule of its own, in its words
            key = f"indicators.{name}"
            raise _refused(file, line_of(text, key), key, str(error), "correct the value") from error
    return msgspec.convert(document, Evaluation)


def _refused(file: str, line: int | None, key: str | None, problem: str, remedy: str) -> DataRefused:
    return DataRefused([Fault(file, line, key, problem, remedy)])


def _told(word: str, problem: str) -> tuple[str, str]:
    """The problem and the remedy of the key that ends with this word."""
    if problem == MISSING:
        return problem, "add it"
    if not problem.startswith((UNKNOWN, f"{word!r} is none of")):  # the value is wrong, not the key
        return problem, "correct the value"
    nearest = get_close_matches(word, _KNOWN, n=1)
    return f"{word!r} is not known here", f"did you mean {nearest[0]!r}?" if nearest else _LIKE
