"""The list of named questions, each with the way to it, and the page that asks for the place that one needs."""

from collections.abc import Mapping
from typing import cast

from graph_service.answers.queries import QueriesAnswer
from graph_service.metrics.vine import Vine
from graph_service.planning.questions.ask import QUESTIONS
from graph_service.questions.answered import Answered
from graph_service.questions.query import Query
from graph_service.site.listing import render_listing
from graph_service.site.on_a_page import ASKED
from graph_service.site.templating import Frame, render
from graph_service.site.typed import Typed
from graph_service.snapshot import Snapshot


def render_queries(frame: Frame, snapshot: Snapshot, found: Answered, asked: Mapping[str, str], vine: Vine | None = None) -> str:
    """Every named question, which leads to its answer or to the form that asks for what it needs."""
    items = cast("QueriesAnswer", found.document).items
    links = [(item.name, frame.say(item.title), frame.say(ASKED[need])) for item in items for need in item.needs]
    return render_listing(frame, snapshot, found, asked, vine, template="queries.html", questions=links)


def render_form(frame: Frame, ask: Query) -> str:
    """The page that asks for the places that a named question needs and was not given; empty where nothing is left out, or where
    the page is to be a file, in which nobody can fill a form."""
    question = QUESTIONS.get(ask.name)
    left_out = [name for name in question.needs if getattr(ask, name) is None] if question else []
    if question is None or not left_out or frame.saved:
        return ""
    fields = [Typed(name, frame.say(ASKED[name]), "") for name in left_out]
    kept = [("name", ask.name), *frame.chosen]
    return render("query_form.html", frame, frame.say(question.title), styles=("asking.css",), fields=fields, kept=kept)
