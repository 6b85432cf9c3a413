"""Files of rules: weights and thresholds as TOML, read as a whole or refused with the file, the name and what is allowed."""

from difflib import get_close_matches
from pathlib import Path

from pydantic import ValidationError

from graph_service.errors import DataRefused, Fault
from graph_service.files.toml_text import document_of, line_of, text_of
from graph_service.rules import Rules


def read_rules(path: Path) -> dict[str, float]:
    """The weights and thresholds that a file sets, by name; what it leaves out keeps its default.

    Raises:
        DataRefused: the file cannot be read or understood, a name is unknown, a value is not allowed, or weights do not add up.
    """
    text = text_of(path, "name a TOML file in GRAPH_SERVICE_RULES_FILE")
    given = document_of(text, str(path))
    faults = [
        Fault(str(path), line_of(text, name), name, *found) for name, value in given.items() if (found := _wrong(name, value))
    ]
    if faults:
        raise DataRefused(faults)
    try:
        Rules.model_validate(given)
    except ValidationError as error:
        raise DataRefused([_fault(path, text, wrong["loc"], wrong["msg"]) for wrong in error.errors()]) from error
    return given


def _wrong(name: str, value: object) -> tuple[str, str] | None:
    """The problem and the remedy where there is no such name, or its value is no number."""
    if name not in Rules.model_fields:
        nearest = get_close_matches(name, Rules.model_fields, n=1, cutoff=0.0)[0]
        return "there is no such weight or threshold", f"the nearest is {nearest}"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "not a number", "write a number without quotation marks"
    return None


def _fault(path: Path, text: str, where: tuple[int | str, ...], problem: str) -> Fault:
    """A value that is not allowed, or, where no name is told, several that do not agree."""
    name = str(where[0]) if where else None
    line = line_of(text, name) if name else None
    return Fault(str(path), line, name, problem.removeprefix("Value error, "), "correct the value" if name else "correct them")
