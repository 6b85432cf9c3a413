"""Whatever names a place or a country at any door is found by id, code and name alike, and refused by name where it is none."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

import pytest
import typer.main
from fastapi.testclient import TestClient
from httpx2 import Response
from msgspec.structs import replace

from graph_service.cli.app import REFUSED, WRONG_COMMAND
from graph_service.cli.app import run as command
from graph_service.cli.commands import registered
from graph_service.questions.named import IN_PATHS, NAMES
from graph_service.records.base import Names, Record
from graph_service.records.network import ChangeSet
from graph_service.settings import Settings
from graph_service.store.embedded import EmbeddedStore
from graph_service.web.app import create_app
from tests.drawing import known_records
from tests.one_loop import run

CALLED = {
    "jiangsu": Names(zh="江苏省", en="Jiangsu"),
    "nanjing": Names(zh="南京市", en="Nanjing"),
    "taizhou": Names(zh="泰州市", en="Taizhou"),
    "netherlands": Names(zh="荷兰", en="Netherlands"),
    "north-brabant": Names(zh="北布拉班特省", en="North Brabant"),
}
MORE = {
    "jiangsu": {"iso_3166_2": "CN-JS", "gbt_2260": "320000", "former_ids": ("old-jiangsu",)},
    "nanjing": {"gbt_2260": "320100"},
    "taizhou": {"gbt_2260": "321200"},
}
NAMED = {*NAMES, *IN_PATHS}
# The id that a parameter is given, or the code of a country, and what is to give the same.
HOME = ("jiangsu", "江苏省", "江苏", "JIANGSU", "CN-JS", "320000")
CITY = ("nanjing", "南京", "320100")
UNIT = ("taizhou", "泰州", "321200", "Taizhou")
REGION = ("north-brabant", "北布拉班特", "North Brabant")
MEANT = {"home": HOME, "unit": UNIT, "country": ("NL", "nl", "Netherlands", "荷兰", "netherlands"), "partner": REGION}
MEANT |= {
    "owner": HOME,
    "region": REGION,
    "within": REGION,
    "place": CITY,
    "with_partner_of": CITY,
    "partner_of_home": HOME,
    "among_partners_of": CITY,
    "place_id": CITY,
    "other": CITY,
}
NEEDED = {"home": "jiangsu", "country": "NL", "partner": "north-brabant", "place_id": "taizhou"}
NEEDED |= {"from": "2020-01-01", "to": "2020-12-31", "place": "taizhou", "other": "kathmandu"}


def called() -> Iterator[Record]:
    for record in known_records():
        names, more = CALLED.get(record.id, record.names), MORE.get(record.id, {})
        yield replace(record, names=names, **more)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("named") / "graph.db"
    run(EmbeddedStore.open(path, create=True).apply(ChangeSet(tuple(called()))))
    return f"sqlite:///{path}"


@pytest.fixture(scope="module")
def named(store: str) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(store=store)), follow_redirects=False) as client:
        yield client


# HTTP


# A named question says itself what it takes; a form that was filled in says beside its field what is not understood.
ELSEWHERE = ("/v1/queries/{name}", "/views/scenario")


def addresses(client: TestClient) -> Iterator[tuple[str, str, Mapping[str, str]]]:
    """Every path with a parameter that names something, that parameter, and what else the path needs."""
    for path, methods in client.get("/openapi.json").json()["paths"].items():
        told = methods.get("get", {}).get("parameters", ())
        parameters = {given["name"]: given["required"] for given in told}
        naming = {given["name"] for given in told if given["name"] in (IN_PATHS if given["in"] == "path" else NAMES)}
        for name in naming if path not in ELSEWHERE else ():
            home = path == "/v1/agreements" and name == "country"
            needs = {other: NEEDED[other] for other, needed in parameters.items() if needed and other != name}
            yield path, name, needs | ({"home": "jiangsu"} if home else {})
    for question in client.get("/v1/queries").json()["items"]:
        for name in NAMED & {*question["needs"], *question["takes"]}:
            needs = {other: MEANT[other][0] for other in question["needs"] if other != name}
            yield f"/v1/queries/{question['name']}", name, needs


JSON = {"Accept": "application/json"}  # what is amiss is told as a document at the addresses of pages too


def asked(client: TestClient, path: str, given: Mapping[str, str]) -> Response:
    inside = set(re.findall(r"{(\w+)}", path))
    address = re.sub(r"{(\w+)}", lambda match: quote(given[match[1]]), path)
    return client.get(address, params={name: value for name, value in given.items() if name not in inside}, headers=JSON)


def without_its_address(answer: Response) -> bytes:
    """An answer without the links of a page to itself, which keep the words that it was asked with."""
    return re.sub(rb'href="\?[^"]*"', b"", answer.content)


def test_every_kind_of_question_is_among_the_addresses(named: TestClient) -> None:
    found = {(path, name) for path, name, _ in addresses(named)}
    assert {
        ("/v1/places/{place_id}", "place_id"),
        ("/v1/places/{place}/network", "place"),
        ("/v1/clusters/{home}/{partner}", "home"),
        ("/v1/clusters/{home}/{partner}", "partner"),
        ("/views/place/{place_id}", "place_id"),
        ("/views/cluster/{home}/{partner}", "partner"),
        ("/v1/agreements", "country"),
        ("/v1/agreements", "place"),
        ("/v1/places", "within"),
        ("/v1/candidates", "region"),
        ("/v1/organisations", "country"),
        ("/v1/reach", "partner"),
        ("/v1/centrality", "home"),
        ("/v1/gaps", "unit"),
    } <= found
    assert {name for _, name in found} == NAMED


def test_every_path_gives_the_same_for_an_id_a_code_and_a_name(named: TestClient) -> None:
    for path, name, needs in addresses(named):
        first, *others = (asked(named, path, {**needs, name: given}) for given in MEANT[name])
        assert first.status_code == 200, (path, name, first.text)
        assert {without_its_address(answer) for answer in others} == {without_its_address(first)}, (path, name)


def test_every_path_refuses_what_is_none_by_its_name_with_the_nearest(named: TestClient) -> None:
    for path, name, needs in addresses(named):
        answer = asked(named, path, {**needs, name: "Netherland"})
        kind = "country" if name == "country" else "place"
        said = (answer.status_code, answer.json()["type"], answer.json()["detail"].partition(";")[0])
        assert said == (404, "/problems/not-found", f"no {kind} has the id, code or name 'Netherland'"), (path, name)
        near = [(found["id"], found["names"]) for found in answer.json()["suggestions"]]
        assert near == [("netherlands", {"zh": "荷兰", "en": "Netherlands"})], (path, name)


def test_a_name_of_several_places_is_a_conflict_with_all_of_them(named: TestClient) -> None:
    answer = named.get("/v1/places/Taizhou")
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/ambiguous-place")
    candidates = answer.json()["candidates"]
    assert [(found["id"], found["level"], found["country"]) for found in candidates] == [
        ("taizhou", "city", "CN"), ("taizhou-zhejiang", "city", "CN"),
    ]  # fmt: skip
    assert [found["names"]["zh"] for found in candidates] == ["泰州市", "台州市"]
    assert [found["within"][0].get("zh") for found in candidates] == ["江苏省", None]


def test_the_two_taizhou_of_the_seeds_are_told_apart_and_one_is_a_unit_of_jiangsu(seeds_client: TestClient) -> None:
    answer = seeds_client.get("/v1/places/Taizhou")
    assert {found["names"]["zh"] for found in answer.json()["candidates"]} == {"泰州市", "台州市"}
    unit = seeds_client.get("/v1/candidates?home=江苏&unit=Taizhou&limit=1").json()["unit"]
    assert unit["names"]["zh"] == "泰州市"


@pytest.mark.parametrize("path", ["/v1/places/{}", "/v1/places/{}/network?depth=1", "/v1/agreements?place={}&limit=1"])
def test_a_former_id_is_a_redirect_and_a_name_is_none(named: TestClient, path: str) -> None:
    former = named.get(path.format("old-taizhou"))
    assert (former.status_code, former.headers["location"]) == (308, path.format("taizhou-zhejiang"))
    name = named.get(path.format("台州市"))
    assert (name.status_code, "location" in name.headers) == (200, False)


def test_the_former_id_of_a_home_is_a_redirect_at_every_path_and_followed_by_every_command(
    named: TestClient, stored: None, capsys: pytest.CaptureFixture[str]
) -> None:
    for path, name, needs in addresses(named):
        if name == "home":
            answer = asked(named, path, {**needs, name: "old-jiangsu"})
            assert (answer.status_code, "old-jiangsu" in answer.headers["location"]) == (308, False), path
    for name, option, words in options():
        if option == "home":
            assert command(saying(words, "old-jiangsu")) == 0, name
    capsys.readouterr()


def test_a_list_of_records_is_narrowed_by_what_a_place_is_called_and_refuses_what_is_no_record(named: TestClient) -> None:
    for path, total in (
        ("organisations?seat=南京", 1),
        ("claims?subject=江苏", 1),
        ("projects?parties=CG", 1),
        ("plans?owner=320000", 1),
    ):
        assert named.get(f"/v1/{path}").json()["total"] == total, path
    assert named.get("/v1/memberships?member=Taizhou").status_code == 409
    assert named.get("/v1/memberships?member=old-taizhou").headers["location"] == "/v1/memberships?member=taizhou-zhejiang"
    for path in ("organisations?seat=nowhere", "memberships?of=nowhere", "plans?agreements=nowhere"):
        assert (named.get(f"/v1/{path}").status_code, "'nowhere'" in named.get(f"/v1/{path}").text) == (404, True), path


def test_a_list_may_name_its_places_and_an_organisation_stands_for_itself(named: TestClient) -> None:
    one = named.get("/v1/reach?home=jiangsu&partner=vaud,oss").json()
    other = named.get("/v1/reach?home=江苏&partner=Vaud, OSS").json()
    assert one == other
    assert named.get("/v1/agreements?place=org:school-a").json()["total"] == 1


def test_the_partner_of_a_cluster_is_a_region_before_a_city_of_its_name(seeds_client: TestClient) -> None:
    assert seeds_client.get("/v1/places/Gabrovo").status_code == 409
    answer = seeds_client.get("/v1/clusters/江苏/Gabrovo").json()
    assert (answer["partner"]["names"]["en"], answer["partner"]["level"]) == ("Gabrovo", "province")


def test_a_scenario_names_its_places_as_any_question_does(named: TestClient) -> None:
    by_id = {"home": "jiangsu", "agreements": [{"unit": "taizhou", "partner": "oss"}]}
    by_name = {"home": "江苏", "agreements": [{"unit": "Taizhou", "partner": "OSS"}]}
    first, other = (named.post("/v1/scenarios", json=document) for document in (by_id, by_name))
    assert (first.status_code, other.json()) == (200, first.json())
    several = named.post("/v1/scenarios", json={"home": "jiangsu", "agreements": [{"unit": "wuxi", "partner": "Taizhou"}]})
    assert (several.status_code, len(several.json()["candidates"])) == (409, 2)


# Commands


_GIVEN = "(what is given)"
OTHERWISE = ("query", "compare-claims")  # a named question says itself what it takes, and the other claim is no place


def options() -> Iterator[tuple[str, str, list[str]]]:
    """Every command with an option or argument that names something, that name, and the command with a place for its value."""
    more = {"report": ["--from", "2020-01-01", "--to", "2020-12-31"], "resources": ["--country", "NL"], "search": ["a"]}
    for name, found in typer.main.get_command(registered()).commands.items():  # type: ignore[attr-defined]  # the app is a group
        taken = {str(parameter.name): parameter.opts[:1] for parameter in found.params if name not in OTHERWISE}
        needed = ["--home", "jiangsu"] if "home" in taken else []
        for option in sorted(set(taken) & NAMED):
            others = more.get(name, [])
            before = [*([] if option == "home" else needed), *([] if f"--{option}" in others else others)]
            arguments = {name: flags for name, flags in taken.items() if not flags[0].startswith("-")}
            if option in arguments:
                yield name, option, [name, *(_GIVEN if other == option else NEEDED[other] for other in arguments)]
            else:
                yield name, option, [name, *before, *taken[option], _GIVEN]


def saying(words: list[str], given: str) -> list[str]:
    """The command with this in its place."""
    return [given if word == _GIVEN else word for word in words]


@pytest.fixture
def stored(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STORE", store)


def test_every_kind_of_command_is_among_them() -> None:
    found = {(name, option) for name, option, _ in options()}
    assert {("actions", "country"), ("candidates", "region"), ("matches", "partner"), ("centrality", "within")} <= found
    assert {("ledger", "unit"), ("resources", "country"), ("gaps", "home"), ("network", "place")} <= found


@pytest.mark.first(4)
@pytest.mark.parametrize(("name", "option", "words"), list(options()))
def test_every_command_gives_the_same_for_an_id_a_code_and_a_name(
    name: str, option: str, words: list[str], stored: None, capsys: pytest.CaptureFixture[str]
) -> None:
    told = []
    for given in MEANT[option]:
        assert command([*saying(words, given), "--format", "json"]) == 0
        told.append(json.loads(capsys.readouterr().out))
    assert told == [told[0]] * len(told)


@pytest.mark.first(4)
@pytest.mark.parametrize(("name", "option", "words"), list(options()))
def test_every_command_refuses_what_is_none_by_its_name_in_one_line(
    name: str, option: str, words: list[str], stored: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(saying(words, "Netherland")) == REFUSED
    complaint = capsys.readouterr().err
    assert "has the id, code or name 'Netherland'; " in complaint
    assert len(complaint.splitlines()) == 1


def test_a_picture_is_drawn_of_what_is_named(stored: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    drawn = []
    for words in (("jiangsu", "north-brabant"), ("江苏", "北布拉班特")):
        assert command(["render", "cluster", *words, "-o", str(tmp_path / "page.html")]) == 0
        drawn.append((tmp_path / "page.html").read_text("utf-8"))
    assert drawn[0] == drawn[1]
    assert command(["render", "place", "Taizhou", "-o", str(tmp_path / "page.html")]) == WRONG_COMMAND
    assert "names 2 places" in capsys.readouterr().err


def test_a_name_of_several_places_is_a_wrong_command_with_all_of_them_in_a_line(
    stored: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(["network", "Taizhou"]) == WRONG_COMMAND
    assert capsys.readouterr().err == (
        "'Taizhou' names 2 places; give the id of one: taizhou (泰州市 Taizhou; city in 江苏省 Jiangsu, CN), "
        "taizhou-zhejiang (台州市 Taizhou; city in zhejiang, CN)\n"
    )


@pytest.mark.parametrize("given", ["NL", "nl", "Netherlands", "荷兰"])
def test_a_country_gives_the_same_over_http_and_on_the_command_line(
    given: str, named: TestClient, stored: None, capsys: pytest.CaptureFixture[str]
) -> None:
    for question in ("candidates", "matches", "resources"):
        assert command([question, "--home", "江苏", "--country", given, "--format", "json"]) == 0
        here = json.loads(capsys.readouterr().out)
        there = named.get(f"/v1/{question}", params={"home": "CN-JS", "country": given}).json()
        assert {**here, "next": None} == {**there, "next": None}


@pytest.mark.parametrize("given", ["DE", "de", "Germany", "德国", "Q183"])
def test_germany_is_found_in_the_seeds_by_code_name_and_id(seeds_client: TestClient, given: str) -> None:
    answer = seeds_client.get("/v1/candidates", params={"home": "江苏", "country": given, "limit": 3}).json()
    assert (answer["country"], answer["total"] > 3) == ("DE", True)
    assert seeds_client.get("/v1/places", params={"country": given, "level": "country"}).json()["items"][0]["id"] == "Q183"


# Tiers


@pytest.mark.parametrize("given", ["tier=2", "role=stem"])
def test_a_tier_or_a_role_without_a_home_is_refused(client: TestClient, given: str) -> None:
    assert client.get(f"/v1/agreements?home=jiangsu&{given}").json()["items"]
    alone, name = client.get(f"/v1/agreements?{given}"), given.partition("=")[0]
    assert alone.status_code == 422
    assert alone.json()["detail"] == f"{name}: it is that of the unit of a home; name the home as well"


def test_a_municipality_has_no_third_tier_in_any_question(seeds_client: TestClient) -> None:
    paths = seeds_client.get("/openapi.json").json()["paths"].items()
    takes = {path: {given["name"] for given in methods.get("get", {}).get("parameters", ())} for path, methods in paths}
    takes_tier = [path for path, names in takes.items() if "tier" in names]
    assert {"/v1/agreements", "/v1/gaps", "/v1/coverage"} <= set(takes_tier)
    for path in takes_tier:
        answer = seeds_client.get(
            path.format_map({"name": "uncovered_countries", "home": "Q956"}), params={"home": "Q956", "tier": 3}
        )
        assert (answer.status_code, "tiers 1 to 2" in answer.text) == (422, True), path
