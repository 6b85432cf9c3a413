"""The schemas of answers for OpenAPI, made of their types: msgspec's, with what it leaves out."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from msgspec import Struct, inspect

TEMPLATE = "#/components/schemas/{name}"
Schema = dict[str, Any]


def schemas_of(given: Iterable[type[Struct]], sent: Iterable[type[Struct]]) -> dict[str, Schema]:
    """The schemas of the documents that are given and of those that are sent to us, with all that they hold, by name.

    Fields that hold closed words by name (`counts`) list the words, and lists of a fixed length are told by `minItems` and
    `maxItems`, which every reader understands. Only what is sent has defaults: in an answer a field that is not required may
    be left out, and generators of clients take one with a default for one that is always there.
    """
    types = sorted({*given, *sent}, key=lambda document: document.__name__)
    _, found = msgspec.json.schema_components(types, ref_template=TEMPLATE)
    for struct in structs_in(types):
        properties = found[struct.cls.__name__].get("properties", {})
        for field in struct.fields:
            _name_the_words(field.type, properties[field.encode_name])
    with_defaults = {struct.cls.__name__ for struct in structs_in(sent)}
    for name, schema in found.items():
        for part in parts_of(schema):
            _fix_the_length(part)
            if name not in with_defaults:
                part.pop("default", None)
    return msgspec.json.decode(msgspec.json.encode(found), type=dict[str, Schema])  # defaults are tuples, which JSON has not


def structs_in(documents: Iterable[type[Struct]]) -> Iterator[inspect.StructType]:
    """Every record that these documents are or hold, each once."""
    seen: set[type] = set()
    waiting: list[inspect.Type] = list(inspect.multi_type_info(documents))
    while waiting:
        kind = waiting.pop()
        if isinstance(kind, inspect.StructType):
            if kind.cls not in seen:
                seen.add(kind.cls)
                yield kind
                waiting += [field.type for field in kind.fields]
        else:
            waiting += _inside(kind)


def _inside(kind: inspect.Type) -> tuple[inspect.Type, ...]:
    """The types that a type is made of, unless it is a record."""
    match kind:
        case inspect.UnionType(types=types) | inspect.TupleType(item_types=types):
            return types
        case inspect.DictType(key_type=key, value_type=value):
            return (key, value)
        case inspect.CollectionType(item_type=item):
            return (item,)
        case inspect.Metadata(type=inner):
            return (inner,)
    return ()


def parts_of(document: Any) -> Iterator[Schema]:
    """Every mapping in a part of the document, outer ones first."""
    if isinstance(document, dict):
        yield document
        document = list(document.values())
    if isinstance(document, list):
        for part in document:
            yield from parts_of(part)


def _name_the_words(kind: inspect.Type, schema: Schema) -> None:
    match kind:
        case inspect.Metadata(type=inner):
            _name_the_words(inner, schema)
        case inspect.UnionType(types=types):
            for part, described in zip(types, schema.get("anyOf", ()), strict=False):
                _name_the_words(part, described)
        case inspect.DictType(key_type=key, value_type=value):
            if isinstance(key, inspect.LiteralType):
                schema["propertyNames"] = {"enum": list(key.values)}
            if isinstance(schema.get("additionalProperties"), dict):
                _name_the_words(value, schema["additionalProperties"])
        case inspect.CollectionType(item_type=item):
            _name_the_words(item, schema["items"])


def _fix_the_length(schema: Schema) -> None:
    """`items: false` is of JSON Schema, and few readers of OpenAPI know it."""
    if schema.get("items") is False:
        parts = schema.pop("prefixItems")
        kinds = [kind for position, kind in enumerate(parts) if kind not in parts[:position]]
        schema["items"] = kinds[0] if len(kinds) == 1 else {"anyOf": kinds}
