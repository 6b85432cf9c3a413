"""The fields of a list's items, by paths such as `names.en`: found in their types, read from items, cut out of documents."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct

from graph_service.errors import BadRequest
from graph_service.search.readings import as_read

Tree = Mapping[str, "Tree"]  # which members of an object to give; an empty one gives all


@dataclass(frozen=True, slots=True)
class Field:
    """A field by its path. `shape` is what it holds: one value, several, or an object with fields of its own."""

    path: str
    shape: Literal["value", "list", "object"]
    read: Callable[[Any], Any]

    def order(self, row: Any) -> Any:
        """What rows are sorted by: a name as names of its language are, any other value itself."""
        value = self.read(row)
        return as_read(value) if isinstance(value, str) and self.path.endswith((".zh", ".en")) else value


def item_of(answer: type[Struct]) -> type[Struct]:
    """The type of the items of a list.

    Raises:
        TypeError: the answer is no list of structs.
    """
    found = next(structs_in(get_type_hints(answer)["items"]), None)
    if found is None:
        raise TypeError(f"{answer.__name__}.items holds no structs")
    return found


def field_of(item: type[Struct], path: str, parameter: str) -> Field:
    """The field that a path names.

    Raises:
        BadRequest: there is none; said of the parameter.
    """
    kind: Any = item
    steps, several = list[Callable[[Any], Any]](), False
    names = path.split(".")
    for place, name in enumerate(names):
        members = {field.encode_name: field for struct in structs_in(kind) for field in msgspec.structs.fields(struct)}
        several = several or _is_list(kind)
        if _is_mapping(kind):
            kind, step = get_args(_plain(kind))[1], _member(name)
        elif name in members:
            kind, step = members[name].type, _attribute(members[name].name)
        else:
            known = ", ".join(members) or "no fields of its own"
            raise BadRequest(parameter, f"there is no field {path!r}; {'.'.join(names[:place]) or 'an item'} has {known}")
        steps.append(step)
    shape: Literal["value", "list", "object"] = "value"
    if _is_mapping(kind) or any(structs_in(kind)):
        shape = "object"
    elif several or _is_list(kind):
        shape = "list"
    return Field(path, shape, _chain(steps))


def tree_of(paths: tuple[str, ...]) -> Tree:
    """The paths as the members they name.

    >>> tree_of(("id", "names.en", "names.zh"))
    {'id': {}, 'names': {'en': {}, 'zh': {}}}
    """
    tree: dict[str, Any] = {}
    for path in paths:
        at = tree
        for name in path.split("."):
            at = at.setdefault(name, {})
    return tree


def cut_out(value: Any, tree: Tree) -> Any:
    """A part of a document with the members of this tree alone, in its order."""
    if not tree:
        return value
    if isinstance(value, list | tuple):
        return [cut_out(part, tree) for part in value]
    if isinstance(value, dict):
        return {name: cut_out(value[name], below) for name, below in tree.items() if name in value}
    return value


def _attribute(name: str) -> Callable[[Any], Any]:
    return lambda value: getattr(value, name, None)


def _member(name: str) -> Callable[[Any], Any]:
    return lambda value: value.get(name)


def _chain(steps: list[Callable[[Any], Any]]) -> Callable[[Any], Any]:
    if len(steps) == 1:
        return steps[0]

    def read(value: Any) -> Any:
        for step in steps:
            value = [step(part) for part in value] if isinstance(value, list | tuple) else None if value is None else step(value)
        return value

    return read


def structs_in(kind: Any) -> Iterator[type[Struct]]:
    """The structs that a value of this type may be or hold, as a list or as what may be missing."""
    plain = _plain(kind)
    if isinstance(plain, type) and issubclass(plain, Struct):
        yield plain
    elif not _is_mapping(plain):
        for part in get_args(plain):
            yield from structs_in(part)


def _is_list(kind: Any) -> bool:
    return get_origin(_plain(kind)) in (tuple, list, frozenset, set)


def _is_mapping(kind: Any) -> bool:
    origin = get_origin(_plain(kind))
    return isinstance(origin, type) and issubclass(origin, Mapping)


def _plain(kind: Any) -> Any:
    """A type without what is told about it and without None."""
    kind = getattr(kind, "__value__", kind)
    if hasattr(kind, "__metadata__"):
        kind = kind.__origin__
    parts = [part for part in get_args(kind) if part is not NoneType]
    return _plain(parts[0]) if len(parts) == 1 and len(get_args(kind)) == 2 and NoneType in get_args(kind) else kind
