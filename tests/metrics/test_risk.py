"""Risk levels of countries: claims that narrow the candidates where that is asked for, and change no score."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from graph_service.answers.clusters import clusters_answer
from graph_service.errors import BadRequest
from graph_service.metrics.risk import risk_of
from graph_service.metrics.selection import Selection
from graph_service.metrics.vine import vine_of
from graph_service.questions.candidates import Candidates, CandidatesAnswer, candidates
from graph_service.questions.question import View
from graph_service.records.base import Record
from graph_service.records.claim import Claim
from graph_service.rules import StrengthWeights
from graph_service.snapshot import Snapshot
from tests.drawing import DRAWN, TODAY, place, snapshot, witnessed


def risk(country: str, level: float, as_of: str = "2024", scale: str = "1-4", layer: str = "home") -> Claim:
    return Claim(
        id=f"risk-{country}-{as_of}", subject=country, measure="risk_level", value=level, as_of=as_of, unit=scale, sources=DRAWN,
        layer=layer,
    )  # fmt: skip


def drawn(*claims: Record) -> Snapshot:
    """The five witnessed agreements, and a town in each of two countries to choose from."""
    return snapshot([*witnessed(), place("pokhara", "city", "NP", "nepal"), place("dolisie", "city", "CG", "congo"), *claims])


def asked(network: Snapshot, max_risk: float | None = None, **selected: Any) -> CandidatesAnswer:
    words = {"as_of": TODAY} | selected
    return candidates(View(network), Candidates(home="jiangsu", unit="wuxi", max_risk=max_risk, **words))


def countries(found: CandidatesAnswer) -> set[str]:
    return {item.place.country for item in found.items}


def test_without_a_claim_the_risk_is_not_known_and_nothing_is_left_out() -> None:
    found = asked(drawn(), max_risk=0)
    assert {item.risk for item in found.items} == {None}
    assert (found.items, found.above_risk) == (asked(drawn()).items, ())


def test_a_country_above_the_level_is_left_out_and_named() -> None:
    network = drawn(risk("nepal", 2), risk("congo", 3))
    found = asked(network, max_risk=2)
    assert (found.max_risk, found.above_risk) == (2, ("CG",))
    assert countries(asked(network)) - countries(found) == {"CG"}
    assert {item.risk.level for item in found.items if item.risk} == {2}


def test_risk_changes_no_score() -> None:
    calm, risky = asked(drawn()).items, asked(drawn(risk("nepal", 4))).items
    assert [(item.place.id, item.score) for item in calm] == [(item.place.id, item.score) for item in risky]


def test_risk_changes_no_strength() -> None:
    def strengths(network: Snapshot) -> list[Any]:
        vine = vine_of(network, "jiangsu", Selection(TODAY))
        return [row.strength for row in clusters_answer(vine, StrengthWeights()).items]

    assert strengths(drawn(risk("nepal", 4))) == strengths(drawn())


def test_the_latest_level_by_the_date_counts() -> None:
    network = drawn(risk("nepal", 3, "2020"), risk("nepal", 1, "2023-05"))
    levels = [risk_of(network, "NP", Selection(day)) for day in (date(2019, 1, 1), date(2022, 1, 1), date(2024, 1, 1))]
    assert [found and (found.level, found.as_of) for found in levels] == [None, (3, "2020"), (1, "2023-05")]


def test_a_level_says_its_scale_claim_and_source() -> None:
    found = risk_of(drawn(risk("nepal", 2)), "NP", Selection(TODAY))
    assert found is not None
    assert (found.scale, found.claim, found.sources) == ("1-4", "risk-nepal-2024", tuple(source.document for source in DRAWN))


def test_a_level_of_another_layer_is_not_seen() -> None:
    assert risk_of(drawn(risk("nepal", 2, layer="office")), "NP", Selection(TODAY, layer="home")) is None


def test_other_figures_of_a_country_are_no_risk() -> None:
    population = replace(risk("nepal", 2), measure="population")
    assert risk_of(drawn(population), "NP", Selection(TODAY)) is None


def test_levels_of_several_scales_are_not_compared() -> None:
    network = drawn(risk("nepal", 2), risk("congo", 30, scale="0-100"))
    with pytest.raises(BadRequest, match="several scales"):
        asked(network, max_risk=2)
