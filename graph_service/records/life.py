"""How an agreement stands at a date: its kind, its status, since when, and how surely."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple, get_args

from graph_service.records.agreement import Agreement, Stage
from graph_service.records.dates import Certainty, happened_by, span
from graph_service.records.vocabulary import AgreementKind, Status

# The highest signed step gives the kind; `unclassified` yields to a step whose class is told.
RANK: dict[str, int] = {"intent": 1, "unclassified": 2, "exchange": 3, "formal": 4}
KINDS: frozenset[AgreementKind] = frozenset(get_args(AgreementKind))
_STATUS: dict[str, Status] = {
    "planned": "planned",
    "suspended": "suspended",
    "resumed": "active",
    "terminated": "terminated",
    "dormant": "dormant",
}
_SIGNED_STATUS = _STATUS.keys() - {"planned"}
EFFECTIVE: frozenset[Status] = frozenset(("active", "dormant"))
ENDED: tuple[Status, ...] = ("suspended", "terminated")  # what had begun and is not in effect


class Standing(NamedTuple):
    """An agreement at a date. `since` is the stage that gave its kind; `certainty` is POSSIBLY where its only signing,
    or its end, lies in a span of days that straddles the date. Status None: nothing had happened yet. `likely` is the highest
    kind that may have been signed: above `kind` where an upgrade straddles the date. `aim` is the kind that the last listed
    plan aims at, of those that may have been made; None also where nothing is told of it."""

    kind: AgreementKind | None
    status: Status | None
    since: Stage | None
    certainty: Certainty
    likely: AgreementKind | None
    aim: AgreementKind | None = None

    @property
    def effective(self) -> bool:
        """Whether it surely stands: signed, and active or dormant."""
        return self.status in EFFECTIVE and self.certainty is Certainty.SURELY

    @property
    def beside_as(self) -> str:
        """What an agreement is said to be beside a count: its status where it is not in effect, `possibly` where it only may be,
        else its kind."""
        if self.status not in EFFECTIVE:
            return str(self.status)
        return str(self.kind) if self.effective else "possibly"

    @property
    def dated(self) -> bool:
        """Whether the day of the stage that gave its kind is on record."""
        return self.since is not None and self.since.date is not None


def standing(agreement: Agreement, as_of: date) -> Standing:
    """How an agreement stands at the end of the day `as_of`.

    Undated stages count as having happened. Kind None with status planned is a tie in the making.
    """
    first = agreement.stages[0]
    if len(agreement.stages) == 1 and first.kind in RANK and happened_by(first.date, as_of) is Certainty.SURELY:
        # Nearly every agreement of the world is one signing.
        return Standing(first.kind, "active", first, Certainty.SURELY, first.kind)  # type: ignore[arg-type]  # as below
    known = [(stage, happened_by(stage.date, as_of)) for stage in agreement.stages]
    sure = [stage for stage, when in known if when is Certainty.SURELY]
    likely = [stage for stage, when in known if when is not Certainty.NO]
    perhaps = _signed(likely)
    signed, certainty = _signed(sure), Certainty.SURELY
    if signed is None and (signed := perhaps) is not None:
        certainty = Certainty.POSSIBLY
    status = _status(sure, signed)
    if status in EFFECTIVE and _status(likely, signed) not in EFFECTIVE:
        certainty = Certainty.POSSIBLY
    kind, highest = (stage.kind if stage else None for stage in (signed, perhaps))
    return Standing(kind, status, signed, certainty, highest, _aim(likely))  # type: ignore[arg-type]  # RANK holds agreement kinds only


def _aim(stages: list[Stage]) -> AgreementKind | None:
    return next((stage.aim for stage in reversed(stages) if stage.kind == "planned"), None)


def _signed(stages: list[Stage]) -> Stage | None:
    """The first step of the highest kind among these."""
    ranked = [stage for stage in stages if stage.kind in RANK]
    if not ranked:
        return None
    top = max(RANK[stage.kind] for stage in ranked)
    return min((stage for stage in ranked if RANK[stage.kind] == top), key=_moment)


def _status(stages: list[Stage], signed: Stage | None) -> Status | None:
    # Signing carries a plan out.
    step = latest_step(stages, _SIGNED_STATUS if signed else _STATUS)
    if step is None:
        return "active" if signed else "planned" if stages else None  # a first contact is a plan in the making
    return _STATUS[step.kind]


def latest_step(stages: Iterable[Stage], kinds: Collection[str]) -> Stage | None:
    """The latest stage of these kinds, or None: of steps at one moment the one listed last, an undated one before all."""
    steps = [stage for stage in stages if stage.kind in kinds]
    return max(reversed(steps), key=_moment, default=None)  # max keeps the first it meets


def _moment(stage: Stage) -> tuple[date, int]:
    """Sorting key in time; an undated step is taken as the latest word on its agreement."""
    return (span(stage.date).last if stage.date else date.max, stage.order or 0)


def document_rank(stages: Iterable[Stage]) -> int:
    """How well the signing of an agreement is documented, 0 to 3: 2 for a stated kind, 1 for a date."""
    signings = [stage for stage in stages if stage.kind in RANK]
    told = any(stage.kind != "unclassified" for stage in signings)
    return 2 * told + any(stage.date is not None for stage in signings)
