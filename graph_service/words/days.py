"""Days as each language writes them."""

import re
from datetime import date

from graph_service.words.bilingual import Language

_DAY = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?(\*?)")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def is_day(text: object) -> bool:
    """Whether a text is a day or a month as records have them; an asterisk after it says that it was inferred."""
    return isinstance(text, str) and _DAY.fullmatch(text) is not None


def written(day: str | date, language: Language) -> str:
    """A day or a month as people write it in a language; any other text as it is.

    >>> written("2024-10-27", "zh"), written("2024-10-27", "en"), written("2021-06*", "en"), written("1988", "zh")
    ('2024年10月27日', '27 October 2024', 'June 2021*', '1988')
    """
    found = _DAY.fullmatch(str(day))
    if found is None or not 1 <= int(found[2]) <= len(_MONTHS):
        return day if isinstance(day, str) else str(day)
    year, month, number, inferred = found[1], int(found[2]), found[3], found[4]
    if language == "zh":
        return f"{int(year)}年{month}月{f'{int(number)}日' if number else ''}{inferred}"
    return f"{f'{int(number)} ' if number else ''}{_MONTHS[month - 1]} {year}{inferred}"
