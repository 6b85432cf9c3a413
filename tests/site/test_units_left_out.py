"""The worklist leaves out the units of the third tier that have no partner: it says so, and a list of that type has them all."""

import re
from urllib.parse import urljoin

from fastapi.testclient import TestClient

from tests.site.addresses import Seen

PAGE = "/views/home/Q16963/gaps?lang=zh"


def headed(page: str) -> str:
    return re.findall(r"<h1>([^<]*)</h1>", page)[0]


def test_the_list_of_units_without_a_partner_has_those_of_every_tier(seeds_client: TestClient) -> None:
    assert "缺口64个" in headed(seeds_client.get(f"{PAGE}&type=empty_unit&state=all").text)
    assert "缺口64个" in headed(seeds_client.get(f"{PAGE}&type=empty_unit&state=all&tier=3").text)
    assert "缺口0个" in headed(seeds_client.get(f"{PAGE}&type=empty_unit&state=all&tier=2").text)


def test_the_worklist_says_how_many_units_it_leaves_out_and_leads_to_them(seeds_client: TestClient) -> None:
    page = seeds_client.get(PAGE).text
    assert "另有64个县级单位在册无友城，未列入：选类型“在册无友城的单位”可见" in page
    english = seeds_client.get(PAGE.replace("zh", "en")).text
    assert "64 units of county level without a partner on record are left out" in english
    (there,) = (link for link in Seen(page).links if "type=empty_unit" in link and "tier=3" in link)
    assert "缺口64个" in headed(seeds_client.get(urljoin(PAGE, there)).text)


def test_a_list_that_is_narrowed_to_other_gaps_says_nothing_of_units_left_out(seeds_client: TestClient) -> None:
    for narrowed in ("type=bare_stem", "tier=3", "country=JP", "action=activate", "state=dismissed"):
        answer = seeds_client.get(f"/v1/gaps?home=Q16963&limit=1&{narrowed}").json()
        assert answer["empty_below"] == 0, narrowed
    within = seeds_client.get("/v1/gaps?home=Q16963&limit=1&unit=Q16666").json()["empty_below"]
    listed = seeds_client.get("/v1/gaps?home=Q16963&limit=1&unit=Q16666&type=empty_unit&tier=3").json()["total"]
    assert within == listed > 0


def test_the_report_counts_the_units_of_every_tier(seeds_client: TestClient) -> None:
    report = seeds_client.get("/v1/reports?home=Q16963&from=2025-01-01&to=2025-12-31").json()
    assert report["gaps"]["empty_unit"] == 64
