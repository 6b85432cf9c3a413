"""How Chinese names are read: in pinyin, whole and by initials."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice, product
from pathlib import Path
from typing import NamedTuple

from graph_service.search.folding import line

_TABLE = Path(__file__).with_name("readings.txt")  # made by tools/readings.py
_ENDINGS = {"区": "Qu", "县": "Xian", "市": "Shi", "旗": "Qi"}  # of units of China, which are read in one way there
_TRIED = 64  # readings of a name that are compared with its English name


class Reading(NamedTuple):
    """A name in pinyin: its syllables apart, and the first letters of them."""

    spaced: str
    initials: str


@lru_cache(maxsize=1)
def _readings() -> Mapping[str, tuple[str, ...]]:
    """The readings of each character, the commonest first."""
    found: dict[str, list[tuple[int, str]]] = {}
    for row in _TABLE.read_text("utf-8").splitlines():
        syllable, *by_rank = row.split(" ")
        for rank, characters in enumerate(by_rank):
            for character in characters.replace("-", ""):
                found.setdefault(character, []).append((rank, syllable))
    return {character: tuple(syllable for _, syllable in sorted(ranked)) for character, ranked in found.items()}


def as_read(name: str) -> str:
    """By what names of a list are ordered: Chinese characters as they are most commonly read, all else as it is written, without
    accents and case.

    >>> sorted(["中国", "丹麦", "Perth", "巴-符州", "Örebro"], key=as_read)
    ['巴-符州', '丹麦', 'Örebro', 'Perth', '中国']
    """
    known = _readings()
    return "".join(f"{known[character][0]} " if character in known else character for character in line(name)).rstrip()


def romanised(name: str) -> str | None:
    """A Chinese name in pinyin, its ending apart, where each character has but one reading; None else: nobody says which it is.

    >>> romanised("城关区"), romanised("仁爱县"), romanised("长安区"), romanised("Chile")
    ('Chengguan Qu', "Ren'ai Xian", None, None)
    """
    stem, ending = (name[:-1], _ENDINGS[name[-1]]) if name[-1:] in _ENDINGS else (name, "")
    each = [_readings().get(character, ()) for character in stem]
    if not each or any(len(ways) != 1 for ways in each):
        return None
    first, *others = (ways[0].replace("v", "ü") for ways in each)
    spelt = first + "".join(f"'{syllable}" if syllable[0] in "aoe" else syllable for syllable in others)
    return f"{spelt.capitalize()} {ending}".rstrip()


def readings(name: str, spelt: str, most: int = 1) -> Iterator[Reading]:
    """How a name of Chinese characters is read, the commonest way first; nothing if it has characters that are not known.

    Where `spelt`, the compact English name, spells one of the ways, it is that; else so many ways at most: nobody says of a
    county without an English name which it is.

    >>> list(readings("重庆", "chongqing"))
    [Reading(spaced='chong qing', initials='cq')]
    >>> [way.spaced for way in readings("西藏", "tibet", most=2)]
    ['xi cang', 'xi zang']
    """
    known = _readings()
    each = [known.get(character, ()) for character in name]
    if not all(each):
        return
    chosen = next((way for way in islice(product(*each), _TRIED) if spelt and "".join(way).startswith(spelt)), None)
    for way in [chosen] if chosen else islice(product(*each), most):
        yield Reading(" ".join(way), "".join(syllable[0] for syllable in way))
