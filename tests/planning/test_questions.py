"""Named questions: each is asked, its rows fit its columns, its link leads somewhere; and the facts of the documents."""

import re
from typing import Any

import pytest
from fastapi.testclient import TestClient

from graph_service.answers.queries import query_answer
from graph_service.metrics.selection import Selection, select
from graph_service.planning.questions.ask import QUESTIONS
from graph_service.records.organisation import Organisation
from graph_service.records.plan import Plan
from graph_service.snapshot import Snapshot
from tests.conftest import ROOT
from tests.drawing import DRAWN, TODAY, agreement, place, snapshot, witnessed

JIANGSU, GUANGDONG, SHENZHEN, KATHMANDU, NANJING = "Q16963", "Q15175", "Q15174", "Q3037", "Q16666"
HOME: Any = {"sources": DRAWN, "layer": "home"}
FILES = {path.stem: path.read_text("utf-8") for path in sorted((ROOT / "cypher" / "queries").glob("*.cypher"))}
# What every question is given here, if it takes it.
GIVEN = {"home": "jiangsu", "place": "nanjing", "unit": "taizhou", "tier": 1, "depth": 2}


def rows(network: Snapshot, name: str, **given: Any) -> list[dict[str, Any]]:
    return list(query_answer(network, name, select(network), given, 1_000_000).items)


def column(network: Snapshot, name: str, wanted: str, **given: Any) -> list[Any]:
    return [row[wanted] for row in rows(network, name, **given)]


def test_the_questions_that_neo4j_is_asked_are_the_files_in_cypher_queries() -> None:
    assert {name for name, question in QUESTIONS.items() if question.cypher} == set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_a_question_and_its_file_have_the_same_columns_and_parameters(name: str) -> None:
    header = {key: listed.split(", ") for key, listed in re.findall(r"// (params|returns): (.*)", FILES[name])}
    assert QUESTIONS[name].columns == tuple(header["returns"])
    asked = {"tier" if param == "tiers" else param for param in header["params"]} - {"as_of", "kinds", "layer"}
    assert asked == {*QUESTIONS[name].needs, *QUESTIONS[name].takes}


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_is_answered_and_its_link_leads_somewhere(client: TestClient, name: str) -> None:
    question = QUESTIONS[name]
    given = {key: value for key, value in GIVEN.items() if key in (*question.needs, *question.takes)}
    answer = client.get(f"/v1/queries/{name}", params=given)
    assert answer.status_code == 200
    body = answer.json()
    assert body["parameters"] == given
    assert all(tuple(item) == question.columns for item in body["items"])
    assert client.get(body["link"]).status_code == 200, body["link"]
    assert re.search("[\u4e00-\u9fff]", body["title"]["zh"])


def test_questions_are_listed_with_what_they_need(client: TestClient) -> None:
    body = client.get("/v1/queries").json()
    assert body["total"] == len(body["items"]) == len(QUESTIONS)
    network = next(item for item in body["items"] if item["name"] == "city_network")
    assert (network["needs"], network["takes"]) == (["place"], ["depth", "as_of", "kinds", "layer", "engine"])
    assert network["cypher"] == "cypher/queries/city_network.cypher"


def test_rows_come_in_pages(client: TestClient) -> None:
    first = client.get("/v1/queries/stems_and_grapes?home=jiangsu&limit=2").json()
    second = client.get(f"/v1/queries/stems_and_grapes?home=jiangsu&limit=2&cursor={first['next']}").json()
    assert first["total"] > 4
    assert [item["agreement"] for item in first["items"]] < [item["agreement"] for item in second["items"]]


@pytest.mark.parametrize(
    ("path", "status", "names"),
    [
        ("/v1/queries/nothing", 404, "nothing"),
        ("/v1/queries/bare_stems", 422, "home"),
        ("/v1/queries/bare_stems?home=jiangsu&depth=2", 422, "the question bare_stems takes home, as_of"),
        ("/v1/queries/bare_stems?home=nowhere", 404, "nowhere"),
        ("/v1/queries/bare_stems?home=wuxi", 422, "jiangsu"),
        ("/v1/queries/city_network?place=wuxi&depth=9", 422, "depth"),
        ("/v1/queries/bare_stems?home=jiangsu&colour=red", 422, "colour"),
        ("/v1/queries?home=jiangsu", 422, "home"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused_by_name(client: TestClient, path: str, status: int, names: str) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert names in answer.json()["detail"]


def drawn() -> Snapshot:
    """The witnessed agreements, two towns in Vaud, friends in Switzerland, a second Chinese partner of Kathmandu."""
    return snapshot(
        [
            *witnessed(),
            place("lausanne", "city", "CH", "vaud"), place("nyon", "city", "CH", "vaud"),
            place("shaanxi", "province", "CN", "china"), place("xian", "city", "CN", "shaanxi"),
            agreement("xian", "kathmandu", "formal 1996-09-12"),
            agreement("wuxi", "nyon", "exchange 2020"),
            agreement("taizhou", "oss", "planned 2022 aim=formal"),
            Organisation(id="friends", kind="counterpart_association", country="CH", **HOME),
            Organisation(id="embassy", kind="embassy", country="CN", serves=("nepal",), **HOME),
            Organisation(id="igo", kind="international_organisation", seat="kunshan", status="landed", **HOME),
            Plan(id="old", kind="action_plan", owner="jiangsu", period="2018/2020", agreements=("jiangsu~vaud",), **HOME),
            Plan(id="new", kind="action_plan", owner="jiangsu", period="2025/2027", **HOME),
        ]
    )  # fmt: skip


def test_free_places_on_stems_are_those_without_any_agreement_with_us() -> None:
    assert column(drawn(), "free_places_on_stems", "place", home="jiangsu") == ["lausanne"]
    assert column(drawn(), "free_places_on_stems", "place", home="jiangsu", unit="taizhou") == ["lausanne", "nyon"]


def test_countries_without_friends_are_those_with_most_agreements_first() -> None:
    assert column(drawn(), "countries_without_counterpart_association", "country", home="jiangsu") == [
        "brunei", "belarus", "congo", "nepal",
    ]  # fmt: skip


def test_the_share_of_countries_with_friends_counts_those_with_an_agreement() -> None:
    found = query_answer(drawn(), "countries_without_counterpart_association", select(drawn()), {"home": "jiangsu"}, 10)
    assert found.share is not None
    assert (found.share.numerator, found.share.denominator, found.share.ids) == (1, 5, ("switzerland",))
    assert set(found.share.missing) == {row["country"] for row in found.items}
    assert found.items[0]["evidence"] == "bandar~jiangsu-unnamed"


def test_friends_count_from_their_founding_and_until_they_close() -> None:
    def missing(**known: Any) -> bool:
        friends = Organisation(id="friends-of-nepal", kind="counterpart_association", **known, **HOME)
        network = snapshot([*witnessed(), friends])
        return "nepal" in column(network, "countries_without_counterpart_association", "country", home="jiangsu")

    assert (missing(country="NP"), missing(seat="kathmandu"), missing(country="NP", founded="1999")) == (False, False, False)
    assert (missing(country="NP", status="closed"), missing(country="NP", founded="2030")) == (True, True)


def test_missions_serve_a_partner_through_its_country() -> None:
    assert column(drawn(), "missions_serving_partner", "mission", place="kathmandu") == ["embassy"]


def test_international_organisations_count_where_they_are_seated_and_above() -> None:
    assert column(drawn(), "international_organisations_in_city", "organisation", place="suzhou") == ["igo"]
    assert column(drawn(), "international_organisations_in_city", "organisation", place="wuxi") == []


def test_partners_shared_with_compatriots_are_told_with_both_agreements() -> None:
    (row,) = rows(drawn(), "shared_partners", home="jiangsu")
    assert (row["partner"], row["agreement"], row["other"], row["other_agreement"]) == (
        "kathmandu", "kathmandu~nanjing", "xian", "kathmandu~xian",
    )  # fmt: skip


def test_plans_that_ran_out_are_told_and_those_under_way_are_not() -> None:
    assert rows(drawn(), "expired_plans", home="jiangsu")[0]["agreements"] == "jiangsu~vaud"
    assert column(drawn(), "expired_plans", "plan", home="jiangsu") == ["old"]


def test_planned_agreements_say_what_they_aim_at() -> None:
    (row,) = rows(drawn(), "planned_agreements", home="jiangsu")
    assert (row["unit"], row["partner"], row["aim"], row["date"]) == ("taizhou", "oss", "formal", "2022")


def test_the_date_is_that_of_the_question() -> None:
    found = query_answer(drawn(), "shared_partners", Selection(TODAY.replace(year=1990)), {"home": "jiangsu"}, 10)
    assert (found.items, found.as_of) == ((), "1990-11-21")
    assert (
        "as_of=1990-11-21"
        in query_answer(drawn(), "bare_stems", Selection(TODAY.replace(year=1990)), {"home": "jiangsu"}, 10).link
    )


def test_switzerland_nepal_and_brunei_have_friends_and_belarus_has_none_on_record(seeds: Snapshot) -> None:
    codes = column(seeds, "countries_without_counterpart_association", "code", home=JIANGSU)
    assert {"CH", "NP", "BN"}.isdisjoint(codes)
    assert {"BY", "CG"} <= set(codes)


def test_of_the_five_witnessed_countries_three_have_friends(seeds: Snapshot) -> None:
    selection = Selection(TODAY, layer="home")
    found = query_answer(seeds, "countries_without_counterpart_association", selection, {"home": JIANGSU}, 10)
    assert found.share is not None
    assert (found.share.numerator, found.share.denominator) == (3, 5)
    assert [(row["code"], row["agreements"], row["evidence"]) for row in found.items] == [
        ("BY", 1, "Q16963~Q189822"), ("CG", 1, "Q223920~Q42622"),
    ]  # fmt: skip


def test_two_embassies_serve_kathmandu(seeds: Snapshot) -> None:
    found = column(seeds, "missions_serving_partner", "mission", place=KATHMANDU)
    assert {"org:embassy-of-china-in-nepal", "org:embassy-of-nepal-in-china"} <= set(found)


def test_the_mangrove_center_is_seated_in_shenzhen(seeds: Snapshot) -> None:
    found = rows(seeds, "international_organisations_in_city", place=SHENZHEN)
    assert [(row["organisation"], row["status"]) for row in found] == [("org:international-mangrove-center", "landed")]


def test_lausanne_is_free_inside_the_stem_of_vaud(seeds: Snapshot) -> None:
    assert "Q807" in column(seeds, "free_places_on_stems", "place", home=JIANGSU)


def test_the_co_operation_plan_with_mogilev_ran_out_in_2020(seeds: Snapshot) -> None:
    assert "plan:mogilev-co-operation-2018-2020" in column(seeds, "expired_plans", "plan", home=JIANGSU)


def test_the_routes_are_one_open_and_one_proposed(seeds: Snapshot) -> None:
    assert column(seeds, "direct_routes", "status", home=GUANGDONG) == ["open"]
    assert column(seeds, "direct_routes", "status", home=JIANGSU) == ["proposed"]


def test_schools_and_institutes_are_paired(seeds: Snapshot) -> None:
    pairs = {(row["our_kind"], row["country"]) for row in rows(seeds, "organisation_pairs", home=JIANGSU)}
    assert {("school", "BN"), ("school", "NP"), ("research_institute", "BY")} <= pairs


def test_nanjing_belongs_to_the_union_of_olympic_cities(seeds: Snapshot) -> None:
    assert "org:union-of-olympic-cities" in column(seeds, "memberships_of_place", "of", place=NANJING)


def test_kathmandu_is_shared_with_xian(seeds: Snapshot) -> None:
    found = [row for row in rows(seeds, "shared_partners", home=JIANGSU) if row["partner"] == KATHMANDU]
    assert "Q5826" in {row["other"] for row in found}
