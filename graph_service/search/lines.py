"""Many lines in one text, sorted by their letters: whole lines and beginnings by halving, parts at the speed of `str.find`."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from graph_service.search.folding import compact


class Line(NamedTuple):
    """A name as it is compared, the number of the place that has it, and what kind of name it is."""

    text: str
    owner: int
    kind: int


class Lines:
    """Lines that do not change any more. A place takes ten bytes a line beside the letters: a list of texts took seventy."""

    __slots__ = ("_kinds", "_owners", "_starts", "_text")

    def __init__(self, lines: Iterable[Line]) -> None:
        ordered = sorted(lines, key=lambda line: compact(line.text))
        self._text = "\n" + "".join(f"{line.text}\n" for line in ordered)
        self._starts = array("I", accumulate((len(line.text) + 1 for line in ordered), initial=1))
        self._owners = array("I", (line.owner for line in ordered))
        self._kinds = bytes(line.kind for line in ordered)

    def whole(self, letters: str) -> Iterator[Line]:
        """The lines of exactly these letters, spaces aside."""
        return map(self._line, range(self._first(letters), self._after(letters)))

    def beginning(self, letters: str) -> Iterator[Line]:
        """The lines that begin with these letters and go on."""
        return map(self._line, range(self._after(letters), self._first(letters + "\U0010ffff")))

    def holding(self, part: str) -> Iterator[tuple[Line, bool]]:
        """The lines that hold this part, not at their beginning, and whether a word of them begins so."""
        position = self._text.find(part)
        while position >= 0:
            number = bisect_right(self._starts, position) - 1
            end = self._starts[number + 1] - 1
            if position > self._starts[number]:
                found = self._line(number)
                yield found, f" {part}" in found.text
            position = self._text.find(part, end)

    def alike(self, text: str, most: int) -> Iterator[tuple[Line, int]]:
        """The lines that begin with one of the first two letters and differ from the text in so many places at most, and how
        many: a letter more, fewer, other, or two exchanged."""
        for letter in dict.fromkeys(text[:2]):
            first, after = self._first(letter), self._first(letter + "\U0010ffff")
            part = self._text[self._starts[first] : self._starts[after]].split("\n")[:-1]
            for _, distance, place in extract(text, part, scorer=OSA.distance, score_cutoff=most, limit=None):
                yield self._line(first + place), round(distance)

    def _first(self, letters: str) -> int:
        return bisect_left(range(len(self._owners)), letters, key=self._letters)

    def _after(self, letters: str) -> int:
        return bisect_right(range(len(self._owners)), letters, key=self._letters)

    def _letters(self, number: int) -> str:
        return compact(self._text[self._starts[number] : self._starts[number + 1] - 1])

    def _line(self, number: int) -> Line:
        text = self._text[self._starts[number] : self._starts[number + 1] - 1]
        return Line(text, self._owners[number], self._kinds[number])
