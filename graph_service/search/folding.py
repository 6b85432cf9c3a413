"""Names as they are compared: without case, accents and punctuation, Chinese characters in their simplified form."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from opencc import OpenCC

from graph_service.records.characters import without_accents

HAN = re.compile(r"[\u3400-\u9fff]")
_ONLY_HAN = re.compile(r"[\u3400-\u9fff]+")
_BETWEEN = re.compile(r"[\s!-/:-@\[-`{-~\u00a1-\u00bf\u02b9-\u02df\u2010-\u206f\u3000-\u303f\u30fb\uff00-\uff0f]+")
# Letters that are no other letter with a mark on it.
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ə": "e", "ħ": "h", "ŋ": "n", "ё": "е"}
)
# How they are written where a keyboard has no marks: Koeln, Aarhus.
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_SHORTENED = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_RARE = re.compile(r"[\U00010000-\U0010ffff]")  # one in a text makes each of its letters take four bytes
# Accents and the like; the marks of kana are none: they tell syllables apart.
_MARKS = re.compile(r"[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u20d0-\u20ff]+")


def fold(text: str) -> str:
    """Text without accents and case, with single spaces.

    >>> fold("Östergötland  ")
    'ostergotland'
    """
    if text.isascii():
        return " ".join(text.lower().split())
    bare = without_accents(text.casefold())
    return " ".join(bare.split())


def plain(text: str) -> str:
    """A text as a keyboard of Latin letters types it, without space around it.

    >>> plain("３２００００ "), plain("Ｑ１６６６６")
    ('320000', 'Q16666')
    """
    return unicodedata.normalize("NFKC", text).strip()


def line(text: str) -> str:
    """A name as the search compares it: words of letters with single spaces.

    >>> line("Saint-Étienne"), line("東京都"), line("St. Gallen"), line("Łódź")
    ('saint etienne', '东京都', 'saint gallen', 'lodz')
    """
    low = text.casefold()
    if not low.isascii():
        low = _MARKS.sub("", unicodedata.normalize("NFKD", low.translate(_LETTERS)))
        if HAN.search(low):
            low = simplified(low)
        low = _RARE.sub("\ufffd", low)
    words = _BETWEEN.sub(" ", low).split()
    return " ".join(_SHORTENED.get(word, word) for word in words)


def lines(text: str) -> Iterator[str]:
    """A name as the search compares it, in each way it may be typed: `koln` and `koeln`."""
    yield line(text)
    low = unicodedata.normalize("NFC", text.casefold())
    if (spelt := low.translate(_SPELT_OUT)) != low:
        yield line(spelt)


def compact(text: str) -> str:
    """A line without its spaces: `nan jing` is `nanjing`."""
    return text.replace(" ", "")


def is_han(text: str) -> bool:
    """Whether a text is Chinese characters and nothing else."""
    return _ONLY_HAN.fullmatch(text) is not None


def simplified(text: str) -> str:
    """Characters of Japan and of Taiwan as the mainland writes them: 沢 and 澤 are 泽."""
    to_traditional, to_simplified = _converters()
    return str(to_simplified.convert(to_traditional.convert(text)))


@lru_cache(maxsize=1)
def _converters() -> tuple[OpenCC, OpenCC]:
    return OpenCC("jp2t"), OpenCC("t2s")
