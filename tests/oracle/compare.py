"""What the service answers beside what the oracle says, value by value."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from msgspec import UNSET

from graph_service.answers.clusters import ClusterRow, ClustersAnswer, cluster_answer, clusters_answer
from graph_service.metrics.knowledge import knowledge_of_unit
from graph_service.metrics.selection import Selection
from graph_service.metrics.share import Share
from graph_service.metrics.vine import vine_of
from graph_service.questions.coverage import Coverage
from graph_service.questions.coverage import coverage as coverage_answer
from graph_service.questions.gaps import GapItem, Gaps
from graph_service.questions.gaps import gaps as gaps_answer
from graph_service.questions.question import View
from graph_service.records.place import Place
from graph_service.rules import StrengthWeights
from graph_service.snapshot import Snapshot
from tests.oracle import coverage, gaps, knowledge, measures
from tests.oracle.home import Home, Tie
from tests.oracle.records import World

WEIGHTS = StrengthWeights()


class Case(NamedTuple):
    """One question: a home, a day and a set of kinds."""

    home: str
    on: date
    kinds: tuple[str, ...]


class Difference(NamedTuple):
    """A value on which both disagree: the measure, and what it is a measure of."""

    case: Case
    measure: str
    about: str
    oracle: object
    service: object

    def __str__(self) -> str:
        home, on, kinds = self.case
        return (
            f"{self.measure} of {self.about}: oracle {self.oracle!r}, service {self.service!r} ({home}, {on}, {'+'.join(kinds)})"
        )


@dataclass
class Ledger:
    """The values compared, by measure, and the differences."""

    compared: Counter[str] = field(default_factory=Counter)
    differences: list[Difference] = field(default_factory=list)

    def compare(self, case: Case, measure: str, about: str, oracle: object, service: object) -> None:
        """Compare one value; floats may differ in the last digits."""
        self.compared[measure] += 1
        if not _same(oracle, service):
            self.differences.append(Difference(case, measure, about, oracle, service))


def _same(one: object, other: object) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) < 1e-9
    return one == other


def world_of(snapshot: Snapshot) -> World:
    """The records of a snapshot as the oracle reads them, with the areas that the records name."""
    records = list(snapshot.network)
    areas = {place.country: place.area_of for place in records if isinstance(place, Place) and place.area_of}
    return World(records, areas)


def compare(ledger: Ledger, snapshot: Snapshot, world: World, case: Case) -> None:
    """Compare every answer about one home, day and set of kinds."""
    home, selection = Home(world, *case), Selection(case.on, frozenset(case.kinds))
    answer = clusters_answer(vine_of(snapshot, case.home, selection), WEIGHTS)
    _clusters(ledger, case, home, answer)
    _agreements(ledger, case, home, snapshot, selection, answer)
    _knowledge(ledger, case, home, snapshot, selection, answer)
    _coverage(ledger, case, home, snapshot, selection)
    _gaps(ledger, case, home, snapshot, selection)


def _rate(share: Share) -> measures.Rate:
    return None if share.share is None else (share.numerator, share.denominator)


def _clusters(ledger: Ledger, case: Case, home: Home, answer: ClustersAnswer) -> None:
    for name, value in _totals(home).items():
        ledger.compare(case, f"totals.{name}", case.home, value, getattr(answer.totals, name))
    own, theirs = measures.summary(home), answer.summary
    for name in ("bare_stem_rate", "stemmed_share", "country_stemmed_share", "orphan_rate"):
        ledger.compare(case, f"summary.{name}", case.home, own[name], _rate(getattr(theirs, name)))
    for step, value in own["stem_fill"].items():
        ledger.compare(case, "summary.stem_fill", f"{case.home} at {step}", value, _rate(theirs.stem_fill[str(step)]))
    for name in ("hhi", "effective_countries"):
        ledger.compare(case, f"summary.{name}", case.home, own[name], getattr(theirs.concentration, name))
    rows = {row.partner.id: row for row in answer.items}
    for partner in sorted(_partners(home)):
        ledger.compare(case, "rows", partner, True, partner in rows)
    for partner, row in rows.items():
        for name, value in _row(home, partner).items():
            ledger.compare(case, f"row.{name}", partner, value, _field(row, name))


def _partners(home: Home) -> set[str]:
    """The countries and regions that need a row."""
    found = set()
    for tie in home.ties:
        if (country := home.world.country_place.get(tie.partner.country)) is not None:
            found.add(country.id)
        if (region := home.world.region(tie.partner)) is not None:
            found.add(region.id)
    return found


def _totals(home: Home) -> dict[str, Any]:
    found = measures.totals(home)
    exchange = Home(home.world, home.place.id, home.on, ("exchange",))
    return {
        **{name: found[name] for name in ("agreements", "partners", "countries", "planned", "domestic")},
        "by_tier": {str(tier): count for tier, count in found["by_tier"].items()},
        "by_kind": found["by_kind"],
        "areas": found["apart"],
        "exchange": len(exchange.ties),
        "possible": sum(home.is_international(tie) for tie in home.possible),
        "ended": sum(home.is_international(tie) for tie in home.ended),
        "possibly_same": sum(home.is_international(tie) for tie in home.beside),
    }


def _row(home: Home, partner: str) -> dict[str, Any]:
    found = measures.row(home, home.world.places[partner])
    stem = found.pop("stem") or {}
    return found | {
        "planned": len(found["planned"]),
        "stem": stem.get("agreement"),
        "bare": stem.get("bare"),
        "fillable": stem.get("fillable"),
    }


def _field(row: ClusterRow, name: str) -> object:
    if name == "stem":
        return row.stem and row.stem.agreement
    if name in ("bare", "fillable"):
        return row.stem and getattr(row.stem, name)
    if name == "strength":
        return row.strength.score
    if name == "tiers":
        return list(row.tiers)
    value = getattr(row, name)
    return _rate(value) if isinstance(value, Share) else value


def _agreements(ledger: Ledger, case: Case, home: Home, snapshot: Snapshot, selection: Selection, answer: ClustersAnswer) -> None:
    vine = vine_of(snapshot, case.home, selection)
    codes = {tie.partner.country for tie in home.ties}
    countries = {country.id: code for code in codes if (country := home.world.country_place.get(code)) is not None}
    countries |= {row.partner.id: row.partner.country for row in answer.items if row.grain == "country"}
    for country, code in sorted(countries.items()):
        found = {row.id: row for row in cluster_answer(vine, snapshot.places[country], WEIGHTS).agreements}
        own = {tie.id: tie for tie in home.ties if tie.partner.country == code}
        ledger.compare(case, "agreement", country, sorted(own), sorted(found))
        for key in own.keys() & found.keys():
            tie, row = own[key], found[key]
            theirs = (row.unit.id, row.partner.id, row.tier, row.role, row.grape_class, row.stem, row.kind, row.status)
            names = ("unit", "partner", "tier", "role", "class", "stem", "kind", "status")
            for name, ours, other in zip(names, _seen(home, tie), theirs, strict=True):
                ledger.compare(case, f"agreement.{name}", key, ours, other)


def _seen(home: Home, tie: Tie) -> tuple[object, ...]:
    grape = home.role(tie) == "grape"
    stem = home.stem_of(tie) if grape else None
    grape_class = home.classes[tie.id] if grape else None
    return (
        tie.unit.id, tie.partner.id, tie.tier, home.role(tie), grape_class, stem and stem.partner.id, tie.kind, tie.status,
    )  # fmt: skip


def _words(case: Case, selection: Selection) -> dict[str, Any]:
    """The words by which a question asks for this home under this selection."""
    return {"home": case.home, "as_of": selection.as_of, "kinds": sorted(selection.kinds), "layer": selection.layer}


def _knowledge(ledger: Ledger, case: Case, home: Home, snapshot: Snapshot, selection: Selection, answer: ClustersAnswer) -> None:
    lists = [("whole", knowledge.whole_list(home), answer.knowledge.whole)]
    for tier, known in answer.knowledge.tiers.items():
        lists.append((f"tier {tier}", knowledge.tier_list(home, int(tier)), known))
    vine = vine_of(snapshot, case.home, selection)
    told = {claim.subject for claim in home.world.list_claims}
    units = sorted(told & home.tiers.keys() - {home.place.id})
    lists += [(unit, knowledge.unit_list(unit), knowledge_of_unit(vine, unit)) for unit in units]
    for name, listed, known in lists:
        own = knowledge.know(home, listed)
        for part in ("recorded", "claimed", "as_of", "status"):
            ledger.compare(case, f"knowledge.{part}", f"{case.home} {name}", getattr(own, part), getattr(known, part))
        ledger.compare(case, "knowledge.claim", f"{case.home} {name}", own.source, known.claim)


def _coverage(ledger: Ledger, case: Case, home: Home, snapshot: Snapshot, selection: Selection) -> None:
    for tier in (None, *range(1, home.tmax + 1)):
        tiers = {tier} if tier else None
        by_frame = coverage_answer(View(snapshot), Coverage(**_words(case, selection), by="frame", tier=tier))
        by_tier = coverage_answer(View(snapshot), Coverage(**_words(case, selection), by="tier", tier=tier)) if tier else None
        sure = knowledge.established(home, "coverage", tiers=tiers)
        for item in by_frame.items:
            frame = home.world.frames[item.key]
            own = coverage.cover(home, coverage.members(home.world, frame.id, home.on), frame.declared, tiers)
            _covered(ledger, case, f"{frame.id} at {tier or 'any tier'}", own, sure, item)
        for item in by_tier.items if by_tier else ():
            own = coverage.cover(home, coverage.default_members(home), None, tiers)
            _covered(ledger, case, f"the default denominator at {tier}", own, sure, item)


def _covered(ledger: Ledger, case: Case, about: str, own: coverage.Coverage, sure: bool, item: Any) -> None:
    ledger.compare(case, "coverage.covered", about, sorted(own.covered), list(item.covered))
    ledger.compare(case, "coverage.missing", about, sorted(own.missing), list(item.missing))
    ledger.compare(case, "coverage.established", about, sure, item.established)
    rate = item.coverage
    low = own.low and own.low[0] / own.low[1]
    high = own.high and own.high[0] / own.high[1]
    told = (rate.low, rate.high) if rate.share is UNSET else (rate.share, rate.share)
    ledger.compare(case, "coverage.low", about, low, told[0])
    ledger.compare(case, "coverage.high", about, high, told[1])


def _gaps(ledger: Ledger, case: Case, home: Home, snapshot: Snapshot, selection: Selection) -> None:
    default = coverage.default_members(home)
    own = {
        "uncovered_country": gaps.uncovered_countries(home, default),
        "bare_stem": gaps.bare_stems(home),
        "missing_stem": gaps.missing_stems(home),
        "tier_hole": gaps.tier_holes(home),
        "empty_unit": gaps.empty_units(home),
        "off_stem_grape": gaps.off_stem_grapes(home),
        "mechanism_missing": gaps.mechanisms_missing(home),
        "association_missing": gaps.associations_missing(home),
    }
    worklist = gaps_answer(View(snapshot), Gaps(**_words(case, selection))).items
    for kind, found in own.items():
        _listed(ledger, case, kind, found, (item for item in worklist if item.type == kind))
    if home.tmax == 3:
        asked = gaps_answer(View(snapshot), Gaps(**_words(case, selection), type="empty_unit", tier=3)).items
        _listed(ledger, case, "empty_unit", gaps.empty_units(home, 3), asked)
    for tier in range(1, home.tmax + 1):
        asked = gaps_answer(View(snapshot), Gaps(**_words(case, selection), type="uncovered_country", tier=tier)).items
        _listed(ledger, case, "uncovered_country", gaps.uncovered_countries(home, default, {tier}), asked)


def _listed(ledger: Ledger, case: Case, kind: str, own: Iterable[gaps.Found], items: Iterable[GapItem]) -> None:
    ours = {(gap.about, gap.tier): gap.established for gap in own}
    theirs = {_about(item): item.established for item in items}
    for about in sorted(ours.keys() | theirs.keys(), key=str):
        name = about[0] if about[1] is None else f"{about[0]} at tier {about[1]}"
        ledger.compare(case, f"gap.{kind}", name, about in ours, about in theirs)
        if ours.get(about) is not None and about in theirs:
            ledger.compare(case, f"gap.{kind}.established", name, ours[about], theirs[about])


def _about(item: GapItem) -> tuple[str, int | None]:
    """What a gap of the service is about, in the oracle's words."""
    if item.type == "tier_hole":
        return str(item.country and item.country.code), item.tier
    if item.type == "missing_stem":
        return str(item.country and item.country.code), None
    if item.type == "uncovered_country":
        return str(item.place and item.place.id), None
    if item.type in ("empty_unit", "association_missing"):
        return item.unit.id, None
    return item.evidence[0], None


def lines(ledger: Ledger) -> Iterator[str]:
    """The report: the differences and the count."""
    for difference in sorted(ledger.differences, key=lambda found: found[1:3]):
        yield str(difference)
    yield f"{ledger.compared.total()} values compared, {len(ledger.differences)} differences"
