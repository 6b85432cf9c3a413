"""What a file says of itself: the question, what it was narrowed to, the day, how much it holds, in the words of its language."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
from msgspec import Struct

from graph_service.answers.common import PlaceReference
from graph_service.answers.network_graph import LICENCE
from graph_service.questions.column_words import heading_of, labels_of_column
from graph_service.questions.parameters import Strict
from graph_service.questions.question import AnyQuestion
from graph_service.records.vocabulary import closed_words
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual, Language, labels
from graph_service.words.headings import NO, YES
from graph_service.words.lists import labels_of
from graph_service.words.narrowing import NARROWING

_OF_FILES = {"select", "cursor", "limit", "document"}  # how much of an answer is given, and what was sent with a question
# What else a file says of itself than what its list is narrowed by.
_SAID: Mapping[str, Bilingual] = labels(
    question=("问题", "question"),
    home=("省（州）", "home"),
    centre=("中心", "centre"),
    partner=("对方", "partner"),
    layer=("数据层", "layer"),
    kinds=("计入的类别", "kinds that count"),
    snapshot=("数据版本", "snapshot"),
    rows=("行数", "rows"),
    licence=("许可", "licence"),
    sort=("排序", "sorted by"),
    by=("按", "by"),
    first=("自", "from"),
    last=("至", "to"),
    counted=("计入数目", "counted"),
    within=("位于", "within"),
    one=("一项", "one"),
    range=("数值范围", "range"),
    engine=("计算程序", "engine"),
    algorithm=("算法", "algorithm"),
    last_heard=("最近的记录", "last heard of"),
    lines=("计入的经贸记录", "economic lines that count"),
    link=("链接", "link"),
)


_KNOWN = Bilingual("名单已知多少", "known of the list")


def asked_of(snapshot: Snapshot, ask: Strict) -> Mapping[str, tuple[object, ...]]:
    """The parameters that were given, by the names that addresses have for them; in the place of the id of a place or a frame,
    or of the code of a country, its reference."""
    fields = {field.alias or name: (getattr(ask, name), field.default) for name, field in type(ask).model_fields.items()}
    given = {name: value for name, (value, default) in fields.items() if value not in (None, default) and name not in _OF_FILES}
    listed = {name: value if isinstance(value, list | tuple | set | frozenset) else (value,) for name, value in given.items()}
    return {
        name: tuple(_named(snapshot, name, value) for value in values)
        for name, values in listed.items()
        if values and all(isinstance(value, str | int | float | date) for value in values)
    }


def _named(snapshot: Snapshot, name: str, value: object) -> object:
    record = snapshot.network.find(str(value)) or (snapshot.country(str(value)) if name == "country" else None)
    return value if record is None else (str(value), record.names)


def told_about(
    question: AnyQuestion,
    document: Struct,
    asked: Mapping[str, tuple[object, ...]],
    known: Sequence[Bilingual],
    cut: str | None,
    language: Language,
) -> Mapping[str, str]:
    """What a file of this answer says of itself, line by line; last what is `known` of its lists."""
    held: dict[str, Any] = msgspec.structs.asdict(document)
    places = {name: (value,) for name, value in held.items() if isinstance(value, PlaceReference)}
    plain = {name: (value,) for name, value in held.items() if isinstance(value, str) and name != "next" and name not in asked}
    kinds = {"kinds": held["kinds"]} if held.get("kinds") else {}
    lines = {"question": (getattr(question.title, language),), **asked, **places, **plain, **kinds}
    more = {"rows": (cut,) if cut else (), "licence": (LICENCE,)}
    told = {
        _head(question, name, language): (", " if language == "en" else "、").join(
            _said(question, name, value, language) for value in values
        )
        for name, values in {**lines, **more}.items()
        if values
    }
    return told | {f"{getattr(_KNOWN, language)} {at}": getattr(line, language) for at, line in enumerate(known, 1)}


def _head(question: AnyQuestion, name: str, language: Language) -> str:
    label = _SAID.get(name) or NARROWING.get(name)
    return getattr(label, language) if label else heading_of(question.answer, name, language)


def _said(question: AnyQuestion, name: str, value: object, language: Language) -> str:
    if isinstance(value, PlaceReference):
        value = value.id, value.names
    if isinstance(value, tuple):
        one, names = value
        said = names.best(language, one)
        return one if said == one else f"{said}（{one}）" if language == "zh" else f"{said} ({one})"
    if isinstance(value, bool):
        return str(getattr(YES if value else NO, language))
    taken: Any = {field.alias or called: field for called, field in question.ask.model_fields.items()}.get(name)
    answer: type[Struct] = question.answer
    known = {**(labels_of(closed_words(taken.annotation)) if taken else {}), **labels_of_column(answer, name)}
    return getattr(known[str(value)], language) if str(value) in known else str(value)
