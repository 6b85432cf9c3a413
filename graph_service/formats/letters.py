"""How wide a text is in print: on how many lines it stands in a column, and where it is cut that would not end.

All letters are taken as wide as in the widest of the fonts that readers have, so that what fits here fits everywhere.
"""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_CUT = "…"
_EM = 2.83  # mm, at 8 pt
_WIDE, _CAPITAL, _SMALL, _ROUND, _NARROW, _SPACE, _THIN = 1.0, 0.78, 0.63, 0.56, 0.42, 0.36, 0.31  # em
_SLACK = 0.97  # of a line, which does not end in the midst of punctuation
_NARROW_LETTERS = frozenset("tfrI.,;:!|'()[]/-")
_BY_LETTER = {" ": _SPACE, **dict.fromkeys("ilj", _THIN), **dict.fromkeys("csz", _ROUND)}
_BROAD_LETTERS = frozenset("mwMW@%&")


def lines_in(text: str, width: float) -> int:
    """On how many lines a text stands in a column of so many mm at 8 pt: words go to the next line as a whole unless they are
    wider than one, and between Chinese characters a line may end anywhere."""
    room, lines, used = width * _SLACK / _EM, 1, 0.0
    for word in _words(text):
        wide = sum(map(_width, word))
        if used + wide <= room:
            used += wide
        elif wide <= room:
            lines, used = lines + 1, wide
        else:
            for letter in word:
                wide = _width(letter)
                lines, used = (lines, used + wide) if used + wide <= room else (lines + 1, wide)
    return lines


def _words(text: str) -> Iterable[str]:
    word = ""
    for letter in text:
        if letter == "\n":
            yield from ((word,) if word else ())
            word = ""
        elif _is_wide(letter):
            yield from ((word,) if word else ())
            yield letter
            word = ""
        else:
            word += letter
            if letter == " ":
                yield word
                word = ""
    if word:
        yield word


@lru_cache(maxsize=4096)
def _is_wide(letter: str) -> bool:
    return not letter.isascii() and unicodedata.east_asian_width(letter) in ("W", "F", "A")


@lru_cache(maxsize=4096)
def _width(letter: str) -> float:
    """The width of a letter in em, in the widest of common fonts."""
    if (known := _BY_LETTER.get(letter)) is not None:
        return known
    if letter in _NARROW_LETTERS:
        return _NARROW
    if letter in _BROAD_LETTERS or _is_wide(letter) or ord(letter) > 0x58F:  # beyond Latin, Greek, Cyrillic, Armenian
        return _WIDE
    return _CAPITAL if letter.isupper() else _SMALL


def shortened(text: str, most: int) -> str:
    """The text, or its beginning where it is wider than so many small letters; on one line."""
    flat, taken = " ".join(text.split()), 0.0
    if len(flat) * _WIDE <= most * _SMALL:
        return text if flat == text else flat
    for at, letter in enumerate(flat):
        taken += _width(letter) / _SMALL
        if taken > most:
            return flat[:at].rstrip() + _CUT
    return text if flat == text else flat
