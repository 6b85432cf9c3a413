"""Numbers that lead to the list of just what they count: text for a terminal and a link for a page."""

from collections.abc import Collection, Mapping, Sequence
from typing import Self

from graph_service.metrics.ties import GrapeClass
from graph_service.questions.question import AnyQuestion

EFFECTIVE = "active,dormant"  # agreements that count, as a list is asked for them
Words = Mapping[str, str | int | None]


class Counted(str):
    """A number as people read it, or the name of what is counted; the question that lists it, and the words by which that is
    asked. `on_page` is what a page shows in its place."""

    __slots__ = ("asked", "on_page", "question")
    asked: Words
    on_page: str
    question: AnyQuestion

    def __new__(cls, text: str, question: AnyQuestion, asked: Words, on_page: str | None = None) -> Self:
        """The number or name with its list."""
        made = super().__new__(cls, text)
        made.question, made.asked = question, asked
        made.on_page = text if on_page is None else on_page
        return made

    def as_on_page(self) -> Self:
        """The same as a page shows it."""
        return type(self)(self.on_page, self.question, self.asked)


class Parted(str):
    """What several numbers make up, as people read it: on a page these stand in its stead with `joint` between them, each leading
    to its own list."""

    __slots__ = ("joint", "parts")
    parts: Sequence[int | Counted]
    joint: str

    def __new__(cls, text: str, parts: Sequence[int | Counted], joint: str) -> Self:
        """The text with its parts."""
        made = super().__new__(cls, text)
        made.parts, made.joint = parts, joint
        return made


class Recorded(str):
    """How many records of any types there are, as people read it: on a page the number leads to their list, one for each type.
    `agreements` are the words by which the agreements among them are listed, else by their ids as all others."""

    __slots__ = ("agreements", "ids")
    ids: Collection[str]
    agreements: Words | None

    def __new__(cls, ids: Collection[str], agreements: Words | None = None) -> Self:
        """The number of these records."""
        made = super().__new__(cls, f"{len(ids):,}")
        made.ids, made.agreements = ids, agreements
        return made


def recorded(ids: Collection[str], agreements: Words | None = None) -> int | Recorded:
    """The number of these records with their lists; none leads nowhere."""
    return Recorded(ids, agreements) if ids else 0


def counted(number: int, question: AnyQuestion, **asked: str | int | None) -> int | Counted:
    """A number with its list; none leads nowhere."""
    return Counted(f"{number:,}", question, asked) if number else number


def counted_words(home: str, kinds: Collection[str], **words: str | int | None) -> Words:
    """The words that list just those agreements of a home that its numbers count, of these kinds unless `kind` names others."""
    return {"home": home, "counted": "true", "kind": ",".join(sorted(kinds)), "status": EFFECTIVE, **words}


def by_class(classes: Mapping[GrapeClass, int], question: AnyQuestion, words: Words) -> Parted:
    """How many grapes of each class, each number leading to the grapes of its class."""
    return Parted(
        "/".join(map(str, classes.values())),
        [counted(number, question, **words, **{"class": name}) for name, number in classes.items()],
        "/",
    )
