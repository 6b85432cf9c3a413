"""Terms of a score as bars: what each is called, how much it adds of what it could, and why."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from graph_service.site.templating import Frame
from graph_service.words.bilingual import Bilingual

_WIDE = 100  # units of a bar in which the heaviest term is as wide as that


class Term(NamedTuple):
    """A term: its words, the points it adds and those it could, and why. `points` are None where the data do not tell."""

    name: Bilingual
    points: float | None
    most: float
    why: Bilingual


class Bar(NamedTuple):
    """A term as it is drawn: what it is called, how wide its bar can be and is, what it adds of what it could, and why."""

    name: str
    wide: float
    full: float | None
    points: str
    why: str


def bars_of(frame: Frame, terms: Iterable[Term]) -> Sequence[Bar]:
    """The terms of one score, the heaviest as wide as there is room."""
    told = list(terms)
    heaviest = max((term.most for term in told), default=0) or 1
    return [_bar(frame, term, _WIDE * term.most / heaviest) for term in told]


def _bar(frame: Frame, term: Term, wide: float) -> Bar:
    name, why, most = frame.say(term.name), frame.say(term.why), f"{term.most:g}"
    if term.points is None:
        unknown = Bilingual(f"— / {most}（不详）", f"— of {most} (not known)")
        return Bar(name, round(wide, 1), None, frame.say(unknown), why)
    told = Bilingual(f"{term.points:.1f} / {most}", f"{term.points:.1f} of {most}")
    return Bar(name, round(wide, 1), round(wide * term.points / (term.most or 1), 1), frame.say(told), why)
