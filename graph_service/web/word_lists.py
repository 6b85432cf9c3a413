"""Closed words in the OpenAPI document: a list that many fields and parameters share is described once, with its labels."""

from collections.abc import Mapping

from graph_service.web.schemas import TEMPLATE, Schema, parts_of
from graph_service.words.bilingual import Bilingual
from graph_service.words.lists import WORD_LISTS

_NAMES = {frozenset(labels): name for name, labels in WORD_LISTS.items()}


def share_word_lists(document: Schema) -> None:
    """Let each list of words that `WORD_LISTS` knows stand once among the schemas, and lead there from where it is used."""
    for part in parts_of(document):
        _join(part)
        name = _NAMES.get(frozenset(part["enum"])) if isinstance(part.get("enum"), list) else None
        if name is not None:
            for key in ("enum", "type", "title"):
                part.pop(key, None)
            part["$ref"] = TEMPLATE.format(name=name)
    document["components"]["schemas"].update({name: _list_of(name, labels) for name, labels in WORD_LISTS.items()})


def _join(part: Schema) -> None:
    """Two lists for the same field that are one known list together are told as that."""
    lists = [kind for kind in part.get("anyOf", ()) if "enum" in kind]
    words = [word for kind in lists for word in kind["enum"]]
    if len(lists) > 1 and frozenset(words) in _NAMES:
        others = [kind for kind in part.pop("anyOf") if "enum" not in kind]
        part.update({"anyOf": [{"enum": words}, *others]} if others else {"enum": words})


def _list_of(name: str, labels: Mapping[str, Bilingual]) -> Schema:
    told = "; ".join(f"`{word}` {label.zh} {label.en}" for word, label in labels.items())
    return {"title": name, "type": "string", "enum": list(labels), "description": told}
