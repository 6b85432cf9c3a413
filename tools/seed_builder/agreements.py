"""Agreements: one row of the public data sets each, unless two rows turn out to be one pair or the home layer has it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from graph_service.files.cells import join
from graph_service.records.agreement import agreement_id
from tools.seed_builder.documents import documents, trusted
from tools.seed_builder.inputs import Home, Row, clean_id, pair, read_table, refused
from tools.seed_builder.places import Places

KINDS = {"sister": "formal", "friendly-exchange": "exchange", "intent": "intent", "": "unclassified"}
Pair = tuple[str, str]


@dataclass(slots=True)
class Tie:
    """An agreement as it is put together; `sources` are documents with how far each is trusted."""

    parties: Pair
    stages: str
    sources: dict[str, str]
    notes: list[str]
    former: list[str] = field(default_factory=list)

    @property
    def cells(self) -> Row:
        """The row of the seeds."""
        a, b = self.parties
        confidence = join(self.sources.values()).rstrip("|")
        notes = "; ".join(dict.fromkeys(note for note in self.notes if note))
        return {
            "id": agreement_id(a, b),
            "a": a,
            "b": b,
            "stages": self.stages,
            "source": join(self.sources),
            "confidence": confidence,
            "note": notes,
            "former_ids": join(dict.fromkeys(self.former)),
        }


@dataclass(slots=True)
class Agreements:
    """All agreements by id; `ids` leads from the pair of a row to the id it lives under, `at_home` are the rows left
    out because the home layer has their pair."""

    ties: dict[str, Tie] = field(default_factory=dict)
    ids: dict[Pair, str] = field(default_factory=dict)
    at_home: dict[str, Tie] = field(default_factory=dict)


def gather(rows: Iterable[Row], places: Places, home: Home) -> Agreements:
    """Every agreement under the ids its places have after the corrections."""
    repoints = {pair(row["a"], row["b"]): row for row in read_table("repoints")}
    stages = {pair(row["a"], row["b"]): row for row in read_table("stage_overrides")}
    found = Agreements()
    for row in rows:
        stated = pair(clean_id(row["a_id"]), clean_id(row["b_id"]))
        tie = _tie(row, stated, repoints.pop(stated, None), stages.pop(stated, None), places)
        _keep(found, stated, tie, home)
    for table, left in (("repoints", repoints), ("stage_overrides", stages)):
        if left:
            raise refused(table, f"no row has the pair {' and '.join(next(iter(left)))}", "correct or delete it")
    return found


def _tie(row: Row, stated: Pair, repoint: Row | None, override: Row | None, places: Places) -> Tie:
    a, b = (repoint["into"] if repoint and party == repoint["party"] else party for party in stated)
    parties = pair(places.now(a), places.now(b))
    sources = trusted(documents(row["source"]), row["confidence"])
    sources |= {more["source"]: "" for more in (repoint, override) if more and more["source"] not in {"", *sources}}
    notes = [row["note"], f"partner corrected: {repoint['reason']}" if repoint else ""]
    former = [agreement_id(*stated)] if stated != parties else []
    return Tie(parties, override["stages"] if override else _stages(row), sources, notes, former)


def _stages(row: Row) -> str:
    if row["status"]:
        problem = f"{row['a_id']}, {row['b_id']} has the status {row['status']!r} and no stage for it"
        raise refused("stage_overrides", problem, "add the stages that follow from its note")
    return f"{KINDS[row['kind']]} {row['signed']}".strip()


def _keep(found: Agreements, stated: Pair, tie: Tie, home: Home) -> None:
    at_home = home.agreements.get(tie.parties)
    tie_id = at_home or agreement_id(*tie.parties)
    found.ids[stated] = tie_id
    if at_home:
        found.at_home[tie_id] = tie
    elif tie_id in found.ties:
        _unite(found.ties[tie_id], tie)
    else:
        found.ties[tie_id] = tie


def _unite(kept: Tie, other: Tie) -> None:
    """Make one agreement of two rows of one pair: what is known goes before what is not."""
    known = list(dict.fromkeys(stages for stages in (kept.stages, other.stages) if stages != "unclassified"))
    kept.stages = "; ".join(known) or "unclassified"
    kept.sources = other.sources | kept.sources
    kept.notes += other.notes
    kept.former += [former for former in other.former if former != agreement_id(*kept.parties)]
