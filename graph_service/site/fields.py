"""The fields by which a page lets its list be narrowed: those of the question that people know by name, in both languages."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from graph_service.metrics.denominator import ALL
from graph_service.metrics.frames import frames_for, frames_with_members
from graph_service.metrics.home import Home
from graph_service.questions.question import AnyQuestion
from graph_service.records import frame as records
from graph_service.records.vocabulary import closed_words
from graph_service.site.templating import Frame
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual, both
from graph_service.words.days import written
from graph_service.words.lists import labels_of
from graph_service.words.narrowing import NARROWING
from graph_service.words.tiers import tier_names


class Field(NamedTuple):
    """One field of the form: its name, what it is called, how it is typed or what may be chosen, and what it holds now, and
    whether that cannot be."""

    name: str
    label: str
    kind: str
    choices: Sequence[tuple[str, str]]
    value: str
    wrong: bool = False


_EVERY = Bilingual("全部国家和地区", "every country and area")
_TIERS = 3  # tiers of a home that is no municipality
_OF_A_HOME = {"tier", "role", "class"}  # what only the agreements of a home have
_TYPED: Mapping[str, str] = {"q": "search", "from": "date", "to": "date", "as_of": "date", "year": "number"}


def fields_of(
    question: AnyQuestion, frame: Frame, snapshot: Snapshot, taken: frozenset[str], home: Home | None = None
) -> Iterator[Field]:
    """The fields of a question that are not taken by the address of the page, of a home if it is about one."""
    given = dict(frame.query)
    offered = {field.alias or name for name, field in question.ask.model_fields.items()} - taken
    if "home" in offered and not question.ask.model_fields["home"].is_required() and "home" not in given:
        offered -= _OF_A_HOME
    for name, label in NARROWING.items():
        if name in offered:
            known = _choices(question, snapshot, name, home)
            choices, value = [(code, frame.say(words)) for code, words in known.items()], given.get(name, "")
            if known and value and value not in known:  # several, as a number on another page asked for
                choices.append((value, _words_of(frame, known, value)))
            yield Field(name, frame.say(label), _TYPED.get(name, "text"), choices, value)


def narrowed_to(frame: Frame, snapshot: Snapshot, fields: Iterable[Field]) -> Iterator[str]:
    """What the list is narrowed to, in the words of the page."""
    for field in fields:
        if field.value:
            yield f"{field.label} {dict(field.choices).get(field.value) or _told(frame, snapshot, field.value)}"


def _told(frame: Frame, snapshot: Snapshot, value: str) -> str:
    """A value in words: places and countries by name, also several of them, days as they are written."""
    places = [snapshot.places.get(one) or snapshot.country(one) for one in value.split(",")]
    if None in places:
        return written(value, frame.language)
    return frame.say(Bilingual("、", ", ")).join(frame.say(both(place)) for place in places if place)


def _tiers(tmax: int) -> Mapping[str, Bilingual]:
    """The tiers of a home, as its office calls them: a municipality has districts below itself, and nothing below those."""
    return {str(tier): tier_names(tier, tmax) for tier in range(1, tmax + 1)}


def _choices(question: AnyQuestion, snapshot: Snapshot, name: str, home: Home | None) -> Mapping[str, Bilingual]:
    """What may be chosen: tiers and frames, of the home where there is one, or the words of the closed list that the question
    takes, which `kind` and `state` of another may not be; nothing where it takes any text."""
    if name == "tier":
        return _tiers(home.tmax if home else _TIERS)
    if name == "continent":
        return snapshot.once(_continents)
    if name == "frame":
        frames = frames_for(snapshot, home) if home else snapshot.once(frames_with_members).values()
        return {**_named(frames), ALL: _EVERY}
    taken = {field.alias or name: field for name, field in question.ask.model_fields.items()}[name]
    words = closed_words(taken.annotation)
    labels = labels_of(words)
    return {word: labels[word] for word in words}


def _words_of(frame: Frame, known: Mapping[str, Bilingual], value: str) -> str:
    return frame.say(Bilingual("、", ", ")).join(frame.say(known[word]) if word in known else word for word in value.split(","))


def _continents(snapshot: Snapshot) -> Mapping[str, Bilingual]:
    return _named(frame for frame in snapshot.once(frames_with_members).values() if frame.kind == "continent")


def _named(frames: Iterable[records.Frame]) -> Mapping[str, Bilingual]:
    return {frame.id: Bilingual(frame.names.best("zh", frame.id), frame.names.best("en", frame.id)) for frame in frames}
