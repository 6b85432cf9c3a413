"""Asking by words, as the command line and Python do: checked as HTTP checks them, refused by name."""

from collections.abc import Mapping
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from graph_service.errors import BadRequest
from graph_service.questions.parameters import Strict

A = TypeVar("A", bound=Strict)


def asked(kind: type[A], given: Mapping[str, object]) -> A:
    """The question that these words make; a list of one is that one where no list is meant.

    Raises:
        BadRequest: a word is unknown, missing, given twice, or not understood; the first is named, all are told.
    """
    lists = {name for name, parameter in parameters_of(kind).items() if parameter}
    known = {name: field.alias or name for name, field in kind.model_fields.items()}
    told = {known.get(name, name): value for name, value in given.items() if value is not None}
    words = {name: value if name in lists else _single(name, value) for name, value in told.items()}
    try:
        return kind.model_validate(words)
    except ValidationError as error:
        faults = [fault_of(fault["loc"], fault["type"], fault["msg"]) for fault in error.errors()]
        first, *more = dict.fromkeys(faults)
        whole = "; ".join([first[1], *(f"{name}: {problem}" for name, problem in more)])
        raise BadRequest(first[0], whole) from None


def parameters_of(kind: type[BaseModel]) -> Mapping[str, bool]:
    """The parameters of a question by the names that users know, and whether each is a list."""
    return {field.alias or name: "list[" in str(field.annotation) for name, field in kind.model_fields.items()}


def fault_of(where: tuple[int | str, ...], kind: str, said: str) -> tuple[str, str]:
    """The name of a parameter and what is wrong with it."""
    name = str(where[0]) if where else "question"
    if kind == "extra_forbidden":
        return name, "unknown parameter"
    return name, "is missing" if kind == "missing" else said.removeprefix("Value error, ")  # pydantic's words before ours


def _single(name: str, value: object) -> object:
    if not isinstance(value, list | tuple):
        return value
    if len(value) > 1:
        raise BadRequest(name, "given twice; give it once")
    return value[0] if value else None
