"""Ties inside the home's own state, with its areas and at home: nothing denies them, and nothing counts them as abroad."""

from datetime import date

import pytest

from graph_service.answers.clusters import cluster_answer, clusters_answer
from graph_service.answers.report import report_answer, window_from
from graph_service.answers.report_formats import as_csv, as_markdown
from graph_service.metrics.selection import Selection
from graph_service.metrics.vine import vine_of
from graph_service.pages.report import render_report
from graph_service.questions.clusters import CLUSTERS
from graph_service.questions.resources import resources_answer
from graph_service.records.base import Names
from graph_service.rules import DEFAULTS, StrengthWeights
from tests.drawing import agreement, jiangsu, place, snapshot, witnessed_places
from tests.pages.pages import cluster_page, text_of
from tests.site.addresses import Seen

WEIGHTS = StrengthWeights()
LAST = date(2020, 12, 31)
SELECTION = Selection(LAST)
PLACES = [
    *(record for record in jiangsu() if record.id != "china"),
    *witnessed_places(),
    place("china", "country", "CN", areas_called="港澳台"),
    place("hk", "country", "HK", "china", levels=("country", "province", "city"), area_of="CN", names=Names(zh="中国香港")),
    place("tw", "country", "TW", "china", area_of="CN", names=Names(zh="中国台湾")),
    place("port", "city", "TW", "tw", names=Names(zh="某港")),
    place("zhejiang", "province", "CN", "china", names=Names(zh="浙江省")),
]
NETWORK = snapshot(
    [
        *PLACES,
        agreement("jiangsu", "hk", "formal 2020-03-01"),
        agreement("taizhou", "hk", "formal 2020-04-01"),
        agreement("nanjing", "port", "exchange 2020-05-01"),
        agreement("suzhou", "port", "planned 2020 aim=formal"),
        agreement("jiangsu", "zhejiang", "formal 2020-06-01"),
        agreement("jiangsu", "vaud", "formal 2020-07-01"),
    ]
)
VINE = vine_of(NETWORK, "jiangsu", SELECTION)


def test_the_clusters_list_the_areas_of_the_own_state_apart_by_name_and_number() -> None:
    found = clusters_answer(VINE, WEIGHTS)
    rows = [(row.place.id, row.agreements, row.counted, row.beside) for row in found.areas.items]
    assert rows == [
        ("hk", 2, ("hk~jiangsu", "hk~taizhou"), ()),
        ("tw", 0, (), ("nanjing~port", "port~suzhou")),
    ]
    assert (found.areas.called.zh, found.areas.total) == ("港澳台", 2)
    assert {row.partner.country for row in found.items} == {"CH"}


def test_the_table_and_the_csv_of_clusters_name_the_areas_and_their_numbers() -> None:
    answer = clusters_answer(VINE, WEIGHTS)
    full, brief = CLUSTERS.table(answer), CLUSTERS.shown(answer, "zh")
    rows = [dict(zip(full.columns, row, strict=True)) for row in full.rows]
    assert [(row["id"], row["agreements"]) for row in rows if row["grain"] == "area"] == [("hk", 2), ("tw", 0)]
    table = list(brief.rows)
    assert {len(row) for row in table} == {len(brief.columns)}
    assert "港澳台" in str(table[-2][-1])
    assert [str(row[-1]).rpartition(", ")[2] for row in table[-2:]] == ["2", "0"]


@pytest.mark.parametrize(("partner", "called", "ties"), [
    ("hk", "港澳台", ["hk~jiangsu", "hk~taizhou"]),
    ("tw", "港澳台", ["nanjing~port", "port~suzhou"]),
    ("zhejiang", "国内", ["jiangsu~zhejiang"]),
    ("china", "国内", ["jiangsu~zhejiang"]),
])  # fmt: skip
def test_a_cluster_inside_the_own_state_says_where_its_ties_stand(partner: str, called: str, ties: list[str]) -> None:
    found = cluster_answer(VINE, NETWORK.place(partner), WEIGHTS)
    assert found.apart is not None
    assert called in found.apart.zh
    assert [item.id for item in found.agreements_apart] == ties
    assert (found.total, found.unit_fill.share, found.empty_units) == (0, None, ())


def test_a_cluster_abroad_has_no_ties_apart() -> None:
    found = cluster_answer(VINE, NETWORK.place("switzerland"), WEIGHTS)
    assert (found.apart, found.agreements_apart, found.unit_fill.denominator) == (None, (), 13)


def test_the_page_of_a_cluster_inside_the_own_state_names_each_tie_and_denies_none() -> None:
    page = cluster_page(NETWORK, "jiangsu", "hk", as_of=LAST)
    text = text_of(page)
    assert "没有在册协议" not in text
    assert "在册协议2对（按此口径有效2对），属港澳台" in text
    planned = text_of(cluster_page(NETWORK, "jiangsu", "tw", as_of=LAST))
    assert "在册协议2对（按此口径有效0对），属港澳台" in planned
    assert ["另计", "中国香港", "taizhou"] in [row[:3] for row in Seen(page).rows]
    assert "2020-04-01" in text


def test_the_resources_hold_the_agreements_with_an_area_of_the_own_state() -> None:
    vine = vine_of(NETWORK, "jiangsu", SELECTION)
    hongkong = resources_answer(vine, "HK").agreements
    assert [(item.id, item.counted) for item in hongkong] == [("hk~jiangsu", True), ("hk~taizhou", True)]
    taiwan = resources_answer(vine, "TW").agreements
    assert [(item.id, item.counted) for item in taiwan] == [("nanjing~port", False), ("port~suzhou", False)]


def test_the_report_lists_every_signing_and_those_inside_the_own_state_apart() -> None:
    found = report_answer(VINE, window_from(date(2020, 1, 1), LAST), DEFAULTS)
    assert [step.agreement for step in found.signed] == ["jiangsu~vaud"]
    assert [step.agreement for step in found.areas.signed] == ["hk~jiangsu", "hk~taizhou", "nanjing~port"]
    assert [item.agreement for item in found.areas.pending] == ["port~suzhou"]
    assert [step.agreement for step in found.domestic.signed] == ["jiangsu~zhejiang"]
    for text in (as_markdown(found, "zh"), as_csv(found, "zh"), text_of(render_report(found, "zh"))):
        assert "港澳台：签署与续签" in text
        assert "港澳台：报批中和计划中" in text
        assert "国内：签署与续签" in text
        assert "2020-04-01" in text


def test_a_report_without_ties_inside_the_own_state_has_no_section_for_them() -> None:
    alone = vine_of(snapshot([*PLACES, agreement("jiangsu", "vaud", "formal 2020")]), "jiangsu", SELECTION)
    text = as_markdown(report_answer(alone, window_from(date(2020, 1, 1), LAST), DEFAULTS), "zh")
    assert "港澳台" not in text
    assert "国内" not in text
