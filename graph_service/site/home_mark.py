"""A small mark that shows how a home stands with a country: the stem as a stroke, grapes by class as shapes with numbers."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from graph_service.answers.clusters import ClusterRow
from graph_service.words.agreements import CLASSES, ROLES
from graph_service.words.bilingual import Bilingual, Language, join
from graph_service.words.home import STEM_STATES

StemState = Literal["stem", "bare", "unfillable", "none"]
_WIDE, _FIRST, _STEP = 16, 18, 32  # pixels: of the stem, to the first grape, from one to the next


class Bunch(NamedTuple):
    """Some grapes of one class, or trunks: which, how many, and where they stand."""

    code: str
    number: int
    x: int


class Mark(NamedTuple):
    """The parts of the mark, its width, what it says in words, and by what it is sorted."""

    stem: StemState
    bunches: tuple[Bunch, ...]
    width: int
    words: str
    value: int


def mark_of(row: ClusterRow, language: Language) -> Mark:
    """The mark of a country."""
    stem = _stem(row)
    counts: list[tuple[str, int]] = [*row.classes.items(), ("trunk", row.roles["trunk"])]
    shown = [(code, number) for code, number in counts if number]
    bunches = tuple(Bunch(code, number, _FIRST + _STEP * place) for place, (code, number) in enumerate(shown))
    words: str = getattr(join(tuple(_words(row, stem, shown)), "，", ", "), language)
    rank = ("none", "unfillable", "bare", "stem").index(stem)
    return Mark(
        stem, bunches, max(_WIDE + 4, _FIRST + _STEP * len(bunches)), words, 1000 * rank + sum(number for _, number in shown)
    )


def _stem(row: ClusterRow) -> StemState:
    if not row.stems:
        return "none"
    if any(stem.grapes for stem in row.stems):
        return "stem"
    return "bare" if any(stem.bare for stem in row.stems) else "unfillable"


def _words(row: ClusterRow, stem: StemState, shown: list[tuple[str, int]]) -> Iterator[Bilingual]:
    bare = sum(found.bare is True for found in row.stems)
    yield STEM_STATES[stem]
    if len(row.stems) > 1:
        yield Bilingual(f"主茎{len(row.stems)}条（空茎{bare}）", f"{len(row.stems)} stems, {bare} of them bare")
    for code, number in shown:
        called = ROLES["trunk"] if code == "trunk" else CLASSES[code]
        unit = "" if code == "trunk" else f"（{code}）"
        yield Bilingual(f"{called.zh}{unit}{number}", f"{number} {called.en}{f' ({code})' if unit else ''}")
    if not shown:
        yield Bilingual("在册无葡萄", "no grape on record")
