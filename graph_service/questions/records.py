"""One list for each type of record in the registry, but for places and agreements, which have questions of their own."""

import sys
from collections.abc import Mapping
from typing import Any, Literal, get_origin, get_type_hints

from msgspec.structs import fields
from pydantic import Field, create_model

from graph_service.answers.paging import page_after
from graph_service.answers.records import RecordsAnswer, listed, listed_answer, records_answer, records_where, words_of
from graph_service.metrics.selection import check_layer
from graph_service.planning.progress import MEASURES as REACHED_BY
from graph_service.questions.called import Called
from graph_service.questions.flat import flat
from graph_service.questions.known_words import check_words
from graph_service.questions.parameters import ANY_OF, Listed, Named, OfRecords, Several
from graph_service.questions.question import Question, Shown, View
from graph_service.records.agreement import Agreement
from graph_service.records.base import Names, Record
from graph_service.records.place import Place
from graph_service.records.registry import RECORD_TYPES, RecordType
from graph_service.records.vocabulary import closed_words
from graph_service.words.bilingual import COLON, Bilingual, Language, called
from graph_service.words.claims import CLAIMED
from graph_service.words.fields import meaning_of
from graph_service.words.headings import RECORDS, dated, heads
from graph_service.words.records import (
    ACTIVITIES,
    FRAMES,
    GRADES,
    MARK_STATES,
    MEASURES,
    ORGANISATION_STATUSES,
    ORGANISATIONS,
    PLANS,
    PROJECTS,
    WORK_STATUSES,
)

_WORDS = ("kind", "status", "layer", "measure", "grade", "channel", "country", "state")  # fields that lists are asked for by
_WHAT, _WHEN = ("kind", "measure", "grade", "state"), ("date", "day", "as_of", "period", "from_", "founded", "valid_from")

_LABELS = {
    "organisations": ORGANISATIONS,
    "frames": FRAMES,
    "memberships": GRADES,
    "activities": ACTIVITIES,
    "plans": PLANS,
    "projects": PROJECTS,
    "targets": CLAIMED,
    "claims": CLAIMED,
    "marks": MARK_STATES,
}
_DATELESS = ("frames", "memberships", "organisations")
# Measures that answers reckon with: a list of those is empty where no record has one.
_RECKONED = {"claims": MEASURES.keys(), "targets": REACHED_BY.keys()}


def _question(kind: RecordType) -> Question[OfRecords, RecordsAnswer]:
    """The question of a list of this type."""
    item = listed(kind)
    answer, ask, table = listed_answer(kind, item), _asking(kind.cls), flat(item)
    named = [name for name in ("country", *ask.naming) if name in ask.model_fields]
    plain = [name for name in ask.model_fields if name not in OfRecords.model_fields and name not in named]
    open_words = [name for name in plain if name != "layer" and not closed_words(get_type_hints(kind.cls)[name])]

    def find(view: View, asked: OfRecords) -> RecordsAnswer:
        wanted: dict[str, Any] = dict(zip(named, view.several(asked, *named), strict=True))
        wanted |= {name: getattr(asked, name) for name in plain} | {"id": view.on_record(kind.plural, asked.id)}
        for layer in wanted["layer"] or ():
            check_layer(view.snapshot, layer)
        for name in open_words:
            if wanted[name] is not None:
                check_words(name, wanted[name], _RECKONED.get(kind.plural, set()) | words_of(view.snapshot, kind.plural, name))
        given = {name: values for name, values in wanted.items() if values is not None}
        found = records_where(view.snapshot, kind.plural, given)
        page = page_after(found, lambda record: record.id, asked.most, asked.cursor)
        return records_answer(view.snapshot, answer, item, page)

    find.__doc__ = sys.modules[kind.cls.__module__].__doc__  # what such a record is, in a line
    return Question(
        name=kind.plural,
        title=RECORDS[kind.plural],
        ask=ask,
        answer=answer,
        find=find,
        columns=table.columns,
        rows=table.rows,
        shown=lambda found, lang: _shown(kind.plural, found, lang),
        tag="records",
    )


def _asking(cls: type[Record]) -> type[OfRecords]:
    """The parameters of a list: one per reference of its records and per field that is a plain word."""
    naming = {reference.field: reference.targets for reference in cls.REFERENCES}
    names = [field.name for field in fields(cls) if field.name in naming or field.name in _WORDS]
    given: dict[str, Any] = {name: (_taken(cls, name, naming), Field(None, description=_told(cls, name))) for name in names}
    model = create_model(f"{cls.__name__}s", __base__=OfRecords, __doc__="Which records.", **given)
    model.naming = naming
    return model


def _taken(cls: type[Record], name: str, naming: Mapping[str, object]) -> Any:
    """What a field is asked for by: any of its words where they are known, of what records are called, or of any texts."""
    kind = get_type_hints(cls)[name]
    if name in naming or name == "country":
        return Named | None
    words = closed_words(kind)
    return Several[Literal[words]] | None if words else Listed | None  # type: ignore[valid-type]  # known at run time


def _told(cls: type[Record], name: str) -> str:
    where = "in" if get_origin(get_type_hints(cls)[name]) is tuple else "as"
    meaning, _, _ = str(meaning_of(cls.__name__, name)).partition(";")
    return f"only records with this {where} `{name}`: {meaning}{ANY_OF}"


def _shown(plural: str, answer: RecordsAnswer, lang: Language) -> Shown:
    """One row per record: what it is, when, and what it is called, or whom it names where it has no name."""
    kinds, statuses = _LABELS.get(plural, {}), ORGANISATION_STATUSES if plural == "organisations" else WORK_STATUSES
    lines = (
        (
            *(_said(kinds, _first(item, _WHAT), lang), _when(plural, item, lang)),
            *(_said(statuses, getattr(item, "status", None), lang), _name(item, lang)),
        )
        for item in answer.items
    )
    head = f"{getattr(RECORDS[plural], lang)}{getattr(COLON, lang)}{answer.total:,}"
    return Shown(head, heads(lang, "kind", "date", "status", "name"), lines)


def _when(plural: str, item: Record, lang: Language) -> str | None:
    """The date of a record; that of one which need have none is left out where it has none."""
    when = _first(item, _WHEN)
    return None if when is None and plural in _DATELESS else dated(when, (), lang)


def _said(labels: Mapping[str, Bilingual], word: str | None, lang: Language) -> str | None:
    """The label of a word, or the word where it is none of a closed list, such as a measure."""
    return called(labels, word, lang) if word in labels else word


def _first(item: Record, names: tuple[str, ...]) -> Any:
    return next((value for name in names if (value := getattr(item, name, None)) is not None), None)


def _name(item: Record, lang: Language) -> Called:
    own = f"{item.names.zh or ''} {item.names.en or ''}".strip()
    mentioned = (getattr(item, field.name) for field in fields(item) if field.name.endswith("_names"))
    others = " – ".join(names.best(lang, "?") for names in mentioned if isinstance(names, Names))
    return Called(f"{own or others} ({item.id})", on_page=item.names.best(lang, "") or others or item.id)


LISTS = tuple(_question(kind) for kind in RECORD_TYPES if kind.cls not in (Place, Agreement))
