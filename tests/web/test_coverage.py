"""Coverage over HTTP and on the command line."""

import pytest
from fastapi.testclient import TestClient

from graph_service.cli.app import run


def test_the_coverage_of_a_frame_is_an_interval_where_it_claims_more_than_it_names(client: TestClient) -> None:
    answer = client.get("/v1/coverage", params={"home": "jiangsu", "frame": "frame:plan"}).json()
    assert answer["home"]["id"] == "jiangsu"
    assert (answer["frame"]["declared"], answer["by"], answer["total"], answer["next"]) == (3, ["frame"], 1, None)
    assert answer["items"] == [
        {
            "key": "frame:plan",
            "keys": {"frame": "frame:plan"},
            "names": {"zh": "重点国别", "en": "Key countries"},
            "coverage": {"numerator": 1, "denominator": 3, "low": 1 / 3, "high": 2 / 3, "named": 2, "declared": 3},
            "open": False,
            "established": False,
            "lists": {
                "zh": "全部名单在册6对，公布349对（2021年6月）",
                "en": "whole list: 6 on record, 349 published (June 2021)",
            },
            "covered": ["netherlands"],
            "missing": ["singapore"],
            "planned": ["netherlands"],
            "possible": [],
            "possible_members": [],
            "party": False,
        }
    ]


def test_exchange_agreements_cover_where_they_are_asked_for(client: TestClient) -> None:
    answer = client.get("/v1/coverage", params={"home": "jiangsu", "frame": "frame:plan", "kinds": "formal,exchange"}).json()
    assert answer["kinds"] == ["exchange", "formal"]
    assert answer["items"][0]["missing"] == []


def test_a_share_has_its_two_counts(client: TestClient) -> None:
    items = client.get("/v1/coverage", params={"home": "jiangsu", "by": "country,tier", "frame": "frame:plan"}).json()["items"]
    assert [item["key"] for item in items[:2]] == ["netherlands,1", "netherlands,2"]
    assert items[0]["coverage"] == {"numerator": 1, "denominator": 1, "share": 1.0}
    assert items[0]["keys"] == {"country": "netherlands", "tier": "1"}
    assert items[0]["names"] == {"zh": "省级", "en": "netherlands · tier 1"}


def test_coverage_comes_in_pages(client: TestClient) -> None:
    question = {"home": "jiangsu", "by": "country", "limit": "2"}
    first = client.get("/v1/coverage", params=question).json()
    second = client.get("/v1/coverage", params={**question, "cursor": first["next"]}).json()
    assert (len(first["items"]), first["total"]) == (2, 7)
    assert first["items"][-1]["key"] < second["items"][0]["key"]


@pytest.mark.parametrize(
    ("question", "status", "said"),
    [
        ({"frame": "frame:gone"}, 404, "no frame has the id 'frame:gone'"),
        ({"by": "planet"}, 422, "by: 'planet' is not one of continent, country, frame, tier"),
        ({"by": "tier,tier"}, 422, "by: "),
        ({"tier": "4"}, 422, "tier: "),
        ({"home": "nanjing"}, 422, "a home is a province-level unit"),
        ({"region": "europe"}, 422, "region: unknown parameter"),
        ({"continent": "frame:plan"}, 422, "continent: "),
    ],
)
def test_a_question_that_cannot_be_answered_is_a_problem(
    question: dict[str, str], status: int, said: str, client: TestClient
) -> None:
    answer = client.get("/v1/coverage", params={"home": "jiangsu", **question})
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert said in answer.json()["detail"]


def test_the_command_prints_a_table_and_csv(
    drawn_store: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STORE", drawn_store)
    assert run(["coverage", "--home", "jiangsu"]) == 0
    assert "1/3" in (table := capsys.readouterr().out)
    assert "0.33–0.67" in table
    assert "\n全部名单在册6对，公布349对（2021年6月）\n省级名单" in table
    assert run(["coverage", "--home", "jiangsu", "--format", "csv"]) == 0
    assert capsys.readouterr().out.splitlines()[1] == (
        "frame:plan,重点国别,Key countries,1,3,0.3333333333333333,0.6666666666666666,2,no,netherlands,singapore,netherlands,,"
        ',no,全部名单在册6对，公布349对（2021年6月）,"whole list: 6 on record, 349 published (June 2021)"'
    )


def test_a_command_with_an_unknown_axis_is_wrong(
    drawn_store: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STORE", drawn_store)
    assert run(["coverage", "--home", "jiangsu", "--by", "planet"]) == 2
    assert capsys.readouterr().err.startswith("--by: 'planet' is not one of")


def test_a_home_is_told_of_which_frames_its_state_is_no_member_and_nothing_of_what_another_home_chose(
    seeds_client: TestClient,
) -> None:
    items = {item["key"]: item for item in seeds_client.get("/v1/coverage?home=Q36074&limit=100").json()["items"]}
    assert (items["frame:brics"]["party"], items["frame:g20"]["party"], items["frame:middle-east"]["party"]) == (
        False,
        True,
        None,
    )
    assert "frame:key-countries" not in items
    page = seeds_client.get("/views/home/Q36074/coverage?lang=zh").text
    assert "本国不参加的国家范围：" in page
    assert "重点国别交往计划" not in page.partition("<table")[2]


def test_a_frame_is_asked_for_by_its_name_and_of_one_not_on_record_a_page_says_which_there_are(seeds_client: TestClient) -> None:
    named, by_id = (seeds_client.get("/v1/gaps", params={"home": "Q16963", "frame": word}).json() for word in ("金砖", "brics"))
    assert [gap["key"] for gap in named["items"]] == [gap["key"] for gap in by_id["items"]]
    page = seeds_client.get("/views/home/Q16963/gaps", params={"frame": "RCEP", "lang": "zh"}, headers={"accept": "text/html"})
    assert page.status_code == 404
    assert "在册的国家范围中没有“RCEP”" in page.text
    assert "金砖国家" in page.text
