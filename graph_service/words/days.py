"""Days as each language writes them."""

import re
from collections.abc import Sequence
from datetime import date
from typing import get_args

from graph_service.words.bilingual import Bilingual, Language

_DAY = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?(\*?)")
_YEAR = re.compile(r"\d{4}")
_ALONE = re.compile(r"(?<!\d)(\d{4})(?![\d年月–-])")
_BETWEEN = re.compile(r"(\d{4}(?:-\d\d){0,2})/(\d{4}(?:-\d\d){0,2})(\*?)")
_ALSO, _INFERRED = r"(?:（另有说法：[^）]+）| \(also given as [^)]+\))", r"(?:（推断）| \(inferred\))"
_CONTESTED = re.compile(rf"[\d–*/-]+(?:{_ALSO}{_INFERRED}?|{_INFERRED})")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def is_day(text: object) -> bool:
    """Whether a text is a day or a month as records have them, one with an asterisk as inferred, one inside an interval, or
    one that is `contested` or told to be inferred."""
    return isinstance(text, str) and any(form.fullmatch(text) for form in (_DAY, _BETWEEN, _CONTESTED))


def stated(day: str) -> str:
    """What of a day is for machines: without an asterisk and without what else sources give.

    >>> stated("2021-06*"), stated("1992-08-01 (also given as 1988)")
    ('2021-06', '1992-08-01')
    """
    return re.split(r"[*（ ]", day, maxsplit=1)[0]


INFERRED = Bilingual("（推断）", " (inferred)")


def contested(day: str | None, also: Sequence[str], language: Language) -> str | None:
    """A date, and after it the other dates that sources give of the same.

    >>> contested("1984-11-12", ["1985"], "zh"), contested("1984-11-12", ["1985"], "en"), contested("2001", [], "en")
    ('1984-11-12（另有说法：1985）', '1984-11-12 (also given as 1985)', '2001')
    """
    if day is None or not also:
        return day
    told: str = getattr(_otherwise([Bilingual(one, one) for one in also]), language)
    return f"{day}（{told}）" if language == "zh" else f"{day} ({told})"


def otherwise(also: Sequence[str]) -> Bilingual:
    """What sources give else than the date that stands before it, inside a sentence."""
    return _otherwise([said(one) for one in also])


def _otherwise(also: Sequence[Bilingual]) -> Bilingual:
    return Bilingual(f"另有说法：{'、'.join(one.zh for one in also)}", f"also given as {', '.join(one.en for one in also)}")


def said(day: str | date | None) -> Bilingual:
    """A day, a month or a year inside a sentence of each language; see `written`.

    >>> said("2024-10-27").zh, said("2021-06").en, said("1988").zh, said("1988").en
    ('2024年10月27日', 'June 2021', '1988年', '1988')
    """
    zh, en = (written(str(day), language) for language in get_args(Language))
    return Bilingual(f"{zh}年" if _YEAR.fullmatch(zh) else zh, en)


def in_line(day: str, language: Language) -> str:
    """A date as `written`, where it stands in a line with other words and not below the head of a column: a Chinese year by
    itself has its word.

    >>> in_line("1995", "zh"), in_line("2015/2019", "zh"), in_line("1995-03（另有说法：1996）", "zh"), in_line("1995", "en")
    ('1995年', '2015–2019年', '1995年3月（另有说法：1996年）', '1995')
    """
    told = written(day, language)
    return _ALONE.sub(r"\1年", told) if language == "zh" else told


def written(day: str | date, language: Language) -> str:
    """A day or a month as people write it in a language, one inside an interval as its two ends, each of those that are
    contested or told to be inferred; any other text as it is.

    >>> written("2024-10-27", "zh"), written("2024-10-27", "en"), written("2021-06*", "en"), written("1988", "zh")
    ('2024年10月27日', '27 October 2024', 'June 2021*', '1988')
    >>> written("2015/2021", "zh"), written("1998-05/1999", "en")
    ('2015–2021', 'May 1998–1999')
    >>> written("1995-03（另有说法：1996-10-23）（推断）", "zh"), written("1995-03-01 (inferred)", "en")
    ('1995年3月（另有说法：1996年10月23日）（推断）', '1 March 1995 (inferred)')
    """
    if ends := _BETWEEN.fullmatch(str(day)):
        return f"{written(ends[1], language)}–{written(ends[2], language)}{ends[3]}"
    if _CONTESTED.fullmatch(str(day)):
        return _DAY.sub(lambda one: written(one[0], language), str(day))
    found = _DAY.fullmatch(str(day))
    if found is None or not 1 <= int(found[2]) <= len(_MONTHS):
        return day if isinstance(day, str) else str(day)
    year, month, number, inferred = found[1], int(found[2]), found[3], found[4]
    if language == "zh":
        return f"{int(year)}年{month}月{f'{int(number)}日' if number else ''}{inferred}"
    return f"{f'{int(number)} ' if number else ''}{_MONTHS[month - 1]} {year}{inferred}"
