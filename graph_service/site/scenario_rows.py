"""The rows of the form of a scenario: read from a query or from lines pasted out of a sheet, faults in words field by field."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple, get_args
from urllib.parse import urlencode

from graph_service.metrics.home import home_of
from graph_service.planning.scenario import EARLIEST, Hypothesis, check_signed
from graph_service.questions.parameters import Chosen
from graph_service.questions.question import View
from graph_service.records.dates import LAST_YEAR
from graph_service.records.place import Place
from graph_service.records.vocabulary import AgreementKind
from graph_service.resolver import resolve, resolve_unit
from graph_service.site.pasted import FIELDS, day_of, rows_of
from graph_service.site.templating import Frame
from graph_service.site.typed import Typed, typed
from graph_service.words.agreements import KINDS
from graph_service.words.bilingual import Bilingual, both

_SIGN, _END = FIELDS, ("end_unit", "end_partner")
_NAME = re.compile(r"(unit|partner|kind|date|end_unit|end_partner)(\d{1,2})")
_FREE, _FREE_END, MOST = 5, 3, 50  # rows to fill in, at least, and lines at most
_UNIT, _PARTNER = Bilingual("我方", "home unit"), Bilingual("对方", "partner")
_DATE = Bilingual("日期（可空）", "date (may stay empty)")
_NO_KIND = Bilingual(
    f"不认识这个类别，可写{'、'.join(words.zh for words in KINDS.values())}",
    f"no such kind; write {', '.join(words.en for words in KINDS.values())}",
)
# What names a kind: its code, its words, and those apart that stand within one another, 友好城市 and 正式.
_NAMED: Mapping[str, AgreementKind] = {
    word: kind
    for kind in get_args(AgreementKind)
    for word in (kind, KINDS[kind].en, *re.split("[（）]", KINDS[kind].zh), KINDS[kind].zh)
}


_AS_OFFICES: Sequence[tuple[re.Pattern[str], AgreementKind]] = (
    (re.compile("意向"), "intent"),
    (re.compile("交流"), "exchange"),
    (re.compile("^(?:国际)?(?:友好(?:城市|省州|省|州|市)|友城|姐妹城市|友好关系)(?:关系|协议)?$"), "formal"),
)


class Rows(NamedTuple):
    """What was typed, by field: agreements to sign and to end, without rows that are empty; and how many more rows than a page
    takes there were."""

    signed: Sequence[Mapping[str, str]]
    ended: Sequence[Mapping[str, str]]
    beyond: int = 0


class Typing(NamedTuple):
    """Where the rows were typed, for which home if it is known."""

    frame: Frame
    view: View
    home: Place | None
    rows: Rows


class Signed(NamedTuple):
    """A row of the form: its fields, its kind (a code, or what was typed where that names none), its faults, and what it means:
    an agreement to sign, or the id of one to end."""

    number: int
    fields: Sequence[Typed]
    kind: str
    faults: Sequence[Typed]
    hypothesis: Hypothesis | None = None
    agreement: str | None = None


def read_rows(query: Sequence[tuple[str, str]], pasted: str) -> Rows:
    """The rows of a query, such as `unit1=…&partner1=…`, and those of pasted lines: unit, partner, kind, date."""
    found: dict[str, dict[int, dict[str, str]]] = {"sign": {}, "end": {}}
    for name, value in query:
        if (match := _NAME.fullmatch(name)) and value.strip():
            rows = found["end" if match[1] in _END else "sign"]
            rows.setdefault(int(match[2]), {})[match[1]] = value.strip()
    signed = [row for _, row in sorted(found["sign"].items()) if row.keys() - {"kind"}]
    signed += rows_of(pasted)
    ended = [row for _, row in sorted(found["end"].items())]
    return Rows(signed[:MOST], ended[:MOST], sum(max(0, len(rows) - MOST) for rows in (signed, ended)))


def signing(typing: Typing) -> Iterator[Signed]:
    """The rows of agreements to sign, and free ones after them."""
    pairs: dict[frozenset[str], int] = {}
    for number, row in enumerate([*typing.rows.signed, *[{}] * (_FREE - len(typing.rows.signed))], start=1):
        unit, partner = _unit(typing, "unit", number, row), _partner(typing, "partner", number, row)
        date, kind = _dated(typing.frame, number, row.get("date", "")), _kind(row.get("kind", ""))
        fields = (unit, partner, date)
        faults = [field for field in fields if field.fault]
        if kind is None:
            faults.append(_fault(typing.frame, number, Bilingual("类别", "kind"), _NO_KIND))
        if unit.place and partner.place:
            first = pairs.setdefault(frozenset((unit.place.id, partner.place.id)), number)
            if first != number:
                told = Bilingual(f"与第{first}行是同一对，删去一行", f"the same pair as in row {first}; take one away")
                faults.append(_fault(typing.frame, number, _PARTNER, told))
        fine = row and not faults and unit.place and partner.place and kind
        meant = Hypothesis(unit.place.id, partner.place.id, kind, date.text or None) if fine else None  # type: ignore[union-attr, arg-type]
        yield Signed(number, fields, kind or row["kind"], faults if row else [], meant)


def ending(typing: Typing) -> Iterator[Signed]:
    """The rows of agreements to end, each by its two places, and free ones after them."""
    for number, row in enumerate([*typing.rows.ended, *[{}] * (_FREE_END - len(typing.rows.ended))], start=1):
        fields = _unit(typing, "end_unit", number, row), _partner(typing, "end_partner", number, row)
        faults, found = [field for field in fields if field.fault] if row else [], None
        one, other = (field.place for field in fields)
        if row and not faults and one and other:
            agreements = typing.view.snapshot.agreements_of(one.id)
            found = next((agreement.id for agreement in agreements if agreement.other(one.id) == other.id), None)
            if found is None:
                told = Bilingual("双方没有在册的协议可终止", "the two have no agreement on record that could end")
                faults = [_fault(typing.frame, number, Bilingual("终止", "end"), told)]
        yield Signed(number, fields, "", faults, None, found)


def _unit(typing: Typing, name: str, number: int, row: Mapping[str, str]) -> Typed:
    frame, home, snapshot = typing.frame, typing.home, typing.view.snapshot
    find = partial(resolve_unit, home_id=home.id) if home else resolve
    again = partial(_again, typing, name, number)
    field = typed(frame, snapshot, f"{name}{number}", _label(number, _UNIT), row.get(name, ""), find, again)
    if row and not field.text:
        return field._replace(fault=frame.say(Bilingual("没有填", "is empty")))
    if home is None or field.place is None or field.place.id in home_of(snapshot, home.id, snapshot.today).tiers:
        return field
    told = Bilingual(f"不属于{both(home).zh}", f"does not lie in {both(home).en}")
    return field._replace(fault=frame.say(told))


def _partner(typing: Typing, name: str, number: int, row: Mapping[str, str]) -> Typed:
    frame, home, snapshot = typing.frame, typing.home, typing.view.snapshot
    again = partial(_again, typing, name, number)
    field = typed(frame, snapshot, f"{name}{number}", _label(number, _PARTNER), row.get(name, ""), again=again)
    if row and not field.text:
        return field._replace(fault=frame.say(Bilingual("没有填", "is empty")))
    if home is None or field.place is None or snapshot.is_abroad(field.place.country, home.country):
        return field
    return field._replace(fault=frame.say(Bilingual("不在国外", "is not abroad")))


def _dated(frame: Frame, number: int, text: str) -> Typed:
    text = day_of(text)
    field = Typed(f"date{number}", frame.say(_label(number, _DATE)), text)
    try:
        check_signed(text or "2000")
    except ValueError:
        zh, en = "请写作2026、2026-11或2026-11-28", "write it as 2026, 2026-11 or 2026-11-28"
        told = Bilingual(f"{zh}，年份{EARLIEST}至{LAST_YEAR}", f"{en}, of the years {EARLIEST} to {LAST_YEAR}")
        return field._replace(fault=frame.say(told))
    return field


def _kind(text: str) -> AgreementKind | None:
    """The kind that a word names, in either language or as offices call it (友好省州); formal where none is given."""
    if not text or (found := _NAMED.get(text.casefold())):
        return found if text else "formal"
    return next((kind for words, kind in _AS_OFFICES if words.search(text)), None)


def _label(number: int, label: Bilingual) -> Bilingual:
    return Bilingual(f"第{number}行{label.zh}", f"row {number}, {label.en}")


def _fault(frame: Frame, number: int, label: Bilingual, told: Bilingual) -> Typed:
    return Typed("", frame.say(_label(number, label)), "", None, frame.say(told))


def _again(typing: Typing, changed: str, at: int, meant: str) -> str:
    """The way to this page with another place in one field, every row as typed."""
    given = dict(typing.frame.query)
    query = {name: value for name, value in given.items() if name in (*Chosen.model_fields, "home")}
    for names, rows in ((_SIGN, typing.rows.signed), (_END, typing.rows.ended)):
        for number, row in enumerate(rows, start=1):
            query |= {f"{name}{number}": row[name] for name in names if name in row}
    return "?" + urlencode({**query, f"{changed}{at}": meant, "lang": typing.frame.language})
