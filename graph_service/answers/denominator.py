"""Which countries the lack of an agreement counts in, and which are left out and why."""

from typing import Literal

from msgspec import Struct

from graph_service.answers.common import PlaceReference, reference
from graph_service.domain.frame import Frame
from graph_service.metrics.coverage import frame_scope
from graph_service.metrics.denominator import Basis, Reason, denominator_of
from graph_service.metrics.vine import Vine
from graph_service.words.bilingual import Bilingual

_REASONS = {
    "no_relations": Bilingual("在册无外交关系", "no diplomatic relations on record"),
    "no_member": Bilingual("不是联合国会员国", "no member state of the United Nations"),
    "area": Bilingual("本国地区，另列", "an area of the home's own state, told apart"),
    "area_of_another": Bilingual("另一国家的地区，不是国家", "an area of another state, no state itself"),
}


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
    left_out = tuple(LeftOutAnswer(reference(out.place), out.reason, _REASONS[out.reason]) for out in found.left_out)
    return DenominatorAnswer(basis=found.basis, total=len(found.scope.named), left_out=left_out)
