"""What the worklist and a brief advise: warnings first, old knowledge checked before all else, nobody proposed for nothing."""

from html import unescape

import pytest
from fastapi.testclient import TestClient

from graph_service.words.headings import COLUMNS
from tests.site.addresses import Seen

JIANGSU, HYOGO, COLOGNE_REGION = "Q16963", "Q130290", "Q1198"


def test_old_knowledge_is_to_be_checked_not_consolidated(seeds_client: TestClient) -> None:
    for language, action in (("zh", "核实更新"), ("en", "check the record")):
        page = seeds_client.get(f"/views/home/{JIANGSU}/gaps?lang={language}&type=stale_knowledge").text
        head, *rows = Seen(page).rows
        assert {row[head.index(getattr(COLUMNS["action"], language))] for row in rows} == {action}
    (gap, *_) = seeds_client.get(f"/v1/gaps?home={JIANGSU}&type=stale_knowledge").json()["items"]
    assert gap["action"] == "consolidate", "the word of programs stays"


def test_a_gap_in_a_country_under_sanctions_says_so_before_its_reason(seeds_client: TestClient) -> None:
    page = seeds_client.get(f"/views/home/{JIANGSU}/gaps?lang=zh&country=LY").text
    assert "注意：联合国安理会制裁：第1970 (2011)号决议；江苏省在利比亚" in page


def test_a_brief_proposes_nobody_for_whom_nothing_on_record_speaks(seeds_client: TestClient) -> None:
    answer = seeds_client.get(f"/v1/briefs/{HYOGO}/{COLOGNE_REGION}").json()
    assert all(round(found["score"], 1) > 0 for found in answer["candidates"])
    assert answer["candidates_total"] >= len(answer["candidates"])
    assert "score 0.0" not in seeds_client.get(f"/views/brief/{HYOGO}/{COLOGNE_REGION}?lang=en").text


@pytest.mark.parametrize("partner", ["Q142", "Q30"])
def test_a_long_reason_stands_whole_on_the_page_before_a_meeting(seeds_client: TestClient, partner: str) -> None:
    reasons = [gap["reason"]["en"] for gap in seeds_client.get(f"/v1/briefs/Q1198/{partner}").json()["gaps"]]
    (longest,) = (reason for reason in reasons if "already" in reason and len(reason) > 300)
    page = unescape(seeds_client.get(f"/views/brief/Q1198/{partner}?lang=en").text)
    assert longest.rpartition("already")[2] in page
    assert longest.partition("already")[0][-40:] in page
