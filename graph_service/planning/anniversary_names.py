"""What anniversaries are called, and what their names say of doubts and of breaks."""

from graph_service.metrics.homonyms import told_apart
from graph_service.metrics.relations import Break
from graph_service.metrics.vine import Vine
from graph_service.planning.anniversaries import Anniversary, state_of
from graph_service.records.base import Names
from graph_service.words.bilingual import NOTHING, Bilingual, both
from graph_service.words.days import otherwise, said


def names_of(vine: Vine, found: Anniversary) -> Names:
    """What an anniversary is called: “江苏省—沃州结好5周年”, “5 years: Jiangsu – Vaud”."""
    tie = found.tie
    if tie is None:
        home = state_of(vine) or vine.home.place
        zh, en = _pair(both(home), both(found.partner))
        pause = _pause(found.interrupted)
        return Names(zh=f"{zh}建交{found.years}周年{pause.zh}", en=f"{found.years} years of diplomatic relations: {en}{pause.en}")
    unit = vine.snapshot.places[tie.unit]
    zh, en = _pair(told_apart(vine.snapshot, unit), told_apart(vine.snapshot, found.partner))
    doubt = _doubt(found.also)
    return Names(zh=f"{zh}结好{found.years}周年{doubt.zh}", en=f"{found.years} years: {en}{doubt.en}")


def _doubt(also: tuple[str, ...]) -> Bilingual:
    """What the name adds of a signing that sources date otherwise."""
    told = otherwise(also)
    return Bilingual(f"（结好日期{told.zh}）", f" (signing {told.en})") if also else NOTHING


def _pause(interrupted: Break | None) -> Bilingual:
    """What the name adds of relations that were broken off and resumed."""
    if interrupted is None:
        return NOTHING
    ended, again = interrupted.ended, said(interrupted.resumed)
    if ended is None:
        return Bilingual(f"（曾中断，{again.zh}恢复）", f" (broken off, resumed {again.en})")
    return Bilingual(f"（{said(ended).zh}中断，{again.zh}恢复）", f" (broken off {said(ended).en}, resumed {again.en})")


def _pair(one: Bilingual, other: Bilingual) -> tuple[str, str]:
    return f"{one.zh}—{other.zh}", f"{one.en} – {other.en}"
