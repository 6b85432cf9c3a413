"""The worklist of a home: its gaps, the form by which each is marked where that is switched on, and marks whose gaps are gone."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple, cast
from urllib.parse import urlencode

from graph_service.metrics.vine import Vine
from graph_service.questions.answered import Answered
from graph_service.questions.arranged import GroupsAnswer
from graph_service.questions.gaps import GapsAnswer
from graph_service.records.mark import Mark
from graph_service.site.listing import render_listing
from graph_service.site.templating import Frame
from graph_service.site.ways import way
from graph_service.snapshot import Snapshot
from graph_service.words.records import MARK_STATES


class MarkForm(NamedTuple):
    """What the form of a gap holds: its key, and what it is marked as now."""

    gap: str
    state: str | None


def render_gaps(
    frame: Frame,
    snapshot: Snapshot,
    found: Answered,
    asked: Mapping[str, str],
    vine: Vine | None = None,
    *,
    marking: bool = False,
) -> str:
    """The page of an answered worklist, as `render_listing`; `marking` says whether gaps may be marked."""
    if isinstance(found.document, GroupsAnswer):
        return render_listing(frame, snapshot, found, asked, vine)
    answer = cast("GapsAnswer", found.document)
    home = answer.home.id
    return render_listing(
        frame,
        snapshot,
        found,
        asked,
        vine,
        template="gaps.html",
        styles=("bars.css", "gaps.css"),
        forms=[MarkForm(item.key, item.mark.state if item.mark else None) for item in answer.items] if marking else [],
        states=[(state, frame.say(words)) for state, words in MARK_STATES.items()],
        door=f"{way(frame, 'home', home, 'gaps').partition('?')[0]}/mark",
        back=urlencode([("lang", frame.language), *frame.query]),
        dismissed=frame.again(state="dismissed", cursor=None) if answer.dismissed else None,
        gone=list(map(partial(_told, frame), answer.gone)),
        all_marks=way(frame, "list", "marks", home=home),
    )


def _told(frame: Frame, mark: Mark) -> Sequence[str | None]:
    called = mark.names.best(frame.language, mark.id)
    return called, frame.say(MARK_STATES[mark.state]), mark.who, mark.day, mark.reason
