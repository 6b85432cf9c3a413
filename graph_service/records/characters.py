"""Characters that no file can carry: control characters, noncharacters and halves of surrogate pairs.

XML and iCalendar have no way to write them, and a terminal obeys some. `Record.check` refuses them where data come in; what
an older store still holds is replaced by `fit` wherever text is written.
"""

import re
import unicodedata

_ENDS_OF_PLANES = "".join(chr(plane * 0x1_0000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_NO_TEXT = f"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_ENDS_OF_PLANES}"
_IN_LINES = re.compile(f"[{_NO_TEXT}]")
_IN_A_LINE = re.compile(f"[\t\n\r{_NO_TEXT}]")
# White space of every script, without the control characters that Python counts among it: these are refused, not lost.
_WHITE = " \t\n\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
_REPLACEMENT = "\ufffd"
# What prints nothing of its own: fillers, marks of direction, joiners, variation selectors, tags.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_JOINERS = "\u200c\u200d"
# Scripts in which a joiner changes how letters are written: Arabic and its neighbours, those of India, Myanmar, Khmer, Mongolian.
_JOINING = re.compile("[\u0600-\u109f\u1780-\u18af\ua800-\uabff\ufb50-\ufdff\ufe70-\ufefc\U00010d00-\U00011fff]")
_VIRAMA = 9  # the combining class of the signs that take the vowel from a letter


class UnfitCharacter(ValueError):
    """A text holds a character that no file can carry; `remedy` is what to do."""

    def __init__(self, field: str, text: str, at: int) -> None:
        code, before = ord(text[at]), text[max(at - 20, 0) : at]
        where = f"after {before!r}" if before else "at its beginning"
        super().__init__(f"{field}: the character U+{code:04X} ({_kind(code)}) stands {where}")
        self.remedy = f"delete U+{code:04X} there"


def _kind(code: int) -> str:
    if code in (0x09, 0x0A, 0x0D):
        return "a tab" if code == 0x09 else "a line break"
    if 0xD800 <= code <= 0xDFFF:
        return "half of a surrogate pair"
    return "a control character" if code < 0xA0 else "a noncharacter"


def refuse_unfit(field: str, text: str, *, lines: bool) -> None:
    """Refuse a text that holds a character no file can carry; `lines` says whether it may have tabs and line breaks.

    Raises:
        UnfitCharacter: it does; the message opens with `field` and a colon.
    """
    if (found := (_IN_LINES if lines else _IN_A_LINE).search(text)) is not None:
        raise UnfitCharacter(field, text, found.start())


def without_accents(text: str) -> str:
    """A text in its bare letters.

    >>> without_accents("Hyōgo")
    'Hyogo'
    """
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))


class InvisibleCharacter(ValueError):
    """A text holds a character that nobody sees, so that two texts seem to be one; `remedy` is what to do."""

    def __init__(self, text: str, at: int) -> None:
        code, before = ord(text[at]), text[max(at - 20, 0) : at]
        where = f"after {before!r}" if before else "at its beginning"
        name = unicodedata.name(text[at], "without a name").lower()
        super().__init__(f"the invisible character U+{code:04X} ({name}) stands {where}")
        self.remedy = f"delete U+{code:04X} there"


def has_invisible(text: str) -> bool:
    """Whether a text holds any character that prints nothing of its own, be it rightly there."""
    return not text.isascii() and _INVISIBLE.search(text) is not None


def refuse_invisible(text: str) -> None:
    r"""Refuse a text with a character that prints nothing, where it does nothing for its neighbours either: joiners in
    scripts that join letters and in emoji, and the selectors of a variant, are part of how a word is written.

    Raises:
        InvisibleCharacter: it has one.

    >>> refuse_invisible("\u0645\u06cc\u200c\u0634\u0648\u062f")
    """
    if not has_invisible(text):
        return
    for found in _INVISIBLE.finditer(text):
        at = found.start()
        if not _is_at_work(text[at], text[at - 1 : at], text[at + 1 : at + 2]):
            raise InvisibleCharacter(text, at)


def _is_at_work(sign: str, before: str, after: str) -> bool:
    """Whether an invisible character changes how those beside it look."""
    if sign in _JOINERS:
        if _JOINING.match(before):
            return _JOINING.match(after) is not None or (sign == "\u200d" and unicodedata.combining(before) == _VIRAMA)
        return sign == "\u200d" and _is_picture(before) and _is_picture(after)
    if "\ufe00" <= sign <= "\ufe0f" or "\U000e0100" <= sign <= "\U000e01ef":
        return _is_picture(before) or unicodedata.name(before, "").startswith("CJK")
    if "\u180b" <= sign <= "\u180f":
        return "\u1820" <= before <= "\u18aa"
    return "\U000e0020" <= sign <= "\U000e007f" and ("\U000e0020" <= before <= "\U000e007f" or before == "\U0001f3f4")


def _is_picture(sign: str) -> bool:
    """Whether it is a symbol, or what changes the symbol before it: a skin tone, a selector."""
    return sign == "\ufe0f" or (sign != "" and unicodedata.category(sign) in ("So", "Sk") and ord(sign) > 0xFF)


def is_fit(text: str) -> bool:
    """Whether files can carry every character of the text."""
    # What Python calls printable is fit, and told many times faster; a line break is not printable.
    return text.isprintable() or all(map(str.isprintable, text.split("\n"))) or _IN_LINES.search(text) is None


def fit(text: str) -> str:
    r"""The text with U+FFFD for every character that no file can carry.

    >>> fit("Nan\x07jing")
    'Nan\ufffdjing'
    """
    return text if is_fit(text) else _IN_LINES.sub(_REPLACEMENT, text)


def trimmed(text: str) -> str:
    r"""The text without white space around it; a control character stays, to be refused.

    >>> trimmed(" Nanjing\x1f\u3000")
    'Nanjing\x1f'
    """
    return text.strip(_WHITE)
