"""The package of resources: what is in it and what is not, over HTTP and on the command line."""

import json
import re
from typing import Any

import pytest
from fastapi.testclient import TestClient

from graph_service.cli.app import run
from graph_service.metrics.selection import Selection, select
from graph_service.metrics.vine import vine_of
from graph_service.questions.resources import SECTIONS, ResourcesAnswer, resources_answer
from graph_service.records.agreement import Agreement
from graph_service.records.base import Record
from graph_service.records.claim import Claim
from graph_service.records.organisation import Organisation
from graph_service.records.project import Project
from graph_service.snapshot import Snapshot
from tests.drawing import DRAWN, TODAY, agreement, place, snapshot

JIANGSU, GUANGDONG = "Q16963", "Q15175"
HOME: Any = {"sources": DRAWN, "layer": "home"}


def package(network: Snapshot, home: str, country: str, **selected: Any) -> ResourcesAnswer:
    selection = Selection(TODAY, **selected) if selected else select(network)
    return resources_answer(vine_of(network, home, selection), country)


def ids(found: ResourcesAnswer) -> dict[str, list[str]]:
    """The ids in every section that holds any."""
    return {section: [item.id for item in getattr(found, section)] for section in SECTIONS if getattr(found, section)}


def drawn(*more: Record) -> Snapshot:
    """Two provinces with a city each, and a country abroad."""
    return snapshot(
        [
            place("realm", "country", "AA"), place("home", "province", "AA", "realm"), place("unit", "city", "AA", "home"),
            place("rival", "province", "AA", "realm"), place("land", "country", "BB"), place("town", "city", "BB", "land"),
            place("other", "country", "CC"), place("port", "city", "CC", "other"),
            *more,
        ]
    )  # fmt: skip


def test_what_names_both_sides_is_in_and_what_another_home_does_is_not() -> None:
    network = drawn(
        Project(id="ours", kind="park", parties=("unit", "town"), **HOME),
        Project(id="theirs", kind="park", parties=("rival", "town"), **HOME),
        Project(id="national", kind="route", parties=("realm", "land"), **HOME),
    )
    assert ids(package(network, "home", "BB")) == {"projects": ["ours"], "routes": ["national"]}


def test_what_is_of_that_country_alone_is_in_and_what_joins_it_with_a_third_is_not() -> None:
    network = drawn(
        Organisation(id="chamber", kind="chamber", country="BB", **HOME),
        Project(id="elsewhere", kind="trade", parties=("town", "port"), **HOME),
        agreement("town", "land"),
        Claim(id="figure", subject="land~town", measure="signed", value=1, **HOME),
    )
    assert ids(package(network, "home", "BB")) == {"chambers": ["chamber"]}


def test_figures_about_a_project_lead_to_the_country_of_the_project() -> None:
    project = Project(id="ours", kind="park", parties=("unit", "town"), **HOME)
    figure = Claim(id="figure", subject="ours", measure="experts", value=12, **HOME)
    found = package(drawn(project, figure), "home", "BB")
    assert (ids(found)["claims"], found.experts) == (["figure"], ("figure",))


def test_every_agreement_of_the_home_is_in_and_says_whether_it_counts() -> None:
    network = drawn(
        agreement("unit", "town", "exchange 2010"),
        agreement("home", "land", "formal 1990; terminated 2000"),
        agreement("rival", "town"),
    )
    found = package(network, "home", "BB").agreements
    assert [(row.id, row.kind, row.status, row.counted) for row in found] == [
        ("home~land", "formal", "terminated", False), ("town~unit", "exchange", "active", False),
    ]  # fmt: skip


def test_what_is_closed_or_of_another_layer_is_left_out() -> None:
    other: Any = HOME | {"layer": "trade"}
    network = drawn(
        Organisation(id="shut", kind="chamber", country="BB", status="closed", **HOME),
        Organisation(id="open", kind="chamber", country="BB", **other),
    )
    assert ids(package(network, "home", "BB")) == {"chambers": ["open"]}
    assert ids(package(network, "home", "BB", layer="home")) == {}


def test_the_package_for_switzerland_holds_parks_missions_and_friends(seeds: Snapshot) -> None:
    found = ids(package(seeds, JIANGSU, "CH"))
    assert found["parks"] == ["org:sino-swiss-changzhou-park", "org:sino-swiss-zhenjiang-park"]
    assert found["missions"] == ["org:embassy-of-china-in-switzerland", "org:embassy-of-switzerland-in-china"]
    assert found["counterpart_associations"] == ["org:swiss-chinese-association", "org:switzerland-china-friendship-association"]
    assert "org:union-of-olympic-cities" in found["international_organisations"]
    assert "plan:priority-fields-switzerland" in found["plans"]
    assert "claim:trade-growth-five-countries" in found["claims"]
    assert "Q12771~Q16963" in [row.id for row in package(seeds, JIANGSU, "CH").agreements]


def test_the_package_for_mexico_holds_shenzhens_route_and_frames(seeds: Snapshot) -> None:
    found = package(seeds, GUANGDONG, "MX")
    assert ids(found)["routes"] == ["project:shenzhen-mexico-city-flight"]
    assert "frame:latin-america" in found.frames


def test_brunei_has_the_flagship_investment_and_its_builder(seeds: Snapshot) -> None:
    found = ids(package(seeds, JIANGSU, "BN"))
    assert found["projects"] == ["project:hengyi-brunei-petrochemical"]
    assert found["companies"] == ["org:nanjing-nanhua-construction"]


def test_school_pairs_are_organisations_and_no_agreements_of_places(seeds: Snapshot) -> None:
    found = package(seeds, JIANGSU, "BN")
    assert "org:chung-hwa-middle-school" in ids(found)["other_organisations"]
    assert all(row.id in seeds.network.table(Agreement) and not row.id.startswith("org:") for row in found.agreements)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("country=CH", "home"),
        ("home=jiangsu", "country"),
        ("home=wuxi&country=CH", "jiangsu"),
        ("home=jiangsu&country=AQ", "'AQ' is the code of no country on record"),
        ("home=jiangsu&country=cn", "the home's own country"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused_by_name(client: TestClient, query: str, names: str) -> None:
    answer = client.get(f"/v1/resources?{query}")
    assert answer.status_code == 422
    assert names in answer.json()["detail"]


def test_the_command_gives_the_document_of_the_endpoint(
    client: TestClient, drawn_store: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STORE", drawn_store)
    monkeypatch.setenv("COLUMNS", "160")
    question = ["resources", "--home", "jiangsu", "--country", "CG", "--as-of", "2023-01-01"]
    assert run([*question, "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document == client.get("/v1/resources?home=jiangsu&country=CG&as_of=2023-01-01").json()
    assert run([*question, "--format", "csv"]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert rows == [
        "section,id,zh,en,kind,status,when,documents",
        "agreements,pointe-noire~suzhou,suzhou – pointe-noire,suzhou – pointe-noire,formal,active,2015/2019,drawn by hand",
        "projects,project:park,,,park,,,drawn by hand",
    ]
    assert run(question) == 0
    assert re.search("协议 +友好城市（正式） +有效 +2015.+ +suzhou – pointe-noire", capsys.readouterr().out)
    assert run([*question, "--lang", "en"]) == 0
    assert re.search("agreements +formal +active +2015.+ +suzhou – pointe-noire", capsys.readouterr().out)
