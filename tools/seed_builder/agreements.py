"""Agreements: the rows of a pair make one agreement together, under the ids its places have after the corrections."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import product, starmap

from graph_service.files.cells import join
from graph_service.records.agreement import agreement_id
from tools.seed_builder import statements
from tools.seed_builder.documents import documents, trusted
from tools.seed_builder.inputs import Home, Row, clean_id, pair, read_table, refused
from tools.seed_builder.places import Places
from tools.seed_builder.statements import Statement

Pair = tuple[str, str]


@dataclass(slots=True)
class Tie:
    """An agreement as it is put together; `sources` are documents with how far each is trusted. Stages that were written
    by hand stand before those that follow from the statements; an `ending` comes after either."""

    parties: Pair
    statements: list[Statement]
    sources: dict[str, str]
    notes: list[str]
    former: list[str] = field(default_factory=list)
    by_hand: str = ""
    ending: str = ""

    @property
    def stages(self) -> str:
        """The cell of stages."""
        return self.by_hand or statements.stages(self.statements, self.ending)

    @property
    def cells(self) -> Row:
        """The row of the seeds."""
        a, b = self.parties
        confidence = join(self.sources.values()).rstrip("|")
        doubts = [] if self.by_hand else statements.doubts(self.statements)
        notes = "; ".join(dict.fromkeys(note for note in (*self.notes, *doubts) if note))
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


class _ByHand:
    """The hand-made tables about pairs, each row to be used at least once."""

    def __init__(self) -> None:
        self._tables = {
            table: {pair(row["a"], row["b"]): row for row in read_table(table)}
            for table in ("repoints", "stage_overrides", "endings")
        }
        self._unused = {(table, key) for table, rows in self._tables.items() for key in rows}

    def row(self, table: str, stated: Pair) -> Row | None:
        """The row of a table about a pair."""
        self._unused.discard((table, stated))
        return self._tables[table].get(stated)

    def prove_used(self) -> None:
        """Refuse a row about a pair that no data set has."""
        for table, key in sorted(self._unused):
            raise refused(table, f"no row has the pair {' and '.join(key)}", "correct or delete it")


def gather(rows: Iterable[Row], places: Places, home: Home) -> Agreements:
    """Every agreement under the ids its places have after the corrections."""
    found, by_hand = Agreements(), _ByHand()
    for row in rows:
        stated = pair(clean_id(row["a_id"]), clean_id(row["b_id"]))
        _keep(found, stated, _tie(row, stated, by_hand, places), home)
    by_hand.prove_used()
    return found


def _tie(row: Row, stated: Pair, by_hand: _ByHand, places: Places) -> Tie:
    repoint, override, ending = (by_hand.row(table, stated) for table in ("repoints", "stage_overrides", "endings"))
    if row["status"] and not (override or ending):
        problem = f"{row['a_id']}, {row['b_id']} has the status {row['status']!r} and no stage for it"
        raise refused("endings", problem, "add the stage that follows from its note")
    a, b = (repoint["into"] if repoint and party == repoint["party"] else party for party in stated)
    parties = pair(places.now(a), places.now(b))
    # What it was called by the list, after each merge, and as long as nobody knew that another partner was meant.
    earlier = [name for name in starmap(pair, product(*map(places.lives, stated))) if name != parties]
    sources = trusted(documents(row["source"]), row["confidence"])
    sources |= {more["source"]: "" for more in (repoint, override) if more and more["source"] not in {"", *sources}}
    return Tie(
        parties,
        [statements.read(row)],
        sources,
        [statements.remark(row["note"]), f"partner corrected: {repoint['reason']}" if repoint else ""],
        [agreement_id(*name) for name in earlier],
        override["stages"] if override else "",
        ending["stage"] if ending else "",
    )


def _keep(found: Agreements, stated: Pair, tie: Tie, home: Home) -> None:
    at_home = home.agreements.get(tie.parties)
    tie_id = at_home or agreement_id(*tie.parties)
    found.ids[stated] = tie_id
    ties = found.at_home if at_home else found.ties
    if tie_id in ties:
        _unite(ties[tie_id], tie)
    else:
        ties[tie_id] = tie


def _unite(kept: Tie, other: Tie) -> None:
    """Make one agreement of two rows of one pair."""
    kept.statements += other.statements
    kept.sources = other.sources | kept.sources
    kept.notes += other.notes
    kept.former += [former for former in other.former if former != agreement_id(*kept.parties)]
    kept.by_hand = kept.by_hand or other.by_hand
    kept.ending = kept.ending or other.ending
