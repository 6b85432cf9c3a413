"""The agreements of a scenario as part of its answer: what each would be to the home."""

from msgspec import Struct, field

from graph_service.answers.common import PlaceReference, reference
from graph_service.metrics.ties import GrapeClass, Role
from graph_service.metrics.vine import Vine
from graph_service.planning.candidates.cautions import Caution, cautions
from graph_service.planning.scenario import Scenario, id_of
from graph_service.records.agreement import Agreement
from graph_service.records.life import ENDED
from graph_service.records.vocabulary import AgreementKind
from graph_service.words.agreements import KINDS
from graph_service.words.bilingual import Bilingual
from graph_service.words.days import said


class SupposedAgreement(Struct, frozen=True, kw_only=True):
    """One agreement of the scenario and what it would be to the home. `counted` says whether it is among the effective
    ones at the date; where it is not, `why_not` says why. `new` tells a tie from a further stage of one on record."""

    id: str
    unit: PlaceReference
    partner: PlaceReference
    kind: AgreementKind
    signed: str | None
    new: bool
    counted: bool
    why_not: Bilingual | None
    tier: int
    role: Role | None
    grape_class: GrapeClass | None = field(name="class")
    stem: str | None
    warnings: tuple[Caution, ...]


def supposed_agreements(before: Vine, after: Vine, scenario: Scenario) -> tuple[SupposedAgreement, ...]:
    """The agreements of a scenario, in its order, as they would stand."""
    ties = {tie.agreement.id: tie for tie in after.ties.effective}
    table = before.snapshot.network.table(Agreement)
    items = []
    for hypothesis in scenario.agreements:
        found = id_of(before.snapshot, hypothesis)
        unit, partner = before.snapshot.places[hypothesis.unit], before.snapshot.places[hypothesis.partner]
        tie = ties.get(found)
        items.append(
            SupposedAgreement(
                id=found,
                unit=reference(unit),
                partner=reference(partner),
                kind=hypothesis.kind,
                signed=hypothesis.signed,
                new=found not in table,
                counted=tie is not None,
                why_not=None if tie else _why_not(after, found),
                tier=before.home.tiers[unit.id],
                role=tie.role if tie else None,
                grape_class=tie.grape_class if tie else None,
                stem=tie.stem if tie else None,
                warnings=cautions(before, unit, partner),
            )
        )
    return tuple(items)


def _why_not(after: Vine, agreement_id: str) -> Bilingual:
    selection, agreement = after.selection, after.snapshot.network.table(Agreement)[agreement_id]
    found = selection.standing(after.snapshot, agreement)
    if found is not None and found.kind is not None and found.kind not in selection.kinds:
        return Bilingual(f"类别“{KINDS[found.kind].zh}”不在口径之内", f"its kind {found.kind} is not among those that count")
    if found is not None and found.status in ENDED:
        return Bilingual("已被结束", "it is ended")
    day = said(selection.as_of)
    return Bilingual(f"到{day.zh}尚未确定签署", f"it is not surely signed by {day.en}, or gives way to another")
