"""What the change feed says of records, in the words of their readers: when, by whom, and what is other than before."""

import re
from collections.abc import Iterator
from datetime import datetime, tzinfo

import msgspec

from graph_service.answers.changes import ChangeItem, ChangesAnswer, differing
from graph_service.records.mark import Mark
from graph_service.site.templating import Frame
from graph_service.words.bilingual import Bilingual, join
from graph_service.words.record_fields import RECORD_FIELDS
from graph_service.words.records import MARK_STATES

_ADDED = Bilingual("新增", "added")
_REMOVED = Bilingual("删除", "removed")
_BEGINS = Bilingual("变更记录由此开始，此前的变更不详", "the record of changes begins here; earlier ones are not known")
_MORE = Bilingual("其后还有变更，见变更记录全文", "more changes came after these: see the feed of changes")
_NOBODY = Bilingual("未说明", "not told")
_LOADED = re.compile(r"(?:(.*?), )?(?:overwriting, )?seeds [0-9a-f]+")  # how a load of the service's own data signs
_SEEDS = Bilingual("随软件载入的数据", "data that come with the service")
_MACHINE = {"root": Bilingual("系统管理员（root）", "the administrator of the machine (root)")}  # logins that name nobody


def changes_told(frame: Frame, answer: ChangesAnswer, zone: tzinfo) -> Iterator[tuple[object, ...]]:
    """A row for each change, the last one first: its minute in this zone, who wrote it, and what is other than before. Last
    stands where the record of changes begins, for of what was before it nothing is known; not where the record was added since
    then: at that day there was none."""
    if answer.next is not None:
        yield "", "", frame.say(_MORE)
    for item in reversed(answer.items):
        yield minute(item.at, zone), who_told(frame, item.who), frame.say(what_changed(item))
    added = bool(answer.items) and answer.items[0].before is None
    if answer.begins is not None and not added:
        yield minute(answer.begins.at, zone), who_told(frame, answer.begins.who), frame.say(_BEGINS)


def who_told(frame: Frame, who: str | None) -> str:
    """Who wrote a change, for people: a name as it was given; the load of the service's own data, the administrator of the
    machine and nobody in words."""
    loaded = _LOADED.fullmatch(who or "")
    author = loaded[1] if loaded else who
    said = frame.say(_MACHINE[author]) if author in _MACHINE else author
    return " · ".join(filter(None, (frame.say(_SEEDS) if loaded else None, said))) or frame.say(_NOBODY)


def minute(at: str, zone: tzinfo) -> str:
    """A moment of the feed to the minute."""
    return datetime.fromisoformat(at).astimezone(zone).strftime("%Y-%m-%d %H:%M")


def what_changed(item: ChangeItem) -> Bilingual:
    """What is other than before: the record itself, or its fields by name; of a mark what was done about the gap, and why."""
    if item.record == "marks" and item.after is not None:
        mark = msgspec.json.decode(item.after, type=Mark)
        state = MARK_STATES[mark.state]
        return Bilingual(f"{state.zh}：{mark.reason}", f"{state.en}: {mark.reason}")
    if item.before is None:
        return _ADDED
    if item.after is None:
        return _REMOVED
    return join([RECORD_FIELDS[name] for name in differing(item)])
