"""Which countries the lack of an agreement counts in, and which are left out and why."""

from typing import Literal

from msgspec import Struct

from graph_service.answers.common import PlaceReference, reference
from graph_service.metrics.coverage import frame_scope
from graph_service.metrics.denominator import Basis, Reason, denominator_of
from graph_service.metrics.vine import Vine
from graph_service.records.frame import Frame
from graph_service.words.bilingual import Bilingual
from graph_service.words.planning import LEFT_OUT


class LeftOutAnswer(Struct, frozen=True):
    """A country or area that is not counted, and why."""

    place: PlaceReference
    reason: Reason
    text: Bilingual


class DenominatorAnswer(Struct, frozen=True, kw_only=True):
    """What decides which countries count: the diplomatic relations of the home's state on the day, membership in the United
    Nations, a frame that was chosen, or nothing (all). `total` is how many there are, None where a frame was chosen."""

    basis: Basis | Literal["frame"]
    total: int | None
    left_out: tuple[LeftOutAnswer, ...]


def denominator_answer(vine: Vine, frame: Frame | None, *, whole: bool) -> DenominatorAnswer:
    """What an answer says of its denominator."""
    if frame is not None:
        return DenominatorAnswer(basis="frame", total=len(frame_scope(vine, frame).named), left_out=())
    found = denominator_of(vine, whole=whole)
    left_out = tuple(LeftOutAnswer(reference(out.place), out.reason, LEFT_OUT[out.reason]) for out in found.left_out)
    return DenominatorAnswer(basis=found.basis, total=len(found.scope.named), left_out=left_out)
