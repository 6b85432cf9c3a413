"""The words by which a text of the search names several places: every joint between two names, in one place."""

import re
from collections.abc import Iterator

# Words between two places that ask for a way from one to the other: 南京到科隆, Nanjing to Cologne.
WAY = re.compile(r"\s*(?:到|至|—|–|->|→|\bto\b)\s*", re.IGNORECASE)
_FROM = re.compile(r"^\s*(?:从|自|由|from\s+)\s*", re.IGNORECASE)
_JOINED = r"and|&|和|与|对|比|versus|vs?\.?"  # 江苏 vs 浙江: of two that are asked about together
# Between two of them. A hyphen may also stand within a name, and a space in an English one.
AND = re.compile(rf"\s+(?:{_JOINED}|-)\s+|\s*[,，、&－/／]\s*|\s+|-", re.IGNORECASE)
LIST = re.compile(r"[,，、;；]")
# Between several; a space is one where no name is cut by it, as between Chinese ones.
BETWEEN = re.compile(rf"[,，、;；/／]|\s+(?:{_JOINED})\s+|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", re.IGNORECASE)
SPACE = re.compile(r"\s+")  # which may stand within a name too
AND_IN_CHINESE = "和与及"
CHINESE = re.compile("[\u4e00-\u9fff]{4,12}")  # names of two places at least, without a joint


def without_from(text: str) -> str:
    """A text that asks for a way without the word before the first place: 从南京到科隆, from Nanjing to Cologne."""
    return _FROM.sub("", text) if WAY.search(text) else text


def asks_way(text: str) -> bool:
    """Whether a text asks for a way from one place to another."""
    return WAY.search(text) is not None


def parts_of(joint: re.Pattern[str], text: str) -> tuple[str, ...]:
    """What stands between these joints."""
    return tuple(filter(None, map(str.strip, joint.split(text))))


def in_two(joint: re.Pattern[str], text: str) -> Iterator[tuple[str, str]]:
    """What stands before and after each of these joints."""
    return ((text[: found.start()].strip(), text[found.end() :].strip()) for found in joint.finditer(text))
