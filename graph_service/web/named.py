"""What a request names: places and countries by id, code or name, in its path or in its query. Handlers are given ids.

A former id is answered by a redirect to what it was merged into, for good. A name or a code is answered at its own address:
what is the name of one place today may be that of two tomorrow, and a redirect that clients remember would go on leading to one.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel

from graph_service.errors import Moved
from graph_service.resolver import id_named, ids_named
from graph_service.snapshot import Snapshot

Q = TypeVar("Q", bound=BaseModel)
NAMES = ("home", "unit", "place", "within", "region", "partner", "owner", "country")  # of parameters of a query
_PLACES_ALONE: Mapping[str, Sequence[str]] = MappingProxyType({})
# Texts of a path, and what they ask for.
IN_PATHS = {
    "home": "home",
    "partner": "region",
    "place_id": "place",
    "place": "place",
    "other": "place",
    "country": "country",
}


def arguments_with_ids(given: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of a handler, with ids in the place of names where it is given a snapshot; errors as `with_ids`."""
    snapshot = next((value for value in given.values() if isinstance(value, Snapshot)), None)
    if snapshot is None:
        return dict(given)
    named = path_with_ids(snapshot, {name: given[name] for name in IN_PATHS if name in given})
    queries = {name: with_ids(snapshot, value) for name, value in given.items() if isinstance(value, BaseModel)}
    return {**given, **named, **queries}


def path_with_ids(snapshot: Snapshot, path: Mapping[str, str]) -> dict[str, str]:
    """The texts of a path with ids in the place of names; errors as `with_ids`."""
    return {name: id_of(snapshot, IN_PATHS[name], text) if name in IN_PATHS else text for name, text in path.items()}


def with_ids(snapshot: Snapshot, query: Q, naming: Mapping[str, Sequence[str]] = _PLACES_ALONE) -> Q:
    """The query with the ids of the places and the codes of the countries that it names. `naming` tells of the types of
    records that more parameters, or the same ones, may name.

    Raises:
        AmbiguousPlace, NotFound, WrongKind: as `resolver.id_named` and `resolver.ids_named`.
        Moved: a former id, unless it is one of several.
    """
    given = vars(query)
    asked = {name: given[name] for name in dict.fromkeys((*NAMES, *naming)) if given.get(name) is not None}
    home = id_of(snapshot, "home", asked["home"]) if isinstance(asked.get("home"), str) else None  # lists may ask by several
    meant = {
        name: _ids_of(snapshot, name, value, naming.get(name, ("places",)))
        if isinstance(value, list)
        else id_of(snapshot, name, value, home)
        for name, value in asked.items()
    }
    return query if meant == asked else query.model_copy(update=meant)


def _ids_of(snapshot: Snapshot, name: str, given: list[str], kinds: Sequence[str]) -> list[str]:
    if len(given) == 1 and (successor := snapshot.network.redirects.get(given[0])) is not None:
        raise Moved(given[0], successor)
    return list(ids_named(snapshot, name, given, kinds))


def id_of(snapshot: Snapshot, name: str, given: str, home: str | None = None) -> str:
    """The id, or for a country the code, that a parameter of this name asks for; errors as `with_ids`."""
    if (successor := snapshot.network.redirects.get(given)) is not None:
        raise Moved(given, successor)
    if name != "country" and snapshot.network.find(given) is not None:
        return given  # that of an organisation too, where one may be asked for
    return id_named(snapshot, name, given, home)
