"""Agreements and the other record types over HTTP."""

import csv
import io

import pytest
from fastapi.testclient import TestClient

import graph_service as gs
from graph_service.cli.app import WRONG_COMMAND, run
from graph_service.errors import BadRequest
from graph_service.questions.known_words import check_words
from graph_service.records.registry import RECORD_TYPES
from tests.drawing import TODAY


def ids(client: TestClient, path: str) -> list[str]:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return [item["id"] for item in answer.json()["items"]]


@pytest.mark.parametrize("plural", [kind.plural for kind in RECORD_TYPES])
def test_every_record_type_has_a_list_and_items(client: TestClient, plural: str) -> None:
    listed = client.get(f"/v1/{plural}").json()
    assert listed["total"] == len(listed["items"]) > 0
    item = client.get(f"/v1/{plural}/{listed['items'][0]['id']}").json()
    found = item.get("record") or item.get("place") or item["agreement"]
    assert found["id"] == listed["items"][0]["id"]
    assert found["sources"]


@pytest.mark.parametrize("plural", [kind.plural for kind in RECORD_TYPES])
def test_several_records_of_any_type_are_asked_for_by_id(client: TestClient, plural: str) -> None:
    everything = ids(client, f"/v1/{plural}")
    assert ids(client, f"/v1/{plural}?id={everything[-1]},{everything[0]}") == sorted({everything[0], everything[-1]})
    refused = client.get(f"/v1/{plural}?id={everything[0]},gone")
    assert (refused.status_code, "'gone'" in refused.json()["detail"]) == (404, True)


def test_a_former_id_among_ids_gives_what_it_was_merged_into(client: TestClient) -> None:
    assert ids(client, "/v1/places?id=old-taizhou,oss") == ["oss", "taizhou-zhejiang"]


@pytest.mark.parametrize(
    ("several", "one_by_one"),
    [
        ("places?level=city,county", ["places?level=city", "places?level=county"]),
        ("places?country=NL,CH", ["places?country=NL", "places?country=CH"]),
        ("places?within=zhejiang&within=vaud", ["places?within=zhejiang", "places?within=vaud"]),
        ("organisations?kind=school,network", ["organisations?kind=school", "organisations?kind=network"]),
        ("memberships?member=netherlands,SG", ["memberships?member=netherlands", "memberships?member=singapore"]),
        ("claims?subject=jiangsu,nanjing", ["claims?subject=jiangsu", "claims?subject=nanjing"]),
        ("claims?layer=home&measure=agreements,whole_list", ["claims?measure=agreements", "claims?measure=whole_list"]),
    ],
)
def test_any_of_several_values_of_any_filter_passes(client: TestClient, several: str, one_by_one: list[str]) -> None:
    each = {found for path in one_by_one for found in ids(client, f"/v1/{path}")}
    assert ids(client, f"/v1/{several}") == sorted(each)


def test_a_record_in_a_list_names_what_it_mentions(client: TestClient) -> None:
    membership = client.get("/v1/memberships?member=singapore").json()["items"][0]
    assert (membership["member"], membership["member_names"]["en"]) == ("singapore", "singapore")
    assert (membership["of"], "of_names" in membership) == ("frame:plan", True)
    project = client.get("/v1/projects?parties=congo").json()["items"][0]
    assert [names["en"] for names in project["parties_names"]] == [*project["parties"]]
    place = client.get("/v1/places?id=oss").json()["items"][0]
    assert (place["parent_names"]["en"], place["country_names"]["en"]) == ("north-brabant", "netherlands")


def test_an_agreement_that_is_mentioned_is_called_by_its_parties(seeds_client: TestClient) -> None:
    (races,) = seeds_client.get("/v1/activities?id=activity:boni-king-hall-unveiling-2019").json()["items"]
    assert races["agreement_names"]["en"] == "A city in Jiangsu (unnamed) – Bandar Seri Begawan"


def test_an_agreement_names_those_it_may_be_the_same_as(seeds_client: TestClient) -> None:
    items = seeds_client.get("/v1/agreements?home=Q16963&limit=1000").json()["items"]
    several = [item for item in items if item["possibly_same"]]
    assert several
    assert all(len(item["possibly_same_names"]) == len(item["possibly_same"]) for item in several)
    assert all(names["zh"] and names["en"] for item in several for names in item["possibly_same_names"])


def test_records_that_may_be_of_the_same_agreement_name_each_other_whichever_says_so(seeds_client: TestClient) -> None:
    items = seeds_client.get("/v1/agreements?home=Q16963&limit=1000").json()["items"]
    several = [item for item in items if item["possibly_same"]]
    for item in several:
        for other in item["possibly_same"]:
            assert item["id"] in seeds_client.get(f"/v1/agreements/{other}").json()["agreement"]["possibly_same"]
    assert any(item["id"] == "Q16666~Q9279" for item in several)


def test_a_layer_that_nothing_is_of_is_refused_by_every_list(client: TestClient) -> None:
    for plural in ("frames", "claims", "agreements"):
        refused = client.get(f"/v1/{plural}?layer=moon")
        assert (refused.status_code, refused.json()["errors"][0]["parameter"]) == (422, "layer"), plural
        assert "unknown layer 'moon'" in refused.json()["detail"]


@pytest.mark.parametrize(("plural", "reckoned"), [("claims", "risk_level"), ("targets", "new_friendship_associations")])
def test_a_measure_that_no_record_has_is_refused_by_name_at_every_door(
    client: TestClient,
    drawn_store: str,
    plural: str,
    reckoned: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    listed = client.get(f"/v1/{plural}").json()["items"]
    known = {item["measure"] for item in listed} - {None}
    refused = client.get(f"/v1/{plural}?measure=foo")
    said = refused.json()["detail"]
    assert (refused.status_code, refused.json()["errors"][0]["parameter"]) == (422, "measure")
    assert "unknown measure 'foo'" in said
    assert all(measure in said for measure in known)
    with pytest.raises(gs.BadRequest, match="unknown measure 'foo'"):
        getattr(gs.open(drawn_store, today=TODAY), plural)(measure="foo")
    monkeypatch.setenv("GRAPH_SERVICE_STORE", drawn_store)
    assert run([plural, "--measure", "foo"]) == WRONG_COMMAND
    assert "unknown measure 'foo'" in capsys.readouterr().err
    assert client.get(f"/v1/{plural}?measure={reckoned}").json()["total"] == 0, "the service knows the word; no record has it"
    for measure in known:
        assert client.get(f"/v1/{plural}?measure={measure}").json()["total"] > 0


def test_a_refused_word_is_told_the_nearest_of_many_known_ones() -> None:
    known = [f"word_{number}" for number in range(30)] + ["agreements"]
    with pytest.raises(BadRequest, match=r"unknown measure 'agrements'; known are agreements, .* and 11 more"):
        check_words("measure", ["agrements"], known)
    with pytest.raises(BadRequest, match="unknown measure 'x'; no record has any"):
        check_words("measure", ["x"], ())
    check_words("measure", ["word_1"], known)


def test_a_field_that_no_project_has_is_refused_by_name(seeds_client: TestClient) -> None:
    refused = seeds_client.get("/v1/matches?home=江苏&field=foo-bar")
    assert (refused.status_code, refused.json()["errors"][0]["parameter"]) == (422, "field")
    assert "unknown field 'foo-bar'; known are " in refused.json()["detail"]


def test_a_country_without_records_has_an_empty_list(client: TestClient) -> None:
    answer = client.get("/v1/organisations?country=netherlands")
    assert (answer.status_code, answer.json()["total"]) == (200, 0)


def test_tables_of_records_name_what_they_mention(client: TestClient) -> None:
    def rows(path: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(client.get(f"/v1/{path}&format=csv").content.decode("utf-8-sig"))))

    (row,) = rows("memberships?member=singapore&of=frame:plan")
    assert (row["member"], row["member_en"], row["of"], row["source"]) == (
        "singapore",
        "singapore",
        "frame:plan",
        "drawn by hand",
    )
    (row,) = rows("places?id=oss")
    assert (row["name_en"], row["parent_en"], row["country_en"], row["agreement_count"]) == (
        "oss",
        "north-brabant",
        "netherlands",
        "1",
    )


def test_records_are_sorted_and_counted_by_what_they_mention(client: TestClient) -> None:
    groups = client.get("/v1/memberships?group_by=of,of_names.en").json()["items"]
    assert sum(group["count"] for group in groups) == 3
    assert groups[0]["of"] == "frame:plan"
    downwards = ids(client, "/v1/places?sort=-id&country=CN")
    assert downwards == sorted(ids(client, "/v1/places?country=CN"), reverse=True)


def test_an_agreement_has_the_documented_shape(client: TestClient) -> None:
    item = client.get("/v1/agreements/kathmandu~nanjing").json()["agreement"]
    assert {"id", "parties", "kind", "status", "stages", "since", "since_precision", "since_basis", "tier", "role", "class",
            "fields", "mechanism", "layer", "sources"} <= set(item)  # fmt: skip
    assert (item["kind"], item["since"], item["since_basis"]) == ("formal", "2019", "inferred")
    assert item["tier"] is item["role"] is item["class"] is None, "no home was named"


def test_agreements_of_a_home_carry_tier_role_and_class(client: TestClient) -> None:
    items = client.get("/v1/agreements?home=jiangsu&country=NP").json()["items"]
    assert [(item["tier"], item["role"], item["class"]) for item in items] == [(2, "grape", "C")]


def test_agreements_are_filtered(client: TestClient) -> None:
    assert ids(client, "/v1/agreements?place=wuxi") == ["taizhou-zhejiang~wuxi"]
    assert ids(client, "/v1/agreements?home=jiangsu&domestic=true") == ["taizhou-zhejiang~wuxi"]
    assert ids(client, "/v1/agreements?partner=netherlands") == ["jiangsu~north-brabant", "oss~taizhou"]
    assert ids(client, "/v1/agreements?kind=exchange") == ["nanjing~singapore"]
    assert ids(client, "/v1/agreements?status=planned") == ["oss~taizhou"]
    assert ids(client, "/v1/agreements?home=jiangsu&tier=1&signed_to=1999") == ["jiangsu~north-brabant"]
    assert ids(client, "/v1/agreements?signed_from=2008-05&signed_to=2008-05&kind=exchange") == ["nanjing~singapore"]
    assert ids(client, "/v1/agreements?as_of=1990-01-01&kind=formal") == []


def test_any_of_several_values_of_a_filter_passes_by_commas_or_by_repeating_it(client: TestClient) -> None:
    both = ["jiangsu~vaud", "nanjing~singapore"]
    for query in (
        "country=CH,SG",
        "country=CH&country=SG",
        "country=Switzerland,singapore",
        "partner=vaud,singapore",
        "place=singapore,Vaud",
    ):
        assert ids(client, f"/v1/agreements?{query}") == both, query
    assert ids(client, "/v1/agreements?kind=exchange,intent") == ["nanjing~singapore"]
    everything = ids(client, "/v1/agreements?home=jiangsu")
    assert ids(client, "/v1/agreements?home=jiangsu&tier=1,2") == everything
    assert ids(client, "/v1/agreements?home=jiangsu&tier=1&tier=2&status=planned,active") == everything


@pytest.mark.parametrize(("query", "parameter"), [("kind=exchange,friend", "kind"), ("home=jiangsu&tier=1,9", "tier")])
def test_a_wrong_word_among_several_is_refused_by_the_name_of_its_parameter(
    client: TestClient, query: str, parameter: str
) -> None:
    refused = client.get(f"/v1/agreements?{query}")
    assert (refused.status_code, refused.json()["errors"][0]["parameter"]) == (422, parameter)


def test_several_records_are_asked_for_by_their_ids_and_unknown_ones_are_named(client: TestClient) -> None:
    assert ids(client, "/v1/agreements?id=nanjing~singapore,jiangsu~vaud") == ["jiangsu~vaud", "nanjing~singapore"]
    assert ids(client, "/v1/agreements?id=nanjing~singapore,jiangsu~vaud&country=CH") == ["jiangsu~vaud"]
    refused = client.get("/v1/agreements?id=gone,jiangsu~vaud,lost")
    assert (refused.status_code, refused.json()["detail"].partition(";")[0]) == (404, "no agreement has the id 'gone, lost'")


def test_a_former_id_among_several_is_followed_and_one_alone_is_a_redirect(client: TestClient) -> None:
    assert ids(client, "/v1/agreements?place=old-taizhou,singapore") == ["nanjing~singapore", "taizhou-zhejiang~wuxi"]
    alone = client.get("/v1/agreements?place=old-taizhou")
    assert (alone.status_code, alone.headers["location"]) == (308, "/v1/agreements?place=taizhou-zhejiang")


def test_a_name_with_a_comma_is_one_place(seeds_client: TestClient) -> None:
    capital = ids(seeds_client, "/v1/agreements?place=Washington, D.C.&limit=1000")
    assert capital == ids(seeds_client, "/v1/agreements?place=Q61&limit=1000") != []


def test_agreements_are_counted_by_what_planners_ask_for(client: TestClient) -> None:
    def counted(query: str) -> list[tuple[object, ...]]:
        return [tuple(item.values()) for item in client.get(f"/v1/agreements?{query}").json()["items"]]

    assert ("nanjing", "nanjing", 2) in counted("home=jiangsu&group_by=unit,unit_names.en")
    assert counted("home=jiangsu&group_by=partner_country&tier=1") == [("BY", 1), ("CH", 1), ("NL", 1)]
    assert ("2008", 1) not in counted("group_by=since_year")
    assert (2008, 1) in counted("group_by=since_year")
    assert counted("home=jiangsu&group_by=tier,role&country=NL") == [(1, "stem", 1), (None, None, 1)]


def test_an_agreement_tells_its_unit_and_partner_as_the_home_sees_them(client: TestClient) -> None:
    (seen,) = client.get("/v1/agreements?home=jiangsu&country=NP").json()["items"]
    assert (seen["unit"], seen["partner"], seen["partner_country"], seen["since_year"]) == ("nanjing", "kathmandu", "NP", 2019)
    assert seen["partner_country_names"]["en"] == "nepal"
    assert (seen["unit_names"]["en"], seen["partner_names"]["en"]) == ("nanjing", "kathmandu")
    (alone,) = client.get("/v1/agreements?id=kathmandu~nanjing").json()["items"]
    assert (alone["unit"], alone["partner"], alone["partner_country"]) == (None, None, None)


def test_a_table_of_agreements_names_both_parties(client: TestClient) -> None:
    text = client.get("/v1/agreements?home=jiangsu&country=NP&format=csv").content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["a"], row["a_level"], row["b"], row["b_country"]) == ("nanjing", "city", "kathmandu", "NP")
    assert (row["unit_en"], row["partner_en"], row["partner_country_en"]) == ("nanjing", "kathmandu", "nepal")
    assert (row["a_en"], row["since"], row["tier"], row["class"], row["sources"]) == (
        "nanjing",
        "2019",
        "2",
        "C",
        "drawn by hand",
    )


def test_ties_between_organisations_are_listed_but_belong_to_no_country(client: TestClient) -> None:
    assert "org:school-a~org:school-b" in ids(client, "/v1/agreements")
    assert "org:school-a~org:school-b" not in ids(client, "/v1/agreements?country=NL")


def test_records_are_filtered_by_their_references(client: TestClient) -> None:
    assert ids(client, "/v1/memberships?of=frame:plan") == ["membership:nl", "membership:sg"]
    assert ids(client, "/v1/projects?parties=congo") == ["project:park"]
    assert ids(client, "/v1/organisations?kind=school") == ["org:school-a", "org:school-b"]
    assert ids(client, "/v1/claims?subject=suzhou") == []


def test_agreements_of_an_organisation_are_listed(seeds_client: TestClient) -> None:
    pair = "org:belarus-national-agricultural-academy~org:jiangsu-academy-of-agricultural-sciences"
    assert [ids(seeds_client, f"/v1/agreements?place={party}") for party in pair.split("~")] == [[pair], [pair]]
    assert ids(seeds_client, "/v1/agreements?place=org:embassy-of-china-in-nepal") == []


def test_a_party_that_is_nowhere_is_told(client: TestClient) -> None:
    assert client.get("/v1/agreements?place=org:nowhere").status_code == 404


def test_fields_have_their_english_names_beside_them(seeds_client: TestClient) -> None:
    pair = "org:belarus-national-agricultural-academy~org:jiangsu-academy-of-agricultural-sciences"
    found = seeds_client.get(f"/v1/agreements/{pair}").json()["agreement"]
    assert (found["fields"], found["fields_en"]) == (["农业", "科技"], ["agriculture", "science and technology"])
