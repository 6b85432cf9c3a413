"""What is named in a question: places and countries by id, code or name. Every door asks by their ids, and does so before
anything else, so that of several faults each door tells the same one."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TypeVar

from pydantic import BaseModel

from graph_service.resolver import id_named, ids_named
from graph_service.snapshot import Snapshot

Q = TypeVar("Q", bound=BaseModel)
NAMES = (
    "home",
    "unit",
    "place",
    "within",
    "region",
    "partner",
    "with_partner_of",
    "partner_of_home",
    "among_partners_of",
    "owner",
    "country",
)  # of parameters of a query
PLACES_ALONE: Mapping[str, Sequence[str]] = MappingProxyType({})
# Texts of a path, and what they ask for.
IN_PATHS = {
    "home": "home",
    "partner": "region",
    "place_id": "place",
    "place": "place",
    "other": "place",
    "country": "country",
}


def with_ids(snapshot: Snapshot, ask: Q, naming: Mapping[str, Sequence[str]] = PLACES_ALONE, in_path: Sequence[str] = ()) -> Q:
    """The question with the ids of the places and the codes of the countries that it names. `naming` tells of the types of
    records that more parameters, or the same ones, may name; those of `in_path` come first, and ask as texts of a path do.

    Raises:
        AmbiguousPlace, NotFound, WrongKind: as `resolver.id_named` and `resolver.ids_named`.
        BadRequest: the unit does not lie in the home.
    """
    given = vars(ask)
    wanted = {name: IN_PATHS[name] for name in in_path if name in IN_PATHS}
    wanted |= {name: name for name in (*NAMES, *naming) if name not in wanted}
    meant: dict[str, str | list[str]] = {}
    for name, sought in wanted.items():
        value = given.get(name)
        if isinstance(value, list):
            meant[name] = list(ids_named(snapshot, name, value, naming.get(name, ("places",))))
        elif value is not None:
            home = meant.get("home")
            meant[name] = id_named(snapshot, sought, value, home if isinstance(home, str) else None)  # lists may ask by several
    return ask if all(given[name] == value for name, value in meant.items()) else ask.model_copy(update=meant)
