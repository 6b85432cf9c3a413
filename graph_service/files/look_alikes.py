"""Nodes of a graph file that a reader takes for one: told, for who wrote the file knows whether they are."""

from collections.abc import Iterable

from graph_service.records.looks import look


def look_alikes(names: Iterable[str]) -> list[str]:
    r"""One line with the first two names that look like one, and how many more do; nothing where none does. Names that differ
    in capital letters only are told apart.

    >>> look_alikes(["Nanjing\u200b", "Nanjing", "nanjing"])
    ["'Nanjing\\u200b' looks like 'Nanjing', and is a node of its own"]
    """
    every = list(dict.fromkeys(names))
    odd = dict.fromkeys(name for name in every if not name.isascii() or " ".join(name.split()) != name)
    if not odd:  # names in plain letters are nearly all there are, and need no second look
        return []
    first: dict[str, str] = {}
    pairs = []
    for name in sorted(every, key=odd.__contains__):
        other = first.setdefault(" ".join(look(name).split()), name)
        if name in odd and other.casefold() != name.casefold():
            pairs.append(f"{_shown(name)} looks like {_shown(other)}")
    more = f"; {len(pairs) - 1} more pair(s)" if len(pairs) > 1 else ""
    return [f"{pairs[0]}, and is a node of its own{more}"] if pairs else []


def _shown(name: str) -> str:
    """The name in quotation marks, with codes for what cannot be seen, or where letters of several scripts are mixed."""
    return repr(name) if not name.isprintable() or look(name) == name.casefold() else ascii(name)
