"""Records of every type for property tests, drawn from the types themselves: a new field or type needs nothing here.

Texts are such as files keep: white space around them, control characters and empty texts are left out.
"""

from datetime import date
from functools import cache, partial
from typing import Any
from unicodedata import normalize

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from msgspec import inspect

from graph_service.records.agreement import Stage
from graph_service.records.base import ID_PATTERN, Names, Record
from graph_service.records.claim import Claim
from graph_service.records.mark import Mark
from graph_service.records.place import COUNTRY_PATTERN, Place
from graph_service.records.target import Target

_AWKWARD = st.sampled_from(["a|b", "|", "\\", "a\\|b|", 'say "so"', "a,b;c", "two\nlines", "null", "None", "是", "=1+1", "(x)"])
_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=12)


def texts() -> SearchStrategy[str]:
    """Texts with nothing to strip, awkward ones among them, composed as every file is when it is read (NFC)."""
    return (_AWKWARD | _TEXT).map(partial(normalize, "NFC")).filter(lambda text: text.strip() == text)


def ids() -> SearchStrategy[str]:
    """Record ids."""
    return st.from_regex(r"[a-zA-Z0-9:.~_é州-]{1,8}", fullmatch=True)


def countries() -> SearchStrategy[str]:
    """Codes of countries."""
    return st.sampled_from(("CN", "CH", "NL"))


_PATTERNS = {ID_PATTERN: ids, COUNTRY_PATTERN: countries}


@cache
def dates() -> SearchStrategy[str]:
    """Date texts of every precision, intervals included."""
    days = st.dates(date(1950, 1, 1), date(2030, 12, 31)).map(str)
    single = st.builds(lambda day, length: day[:length], days, st.sampled_from((4, 7, 10)))
    interval = st.builds(lambda one, other: "/".join(sorted((one, other))), days, days)
    return single | interval


@cache
def stages() -> SearchStrategy[Stage]:
    """Stages of every kind; parentheses inside a note would come back full-width."""
    kinds = inspect.type_info(Stage).fields[0].type
    notes = texts().filter(lambda text: not set(text) & set("()"))
    return st.builds(
        lambda kind, aim, **more: Stage(kind=kind, aim=aim if kind == "planned" else None, **more),
        kind=_values(kinds),
        aim=st.none() | st.sampled_from(("exchange", "formal")),
        date=st.none() | dates(),
        basis=st.sampled_from(("stated", "inferred")),
        order=st.none() | st.integers(0, 20),
        by=st.none() | ids(),
        note=st.none() | notes,
    )


@cache
def records(cls: type[Record]) -> SearchStrategy[Any]:
    """Sound records of one type, of layer `home`."""
    described = inspect.type_info(cls)
    assert isinstance(described, inspect.StructType)
    parts = {field.name: _field(cls, field) for field in described.fields if field.name != "layer"}
    return st.fixed_dictionaries(parts).map(lambda found: cls(layer="home", **_sound(cls, found)))


def _field(cls: type[Record], field: inspect.Field) -> SearchStrategy[Any]:
    if field.name in cls.DATES:
        return st.none() | dates()
    return _values(field.type)


def _values(kind: inspect.Type) -> SearchStrategy[Any]:  # noqa: C901, PLR0911, PLR0912  # one case for each kind of type
    match kind:
        case inspect.Metadata():
            pattern = (kind.extra_json_schema or {}).get("pattern")
            return _PATTERNS[pattern]() if pattern else _values(kind.type)
        case inspect.UnionType():
            return st.one_of(*map(_values, kind.types))
        case inspect.NoneType():
            return st.none()
        case inspect.BoolType():
            return st.booleans()
        case inspect.LiteralType():
            return st.sampled_from(kind.values)
        case inspect.StrType():
            return texts()
        case inspect.IntType():
            return st.integers(kind.ge or 0, kind.le or 10**9)
        case inspect.FloatType():
            return st.floats(kind.ge, kind.le) if kind.ge is not None else st.floats(-1e15, 1e15)
        case inspect.TupleType():
            return st.tuples(*map(_values, kind.item_types))
        case inspect.VarTupleType() if isinstance(kind.item_type, inspect.StructType) and kind.item_type.cls is Stage:
            return st.lists(stages(), min_size=1, max_size=4).map(tuple)
        case inspect.VarTupleType():
            return st.lists(_values(kind.item_type), min_size=kind.min_length or 0, max_size=3).map(tuple)
        case inspect.StructType() if kind.cls is Names:
            one = texts().filter(lambda text: "\n" not in text)
            return st.builds(Names, *[st.none() | one] * 3, aliases=st.lists(one, max_size=3).map(tuple))
        case inspect.StructType():
            return st.builds(kind.cls, **{field.name: _values(field.type) for field in kind.fields})
    raise AssertionError(f"tests cannot draw a {kind}")


def _sound(cls: type[Record], found: dict[str, Any]) -> dict[str, Any]:
    """What the types leave open and the records themselves refuse, set right."""
    if cls is Place:
        found["area_of"] = found["area_of"] and "FR"
        found["alternates"] = tuple(name for name in found["alternates"] if "\n" not in name)  # names stand on a line
        found["levels"] = found["levels"] and (found["level"], *found["levels"])
        if found["lon"] is None:
            found["lat"] = None
        elif found["lat"] is None:
            found["lat"] = 0.0
    if cls is Target:
        lower, upper = found["minimum"], found["maximum"]
        found["minimum"] = upper if lower is None or (upper is not None and upper < lower) else lower
        found["maximum"] = lower if upper is None or (lower is not None and upper < lower) else upper
        if found["minimum"] is None:
            found["minimum"] = 1.0
    if cls is Mark:
        found["who"] = " ".join(found["who"].split("\n"))  # a name stands on a line
    if cls is Claim and found["value"] is None and found["stated"] is None:
        found["value"] = 95.0
    return found
