"""The sister-city relationship graph: stems, grapes and partner gaps of local governments. 友好城市关系图谱。

    >>> import graph_service as gs
    >>> net = gs.open("seeds/")                      # files; without an argument the store of the settings
    >>> jiangsu = net.home("江苏省")                  # by id, code or name in any language
    >>> bare = jiangsu.gaps(type="bare_stem", as_of="2026-11-28")
    >>> [item["place"]["names"]["en"] for item in bare.to_dicts()][:2]
    ['Fukuoka Prefecture', 'Alsace']

A question answers with an `Answer`: it shows itself as a table, and gives `.to_pandas()`, `.to_csv(path)`, `.to_xlsx(path)`,
`.to_dicts()`. Each question of a home (`clusters`, `gaps`, `coverage`, `growth` …) is a method of `Home`, every question one of
`Register`; `help(gs.Home.gaps)` names its words. `register.place("南京").network(depth=2)` and `register.cluster("江苏省",
"全罗北道")` show their pictures, and save them as one page that opens without a network.
"""

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph_service.errors import AmbiguousPlace, BadRequest, NotFound, ServiceError
    from graph_service.front import Answer, Home, Place, Register, open  # noqa: A004  # as other libraries call it

__version__ = version("sister-city-graph")
__all__ = ["AmbiguousPlace", "Answer", "BadRequest", "Home", "NotFound", "Place", "Register", "ServiceError", "open"]
_ERRORS = ("AmbiguousPlace", "BadRequest", "NotFound", "ServiceError")


def __getattr__(name: str) -> Any:
    """What the front door offers, imported when it is asked for: the processes of the service need none of it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("graph_service.errors" if name in _ERRORS else "graph_service.front"), name)


def __dir__() -> list[str]:
    return sorted((*__all__, "__doc__", "__version__"))
