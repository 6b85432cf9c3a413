"""The table of a named question as people read it: in one language, names that lead to pages in the place of ids, words in the
place of codes. Programs are given the same rows as they are, with ids and both languages."""

from collections.abc import Iterator, Mapping

from graph_service.answers.common import names_of
from graph_service.answers.queries import QueryAnswer
from graph_service.planning.questions.question import Value
from graph_service.questions.called import Called
from graph_service.questions.query import share_told
from graph_service.questions.question import Shown
from graph_service.records.agreement import Agreement
from graph_service.records.base import Record
from graph_service.records.claim import Claim
from graph_service.records.place import Place
from graph_service.site.ways import page_of
from graph_service.snapshot import Snapshot
from graph_service.words.agreements import CLASSES, ROLES, SIGNINGS
from graph_service.words.bilingual import SEMICOLON, Bilingual, Language, both, labels
from graph_service.words.headings import COLUMNS, NO, YES
from graph_service.words.records import GRADES, LEVELS, ORGANISATION_STATUSES, ORGANISATIONS, PLANS, WORK_STATUSES

SPOKEN = ("_zh", "_en")
_FIRST = 3  # of several records that stand in one cell
HEADINGS: Mapping[str, Bilingual] = {
    **COLUMNS,
    **labels(
        aim=("拟结类别", "to be signed as"),
        bare=("在册无果", "bare on record"),
        business=("经贸记录", "business on record"),
        established=("已确认", "established"),
        evidence=("依据的记录", "by these records"),
        **{"from": ("自", "from")},
        grade=("身份", "grade"),
        grape_class=("葡萄类别", "class of the grape"),
        membership=("成员关系", "membership"),
        mission=("使领馆", "mission"),
        organisation=("机构", "organisation"),
        of=("所加入的", "belongs to"),
        other=("国内另一方", "their other partner here"),
        other_agreement=("对方的另一协议", "their other agreement"),
        our_kind=("我方性质", "ours is a"),
        ours=("我方机构", "ours"),
        role=("角色", "role"),
        route=("航线、线路", "route"),
        seat=("所在地", "seat"),
        serves=("服务于", "serves"),
        source=("一方", "one side"),
        source_hops=("距中心步数", "steps from the centre"),
        stem=("主茎", "stem"),
        target=("另一方", "other side"),
        target_hops=("距中心步数", "steps from the centre"),
        their_kind=("对方性质", "theirs is a"),
        theirs=("对方机构", "theirs"),
        to=("至", "to"),
        units=("我方", "home units"),
    ),
}
_CODES: Mapping[str, Mapping[str, Bilingual]] = {
    "aim": SIGNINGS,
    "grade": GRADES,
    "grape_class": CLASSES,
    "kind": {**ORGANISATIONS, **PLANS},
    "level": LEVELS,
    "our_kind": ORGANISATIONS,
    "role": ROLES,
    "status": {**ORGANISATION_STATUSES, **WORK_STATUSES},
    "their_kind": ORGANISATIONS,
}


def columns_shown(columns: tuple[str, ...]) -> tuple[str, ...]:
    """The columns of a page: those of ids tell names, so that columns of names and codes beside them are left out, and a text in
    two languages is one column.

    >>> columns_shown(("country", "name_zh", "name_en", "code", "reason_zh", "reason_en"))
    ('country', 'reason')
    """
    return tuple(stem for stem in dict.fromkeys(map(stem_of, columns)) if stem not in ("name", "code"))


def stem_of(column: str) -> str:
    """What a column of a text in one of two languages is called in both; any other as it is."""
    return column[: -len(SPOKEN[0])] if column.endswith(SPOKEN) else column


def shown_in_words(answer: QueryAnswer, snapshot: Snapshot, language: Language) -> Shown:
    """What a page shows of it: of whom it asks what, its rows, and how much there is of what it tells as missing."""
    columns = columns_shown(answer.columns)
    rows = [tuple(_cell(snapshot, item, column, language) for column in columns) for item in answer.items]
    asked = (answer.parameters.get(name) for name in ("unit", "home", "place"))
    about = next(snapshot.places[str(found)] for found in asked if found)
    title = Bilingual(f"{both(about).zh}：{answer.title.zh}", f"{both(about).en}: {answer.title.en}")
    known = (getattr(answer.lists, language),) if answer.lists else ()
    return Shown(
        "\n".join((getattr(title, language), *known)),
        [getattr(HEADINGS[column], language) for column in columns],
        rows,
        tuple(share_told(answer, language)),
    )


def _cell(snapshot: Snapshot, item: Mapping[str, Value], column: str, language: Language) -> object:
    if column not in item:
        first, second = (item[f"{column}{ending}"] for ending in (SPOKEN if language == "zh" else reversed(SPOKEN)))
        return first or second
    value = item[column]
    if isinstance(value, bool):
        return getattr(YES if value else NO, language)
    if not isinstance(value, str):
        return value
    if (code := _CODES.get(column, {}).get(value)) is not None:
        return getattr(code, language)
    return _named(snapshot, value, language)


def _named(snapshot: Snapshot, value: str, language: Language) -> str:
    """The name of the record or the country that a text names, those of several; a text that names none as it is."""
    if (country := snapshot.country(value)) is not None:
        return record_called(snapshot, country.id, language)
    if not records_in(snapshot, value):
        return value
    ids = value.split(" ")
    if len(ids) == 1:
        return record_called(snapshot, value, language)
    return str(getattr(SEMICOLON, language).join(_several(snapshot, ids, language)))


def records_in(snapshot: Snapshot, text: str) -> Mapping[str, Record]:
    """The records that a text names by their ids, one or several; none where one of these is no id."""
    ids = dict.fromkeys(text.split(" "))
    found = {one: record for one in ids if (record := snapshot.network.find(one)) is not None}
    return found if len(found) == len(ids) else {}


def _several(snapshot: Snapshot, ids: list[str], language: Language) -> Iterator[str]:
    yield from (record_called(snapshot, one, language) for one in ids[:_FIRST])
    if (more := len(ids) - _FIRST) > 0:
        yield getattr(Bilingual(f"等{len(ids)}项", f"and {more:,} more"), language)


def record_called(snapshot: Snapshot, record_id: str, language: Language) -> str:
    """The name of a record, which leads to its page where it has one."""
    record, names = snapshot.network.find(record_id), names_of(snapshot, record_id)
    if isinstance(record, Claim) and not getattr(names, language):
        return record_called(snapshot, record.subject, language)
    name = names.best(language, record_id)
    if isinstance(record, Place):
        return Called(name, *page_of(record))
    return Called(name, "agreement", record.id) if isinstance(record, Agreement) else name
