"""The words by which a text of the search names several parties: every joint between two names, and what people write around
names, in one place."""

import re
from collections.abc import Iterator

_HAN = "[\u4e00-\u9fff]"
# Words between two places that ask for a way from one to the other: 南京到科隆, Nanjing to Cologne.
WAY = re.compile(r"\s*(?:到|至|—|–|->|→|\bto\b)\s*", re.IGNORECASE)
_FROM = re.compile(r"^\s*(?:从|自|由|from\s+)\s*", re.IGNORECASE)
# Of two that are asked about together: 江苏 vs 浙江, Jiangsu in Germany.
_JOINED = r"and|&|with|in|of|versus|vs?\.?|和|与|及|同|跟|对|比|在"
_AGAINST = rf"\s*(?:对比|相比|比较)\s*|(?<={_HAN})\s*vs?\.?\s*(?={_HAN})"
_SCRIPTS = rf"(?<={_HAN})(?=[A-Za-z0-9])|(?<=[A-Za-z])(?={_HAN})"
# Between two of them. A hyphen may also stand within a name, and a space in an English one.
AND = re.compile(rf"\s+(?:{_JOINED}|-)\s+|{_AGAINST}|\s*[,，、;；&+＋－/／]\s*|\s+|-|{_SCRIPTS}", re.IGNORECASE)
LIST = re.compile(r"[,，、;；]")
# Between several; a space is one where no name is cut by it, as between Chinese ones.
_BETWEEN = rf"[,，、;；/／](?:\s*(?:and|&)\s)?|\s+(?:{_JOINED})\s+|{_AGAINST}|(?<={_HAN})\s+(?={_HAN})"
BETWEEN = re.compile(_BETWEEN, re.IGNORECASE)
_OR_AND = re.compile(rf"{_BETWEEN}|(?<={_HAN})[和与及](?={_HAN})", re.IGNORECASE)  # which begins a name too: 和田
_SPACE = re.compile(r"\s+")  # which may stand within a name too
_IN_CHINESE = "和与及同跟在对的"
_CHINESE = re.compile("[\u4e00-\u9fff·－-]{4,20}")  # names of two parties at least, without a joint
_SHORTEST = 2  # characters of a name
# What is asked for, around names that say of whom: 江苏在德国的友城有哪些, sister cities of Jiangsu in Germany.
_ASKING = (
    r"^(?:请|请问|帮我|查找|查一下|查询|搜索|看看|列出|对比|比较)+(?:一下)?",
    r"^(?:please |compare |show |me |list |find |all |the |how many )+",
    r"(?:之间)?的?(?:国际)?(?:友好城市|友好省州|友城|友好关系|友好协议|协议|对比|比较|关系|合作|往来)(?:关系|名单|列表|情况|数量)?(?=$|有)",
    r"(?:'s|’s)?\s*\b(?:sister|twin|partner|friendship|friendly)[ -](?:city|cities|towns?|provinces?|states?|agreements?)\b",
    r"(?:'s|’s)?\s*\b(?:agreements?|ties|partnerships?|relations|twinnings?|differences?|comparisons?)\b",
    r"有?(?:哪些|多少个?)(?:城市|省州)?|(?:何时|什么时候|哪一?年)?(?:结为|结成|结好|建交)",
    r"的?(?:会前一页纸|一页纸|简报)$|\s+brief(?:ing)?$",
    r"[?？。]+$",
)
_AROUND = re.compile("|".join(_ASKING), re.IGNORECASE)
# What a text begins or ends with that is typed no further, or cut from a sentence: 在德国, Jiangsu and.
_LEADING = re.compile(r"^\s*(?:(?:of|in|between|with|for|from|to)\s+|[到在]\s*)", re.IGNORECASE)
_TRAILING = re.compile(r"\s+(?:of|in|with|and|to|vs)$|\s*[到至在和与的]$", re.IGNORECASE)
_COMPARED = re.compile(r"\s+compared (?:to|with)\s+", re.IGNORECASE)


def names_in(text: str) -> str:
    """What of a text are names and the joints between them, without the words of the question.

    >>> names_in("江苏在德国的友城有哪些？"), names_in("Jiangsu's sister cities in Germany")
    ('江苏在德国', 'Jiangsu in Germany')
    """
    bare = _AROUND.sub("", _COMPARED.sub(" vs ", text)).strip()
    return _TRAILING.sub("", without_from(_LEADING.sub("", bare)))


def without_from(text: str) -> str:
    """A text that asks for a way without the word before the first place: 从南京到科隆, from Nanjing to Cologne."""
    return _FROM.sub("", text) if asks_way(text) else text


def asks_way(text: str) -> bool:
    """Whether a text asks for a way from one place to another."""
    return WAY.search(text) is not None


def parts_of(joint: re.Pattern[str], text: str) -> tuple[str, ...]:
    """What stands between these joints."""
    return tuple(filter(None, map(str.strip, joint.split(text))))


def lists_in(text: str, *, spaced: bool = False) -> Iterator[tuple[str, ...]]:
    """The ways to cut a text into several names, the surest first; `spaced` takes every space for one between two names."""
    return (parts_of(joint, text) for joint in ((_SPACE,) if spaced else (BETWEEN, _OR_AND)))


def in_two(joint: re.Pattern[str], text: str) -> Iterator[tuple[str, str]]:
    """What stands before and after each of these joints."""
    return ((text[: found.start()].strip(), text[found.end() :].strip()) for found in joint.finditer(text))


def cuts_of_chinese(text: str) -> Iterator[tuple[str, str, bool]]:
    """What stands before and after each place where a Chinese text may be cut into two names, and whether a word joins them:
    江苏德国, 江苏在德国."""
    if not _CHINESE.fullmatch(text):
        return
    for at in range(_SHORTEST, len(text) - 1):
        yield text[:at], text[at:], False
        if text[at] in _IN_CHINESE:
            yield text[:at], text[at + 1 :], True
