"""What the real rows must answer, through the measures."""

import pytest

from graph_service.metrics.clusters import cluster_in
from graph_service.metrics.selection import HEADLINE_KINDS, Selection
from graph_service.metrics.vine import vine_of
from graph_service.rules import StrengthWeights
from graph_service.snapshot import Snapshot
from tests.drawing import TODAY

JIANGSU = "Q16963"
SIGNED = Selection(TODAY, HEADLINE_KINDS | {"exchange", "intent"})


def test_jiangsu_has_at_least_284_agreements_of_which_26_are_provincial(seeds: Snapshot) -> None:
    ties = vine_of(seeds, JIANGSU, SIGNED).ties.effective
    assert len(ties) >= 284
    assert sum(tie.tier == 1 for tie in ties) >= 26


@pytest.mark.parametrize(
    ("city", "partner"),
    [
        ("苏州市", "Jeonju"),
        ("镇江市", "Iksan"),
        ("徐州市", "Jeongeup"),
        ("盐城市", "Namwon"),
        ("南通市", "Gimje"),
        ("淮安市", "Wanju"),
    ],
)
def test_the_stem_with_north_jeolla_carries_this_grape(seeds: Snapshot, city: str, partner: str) -> None:
    cluster = cluster_in(vine_of(seeds, JIANGSU, SIGNED), seeds.place("Q41157"), StrengthWeights())
    hanging = {(seeds.places[tie.unit].names.zh, tie.partner.names.en) for tie in cluster.ties if tie.stem == "Q41157"}
    assert any(found == city and partner in (name or "") for found, name in hanging), hanging


@pytest.mark.parametrize(("region", "name"), [("Q36687", "Victoria"), ("Q1904", "Ontario"), ("Q1198", "North Rhine-Westphalia")])
def test_the_stems_with_these_regions_carry_grapes(seeds: Snapshot, region: str, name: str) -> None:
    vine = vine_of(seeds, JIANGSU, SIGNED)
    stem = next(stem for stem in vine.stems if stem.region.id == region)
    assert stem.region.names.en == name
    assert len(stem.grapes) >= 6
    assert not stem.bare


@pytest.mark.parametrize("home", ["Q8686", "Q15175", "Q980", "Q1904", "Q80434"])
def test_any_first_level_unit_of_any_country_can_be_a_home(seeds: Snapshot, home: str) -> None:
    """Shanghai, Guangdong, Bavaria, Ontario, Aichi."""
    assert vine_of(seeds, home, SIGNED).ties.effective
