"""What is wrong with a value of which a type was expected, in words: where in it, what, and what would be right."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from math import isnan
from typing import Any

from msgspec import Struct, inspect

Path = tuple[str | int, ...]
MISSING = "it is missing, and each must have it"
EMPTY = "it is empty"
UNKNOWN = "no such field"
UNSAID = "it is not of the form that it should have"  # of what the types do not tell


def amiss(kind: type[Any], value: Any) -> Iterator[tuple[Path, str]]:
    """Whatever is wrong with a value that should be of a type: the path in it, and what."""
    yield from _of(inspect.type_info(kind), value, ())


def told(path: Path) -> str:
    """A path in words.

    >>> told(("stages", 1, "kind"))
    'stages, no. 2, kind'
    """
    return ", ".join(f"no. {part + 1}" if isinstance(part, int) else part for part in path)


def first_amiss(kind: type[Any], value: Any) -> str:
    """The first thing that is wrong, opening with where."""
    for path, problem in amiss(kind, value):
        return f"{told(path)}: {problem}" if path else problem
    return UNSAID


def _of(kind: inspect.Type, value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    match kind:
        case inspect.Metadata():
            yield from _of(kind.type, value, path)
        case inspect.UnionType():
            others = [each for each in kind.types if not isinstance(each, inspect.NoneType)]
            if value is not None or len(others) == len(kind.types):
                yield from _of_any(others, value, path)
        case inspect.StructType():
            yield from _of_struct(kind, value, path)
        case inspect.TupleType() | inspect.VarTupleType():
            yield from _of_list(kind, value, path)
        case inspect.DictType():
            yield from _of_table(kind, value, path)
        case inspect.LiteralType():
            if value not in kind.values:
                yield path, f"{value!r} is none of {', '.join(map(str, kind.values))}"
        case _ if problem := _of_value(kind, value):
            yield path, problem


def _of_any(kinds: Sequence[inspect.Type], value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Of several types that it may be, what is wrong with the one that it comes nearest to."""
    found = [list(_of(kind, value, path)) for kind in kinds]
    if all(found):
        yield from max(found, key=lambda wrong: len(wrong[0][0]))


def _of_table(kind: inspect.DictType, value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if not isinstance(value, Mapping):
        yield path, f"{value!r} has no fields"
        return
    if len(value) < (kind.min_length or 0):
        yield path, EMPTY
    for name, each in value.items():
        yield from _of(kind.key_type, name, (*path, name))
        yield from _of(kind.value_type, each, (*path, name))


def _of_struct(kind: inspect.Type, value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    assert isinstance(kind, inspect.StructType)
    if isinstance(value, Struct):  # it was read as one before
        return
    if not isinstance(value, Mapping):
        yield path, f"{value!r} has no fields"
        return
    known = {field.encode_name: field for field in kind.fields}
    for name in value:
        if name not in known:
            yield (*path, name), f"{UNKNOWN}; it may have {', '.join(known)}"
    for name, field in known.items():
        if name in value:
            yield from _of(field.type, value[name], (*path, name))
        elif field.required:
            yield (*path, name), MISSING


def _of_list(kind: inspect.TupleType | inspect.VarTupleType, value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if not isinstance(value, list | tuple):
        yield path, f"{value!r} is no list"
        return
    if isinstance(kind, inspect.VarTupleType):
        least, kinds = kind.min_length or 0, (kind.item_type,) * min(len(value), kind.max_length or len(value))
    else:
        least, kinds = len(kind.item_types), kind.item_types
    if not least <= len(value) <= len(kinds):
        yield path, f"{len(value)} in the list are too {'few' if len(value) < least else 'many'}"
    for at, (each, of) in enumerate(zip(value, kinds, strict=False)):
        yield from _of(of, each, (*path, at))


def _of_value(kind: inspect.Type, value: Any) -> str | None:
    """What is wrong with a text, a flag, a day or a number."""
    match kind:
        case inspect.StrType():
            return _of_text(kind, value)
        case inspect.BoolType():
            return None if isinstance(value, bool) else f"{value!r} is neither true nor false"
        case inspect.DateType():
            return None if _is_day(value) else f"{value!r} is no day; write one such as 2026-05-31"
        case inspect.IntType() | inspect.FloatType():
            return _of_number(kind, value)
    return None


def _of_number(kind: inspect.IntType | inspect.FloatType, value: Any) -> str | None:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return f"{value!r} is no {'whole ' if isinstance(kind, inspect.IntType) else ''}number"
    if isinstance(kind, inspect.IntType) and isinstance(value, float):
        return (
            f"{value!r} is written with a fraction; write {int(value)}" if value.is_integer() else f"{value!r} is no whole number"
        )
    return _of_bounds(kind, value)


def _of_text(kind: inspect.StrType, value: Any) -> str | None:
    if not isinstance(value, str):
        return f"{value!r} is no text"
    if len(value) < (kind.min_length or 0):
        return EMPTY
    if kind.max_length is not None and len(value) > kind.max_length:
        return f"{len(value)} characters are more than {kind.max_length}"
    return None


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, date) or date.fromisoformat(value).isoformat() == value
    except (TypeError, ValueError):
        return False


def _of_bounds(kind: inspect.IntType | inspect.FloatType, value: float) -> str | None:
    if isnan(value):
        return "it is no number"
    if kind.ge is not None and value < kind.ge:
        return f"{value} is too small; {kind.ge} is the least"
    if kind.gt is not None and not value > kind.gt:
        return f"{value} is too small; it must be more than {kind.gt:g}"
    if kind.le is not None and value > kind.le:
        return f"{value} is too large; {kind.le} is the most"
    if kind.lt is not None and not value < kind.lt:
        return f"{value} is too large; it must be less than {kind.lt:g}"
    return None
