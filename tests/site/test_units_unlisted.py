"""Where nobody knows whether all units of a home are on record, no share of them is told, and pages say that others may exist."""

import re

import pytest
from fastapi.testclient import TestClient

HYOGO, JIANGSU = "Q130290", "Q16963"


@pytest.mark.parametrize("path", ["home/{}", "home/{}/matrix"])
def test_the_units_without_a_partner_are_told_with_the_word_that_others_may_be(seeds_client: TestClient, path: str) -> None:
    said = "在册的市级、县级单位未必是全部，可能另有没有友城的"
    assert said in seeds_client.get(f"/views/{path.format(HYOGO)}?lang=zh").text
    assert "未必是全部" not in seeds_client.get(f"/views/{path.format(JIANGSU)}?lang=zh").text


def test_a_cluster_tells_no_share_of_units_that_may_not_be_all(seeds_client: TestClient) -> None:
    page = seeds_client.get(f"/views/cluster/{HYOGO}/Q30?lang=en").text
    assert re.search(r"\d+ units of tier 2 on record, others may exist: no share", page)
    assert re.search(r"\d+% of tier 2", seeds_client.get(f"/views/cluster/{JIANGSU}/Q30?lang=en").text)


def test_a_comparison_marks_units_that_may_not_be_all_and_explains_what_its_rates_divide_by(seeds_client: TestClient) -> None:
    page = seeds_client.get(f"/views/compare?homes={JIANGSU},{HYOGO}&lang=zh").text
    assert "＋：单位名单在册的未必是全部" in page
    assert "空茎率只数对方在册有下辖单位的主茎" in page
    alone = seeds_client.get(f"/views/compare?homes={JIANGSU},Q16967&lang=en").text
    assert "Marked +" not in alone
    assert "the rate of bare stems by stems whose region has units on record" in alone
