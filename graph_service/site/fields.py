"""The fields by which a page lets its list be narrowed: those of the question that people know by name, in both languages."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from graph_service.questions.question import AnyQuestion
from graph_service.site.templating import Frame
from graph_service.words import planning
from graph_service.words.agreements import KINDS, STATUSES
from graph_service.words.bilingual import Bilingual
from graph_service.words.narrowing import NARROWING
from graph_service.words.records import LEVELS
from graph_service.words.tiers import tier_names


class Field(NamedTuple):
    """One field of the form: its name, what it is called, how it is typed or what may be chosen, and what it holds now."""

    name: str
    label: str
    kind: str
    choices: Sequence[tuple[str, str]]
    value: str


_TIERS = {str(tier): tier_names(tier, 3) for tier in (1, 2, 3)}
_TYPED: Mapping[str, str] = {"q": "search", "from": "date", "to": "date", "as_of": "date", "year": "number"}
_CHOSEN: Mapping[str, Mapping[str, Bilingual]] = {
    "type": planning.GAPS,
    "action": planning.ACTIONS,
    "tier": _TIERS,
    "kind": KINDS,
    "status": STATUSES,
    "level": LEVELS,
}


def fields_of(question: AnyQuestion, frame: Frame, taken: frozenset[str]) -> Iterator[Field]:
    """The fields of a question that are not taken by the address of the page."""
    given = dict(frame.query)
    offered = {field.alias or name for name, field in question.ask.model_fields.items()} - taken
    for name, label in NARROWING.items():
        if name in offered:
            known = _CHOSEN.get(name, {}) if _fits(question, name) else {}
            choices = [(code, frame.say(words)) for code, words in known.items()]
            yield Field(name, frame.say(label), _TYPED.get(name, "text"), choices, given.get(name, ""))


def _fits(question: AnyQuestion, name: str) -> bool:
    """Whether the choices of a name are those of this question: `kind` and `type` mean different things in some."""
    return name not in ("kind", "type") or (question.name, name) in {("gaps", "type"), ("agreements", "kind")}
