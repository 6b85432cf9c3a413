"""Agreements and the other record types over HTTP."""

import pytest
from fastapi.testclient import TestClient

from graph_service.domain.registry import RECORD_TYPES


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
