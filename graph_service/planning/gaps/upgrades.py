"""What stands on record beside the count where a gap proposes a new tie: exchange and intents are to be raised to a formal one,
not opened a second time; what has ended is told, for whoever opens it anew should know."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from graph_service.metrics.homonyms import told_apart
from graph_service.metrics.ties import Tie
from graph_service.planning.gaps.gap import Gap
from graph_service.records.life import ENDED
from graph_service.snapshot import Snapshot
from graph_service.words.agreements import KINDS, STATUSES
from graph_service.words.bilingual import NOTHING, Bilingual, both, join
from graph_service.words.days import said
from graph_service.words.planning import RAISED

_NAMED = 3  # ties named in the reason; all of them stand in the evidence


def upgraded(gap: Gap, snapshot: Snapshot, ties: Iterable[Tie]) -> Gap:
    """The gap as it is told where these ties stand beside the count: it names exchange and intents, and proposes to raise them,
    and names those that have ended."""
    by_name: dict[str, list[Tie]] = {name: [] for name in (*RAISED, *ENDED)}
    for tie in ties:
        by_name.get(tie.standing.beside_as, []).append(tie)
    said = join([_told(snapshot, name, known) for name, known in by_name.items() if known], "", "")
    known = [tie.agreement.id for found in by_name.values() for tie in found]
    return replace(
        gap,
        reason=Bilingual(gap.reason.zh + said.zh, gap.reason.en + said.en),
        action="activate" if any(by_name[name] for name in RAISED) else gap.action,
        evidence=tuple(dict.fromkeys((*gap.evidence, *known))),
    )


def _told(snapshot: Snapshot, name: str, ties: Sequence[Tie]) -> Bilingual:
    more = len(ties) - _NAMED
    pairs = join([_pair(snapshot, tie) for tie in ties[:_NAMED]], "、", ", ")
    rest = Bilingual(f"等{len(ties)}对", f" and {more} more") if more > 0 else NOTHING
    if name in ENDED:
        status = STATUSES[name]
        return Bilingual(f"；曾结好，已{status.zh}：{pairs.zh}{rest.zh}", f"; {status.en}: {pairs.en}{rest.en}")
    kind, advice = KINDS[name], RAISED[name]
    return Bilingual(
        f"；已有{kind.zh}：{pairs.zh}{rest.zh}，{advice.zh}", f"; already {kind.en}: {pairs.en}{rest.en}: {advice.en}"
    )


def _pair(snapshot: Snapshot, tie: Tie) -> Bilingual:
    unit, partner, since = both(snapshot.places[tie.unit]), told_apart(snapshot, tie.partner), tie.standing.since
    date = since.date if since else None
    return Bilingual(
        f"{unit.zh}—{partner.zh}" + (f"（{said(date).zh}）" if date else ""),
        f"{unit.en} – {partner.en}" + (f" (since {said(date).en})" if date else ""),
    )
