"""Whatever is on record stands where a planner looks, with its kind and its status, beside the count and never in it."""

from html import unescape
from urllib.parse import urljoin

import pytest
from fastapi.testclient import TestClient

from tests.site.addresses import Seen

JIANGSU, NANJING, NAGOYA = "Q16963", "Q16666", "Q11751"
INTENTS = ("三宝垄市", "拉合尔市", "维多利亚", "布尔加斯")


def rows(client: TestClient, address: str) -> list[list[str]]:
    return Seen(client.get(f"/views/{address}").text).rows


def test_a_place_tells_its_intents_and_what_was_suspended_beside_its_own_agreements(seeds_client: TestClient) -> None:
    found = {row[0]: row for row in rows(seeds_client, f"place/{NANJING}?lang=zh") if len(row) > 3}
    assert [found[name][2:4] for name in INTENTS] == [["意向", "有效"]] * 4
    assert found["名古屋市"][2:4] == ["友好城市（正式）", "中止"]
    there = {row[0]: row for row in rows(seeds_client, f"place/{NAGOYA}?lang=en") if len(row) > 3}
    assert there["Nanjing"][3] == "suspended"


def test_the_number_beside_the_count_of_a_place_is_that_of_its_table_and_tells_its_parts(seeds_client: TestClient) -> None:
    page = seeds_client.get(f"/views/place/{NANJING}?lang=en").text
    assert "<h2>Beside the count (6)</h2>" in page
    assert "exchange 1 · intent 4 · planned 0 · suspended 1" in page


@pytest.mark.parametrize(("partner", "told"), [("Q11739", "南京市 – 拉合尔市"), ("Q1042", "南京市 – 维多利亚")])
def test_a_brief_with_an_intent_tells_it_and_never_says_that_there_is_none(
    seeds_client: TestClient, partner: str, told: str
) -> None:
    page = seeds_client.get(f"/views/brief/{JIANGSU}/{partner}?lang=zh").text
    assert "没有在册的友城关系" not in page
    (row,) = (row for row in Seen(page).rows if told in row)
    assert row[2:4] == ["意向", "有效（另计）"]
    assert "南京市（我方，意向）" in page


def test_a_place_with_which_a_unit_of_ours_broke_off_is_proposed_with_that_warning(seeds_client: TestClient) -> None:
    page = seeds_client.get(f"/views/brief/{JIANGSU}/Q17?lang=zh").text
    (row,) = (row for row in Seen(page).rows if row[0].startswith("名古屋市 · "))
    assert "与我方单位曾结好，已中止或终止：南京市" in row[0]


@pytest.mark.parametrize(
    ("cluster", "unit", "partner", "kind"),
    [
        (f"{JIANGSU}/Q17", "南京市", "名古屋市", "中止"),
        (f"{JIANGSU}/Q80434", "南京市", "名古屋市", "中止"),
        (f"{JIANGSU}/Q843", "南京市", "拉合尔市", "意向"),
    ],
)
def test_a_cluster_lists_what_stands_beside_its_count_and_says_so_of_who_is_free(
    seeds_client: TestClient, cluster: str, unit: str, partner: str, kind: str
) -> None:
    page = seeds_client.get(f"/views/cluster/{cluster}?lang=zh").text
    (row,) = (row for row in Seen(page).rows if row[:2] == ["另计", partner])
    assert unit in row
    assert kind in row
    for name in (unit, partner):
        assert f">{name}</a> （另计：{kind}1）</li>" in page


def test_an_intent_between_regions_is_drawn_and_listed_in_the_cluster_and_told_in_the_brief(seeds_client: TestClient) -> None:
    page = seeds_client.get("/views/cluster/Q1198/Q30?lang=en").text
    assert "exchange 0 · intent 1 · planned 0" in page
    assert any(row[:2] == ["beside the count", "Pennsylvania"] for row in Seen(page).rows)
    brief = Seen(seeds_client.get("/views/brief/Q1198/Q30?lang=en").text).rows
    assert any(row[1:4] == ["North Rhine-Westphalia – Pennsylvania", "intent", "active (beside the count)"] for row in brief)


def test_the_matrix_has_a_mark_in_brackets_for_what_stands_beside_the_count(seeds_client: TestClient) -> None:
    head, *units = rows(seeds_client, f"home/{JIANGSU}/matrix?lang=zh")
    nanjing = dict(zip(head, next(row for row in units if row[0].startswith("南京市")), strict=True))
    assert {"日本": "(✕)", "巴基斯坦": "(△)"}.items() <= nanjing.items()


def test_what_the_matrix_tells_beside_the_count_of_countries_without_a_column_leads_to_a_list_of_just_that(
    seeds_client: TestClient,
) -> None:
    page = f"/views/home/{JIANGSU}/matrix?lang=en"
    seen = Seen(seeds_client.get(page).text)
    number, where = next(
        (row[-1].partition("(")[2].rstrip(") "), link)
        for row, link in zip(
            [row for row in seen.rows if "(" in row[-1] and row[-1].strip().endswith(")")],
            [link for link in seen.links if "beside=true" in link],
            strict=True,
        )
        if row[0].startswith("Nanjing")
    )
    listed = seeds_client.get(urljoin(page, unescape(where))).text
    assert f"{number} agreement" in listed


def test_the_worklist_tells_an_intent_where_it_proposes_to_open_a_country(seeds_client: TestClient) -> None:
    gaps = seeds_client.get(f"/v1/gaps?home={JIANGSU}&type=uncovered_country&limit=1000").json()["items"]
    (gap,) = (gap for gap in gaps if gap["country"]["code"] == "SC")
    assert "已有意向：南京市—维多利亚（塞舌尔）" in gap["reason"]["zh"]
    assert "already intent: Nanjing – Victoria" in gap["reason"]["en"]
    assert gap["action"] == "activate"


def test_the_drawn_matrix_has_in_brackets_what_stands_beside_the_count(seeds_client: TestClient) -> None:
    drawing = seeds_client.get(f"/views/home/{JIANGSU}?lang=zh&format=svg&part=matrix").text
    assert drawing.count(">(</text>") == drawing.count(">)</text>") > 0
    assert "<title>名古屋市（中止）</title>" in drawing
    assert ">括号内：另计</text>" in drawing
