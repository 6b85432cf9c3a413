"""Write the readings of Chinese characters that the search comes with: `python -m tools.readings`.

pypinyin has them, and needs 13 MiB and a tenth of a second for that alone; a worker of the service has neither to spare.
"""

from collections.abc import Iterator
from pathlib import Path

from opencc import OpenCC
from pypinyin import Style, pinyin

FILE = Path(__file__).parents[1] / "graph_service" / "search" / "readings.txt"
_CJK = range(0x4E00, 0x9FA6)
_MOST = 4  # readings of a character; names of places have no rarer ones


def table() -> str:
    """A line per syllable: the characters that are read so in the first place, in the second and so on; `-` for none."""
    simplified = OpenCC("t2s")
    rows: dict[str, list[str]] = {}
    for character in map(chr, _CJK):
        if simplified.convert(character) == character:
            for rank, syllable in enumerate(_syllables(character)):
                rows.setdefault(syllable, [""] * _MOST)[rank] += character
    return "".join(f"{syllable} {' '.join(ranks[: _used(ranks)])}\n" for syllable, ranks in sorted(_dashed(rows)))


def _syllables(character: str) -> list[str]:
    (ways,) = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore", v_to_u=False) or [[]]
    return [way.replace("ü", "v") for way in dict.fromkeys(ways) if way.isascii() and way.isalpha()][:_MOST]


def _dashed(rows: dict[str, list[str]]) -> Iterator[tuple[str, list[str]]]:
    for syllable, ranks in rows.items():
        yield syllable, [rank or "-" for rank in ranks]


def _used(ranks: list[str]) -> int:
    return max(rank + 1 for rank, characters in enumerate(ranks) if characters != "-")


if __name__ == "__main__":
    FILE.write_text(table(), encoding="utf-8")
