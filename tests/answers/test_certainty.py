"""Every answer with agreements says how surely they stand, in what order they were signed and what a date follows from."""

from datetime import date

from graph_service.answers.agreement_filter import AgreementFilter, agreements_where
from graph_service.answers.agreements import agreements_answer
from graph_service.answers.clusters import ClusterAnswer, cluster_answer, clusters_answer
from graph_service.answers.network import network_answer
from graph_service.answers.paging import page_of
from graph_service.metrics.neighbourhood import neighbourhood
from graph_service.metrics.selection import Selection, select
from graph_service.metrics.vine import vine_of
from graph_service.rules import StrengthWeights
from graph_service.snapshot import Snapshot
from tests.drawing import agreement, snapshot, witnessed

MID_2017 = Selection(date(2017, 6, 30))
WITNESSED = snapshot(witnessed())


def cluster(found: Snapshot, home: str, partner: str, selection: Selection) -> ClusterAnswer:
    return cluster_answer(vine_of(found, home, selection), found.place(partner), StrengthWeights())


def test_a_signing_that_straddles_the_date_stands_beside_its_cluster_as_possible() -> None:
    belarus = cluster(WITNESSED, "jiangsu", "belarus", MID_2017)
    assert (belarus.agreements, belarus.possible) == ((), 1)
    assert [(row.id, row.certainty, row.since) for row in belarus.beside] == [("jiangsu~mogilev-oblast", "possibly", "2015/2019")]


def test_a_country_with_a_possible_agreement_only_has_a_row() -> None:
    answer = clusters_answer(vine_of(WITNESSED, "jiangsu", MID_2017), StrengthWeights())
    assert {row.partner.id: row.possible for row in answer.items if row.grain == "country"} == {
        "belarus": 1, "brunei": 1, "congo": 1, "switzerland": 1,
    }  # fmt: skip
    assert {row.strength.score for row in answer.items} == {0}


def test_an_agreement_signed_for_sure_says_so() -> None:
    belarus = cluster(WITNESSED, "jiangsu", "belarus", Selection(date(2019, 12, 31)))
    assert [row.certainty for row in belarus.agreements] == ["surely"]


def test_an_upgrade_that_straddles_the_date_is_possible() -> None:
    found = snapshot([*witnessed(), agreement("taizhou", "oss", "exchange 2008; formal 2017")])
    netherlands = cluster(found, "jiangsu", "netherlands", MID_2017)
    assert (netherlands.total, netherlands.exchange, netherlands.possible) == (0, 1, 1)
    assert [(row.id, row.kind, row.certainty) for row in netherlands.beside] == [("oss~taizhou", "exchange", "surely")]


def test_a_network_shows_possible_agreements_of_its_centre_beside_its_edges() -> None:
    found = network_answer(WITNESSED, neighbourhood(WITNESSED, "suzhou", 1, MID_2017, 10), 1, MID_2017)
    assert found.edges == ()
    assert [(edge.id, edge.certainty) for edge in found.possible] == [("pointe-noire~suzhou", "possibly")]


def test_an_edge_of_a_network_is_certain() -> None:
    now = Selection(date(2026, 11, 21))
    found = network_answer(WITNESSED, neighbourhood(WITNESSED, "suzhou", 1, now, 10), 1, now)
    assert [edge.certainty for edge in found.edges] == ["surely"]
    assert found.possible == ()


def listed(found: Snapshot, home: str, kind: str, selection: Selection) -> dict[str, tuple[str | None, int | None, str]]:
    """Since when, in what order and how surely, by agreement."""
    vine = vine_of(found, home, selection)
    rows = agreements_where(found, vine, AgreementFilter(kinds={kind}), selection)
    answer = agreements_answer(found, vine, page_of(rows, lambda row: row.id, 1000, None), selection)
    return {row.id: (row.since, row.since_order, row.certainty) for row in answer.items}


def test_the_seven_exchange_cities_of_shenzhen_keep_their_order_and_are_possible_inside_the_period(seeds: Snapshot) -> None:
    found = listed(seeds, "Q15175", "exchange", Selection(date(2023, 6, 30)))
    seven = sorted((order, agreement_id) for agreement_id, (since, order, _) in found.items() if since == "2021/2025")
    assert seven == [
        (1, "Q15174~Q35493"), (2, "Q15174~Q8678"), (3, "Q15174~Q269"), (4, "Q15174~Q1519"), (5, "Q15174~Q649"),
        (6, "Q15174~Q1741"), (7, "Q15174~Q62"),
    ]  # fmt: skip
    assert {found[agreement_id][2] for _, agreement_id in seven} == {"possibly"}


def test_the_inferred_year_of_vaud_says_from_which_sentence(seeds: Snapshot) -> None:
    vaud = cluster(seeds, "Q16963", "Q12771", select(seeds))
    (stem,) = (row for row in vaud.agreements if row.id == "Q12771~Q16963")
    assert (stem.since, stem.since_basis) == ("2017", "inferred")
    assert stem.since_note is not None
    assert "2022年与瑞士沃州结好5周年" in stem.since_note
