"""What a scenario would come to, as the tables of its page."""

from collections.abc import Iterator
from datetime import date

from graph_service.answers.scenarios import ScenarioAnswer
from graph_service.answers.supposed import SupposedAgreement
from graph_service.metrics.selection import standing_on
from graph_service.planning.gaps.gap import Gap
from graph_service.questions.called import Called
from graph_service.questions.scenario import SCENARIO
from graph_service.records.agreement import Agreement
from graph_service.records.life import EFFECTIVE
from graph_service.site.sections import Part
from graph_service.site.templating import Frame
from graph_service.site.ways import page_of
from graph_service.snapshot import Snapshot
from graph_service.words.agreements import CLASSES, KINDS, ROLES
from graph_service.words.bilingual import Bilingual, both, called
from graph_service.words.headings import heads
from graph_service.words.planning import GAPS

_NO_STEM = Bilingual("不成主茎", "no stem")
_BESIDE = Bilingual("另计，不在以上数字之内", "beside the count: the figures above do not hold it")
_FURTHER = Bilingual(
    "双方已有在册协议，这是又一次签署", "the two have an agreement on record, of which this is a further signing"
)


def outcome(frame: Frame, snapshot: Snapshot, answer: ScenarioAnswer) -> Iterator[Part]:
    """The figures before and after, what each agreement would count as, countries won and lost, gaps closed and opened."""
    shown = SCENARIO.shown(answer, frame.language)
    yield Part(frame.say(Bilingual("前后对比", "Before and after")), shown.columns, list(shown.rows))
    signed = [
        (
            _way(frame, snapshot, item.unit.id),
            _way(frame, snapshot, item.partner.id),
            called(KINDS, item.kind, frame.language),
            _counts_as(frame, item),
            "; ".join(frame.say(said) for said in _notes(item)),
        )
        for item in answer.agreements
    ]
    columns = heads(frame.language, "unit", "partner", "kind", "counts", "note")
    yield Part(frame.say(Bilingual("新签的协议", "What would be signed")), columns, signed)
    ended = [_ended(frame, snapshot, answer, snapshot.network.table(Agreement)[ended]) for ended in answer.ended]
    yield Part(
        frame.say(Bilingual("终止的协议", "What would end")), heads(frame.language, "unit", "partner", "kind", "note"), ended
    )
    for title, countries in (
        (Bilingual("新增的国家和地区", "Countries and areas won"), answer.coverage.gained),
        (Bilingual("失去的国家和地区", "Countries and areas lost"), answer.coverage.lost),
    ):
        won = [(_way(frame, snapshot, country),) for country in countries]
        yield Part(frame.say(title), heads(frame.language, "country"), won)
    closed = [gap for change in answer.gaps for gap in change.closed]
    opened = [gap for change in answer.gaps for gap in change.opened]
    for title, gaps in (
        (Bilingual("消除的缺口", "Gaps closed"), closed),
        (Bilingual("新出现的缺口", "Gaps opened"), opened),
    ):
        yield Part(frame.say(title), heads(frame.language, "gap", "unit", "reason"), [_gap(frame, snapshot, gap) for gap in gaps])


def _ended(frame: Frame, snapshot: Snapshot, answer: ScenarioAnswer, agreement: Agreement) -> tuple[object, ...]:
    """Both sides of an agreement that would end, the home's first, its kind, and whether the figures above held it."""
    sides = sorted(agreement.parties, key=lambda party: not snapshot.lies_in(party, answer.home.id))
    standing = standing_on(snapshot, agreement, date.fromisoformat(answer.as_of))
    kind = Called(called(KINDS, standing.kind, frame.language) or agreement.id, "agreement", agreement.id)
    held = standing.kind in answer.kinds and standing.status in EFFECTIVE
    return *(_way(frame, snapshot, side) for side in sides), kind, "" if held else frame.say(_BESIDE)


def _counts_as(frame: Frame, item: SupposedAgreement) -> str | None:
    """Its class or role; of the home itself with a whole state, that it is no stem."""
    if item.role == "trunk" and any(warning.kind == "whole_state" for warning in item.warnings):
        return frame.say(_NO_STEM)
    return called(CLASSES, item.grape_class, frame.language) or called(ROLES, item.role, frame.language)


def _notes(item: SupposedAgreement) -> Iterator[Bilingual]:
    return filter(None, (None if item.new else _FURTHER, item.why_not, *(one.text for one in item.warnings)))


def _gap(frame: Frame, snapshot: Snapshot, gap: Gap) -> tuple[object, ...]:
    return frame.say(GAPS[gap.type]), _way(frame, snapshot, gap.unit), frame.say(gap.reason)


def _way(frame: Frame, snapshot: Snapshot, place_id: str) -> Called:
    place = snapshot.places[place_id]
    return Called(frame.say(both(place)), *page_of(place))
