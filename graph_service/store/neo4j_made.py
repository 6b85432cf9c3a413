"""Names that are made for captions in Neo4j, where a node has none of its own: derived, and no fact.

They are made of what the record itself says, never of names of others, which would be wrong after each renaming.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any, get_args

from graph_service.records.activity import Activity
from graph_service.records.agreement import Agreement, Stage
from graph_service.records.claim import Claim
from graph_service.records.life import latest_step
from graph_service.records.mark import Mark
from graph_service.records.membership import Membership
from graph_service.records.place import Place
from graph_service.records.plan import Plan
from graph_service.records.project import Project
from graph_service.records.target import Target
from graph_service.records.vocabulary import ActivityKind, Grade, MarkState, PlanKind, ProjectKind, StageKind

MADE = "made"  # the `name_language` of such a name
_LONGEST = 100
_Words = Callable[[Any], Iterable[str | None]]
_STEPS: tuple[str, ...] = get_args(StageKind)


def made_name(told: Any) -> str:
    """The name that a record, or a stage, is shown by where it has none.

    >>> made_name(Stage(kind="formal", date="1986-05-08"))
    'formal 1986-05-08'
    """
    words: _Words = _WORDS.get(type(told), _unnamed)
    return _joined(tuple(words(told)))


@lru_cache(maxsize=8_192)
def _joined(words: tuple[str | None, ...]) -> str:
    name = " ".join(word for word in words if word)
    return name if name.isprintable() and len(name) <= _LONGEST else " ".join(name.split())[:_LONGEST]


@lru_cache(maxsize=8_192)
def may_be_made(cls: type, name: str) -> bool:
    """Whether a name may be one that was made for a node of this class, of what it said once; another is one of its own, which
    somebody wrote over that. Of targets and claims nobody can tell, for theirs hold words of documents.

    >>> may_be_made(Agreement, "formal 1986"), may_be_made(Agreement, "Suzhou and Venice")
    (True, False)
    """
    return not name.strip() or cls in (Target, Claim) or _shape(cls).fullmatch(name) is not None


@cache
def _shape(cls: type) -> re.Pattern[str]:
    opening = "|".join(map(_words, _OPENING[cls])) if cls in _OPENING else "unnamed [a-z ]+"
    return re.compile(f"({opening})( [0-9/-]+)?")


def _agreement(told: Agreement) -> Iterator[str | None]:
    last = told.stages[0] if len(told.stages) == 1 else latest_step(told.stages, _STEPS)
    assert last is not None  # there is one at least, and each is of these kinds
    yield last.kind
    yield _years(last.date)


def _target(told: Target) -> Iterator[str | None]:
    yield _words(told.measure)
    least, most = (None if bound is None else f"{bound:.15g}" for bound in (told.minimum, told.maximum))
    if least and most:
        yield least if least == most else f"{least} to {most}"
    else:
        yield f"at least {least}" if least else f"at most {most}"


def _unnamed(told: Any) -> tuple[str, str]:
    return "unnamed", _words(getattr(told, "kind", type(told).__name__.lower()))


def _words(code: str) -> str:
    return code.replace("_", " ")


@lru_cache(maxsize=8_192)
def _years(date: str | None) -> str | None:
    """The year of a date, or both of an interval.

    >>> _years("1994-10-27"), _years("2015-03/2019")
    ('1994', '2015/2019')
    """
    return date and "/".join(dict.fromkeys(end[:4] for end in date.split("/")))


# The words that it opens with, by type, where it does not say that there is none.
_OPENING: Mapping[type, tuple[str, ...]] = MappingProxyType(
    {
        Agreement: _STEPS,
        Membership: ("member", *get_args(Grade)),
        Activity: get_args(ActivityKind),
        Plan: get_args(PlanKind),
        Project: get_args(ProjectKind),
        Mark: get_args(MarkState),
    }
)
# What a name is made of, by type; what is left out of a record is left out of its name.
_WORDS: Mapping[type, _Words] = MappingProxyType(
    {
        Stage: lambda told: (told.kind, told.date),
        Agreement: _agreement,
        Place: lambda told: ("unnamed", told.level),
        Membership: lambda told: (told.grade or "member", _years(told.from_)),
        Activity: lambda told: (_words(told.kind), told.date),
        Plan: lambda told: (_words(told.kind), told.period),
        Project: lambda told: (_words(told.kind), told.period),
        Target: _target,
        Claim: lambda told: (_words(told.measure), told.stated if told.value is None else f"{told.value:.15g}"),
        Mark: lambda told: (told.state, told.day),
    }
)
