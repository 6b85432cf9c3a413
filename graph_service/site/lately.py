"""What changed lately, for the first page: the last records of the change feed, by name, with what is other than before."""

from collections.abc import Sequence
from datetime import tzinfo
from typing import NamedTuple

from graph_service.answers.changes import ChangeItem, ChangesAnswer
from graph_service.metrics.homonyms import told_apart
from graph_service.pages.homes import home_side_first
from graph_service.questions.called import Called
from graph_service.records.agreement import Agreement
from graph_service.records.organisation import Organisation
from graph_service.records.place import Place
from graph_service.records.registry import BY_PLURAL
from graph_service.site.history import minute, what_changed, who_told
from graph_service.site.templating import Frame
from graph_service.site.ways import page_of
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual
from graph_service.words.days import said

SHOWN = 8  # changes of records
_COLUMNS = (Bilingual("时间", "when"), Bilingual("何人", "who"), Bilingual("记录", "record"), Bilingual("变更", "what differs"))
_UNREAD = Bilingual("变更记录暂时读不到，请稍后再看", "the record of changes cannot be read now; look again in a moment")
_UNTOLD = Bilingual("还没有变更记录", "nothing was written yet")


class Lately(NamedTuple):
    """The table of the last changes, the latest first, and the line beneath it, or in its place where it has no rows."""

    columns: Sequence[str]
    rows: Sequence[Sequence[object]]
    line: str


def lately(frame: Frame, snapshot: Snapshot, answer: ChangesAnswer | None, zone: tzinfo) -> Lately:
    """The last changes of an answer of the feed; None is a store that did not answer."""
    if answer is None:
        return Lately((), (), frame.say(_UNREAD))
    last = list(reversed(answer.items))[:SHOWN]
    rows = [
        (
            minute(item.at, zone),
            who_told(frame, item.who),
            _name(frame, snapshot, item),
            frame.say(what_changed(item)),
        )
        for item in last
    ]
    return Lately([frame.say(column) for column in _COLUMNS], rows, frame.say(_line(answer, len(last), zone)))


def _line(answer: ChangesAnswer, shown: int, zone: tzinfo) -> Bilingual:
    if answer.begins is None:
        return _UNTOLD
    day = said(minute(answer.begins.at, zone)[:10])
    if not answer.total:
        return Bilingual(f"{day.zh}载入，此后没有变更", f"nothing changed since it was loaded on {day.en}")
    if answer.total > shown:
        return Bilingual(
            f"另有{answer.total - shown:,}项较近的变更未列出", f"{answer.total - shown:,} more recent changes are not listed"
        )
    return Bilingual(f"变更记录始于{day.zh}", f"the record of changes begins on {day.en}")


def _name(frame: Frame, snapshot: Snapshot, item: ChangeItem) -> str:
    """What a record is called, with the way to its page where it has one: what is gone is known by its id alone."""
    record = snapshot.network.table(BY_PLURAL[item.record].cls).get(item.id)
    if isinstance(record, Place):
        return Called(frame.say(told_apart(snapshot, record)), *page_of(record))
    if isinstance(record, Agreement):
        sides = [_named(frame, snapshot, party) for party in home_side_first(snapshot, record.parties)]
        return Called(" — ".join(sides), "agreement", record.id)
    return item.id if record is None else record.names.best(frame.language, item.id)


def _named(frame: Frame, snapshot: Snapshot, party: str) -> str:
    if (place := snapshot.places.get(party)) is not None:
        return frame.say(told_apart(snapshot, place))
    body = snapshot.network.table(Organisation).get(party)
    return party if body is None else body.names.best(frame.language, party)
