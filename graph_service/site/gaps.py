"""The worklist of a home: its gaps, the form by which each is marked where that is switched on, and marks whose gaps are gone."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple, cast
from urllib.parse import urlencode

from graph_service.metrics.vine import Vine
from graph_service.planning.gaps.marks import marks_of
from graph_service.questions.answered import Answered
from graph_service.questions.arranged import GroupsAnswer
from graph_service.questions.gaps import GapItem, GapsAnswer
from graph_service.questions.gaps_below import BELOW, UNITS
from graph_service.records.mark import Mark
from graph_service.site.listing import render_listing
from graph_service.site.templating import Frame
from graph_service.site.ways import way
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual
from graph_service.words.days import said
from graph_service.words.records import MARK_STATES

MARKED = "marked"  # the word of a query by which the page knows which mark was kept just now


class MarkForm(NamedTuple):
    """What the form of a gap holds: its key, what it is marked as now, and what was typed in it and could not be kept."""

    gap: str
    state: str | None
    draft: "Draft | None" = None


class Draft(NamedTuple):
    """What somebody typed into the form of a gap, and why it cannot be kept so, by field: there is a name or a reason amiss."""

    gap: str
    state: str
    who: str
    reason: str
    faults: Mapping[str, Bilingual]


_NOT_TOLD = {
    "who": Bilingual("请写上您的姓名。", "Write your name."),
    "reason": Bilingual("请写上理由，几个字即可。", "Write a reason, in a few words."),
}
_UNFIT = {
    "who": Bilingual("姓名太长，或含有看不见的字符。", "The name is too long, or has characters that nobody sees."),
    "reason": Bilingual("理由太长，或含有看不见的字符。", "The reason is too long, or has characters that nobody sees."),
}


def draft_of(fields: Mapping[str, str], fault: str) -> Draft | None:
    """What was typed into a form of which this field could not be kept; None where it is none that is typed."""
    if fault not in _NOT_TOLD:
        return None
    typed = {name: fields.get(name, "") for name in ("gap", "state", "who", "reason")}
    missing = {name: told for name, told in _NOT_TOLD.items() if not typed[name].strip()}
    return Draft(**typed, faults=missing or {fault: _UNFIT[fault]})


def render_gaps(
    frame: Frame,
    snapshot: Snapshot,
    found: Answered,
    asked: Mapping[str, str],
    vine: Vine | None = None,
    *,
    marking: bool = False,
    draft: Draft | None = None,
) -> str:
    """The page of an answered worklist, as `render_listing`; `marking` says whether gaps may be marked, `draft` is what was typed
    into the form of one and could not be kept."""
    marked = "" if frame.saved else dict(frame.query).get(MARKED, "")
    frame = replace(frame, query=[word for word in frame.query if word[0] != MARKED])  # no way on tells it once more
    if isinstance(found.document, GroupsAnswer):
        return render_listing(frame, snapshot, found, asked, vine)
    answer = cast("GapsAnswer", found.document)
    home = answer.home.id
    mark = marks_of(snapshot, home).get(marked) if marked else None
    return render_listing(
        frame,
        snapshot,
        found,
        asked,
        vine,
        template="gaps.html",
        folded=True,
        styles=("bars.css", "gaps.css"),
        forms=[_form(item, draft) for item in answer.items] if marking else [],
        states=[(state, frame.say(words)) for state, words in MARK_STATES.items()],
        door=f"{way(frame, 'home', home, 'gaps').partition('?')[0]}/mark",
        marked=frame.say(_kept(mark)) if mark else None,
        back=urlencode([("lang", frame.language), *frame.query]),
        dismissed=frame.again(state="dismissed", cursor=None) if answer.dismissed else None,
        below=frame.again(type=UNITS, tier=str(BELOW), cursor=None) if answer.empty_below else None,
        gone=list(map(partial(_told, frame), answer.gone)),
        all_marks=way(frame, "list", "marks", home=home),
    )


def _form(item: GapItem, draft: Draft | None) -> MarkForm:
    return MarkForm(item.key, item.mark.state if item.mark else None, draft if draft and draft.gap == item.key else None)


def _kept(mark: Mark) -> Bilingual:
    """What was kept, of whom, on which day and until when; a mark of an anniversary is of that one alone."""
    state, day, of_one = MARK_STATES[mark.state], said(mark.day), "anniversary_unplanned" in mark.id
    return Bilingual(
        f"已记下：“{mark.names.best('zh', state.zh)}”{state.zh}，理由“{mark.reason}”（{mark.who}，{day.zh}）"
        f"{'，只记这一次周年' if of_one else ''}，到有人重新标记为止。",
        f"Kept: “{mark.names.best('en', state.en)}” is {state.en}, for the reason “{mark.reason}” ({mark.who}, {day.en})"
        f"{', for this anniversary alone' if of_one else ''}, until somebody marks it anew.",
    )


def _told(frame: Frame, mark: Mark) -> Sequence[str | None]:
    called = mark.names.best(frame.language, mark.id)
    return called, frame.say(MARK_STATES[mark.state]), mark.who, mark.day, mark.reason
