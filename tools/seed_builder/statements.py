"""Statements of one pair become the stages of one agreement: what agrees is joined, what contradicts is told.

A statement that is finer and agrees replaces the coarser one. Where two differ, the more trusted stands, else the first; the
other is told in a note, and both stay as claims. A lesser class with an earlier date is an earlier stage.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from graph_service.records.dates import span
from tools.seed_builder.documents import documents
from tools.seed_builder.inputs import Row

KINDS = {"sister": "formal", "friendly-exchange": "exchange", "intent": "intent", "": "unclassified"}
_RISING = ("intent", "exchange", "formal")
_TRUST = {"low": 1, "": 2, "medium": 2, "high": 3}
# What the later sets begin a note with, to tell how a row stands to the sets before it.
_MARK = re.compile(r"^\[[a-z ]+\]\s*|(?:; )?known before:.*$")
_INFERRED = re.compile(r"infer|\bapproval\b|approved \d|approved by CPAFFC in|weekday|the year from", re.IGNORECASE)
_ANNIVERSARY = re.compile(r"anniversar|周年|週年", re.IGNORECASE)
_UNFIT_IN_STAGES = str.maketrans({"(": "", ")": "", ";": ","})


class Statement(NamedTuple):
    """What one row says of a pair: its class, its date if it has one, and from which words an inferred date follows."""

    kind: str
    date: str
    inferred: str
    trust: int
    source: str


def read(row: Row) -> Statement:
    """The statement of a row of pairs."""
    words = remark(row["note"])
    year = len(row["signed"]) == len("1988")
    inferred = bool(row["signed"]) and bool(_INFERRED.search(words) or (year and _ANNIVERSARY.search(words)))
    return Statement(
        KINDS[row["kind"]],
        row["signed"],
        words if inferred else "",
        _TRUST[row["confidence"]],
        "; ".join(documents(row["source"])),
    )


def remark(note: str) -> str:
    """A note without the marks that only compare sets of data.

    >>> remark("[date differs] CLAIR whole entry; known before: 2008 kind sister")
    'CLAIR whole entry'
    """
    return _MARK.sub("", _MARK.sub("", note)).strip()


def stages(statements: Sequence[Statement], ending: str = "") -> str:
    """The cell of stages that the statements make together."""
    told = [_cell(statement) for statement in _stages(statements)]
    return "; ".join([*told, *([ending] if ending else [])])


def doubts(statements: Sequence[Statement]) -> Iterator[str]:
    """A note for every class or date that another statement stands against."""
    kept = _stages(statements)
    for statement in statements:
        same = [stage for stage in kept if stage.kind == statement.kind or "unclassified" in (stage.kind, statement.kind)]
        if not any(_agree(stage.date, statement.date) for stage in same):
            said = " ".join(word for word in (statement.kind.replace("unclassified", ""), statement.date) if word)
            yield f"another source says {said}: {statement.source}"


def _stages(statements: Sequence[Statement]) -> list[Statement]:
    classes = {statement.kind for statement in statements} - {"unclassified"}
    if len(classes) <= 1:
        kind = next(iter(classes), "unclassified")
        return [_best(kind, statements)]
    best = [_best(kind, [one for one in statements if one.kind == kind]) for kind in _RISING if kind in classes]
    kept = best[0]
    rising = [kept]
    for higher in best[1:]:
        if kept.date and higher.date and span(kept.date).last < span(higher.date).first:
            rising.append(higher)
        elif _stands(kept, higher, statements):
            continue
        else:
            rising[-1] = higher
        kept = rising[-1]
    return rising


def _stands(lesser: Statement, higher: Statement, statements: Sequence[Statement]) -> bool:
    """Whether the lesser class stands where two classes contradict each other: the more trusted, else the first told. A
    lesser step after a higher one lowers nothing."""
    if lesser.date and higher.date and span(higher.date).last < span(lesser.date).first:
        return False
    if lesser.trust != higher.trust:
        return lesser.trust > higher.trust
    first = next(one for one in statements if one.kind in (lesser.kind, higher.kind))
    return first.kind == lesser.kind


def _best(kind: str, statements: Iterable[Statement]) -> Statement:
    best: Statement | None = None
    for one in statements:
        if best is None or (one.date and (not best.date or _better(one, best))):
            best = one
    if best is None:
        raise ValueError("a pair without a statement has no stage")
    return best._replace(kind=kind)


def _better(one: Statement, best: Statement) -> bool:
    if _agree(best.date, one.date):
        return len(one.date) > len(best.date) or (len(one.date) == len(best.date) and bool(best.inferred) and not one.inferred)
    return (not one.inferred, one.trust) > (not best.inferred, best.trust)


def _agree(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _cell(statement: Statement) -> str:
    words = f"({statement.inferred.translate(_UNFIT_IN_STAGES)})" if statement.inferred else ""
    parts = (statement.kind, statement.date, "inferred" if statement.inferred else "", words)
    return " ".join(part for part in parts if part)
