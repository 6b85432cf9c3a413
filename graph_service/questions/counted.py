"""Numbers that lead to the list of just what they count: text for a terminal and a link for a page."""

from collections.abc import Collection, Mapping
from typing import Self

from graph_service.metrics.ties import GrapeClass
from graph_service.questions.question import AnyQuestion

EFFECTIVE = "active,dormant"  # agreements that count, as a list is asked for them
Words = Mapping[str, str | int | None]


class Counted(str):
    """A number as people read it; the question that lists what it counts, and the words by which that is asked."""

    __slots__ = ("asked", "question")
    asked: Words
    question: AnyQuestion

    def __new__(cls, text: str, question: AnyQuestion, asked: Words) -> Self:
        """The number with its list."""
        made = super().__new__(cls, text)
        made.question, made.asked = question, asked
        return made


def counted(number: int, question: AnyQuestion, **asked: str | int | None) -> int | Counted:
    """A number with its list; none leads nowhere."""
    return Counted(f"{number:,}", question, asked) if number else number


def counted_words(home: str, kinds: Collection[str], **words: str | int | None) -> Words:
    """The words that list just those agreements of a home that its numbers count, of these kinds unless `kind` names others."""
    return {"home": home, "counted": "true", "kind": ",".join(sorted(kinds)), "status": EFFECTIVE, **words}


def by_class(classes: Mapping[GrapeClass, int], question: AnyQuestion, words: Words) -> str:
    """How many grapes of each class, leading to all of them."""
    told = "/".join(map(str, classes.values()))
    return Counted(told, question, {**words, "role": "grape"}) if any(classes.values()) else told
