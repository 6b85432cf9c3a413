"""Characters that no file can carry: control characters, noncharacters and halves of surrogate pairs.

XML and iCalendar have no way to write them, and a terminal obeys some. `Record.check` refuses them where data come in; what
an older store still holds is replaced by `fit` wherever text is written.
"""

import re

_ENDS_OF_PLANES = "".join(chr(plane * 0x1_0000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_NO_TEXT = f"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_ENDS_OF_PLANES}"
_IN_LINES = re.compile(f"[{_NO_TEXT}]")
_IN_A_LINE = re.compile(f"[\t\n\r{_NO_TEXT}]")
# White space of every script, without the control characters that Python counts among it: these are refused, not lost.
_WHITE = " \t\n\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
_REPLACEMENT = "\ufffd"


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
