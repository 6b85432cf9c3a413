"""The addresses of lists, for the agreements that a page is about."""

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from graph_service.answers.common import PlaceReference
from graph_service.metrics.selection import HEADLINE_KINDS, Selection
from graph_service.metrics.vine import Vine
from graph_service.questions.agreements import AGREEMENTS
from graph_service.questions.places import PLACES
from graph_service.questions.question import AnyQuestion
from graph_service.records.place import Place
from graph_service.site.templating import Frame

EFFECTIVE = "active,dormant"  # agreements that count, as a list is asked for them


def list_page(frame: Frame, home: Place, question: AnyQuestion, **words: str | int | None) -> str:
    """The address of a question about a home, for the agreements that this page is about."""
    return f"{frame.root}views/home/{quote(home.id, safe='')}/{question.name}?{_query(frame, question, words)}"


def counted_page(frame: Frame, home: Place | PlaceReference, **words: str | int | None) -> str:
    """The address of the list of just those agreements of a home that its numbers on this page count, of the kinds chosen
    unless `kind` names others. It says which they are in words, never by their ids, of which there may be thousands."""
    kinds = next((value for name, value in frame.query if name == "kinds"), ",".join(sorted(HEADLINE_KINDS)))
    words = {"kind": kinds, "status": EFFECTIVE, **words}
    return question_page(frame, AGREEMENTS, home=home.id, counted="true", **words)


def lists_behind(frame: Frame, place: Place, selection: Selection) -> Mapping[str, str]:
    """The addresses of the lists of just what the figures of a place count: its own agreements, each with one partner; the
    countries of these; and what stands beside the count."""
    kinds = ",".join(sorted(selection.kinds))
    exchange_counts = "exchange" in selection.kinds  # then only what is planned stands beside
    beside = {"status": "planned"} if exchange_counts else {"beside": "true"}
    return {
        "own": question_page(frame, AGREEMENTS, place=place.id, kind=kinds, status=EFFECTIVE),
        "countries": question_page(frame, PLACES, with_partner_of=place.id, level="country"),
        "beside": question_page(frame, AGREEMENTS, place=place.id, **beside),
    }


def lists_in(frame: Frame, vine: Vine, partner: Place) -> Mapping[str, str]:
    """The addresses of the lists of just what the figures of a cluster count, where it is of the kinds that lists go by."""
    if vine.selection.kinds != HEADLINE_KINDS:
        return {}
    within = {"home": vine.home.place.id, "partner": partner.id}
    roles = {role: question_page(frame, AGREEMENTS, **within, role=role) for role in ("stem", "grape")}
    return {**roles, "beside": question_page(frame, AGREEMENTS, **within, beside="true")}


def question_page(frame: Frame, question: AnyQuestion, **words: str | int | None) -> str:
    """The address of any question, for the agreements that this page is about."""
    return f"{frame.root}views/list/{question.name}?{_query(frame, question, words)}"


def _query(frame: Frame, question: AnyQuestion, words: dict[str, str | int | None]) -> str:
    kept = {name: value for name, value in frame.chosen if name in question.ask.model_fields}
    return urlencode({"lang": frame.language, **kept, **{name: value for name, value in words.items() if value is not None}})
