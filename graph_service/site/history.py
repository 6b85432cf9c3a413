"""What the change feed says of records, in the words of their readers: when, by whom, and what is other than before."""

from collections.abc import Iterator, Mapping
from datetime import datetime, tzinfo

from graph_service.answers.changes import ChangeItem, ChangesAnswer, differing
from graph_service.site.templating import Frame
from graph_service.words.bilingual import Bilingual, join, labels

_ADDED = Bilingual("新增", "added")
_REMOVED = Bilingual("删除", "removed")
_BEGINS = Bilingual("变更记录由此开始，此前的变更不详", "the record of changes begins here; earlier ones are not known")
_MORE = Bilingual("其后还有变更，见变更记录全文", "more changes came after these: see the feed of changes")
NOBODY = Bilingual("未说明", "not told")
# The fields of an agreement; one of another record is called as it is in files.
_FIELDS: Mapping[str, Bilingual] = labels(
    names=("名称", "names"),
    sources=("来源", "sources"),
    note=("说明", "note"),
    layer=("数据层", "layer"),
    former_ids=("曾用编号", "former ids"),
    parties=("双方", "parties"),
    stages=("全过程", "its life"),
    fields=("领域", "fields"),
    mechanism=("常设机制", "standing mechanism"),
    key=("重点标记", "mark of a key partner"),
    home_evidence=("我方依据", "evidence of the home side"),
    home_confidence=("我方依据可信度", "confidence in the home side"),
    possibly_same=("可能同一", "possibly the same"),
)


def changes_told(frame: Frame, answer: ChangesAnswer, zone: tzinfo) -> Iterator[tuple[object, ...]]:
    """A row for each change, the last one first: its minute in this zone, who wrote it, and what is other than before. Last
    stands where the record of changes begins, for of what was before it nothing is known."""
    if answer.next is not None:
        yield "", "", frame.say(_MORE)
    for item in reversed(answer.items):
        yield minute(item.at, zone), item.who or frame.say(NOBODY), frame.say(what_changed(item))
    if answer.begins is not None:
        yield minute(answer.begins.at, zone), answer.begins.who or frame.say(NOBODY), frame.say(_BEGINS)


def minute(at: str, zone: tzinfo) -> str:
    """A moment of the feed to the minute."""
    return datetime.fromisoformat(at).astimezone(zone).strftime("%Y-%m-%d %H:%M")


def what_changed(item: ChangeItem) -> Bilingual:
    """What is other than before: the record itself, or its fields by name."""
    if item.before is None:
        return _ADDED
    if item.after is None:
        return _REMOVED
    return join([_FIELDS.get(name, Bilingual(name, name)) for name in differing(item)])
