"""Names in the environment that begin as the settings do: settings, what Kubernetes puts there beside them, and mistakes."""

import logging
import re
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache

from pydantic import ValidationError

PREFIX = "GRAPH_SERVICE_"
_LOG = logging.getLogger(__name__)
# What Kubernetes puts into the environment of every container beside a service whose name begins as this one's.
_INJECTED = re.compile(r"(\w+_)?(SERVICE_(HOST|PORT(_\w+)?)|PORT_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)")
_ADDRESS = re.compile(r"(?:tcp|udp|sctp)://\[?(?P<HOST>.*?)\]?:(?P<PORT>\d+)")
# Beside a service called `graph` stand names that are our settings; its address, under this name, tells where they are from.
_GRAPH = "GRAPH_PORT"


def foreign_names(environment: Mapping[str, str], known: Collection[str]) -> tuple[list[str], list[str]]:
    """The names with our prefix that are no settings of ours, without it: those of Kubernetes, told to the log, and mistakes.

    >>> foreign_names({"GRAPH_SERVICE_STROE": "x", "GRAPH_SERVICE_STORE": "x", "HOME": "x"}, ["STORE"])
    ([], ['STROE'])
    """
    injected, mistaken = [], []
    graph = _ADDRESS.match(environment.get(_GRAPH, ""))
    for name, value in sorted(_ours(environment)):
        of_graph = graph is not None and (name.startswith("PORT_") or graph.groupdict().get(name) == value)
        if of_graph or _INJECTED.fullmatch(name) or (name.endswith("PORT") and _ADDRESS.match(value)):
            _warn_of(name)
            injected.append(name)
        elif name not in known:
            mistaken.append(name)
    return injected, mistaken


@lru_cache
def _warn_of(name: str) -> None:
    """Once for each name, however often the settings are read."""
    _LOG.warning("%s%s comes from Kubernetes and is no setting; it is ignored", PREFIX, name)


def nearest(name: str, known: Collection[str]) -> str | None:
    """The setting that is written most like this name, if any is written like it.

    >>> nearest("STROE", ["PORT", "STORE", "HOST"]), nearest("RATE_LIMIT", ["PORT", "STORE", "HOST"])
    ('STORE', None)
    """
    return next(iter(get_close_matches(name, known, 1)), None)


def settings_told(error: ValidationError, known: Collection[str]) -> Iterator[tuple[str, str]]:
    """Each setting that is wrong, by its whole name (`*` where several are together), and what is wrong with it."""
    for wrong in error.errors(include_url=False, include_context=False, include_input=False):
        name, problem = "_".join(map(str, wrong["loc"])).upper(), wrong["msg"].removeprefix("Value error, ")
        if wrong["type"] == "extra_forbidden":
            like = nearest(name, known)
            problem = "no such setting" + (f"; the nearest is {PREFIX}{like}" if like else "")
        yield f"{PREFIX}{name or '*'}", f"{problem}; docs/settings.md lists the settings"


def _ours(environment: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The names with our prefix, without it and in capitals, and their values."""
    for name, value in environment.items():
        if name.upper().startswith(PREFIX):
            yield name.upper().removeprefix(PREFIX), value
