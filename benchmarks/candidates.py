"""How well the candidate score finds agreements that were hidden from the data, against two plain rankings.

Hidden are, of every home of a country, the newest fifth of the dated agreements and a random fifth of the others. Each
hidden agreement asks once: at which place does its partner stand among the candidates of its unit, in the network
without any of the hidden ones? The weights were chosen on another split (`Part.TUNING`), hidden from what is left when
the reported one is taken out, so that no reported agreement had a say in them.
"""

import random
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.stores import seeds
from graph_service.metrics.lift import homes_by_country
from graph_service.metrics.neighbours import neighbours
from graph_service.metrics.selection import Selection
from graph_service.metrics.ties import Tie
from graph_service.metrics.vine import vine_of
from graph_service.planning.candidates.rank import Ranking, rank_candidates
from graph_service.records.dates import span
from graph_service.records.network import ChangeSet, Network
from graph_service.rules import CandidateWeights
from graph_service.snapshot import Snapshot

TODAY = date(2026, 11, 21)
COUNTRIES = ("CN", "JP", "US")
HIDDEN_SHARE = 0.2
DEPTHS = (10, 50)
RESAMPLES = 2_000
Ranks = NDArray[np.int64]


class Part(StrEnum):
    """Which agreements are hidden: those the report is about, or others to choose weights on."""

    REPORTED = "reported"
    TUNING = "tuning"


class Case(NamedTuple):
    """A hidden agreement as seen from its home."""

    home: str
    tie: Tie


def hidden_cases(snapshot: Snapshot, country: str, part: Part) -> tuple[Case, ...]:
    """The agreements to hide; with `TUNING`, those of `REPORTED` are hidden as well but ask nothing."""
    left, hidden = _cases(snapshot, country), list[Case]()
    for seed, _ in enumerate(Part if part is Part.TUNING else (part,)):
        hidden = [case for _, cases in groupby(left, lambda case: case.home) for case in _chosen(list(cases), seed)]
        chosen = set(hidden)
        left = [case for case in left if case not in chosen]
    return tuple(hidden)


def _cases(snapshot: Snapshot, country: str) -> list[Case]:
    homes = snapshot.once(homes_by_country).get(country, ())
    return [Case(home.id, tie) for home in homes for tie in vine_of(snapshot, home.id, Selection(TODAY)).ties.effective]


def _chosen(cases: list[Case], seed: int) -> list[Case]:
    dated = sorted((case for case in cases if _date(case) is not None), key=lambda case: (_date(case), case.tie.agreement.id))
    undated = sorted((case for case in cases if _date(case) is None), key=lambda case: case.tie.agreement.id)
    random.Random(f"{seed} {cases[0].home}").shuffle(undated)
    newest = dated[len(dated) - round(HIDDEN_SHARE * len(dated)) :]
    return newest + undated[: round(HIDDEN_SHARE * len(undated))]


def _date(case: Case) -> date | None:
    stage = case.tie.standing.since
    return span(stage.date).last if stage is not None and stage.date is not None else None


def ranks(snapshot: Snapshot, country: str, part: Part, weights: CandidateWeights) -> Mapping[str, Ranks]:
    """For each way to rank, the places of all hidden partners among the candidates of their units, counted from 0."""
    asking = hidden_cases(snapshot, country, part)
    hidden = {case.tie.agreement.id for which in {part, Part.REPORTED} for case in hidden_cases(snapshot, country, which)}
    rest = Snapshot(snapshot.network.changed_by(ChangeSet(remove=tuple(hidden))), "rest", TODAY)
    found: dict[str, list[int]] = {}
    for home, cases in groupby(asking, lambda case: case.home):
        vine = vine_of(rest, home, Selection(TODAY))
        for case in cases:
            ranking = rank_candidates(vine, rest.places[case.tie.unit], weights)
            for way, order in _ways(ranking).items():
                position = ranking.question.atlas.position[case.tie.partner.id]
                found.setdefault(way, []).append(_rank(order, position))
    return {way: np.array(places) for way, places in found.items()}


def _rank(order: NDArray[np.int32], position: int) -> int:
    """Where a place stands; behind all others where it is no candidate, such as a partner that is only a country."""
    places = np.flatnonzero(order == position)
    return int(places[0]) if len(places) else len(order)


def _ways(ranking: Ranking) -> Mapping[str, NDArray[np.int32]]:
    """The service's order and the two it is measured against, over the same candidates."""
    atlas, links = ranking.question.atlas, ranking.question.vine.snapshot.once(neighbours)
    popular = np.array([len(links.get(place_id, ())) for place_id in atlas.ids], dtype=float)
    on_stem = ranking.terms["on_stem"].values
    return {
        "candidate score": ranking.order,
        "most popular places": _by(popular, ranking),
        "places inside the stems of the home": _by(popular + 1e6 * on_stem, ranking),
    }


def _by(values: NDArray[np.float64], ranking: Ranking) -> NDArray[np.int32]:
    order = np.sort(ranking.order)
    return order[np.argsort(-values[order], kind="stable")]


class Hits(NamedTuple):
    """Hidden partners among the first `depth`, with the middle 95 % of shares over resampled cases; `ahead` is the same for
    the lead of the candidate score, None for the score itself."""

    way: str
    depth: int
    hits: int
    cases: int
    low: float
    high: float
    ahead: tuple[float, float] | None


def hits_of(found: Mapping[str, Ranks]) -> Iterator[Hits]:
    """The hits of every way at every depth. Cases are resampled together, so that a lead is one over the same cases."""
    ours, *_ = found.values()
    sample = np.random.default_rng(1).integers(len(ours), size=(RESAMPLES, len(ours)))
    for depth in DEPTHS:
        own = (ours < depth)[sample].mean(axis=1)
        for way, places in found.items():
            shares = (places < depth)[sample].mean(axis=1)
            low, high = np.quantile(shares, (0.025, 0.975))
            lead = None if places is ours else tuple(float(edge) for edge in np.quantile(own - shares, (0.025, 0.975)))
            yield Hits(way, depth, int((places < depth).sum()), len(places), float(low), float(high), lead)


def report(countries: Iterable[str] = COUNTRIES) -> str:
    """The table as text: China, whose homes the service is for, and two countries that had no say in the weights at all."""
    snapshot = Snapshot(Network(seeds()), "seeds", TODAY)
    lines = [f"Hidden agreements among the first so many candidates; in brackets the middle 95 % of {RESAMPLES} resamples"]
    for country in countries:
        for row in hits_of(ranks(snapshot, country, Part.REPORTED, CandidateWeights())):
            share = f"{row.hits:4d}/{row.cases} = {row.hits / row.cases:6.1%}  [{row.low:6.1%}, {row.high:6.1%}]"
            lines.append(f"{country}  @{row.depth:<3d} {row.way:36s} {share}  {_verdict(row)}".rstrip())
    return "\n".join(lines)


def _verdict(row: Hits) -> str:
    if row.ahead is None:
        return ""
    low, high = row.ahead
    word = "beaten" if low > 0 else "not beaten" if high <= 0 else "not surely beaten"
    return f"{word}: lead [{low:+.1%}, {high:+.1%}]"


if __name__ == "__main__":
    print(report())
