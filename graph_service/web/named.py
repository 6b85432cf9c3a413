"""What a request names: places and countries by id, code or name, in its path or in its query. Handlers are given ids.

A former id is answered by a redirect to what it was merged into, for good. A name or a code is answered at its own address:
what is the name of one place today may be that of two tomorrow, and a redirect that clients remember would go on leading to one.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel

from graph_service.errors import Moved
from graph_service.questions import named
from graph_service.questions.named import IN_PATHS, PLACES_ALONE
from graph_service.resolver import id_named
from graph_service.snapshot import Snapshot

Q = TypeVar("Q", bound=BaseModel)


def arguments_with_ids(given: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of a handler, with ids in the place of names where it is given a snapshot; errors as `with_ids`."""
    snapshot = next((value for value in given.values() if isinstance(value, Snapshot)), None)
    if snapshot is None:
        return dict(given)
    in_path = path_with_ids(snapshot, {name: given[name] for name in IN_PATHS if name in given})
    queries = {name: with_ids(snapshot, value) for name, value in given.items() if isinstance(value, BaseModel)}
    return {**given, **in_path, **queries}


def path_with_ids(snapshot: Snapshot, path: Mapping[str, str]) -> dict[str, str]:
    """The texts of a path with ids in the place of names; errors as `with_ids`."""
    return {name: id_of(snapshot, IN_PATHS[name], text) if name in IN_PATHS else text for name, text in path.items()}


def with_ids(snapshot: Snapshot, query: Q, naming: Mapping[str, Sequence[str]] = PLACES_ALONE, in_path: Sequence[str] = ()) -> Q:
    """The query by ids; parameters and errors as `questions.named.with_ids`.

    Raises:
        Moved: a former id, unless it is one of several.
    """
    found = named.with_ids(snapshot, query, naming, in_path)
    for name, value in vars(found).items():
        given = getattr(query, name)
        if given != value and isinstance(value, str | list):
            _refuse_former(snapshot, given, value)
    return found


def id_of(snapshot: Snapshot, name: str, given: str) -> str:
    """The id, or for a country the code, that a text of this name asks for; errors as `with_ids`."""
    found = id_named(snapshot, name, given)
    _refuse_former(snapshot, given, found)
    return found


def _refuse_former(snapshot: Snapshot, given: str | list[str], found: str | list[str]) -> None:
    """Errors as `with_ids`."""
    (former, *more), (now, *_) = ([text] if isinstance(text, str) else text for text in (given, found))
    if not more and snapshot.network.redirects.get(former) == now:
        raise Moved(former, now)
