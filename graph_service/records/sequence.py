"""Does the life of an agreement make sense? Warnings only: a document may state half of a story, and it is kept as stated."""

from collections.abc import Collection, Iterator
from typing import Literal, NamedTuple

from graph_service.records.agreement import Agreement, Stage
from graph_service.records.dates import span
from graph_service.records.life import RANK, latest_step

WarningCode = Literal[
    "one_sided", "outsider", "unsigned_step", "after_the_end", "nothing_to_resume", "repeated_step", "falling_kind",
    "plan_already_reached", "approved_late",
]  # fmt: skip

# Steps that only a signed agreement can take, and those that interrupt it.
_LATER_LIFE = ("renewal", "suspended", "resumed", "terminated", "dormant")
_BREAKS = ("suspended", "terminated", "dormant")


class LifeWarning(NamedTuple):
    """One thing odd about a life: the rule it breaks and the position, from 0, of the stage that does so."""

    code: WarningCode
    stage: int


class _Moment(NamedTuple):
    """A stage with those surely before it and those surely after."""

    stage: Stage
    before: Collection[Stage]
    after: Collection[Stage]


def life_warnings(agreement: Agreement) -> tuple[LifeWarning, ...]:
    """Everything odd about the order and the sides of an agreement's stages, in stage order.

    A stage counts as before another only where their dates leave no other reading; where one is undated, the order in
    which they are listed decides.
    """
    first = agreement.stages[0]
    if len(agreement.stages) == 1 and first.kind in RANK and first.by is None:
        return ()  # nearly every agreement of the world is one signing: there is no order to be out of
    stages = list(enumerate(agreement.stages))
    found = []
    for here, stage in stages:
        before = [other for there, other in stages if there != here and _precedes((there, other), (here, stage))]
        after = [other for there, other in stages if there != here and _precedes((here, stage), (there, other))]
        codes = _odd(_Moment(stage, before, after), agreement)
        found += [LifeWarning(code, here) for code in codes]
    return tuple(found)


def _odd(moment: _Moment, agreement: Agreement) -> Iterator[WarningCode]:
    yield from _odd_side(moment.stage, agreement.parties)
    yield from _odd_step(moment, agreement.stages)
    yield from _odd_rank(moment)


def _odd_side(stage: Stage, parties: tuple[str, str]) -> Iterator[WarningCode]:
    if stage.by is not None:
        yield "one_sided" if stage.by in parties else "outsider"


def _odd_step(moment: _Moment, stages: Collection[Stage]) -> Iterator[WarningCode]:
    kind, last = moment.stage.kind, latest_step(moment.before, (*_BREAKS, "resumed"))
    if kind in _LATER_LIFE and not any(other.kind in RANK and other not in moment.after for other in stages):
        yield "unsigned_step"
    if kind == "resumed" and (last is None or last.kind == "resumed"):
        yield "nothing_to_resume"
    if last is not None and last.kind == kind in _BREAKS:
        yield "repeated_step"
    elif last is not None and last.kind == "terminated" and kind != "resumed":
        yield "after_the_end"


def _odd_rank(moment: _Moment) -> Iterator[WarningCode]:
    kind, reached = moment.stage.kind, max((RANK[other.kind] for other in moment.before if other.kind in RANK), default=0)
    if kind in ("intent", "exchange") and reached == RANK["formal"]:
        yield "falling_kind"
    if kind == "planned" and moment.stage.aim is not None and RANK[moment.stage.aim] <= reached:
        yield "plan_already_reached"
    if kind == "approval" and reached > RANK["intent"] and not any(other.kind in RANK for other in moment.after):
        yield "approved_late"


def _precedes(one: tuple[int, Stage], other: tuple[int, Stage]) -> bool:
    if one[1].date is None or other[1].date is None:
        return one[0] < other[0]
    return span(one[1].date).last < span(other[1].date).first
