"""The addresses of lists, for the agreements that a page is about."""

import re
from collections.abc import Mapping
from urllib.parse import quote

from graph_service.addresses import query_of
from graph_service.answers.common import PlaceReference
from graph_service.metrics.selection import HEADLINE_KINDS, Selection
from graph_service.metrics.vine import Vine
from graph_service.planning.gaps.gap import PriorityTerm
from graph_service.questions.agreements import AGREEMENTS
from graph_service.questions.counted import EFFECTIVE, Counted, Parted, counted_words
from graph_service.questions.places import PLACES
from graph_service.questions.question import AnyQuestion, Shown
from graph_service.questions.weighed import Weighed
from graph_service.records.place import Place
from graph_service.site.bars import Term, bars_of
from graph_service.site.cells import Linked, Linkeds, Termed
from graph_service.site.templating import Frame
from graph_service.words.planning import PRIORITIES

_NUMBERS = re.compile("[0-9/]+")


def list_page(frame: Frame, home: Place, question: AnyQuestion, /, **words: str | int | None) -> str:
    """The address of a question about a home, for the agreements that this page is about."""
    return f"{frame.root}views/home/{quote(home.id, safe='')}/{question.name}?{_query(frame, question, words)}"


def counted_page(frame: Frame, home: Place | PlaceReference, /, **words: str | int | None) -> str:
    """The address of the list of just those agreements of a home that its numbers on this page count, of the kinds chosen
    unless `kind` names others. It says which they are in words, never by their ids, of which there may be thousands."""
    kinds = next((value.split(",") for name, value in frame.query if name == "kinds"), HEADLINE_KINDS)
    return question_page(frame, AGREEMENTS, **counted_words(home.id, kinds, **words))


def lists_behind(frame: Frame, place: Place, selection: Selection) -> Mapping[str, str]:
    """The addresses of the lists of just what the figures of a place count: its own agreements, each with one partner; the
    countries of these; and what stands beside the count."""
    kinds = ",".join(sorted(selection.kinds))
    among = {"kind": kinds, "status": EFFECTIVE, "among_partners_of": place.id}
    return {
        "among": question_page(frame, AGREEMENTS, **among),
        "own": question_page(frame, AGREEMENTS, place=place.id, kind=kinds, status=EFFECTIVE),
        "countries": question_page(frame, PLACES, with_partner_of=place.id, level="country"),
        "beside": question_page(frame, AGREEMENTS, place=place.id, **_beside(selection)),
    }


def beside_the_count(frame: Frame) -> Mapping[str, str]:
    """The words that list what stands beside the count of this page, of a home or of a unit."""
    kinds = next((value for name, value in frame.query if name == "kinds"), None)
    return {"beside": "true", "second": "false", "domestic": "false", **({"beside_kinds": kinds} if kinds else {})}


def _beside(selection: Selection) -> Mapping[str, str]:
    kinds = {} if selection.kinds == HEADLINE_KINDS else {"beside_kinds": ",".join(sorted(selection.kinds))}
    return {"beside": "true", **kinds}


def lists_in(frame: Frame, vine: Vine, partner: Place) -> Mapping[str, str]:
    """The addresses of the lists of just what the figures of a cluster count."""
    within = {"home": vine.home.place.id, "partner": partner.id}
    kinds = {} if vine.selection.kinds == HEADLINE_KINDS else {"kind": ",".join(sorted(vine.selection.kinds))}
    roles = {role: question_page(frame, AGREEMENTS, **within, **kinds, role=role) for role in ("stem", "grape")}
    return {**roles, "beside": question_page(frame, AGREEMENTS, **within, second="false", **_beside(vine.selection))}


def question_page(frame: Frame, question: AnyQuestion, /, **words: str | int | None) -> str:
    """The address of any question, for the agreements that this page is about."""
    return f"{frame.root}{below_root(frame, question, **words)}"


def below_root(frame: Frame, question: AnyQuestion, /, **words: str | int | None) -> str:
    """The same, from the root of the service."""
    return f"views/list/{question.name}?{_query(frame, question, words)}"


def rows_of(frame: Frame, shown: Shown) -> list[tuple[object, ...]]:
    """The rows of a short table as a page has them: a number that has a list leads to it."""
    return [tuple(led(frame, cell) for cell in row) for row in shown.rows]


def led(frame: Frame, cell: object) -> object:
    """A cell as a page has it: what has a list leads to it, and a score opens its terms."""
    if isinstance(cell, Weighed):
        return Termed(cell, bars_of(frame, map(_term, cell.terms)))
    if isinstance(cell, Parted):
        return Linkeds(cell, [_number(frame, part) for part in cell.parts], cell.joint)
    return _number(frame, cell) if isinstance(cell, Counted) else cell


def _number(frame: Frame, cell: int | Counted) -> Linked:
    if not isinstance(cell, Counted):
        return Linked(str(cell))
    plain, there = cell.replace(",", ""), question_page(frame, cell.question, **cell.asked)
    number = _NUMBERS.fullmatch(plain) is not None
    return Linked(cell, there, plain if plain.isdecimal() else "", number=number)


def _term(term: PriorityTerm) -> Term:
    return Term(PRIORITIES[term.name], term.weight * term.value, term.weight, term.why)


def _query(frame: Frame, question: AnyQuestion, words: dict[str, str | int | None]) -> str:
    kept = {name: value for name, value in frame.chosen if name in question.ask.model_fields}
    return query_of({"lang": frame.language, **kept, **{name: value for name, value in words.items() if value is not None}})
