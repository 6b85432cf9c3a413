"""XML as text: what GraphML and GEXF write alike."""

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from graph_service.formats.graph import Value

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
_NAMED = {"\r": "&#13;"}


def tag(name: str, attributes: Mapping[str, str | None], close: str = "/") -> str:
    """A tag with those attributes that are not None; `close` is empty where something is to stand inside."""
    given = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items() if value is not None)
    return f"<{name}{given}{close}>"


def element(name: str, attributes: Mapping[str, str | None], text: str) -> str:
    """An element that holds text. A carriage return is named, as readers take a plain one for a line feed."""
    return f"{tag(name, attributes, '')}{escape(text, _NAMED)}</{name}>"


def lexical(value: Value) -> str:
    """A value as XML Schema spells it."""
    return str(value).lower() if isinstance(value, bool) else str(value)
