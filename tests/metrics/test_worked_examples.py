"""The worked examples of the domain rules, to the digit."""

from datetime import date

import pytest

from graph_service.metrics.clusters import ORPHANED, STEMMED, Cluster, class_share, cluster_in
from graph_service.metrics.knowledge import knowledge_of_unit
from graph_service.metrics.selection import Selection
from graph_service.metrics.stems import bare_stem_rate, stem_fill
from graph_service.metrics.vine import vine_of
from graph_service.records.agreement import Agreement
from graph_service.records.claim import Claim
from graph_service.records.membership import Membership
from graph_service.records.network import Network
from graph_service.records.place import Place
from graph_service.rules import StrengthWeights
from graph_service.snapshot import Snapshot
from tests.drawing import agreement, shanghai_in_japan, snapshot, witnessed

END_OF_2021 = Selection(date(2021, 12, 31), frozenset({"formal"}))
WITNESSED = snapshot(witnessed())
WITH_OSS = snapshot(
    [*witnessed(), agreement("jiangsu", "north-brabant", "formal 1994-09-09"), agreement("taizhou", "oss", "formal 2021-12-01")]
)
SHANGHAI = snapshot(shanghai_in_japan())


def cluster(found, home: str, partner: str, selection: Selection) -> Cluster:
    return cluster_in(vine_of(found, home, selection), found.place(partner), StrengthWeights())


def test_both_witnessed_stems_are_bare() -> None:
    stems = vine_of(WITNESSED, "jiangsu", END_OF_2021).stems
    rate = bare_stem_rate(stems)
    assert {stem.region.id for stem in stems} == {"mogilev-oblast", "vaud"}
    assert (rate.numerator, rate.denominator, rate.share) == (2, 2, 1.0)
    assert stem_fill(stems, 1).share == 0.0


def test_the_three_witnessed_grapes_are_stemless() -> None:
    ties = vine_of(WITNESSED, "jiangsu", END_OF_2021).ties.effective
    assert [tie.grape_class for tie in ties if tie.role == "grape"] == ["C", "C", "C"]
    assert class_share(ties, *STEMMED).share == 0.0
    assert class_share(ties, *ORPHANED).share == 1.0


@pytest.mark.parametrize(
    ("country", "tiers"),
    [("belarus", (1,)), ("switzerland", (1,)), ("brunei", (2,)), ("nepal", (2,)), ("congo", (2,))],
)
def test_the_witnessed_agreements_hold_these_tiers(country: str, tiers: tuple[int, ...]) -> None:
    assert cluster(WITNESSED, "jiangsu", country, END_OF_2021).tiers == tiers


@pytest.mark.parametrize(("country", "score"), [("belarus", 41.67), ("switzerland", 41.67), ("nepal", 10.47), ("congo", 10.47)])
def test_the_witnessed_clusters_have_this_strength(country: str, score: float) -> None:
    assert round(cluster(WITNESSED, "jiangsu", country, END_OF_2021).strength.score, 2) == score


def test_the_brunei_agreement_keeps_its_unnamed_home_side() -> None:
    (tie,) = cluster(WITNESSED, "jiangsu", "brunei", END_OF_2021).ties
    assert tie.unit == "jiangsu-unnamed"
    assert "jiangsu-unnamed" not in vine_of(WITNESSED, "jiangsu", END_OF_2021).home.tier_two


def test_oss_hangs_on_the_stem_of_north_brabant() -> None:
    vine = vine_of(WITH_OSS, "jiangsu", END_OF_2021)
    dutch = cluster(WITH_OSS, "jiangsu", "netherlands", END_OF_2021)
    (oss,) = (tie for tie in dutch.ties if tie.unit == "taizhou")
    assert (oss.grape_class, oss.stem) == ("A", "north-brabant")
    assert (stem_fill(vine.stems, 1).numerator, stem_fill(vine.stems, 1).denominator) == (1, 3)
    assert class_share(vine.ties.effective, *STEMMED).share == 1 / 4
    assert (dutch.tiers, dutch.depth) == ((1, 2), 2)
    assert round(dutch.strength.score, 2) == 55.68


def test_shanghai_in_japan_is_a_full_cluster() -> None:
    japan = cluster(SHANGHAI, "shanghai", "japan", Selection(date(2026, 1, 1), frozenset({"formal"})))
    assert [stem.region.id for stem in japan.stems] == ["osaka-prefecture"]
    assert sorted(tie.grape_class or "-" for tie in japan.ties) == ["-", "A", "A", "A", "A", "A", "B"]
    assert (japan.stemmed_share.numerator, japan.stemmed_share.denominator) == (5, 6)
    assert (japan.unit_fill.numerator, japan.unit_fill.denominator) == (4, 16)
    assert (japan.tiers, japan.depth, japan.full) == ((1, 2), 2, True)
    assert round(japan.strength.score, 2) == 80.52


def test_shanghai_in_japan_had_no_stem_in_1979() -> None:
    japan = cluster(SHANGHAI, "shanghai", "japan", Selection(date(1979, 12, 31), frozenset({"formal"})))
    assert japan.stems == ()
    assert [tie.grape_class for tie in japan.ties] == ["C", "C"]
    assert round(japan.strength.score, 2) == 15.06


def test_shenzhens_seven_exchange_cities_are_none_of_the_formal_and_seven_in_seven_countries(seeds: Snapshot) -> None:
    ground = [record for record in seeds.network if isinstance(record, Place | Membership)]
    seven = [pact for pact in seeds.network.table(Agreement).values() if pact.id.startswith("Q15174~") and _dated(pact)]
    claim = seeds.network.table(Claim)["claim:shenzhen-agreements"]
    found = Snapshot(Network([*ground, *seven, claim]), "the document", date(2026, 1, 1))
    for kinds, grapes, countries in ({"formal"}, 0, 0), ({"formal", "exchange"}, 7, 7):
        ties = vine_of(found, "Q15175", Selection(date(2026, 1, 1), frozenset(kinds))).ties.effective
        assert len([tie for tie in ties if tie.role == "grape"]) == grapes
        assert len({tie.partner.country for tie in ties}) == countries
    known = knowledge_of_unit(vine_of(found, "Q15175", Selection(date(2026, 1, 1), frozenset({"formal", "exchange"}))), "Q15174")
    assert (known.recorded, known.claimed) == (7, 95)


def _dated(pact: Agreement) -> bool:
    """Whether the document of 2021-2025 lists it."""
    return pact.layer == "home" and pact.stages[0].date == "2021/2025"
