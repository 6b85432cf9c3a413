"""Exchange ties where a gap proposes a new one: they are to be raised to a formal one, not opened a second time."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from graph_service.metrics.homonyms import told_apart
from graph_service.metrics.ties import Tie
from graph_service.planning.gaps.gap import Gap
from graph_service.snapshot import Snapshot
from graph_service.words.agreements import KINDS
from graph_service.words.bilingual import NOTHING, Bilingual, both, join
from graph_service.words.days import said

_NAMED = 3  # ties named in the reason; all of them stand in the evidence


def upgraded(gap: Gap, snapshot: Snapshot, ties: Iterable[Tie]) -> Gap:
    """The gap as it is told where these exchange ties stand already: it names them, and proposes to raise them."""
    if not (known := tuple(ties)):
        return gap
    said = _told(snapshot, known)
    return replace(
        gap,
        reason=Bilingual(gap.reason.zh + said.zh, gap.reason.en + said.en),
        action="activate",
        evidence=tuple(dict.fromkeys((*gap.evidence, *(tie.agreement.id for tie in known)))),
    )


def _told(snapshot: Snapshot, ties: Sequence[Tie]) -> Bilingual:
    kind, more = KINDS["exchange"], len(ties) - _NAMED
    pairs = join([_pair(snapshot, tie) for tie in ties[:_NAMED]], "、", ", ")
    rest = Bilingual(f"等{len(ties)}对", f" and {more} more") if more > 0 else NOTHING
    return Bilingual(
        f"；已有{kind.zh}：{pairs.zh}{rest.zh}，宜升级，不必另辟",
        f"; already {kind.en}: {pairs.en}{rest.en}: upgrade rather than open",
    )


def _pair(snapshot: Snapshot, tie: Tie) -> Bilingual:
    unit, partner, since = both(snapshot.places[tie.unit]), told_apart(snapshot, tie.partner), tie.standing.since
    date = since.date if since else None
    return Bilingual(
        f"{unit.zh}—{partner.zh}" + (f"（{said(date).zh}）" if date else ""),
        f"{unit.en} – {partner.en}" + (f" (since {said(date).en})" if date else ""),
    )
