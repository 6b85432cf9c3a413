"""What a planner should know of a country before anything is opened there: facts on record that warn and never filter."""

from collections.abc import Iterator
from typing import Literal, get_args

from msgspec import Struct

from graph_service.metrics.relations import states_related_to
from graph_service.metrics.risk import risk_of
from graph_service.metrics.sanctions import sanctions_on
from graph_service.metrics.selection import Selection
from graph_service.metrics.vine import country_row
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual
from graph_service.words.days import said
from graph_service.words.planning import WARNINGS

CaveatKind = Literal["no_relations", "sanctions", "risk"]
_NO_RELATIONS, _SANCTIONS, _RISK = (WARNINGS[kind] for kind in get_args(CaveatKind))


class Caveat(Struct, frozen=True):
    """One warning about a country, and the ids of the claims it rests on."""

    kind: CaveatKind
    text: Bilingual
    evidence: tuple[str, ...] = ()


def caveats(snapshot: Snapshot, home: str, code: str, selection: Selection) -> tuple[Caveat, ...]:
    """The warnings for a home, by the ISO code of its country, about another country or area."""
    return (
        *_relations(snapshot, home, code, selection),
        *_sanctions(snapshot, code, selection),
        *_risk(snapshot, code, selection),
    )


def _relations(snapshot: Snapshot, home: str, code: str, selection: Selection) -> Iterator[Caveat]:
    """The relations of an area are those of its state."""
    related, state = states_related_to(snapshot, snapshot.state(home), selection.as_of), snapshot.state(code)
    if not related or state in related:
        return
    if state == code:
        yield Caveat("no_relations", _NO_RELATIONS)
    else:
        name = country_row(snapshot, state).names
        zh, en = name.best("zh", state), name.best("en", state)
        text = Bilingual(f"所属国家{zh}{_NO_RELATIONS.zh}", f"{en}, the state it belongs to: {_NO_RELATIONS.en}")
        yield Caveat("no_relations", text)


def _sanctions(snapshot: Snapshot, code: str, selection: Selection) -> Iterator[Caveat]:
    for sanction in sanctions_on(snapshot, code, selection.as_of):
        disputed = Bilingual("（有常任理事国不予承认）", " (disputed by permanent members)") if sanction.disputed else None
        yield Caveat(
            "sanctions",
            Bilingual(
                f"{_SANCTIONS.zh}：第{sanction.resolution}号决议{disputed.zh if disputed else ''}",
                f"{_SANCTIONS.en}: resolution {sanction.resolution}{disputed.en if disputed else ''}",
            ),
            (sanction.claim,),
        )


def _risk(snapshot: Snapshot, code: str, selection: Selection) -> Iterator[Caveat]:
    risk = risk_of(snapshot, code, selection)
    if risk is not None:
        scale = Bilingual(f"（{risk.scale}）", f" ({risk.scale})") if risk.scale else Bilingual("", "")
        zh, en = f"{_RISK.zh}{risk.level:g}{scale.zh}", f"{_RISK.en} {risk.level:g}{scale.en}"
        day = said(risk.as_of)
        text = Bilingual(f"{zh}，{day.zh}", f"{en}, {day.en}")
        yield Caveat("risk", text, (risk.claim,))
