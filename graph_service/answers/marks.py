"""Marking a gap: what a person sends, checked, as the record that is kept of it."""

from datetime import date

import msgspec
from msgspec import Struct

from graph_service.answers.sent import read_sent
from graph_service.errors import BadRequest, NotFound
from graph_service.planning.gaps.gap import Gap
from graph_service.planning.gaps.marks import marks_of, standing
from graph_service.records.base import Names, Source
from graph_service.records.characters import refuse_invisible, refuse_unfit
from graph_service.records.mark import Mark
from graph_service.records.vocabulary import MarkState
from graph_service.resolver import resolve_home
from graph_service.rules import Rules
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual, both
from graph_service.words.planning import GAPS

LAYER = "marks"  # of their own: whoever loads another layer anew leaves them as they are
_SOURCE = Source("标记于缺口清单 marked on the worklist")
_LONGEST = {"who": 200, "reason": 2000}  # characters


class Marking(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is done about a gap of a home, by whom and why."""

    home: str
    gap: str
    state: MarkState
    reason: str
    who: str


def read_marking(document: bytes | dict[str, str]) -> Marking:
    """What was sent as JSON, or as the fields of a form.

    Raises:
        BadRequest: it cannot be understood; a name or a reason is empty, too long or has characters that nobody sees.
    """
    given = read_sent(document, Marking, "body")
    return msgspec.structs.replace(given, who=_text("who", given.who), reason=_text("reason", given.reason))


def _text(field: str, given: str) -> str:
    text = given.replace("\r\n", "\n").strip()  # forms break lines so
    if not text:
        raise BadRequest(field, "is empty; say it in a few words")
    if len(text) > _LONGEST[field]:
        raise BadRequest(field, f"has {len(text)} characters; {_LONGEST[field]} at most")
    try:
        refuse_unfit(field, text, lines=field == "reason")
        refuse_invisible(text)
    except ValueError as error:
        raise BadRequest(field, str(error).removeprefix(f"{field}: ")) from None
    return text


def mark_of(snapshot: Snapshot, marking: Marking, today: date, rules: Rules) -> Mark:
    """The record of a marking; errors as `resolve_home`.

    Raises:
        NotFound: the home has no such gap today, and none that was marked before.
    """
    home = resolve_home(snapshot, marking.home)
    gap, before = standing(snapshot, home, rules).get(marking.gap), marks_of(snapshot, home.id).get(marking.gap)
    if gap is None and before is None:
        raise NotFound("gap", marking.gap)
    return Mark(
        id=marking.gap,
        names=_called(snapshot, gap) if gap else before.names if before else Names(),
        sources=(_SOURCE,),
        layer=LAYER,
        home=home.id,
        state=marking.state,
        reason=marking.reason,
        who=marking.who,
        day=today.isoformat(),
    )


def _called(snapshot: Snapshot, gap: Gap) -> Names:
    """What the gap is called, for when it is there no more."""
    country = snapshot.country(gap.country) if gap.country else None
    places = [snapshot.places[gap.unit], *([snapshot.places[gap.place]] if gap.place else [country] if country else [])]
    said = [GAPS[gap.type], *map(both, places)]
    told = Bilingual(" · ".join(words.zh for words in said), " · ".join(words.en for words in said))
    return Names(zh=told.zh, en=told.en)
